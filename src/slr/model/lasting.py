"""What is kept until a command ends: the system frees a large review at once, Python object by object."""

LARGE = 20_000  # events

_kept: list[object] = []
_ends_with_its_command = False


def end_with_this_command() -> None:
    """Say that this process runs one command and ends, so that what is large may be kept."""
    global _ends_with_its_command
    _ends_with_its_command = True


def keep_to_the_end(size: int, *things: object) -> None:
    """Keep what was read for a command that only reads, where it is large and the process ends with it."""
    if _ends_with_its_command and size >= LARGE:
        _kept.extend(things)


def is_something_kept() -> bool:
    """Whether the process should end without taking everything apart."""
    return bool(_kept)
