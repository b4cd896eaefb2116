"""Duplicates: block, compare, decide, group, merge."""
