"""Remembering what normalizing gave, for what repeats from record to record."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")
_MOST = 65536
_memories: list["_Memory[Any]"] = []


class _Memory(dict[str, T]):
    """Texts to what a function gives for them, filled as they are asked for, emptied when there are too many.

    A look at a dictionary touches less memory than functools' list of what was used last, and is faster.
    """

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function

    def __missing__(self, text: str) -> T:
        if len(self) >= _MOST:
            self.clear()
        self[text] = found = self._function(text)
        return found


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The function with a memory for up to 65,536 arguments."""
    memory = _Memory(function)
    _memories.append(memory)
    return memory.__getitem__


def forget() -> None:
    """Empty all memories: after an export whose fields are so large that they would hold much."""
    for memory in _memories:
        memory.clear()
