"""Writing the ledger: one run appends events to segments of its own, which nobody opens again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from slr import __version__
from slr.model.event import Event
from slr.store.disk import DISK, Disk, make_folders, refused
from slr.store.ledger import Ledger
from slr.store.lines import digest, encode
from slr.store.paths import ReviewPaths, segment_folder, stay_inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Who runs a command, when, and under which protocol: what every event of the run says of itself."""

    who: str  # who decided
    by: str  # who typed or ran it
    protocol: str  # the hash of the protocol in force
    now: Callable[[], str]  # the clock: UTC, ISO 8601, to the second or finer
    token: Callable[[], str]  # a fresh random text of a-z and 0-9 for a segment's name


@dataclass(slots=True)
class OpenSegment:
    """A segment that this run is writing."""

    path: str
    handle: int
    lines: int = 0
    last: str = ""
    dirty: bool = False


@dataclass(slots=True)
class Writer:
    """Appends the events of one run. Use as a context manager, or call close()."""

    paths: ReviewPaths
    ledger: Ledger
    run: Run
    disk: Disk = DISK
    largest: int = -1  # the n of this run's last event; the ledger's largest before the first
    heads: set[str] | None = None  # what a new segment's first line will name
    segments: dict[str, OpenSegment] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Nothing is opened before the first event."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Make durable what was appended, unless something went wrong."""
        if kind is None:
            self.sync()
        self.close()

    def append(
        self, room: str, kind: str, data: Mapping[str, Any], *, part: str = "", who: str = ""
    ) -> Event:
        """Write one event into `room` (and `part`: its stage or codebook); durable after sync().

        Raises SlrError where the disk refuses: the event then does not exist, and the segment is left alone.
        """
        decider = who or self.run.who
        folder = segment_folder(room, decider, part)
        try:
            segment = self.segments.get(folder) or self._open(folder)
            event = self._event(segment, decider, kind, data)
            line = encode(event)
            self.disk.write(segment.handle, line)
        except OSError as error:
            self._abandon(folder)
            raise refused(self.paths.ledger / folder, error) from error
        segment.last, segment.lines, segment.dirty = digest(line[:-1]), segment.lines + 1, True
        self.largest = event.n
        return event

    def sync(self) -> None:
        """Return when every appended event is on the disk. Raises SlrError where the disk refuses."""
        for folder, segment in list(self.segments.items()):
            if not segment.dirty:
                continue
            try:
                self.disk.sync(segment.handle)
            except OSError as error:
                self._abandon(folder)
                raise refused(self.paths.ledger / folder, error) from error
            segment.dirty = False

    def close(self) -> None:
        """Close the run's segments for good."""
        for folder in list(self.segments):
            self._abandon(folder)

    def _event(self, segment: OpenSegment, who: str, kind: str, data: Mapping[str, Any]) -> Event:
        number = max(self.largest, self.ledger.largest) + 1
        prev = segment.last if segment.lines else tuple(sorted(self._heads()))
        name = Path(segment.path).stem.rpartition("-")[2]
        return Event(
            id=f"{name}-{segment.lines + 1}",
            n=number,
            at=self.run.now(),
            who=who,
            by=self.run.by,
            kind=kind,
            data=data,
            protocol=self.run.protocol,
            slr=__version__,
            prev=prev,
            segment=segment.path,
            line=segment.lines + 1,
        )

    def _heads(self) -> set[str]:
        """The last hash of every segment that this run saw and that no other names yet, its own included."""
        if self.heads is None:
            self.heads = set(self.ledger.heads)
        own = {segment.last for segment in self.segments.values() if segment.lines}
        return self.heads | own

    def _open(self, folder: str) -> OpenSegment:
        stamp = "".join(c for c in self.run.now()[:19] if c.isalnum())
        path = f"{folder}/{stamp}Z-{self.run.token()}.jsonl"
        full = self.paths.ledger / path
        stay_inside(self.paths, full.parent)
        make_folders(self.disk, full.parent)
        handle = self.disk.create(full)
        self.disk.sync_folder(full.parent)
        segment = OpenSegment(path, handle)
        self.segments[folder] = segment
        return segment

    def _abandon(self, folder: str) -> None:
        """Close a segment; one that failed may end in a torn line and is never written to again."""
        segment = self.segments.pop(folder, None)
        if segment is None:
            return
        if segment.lines:
            self.heads = self._heads() | {segment.last}
        try:
            self.disk.close(segment.handle)
        except OSError:
            return
