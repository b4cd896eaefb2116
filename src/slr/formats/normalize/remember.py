"""Remembering what normalizing gave, for what repeats from record to record."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")
_LONGEST = 300  # characters: longer texts hardly repeat, and remembering them would hold a hostile file


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The function with a memory for its last 65,536 short arguments."""
    short = lru_cache(maxsize=65536)(function)

    @wraps(function)
    def call(text: str) -> T:
        return short(text) if len(text) <= _LONGEST else function(text)

    return call
