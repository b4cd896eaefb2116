"""Remembering what normalizing gave, for what repeats from record to record."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
_forget: list[Callable[[], None]] = []


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The function with a memory for its last 65,536 arguments."""
    remembering = lru_cache(maxsize=65536)(function)
    _forget.append(remembering.cache_clear)
    return remembering


def forget() -> None:
    """Empty all memories: after an export whose fields are so large that they would hold much."""
    for clear in _forget:
        clear()
