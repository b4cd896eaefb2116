"""Exports to records and back: a visible registry, one module a format, tag tables as data."""
