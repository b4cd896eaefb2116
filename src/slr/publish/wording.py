"""Small words: plurals, lists and numbers in sentences."""

from collections.abc import Sequence

_SPELLED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled(number: int) -> str:
    """A number below ten as a word."""
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else str(number)


def counted(number: int, thing: str) -> str:
    """`1 record`, `12 records`, `3 studies`."""
    if number == 1:
        return f"1 {thing}"
    return f"{number} {thing[:-1]}ies" if thing.endswith("y") else f"{number} {thing}s"


def was(number: int) -> str:
    """`was` or `were`."""
    return "was" if number == 1 else "were"


def listed(things: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(things) < 2:
        return "".join(things)
    return ", ".join(things[:-1]) + " and " + things[-1]
