"""Speaks in screens: Textual; screening, resolving, coding."""
