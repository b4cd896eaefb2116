"""Screening: the decisions in force, outcomes, the queue, blinding."""
