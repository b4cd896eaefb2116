"""What the review of duplicates needs of a desk; it stands beside the other desks in app/ask.py."""

from slr.app.ask import DuplicatesDesk, DuplicateSheet, Parts

__all__ = ["DuplicateSheet", "DuplicatesDesk", "Parts"]
