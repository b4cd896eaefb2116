"""Sentences about changes."""

from collections import Counter
from collections.abc import Iterable, Mapping

MOST = 12  # things that are named one by one; more are only counted


def number(count: int, one: str, many: str = "") -> str:
    """`1 decision`, `2 decisions`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    parts = list(words)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def tally(values: Iterable[str], order: Iterable[str]) -> str:
    """`3 include, 1 exclude`, in this order."""
    counts: Mapping[str, int] = Counter(values)
    return ", ".join(f"{counts[name]} {name}" for name in order if counts.get(name))
