"""Coding: codings in force, tabulation."""
