"""A ledger on a disk that tests control."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

from slr.store.disk import RealDisk
from slr.store.ledger import Ledger, read_ledger
from slr.store.paths import ReviewPaths
from slr.store.writer import Run, Writer


def counter(prefix: str) -> Callable[[], str]:
    """Names that no other call gave."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers):04}"


TOKEN = counter("t")


def run(who: str = "ana") -> Run:
    """A run of a person."""
    return Run(who=who, by=who, protocol="p" * 64, now=lambda: "2015-07-12T09:30:00Z", token=TOKEN)


def writer(paths: ReviewPaths, who: str = "ana", disk: RealDisk | None = None) -> Writer:
    """A writer that has read the folder as it is."""
    return Writer(paths, read_ledger(paths), run(who), disk or RealDisk())


def write(paths: ReviewPaths, *kinds: str, who: str = "ana") -> None:
    """One run that appends an event of each kind."""
    with writer(paths, who) as out:
        for kind in kinds:
            out.append("imports", kind, {"text": f"{who} says {kind}"})


def kinds(ledger: Ledger) -> list[str]:
    """The kinds of the events, in order."""
    return [event.kind for event in ledger.events]


class Stopped(Exception):
    """The power cut."""


class StoppingDisk(RealDisk):
    """A disk that stops at the k-th change; what was not synced is then dropped, or torn in the middle."""

    def __init__(self, stop: int, *, torn: bool) -> None:
        self.stop, self.torn, self.step = stop, torn, 0
        self.paths: dict[int, Path] = {}
        self.unsynced: dict[Path, int] = {}  # bytes on the disk for certain
        self.new: set[Path] = set()  # created, its folder not synced yet
        self.replaced: dict[Path, bytes] = {}  # what a rename took the place of, its folder not synced yet

    def _count(self) -> None:
        self.step += 1
        if self.step == self.stop:
            self.lose()
            raise Stopped

    def lose(self) -> None:
        """Drop what a power cut may drop."""
        for path, kept in self.unsynced.items():
            if path.exists():
                data = path.read_bytes()
                path.write_bytes(data[: kept + (len(data) - kept) // 2 if self.torn else kept])
        for path in self.new if not self.torn else ():
            path.unlink(missing_ok=True)
            if path in self.replaced:
                path.write_bytes(self.replaced[path])

    def create(self, path: Path) -> int:
        self._count()
        handle = super().create(path)
        self.paths[handle] = path
        self.unsynced[path] = 0
        self.new.add(path)
        return handle

    def write(self, handle: int, data: bytes) -> None:
        self._count()
        super().write(handle, data)

    def sync(self, handle: int) -> None:
        self._count()
        super().sync(handle)
        self.unsynced[self.paths[handle]] = self.paths[handle].stat().st_size

    def sync_folder(self, path: Path) -> None:
        self._count()
        super().sync_folder(path)
        self.new = {one for one in self.new if one.parent != path}
        self.replaced = {one: data for one, data in self.replaced.items() if one.parent != path}

    def rename(self, old: Path, new: Path) -> None:
        self._count()
        if new.exists():
            self.replaced[new] = new.read_bytes()
        super().rename(old, new)
        if old in self.unsynced:
            self.unsynced[new] = self.unsynced.pop(old)
        if old in self.new:
            self.new.discard(old)
            self.new.add(new)

    def make_folder(self, path: Path) -> None:
        self._count()
        super().make_folder(path)


def stops(torn: bool, most: int = 400) -> Iterator[StoppingDisk]:
    """A disk for every step at which it may stop."""
    for step in range(1, most):
        yield StoppingDisk(step, torn=torn)
