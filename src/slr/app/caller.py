"""Who calls a verb, and what the verb may use of the outside world."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from slr.store.disk import DISK, Disk

T = TypeVar("T")


class Steps(Protocol):
    """Shows how far a long piece of work is."""

    def __call__(self, what: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:
        """The items again, one by one, counted on a progress bar that says `what`."""


def quiet(what: str, items: Iterable[T], total: int | None = None) -> Iterable[T]:
    """No progress bar."""
    return items


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The review folder, the person, the clock, the source of random names, the disk, the progress bar."""

    root: Path
    now: Callable[[], str]
    token: Callable[[], str]
    who: str = ""  # the reviewer id given with --as; empty: git's identity
    steps: Steps = quiet
    disk: Disk = DISK
