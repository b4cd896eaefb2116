"""Verifying the ledger's events: their envelope against their place, and everything that they name."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from slr.app.review import Review
from slr.model.event import Event
from slr.model.finding import Finding
from slr.model.imports import Holdings
from slr.model.words import Severity
from slr.store.disk import read_bytes
from slr.store.ledger import Segment, read_segment, segment_files
from slr.store.lines import digest
from slr.store.paths import ReviewPaths

RESTORE = "restore the file from git or another copy; slr verify --repair names what cannot be restored"
EVENTS = ("replaces", "settles", "codings")  # keys that list events
RECORD, RECORDS = ("record", "a", "b"), ("members", "records", "included")  # one record, or a list
AT_STAGE = ("decisions", "resolutions", "rules", "stops", "assignments")  # rooms whose events have a stage


@dataclass(frozen=True, slots=True)
class Checked:
    """How many things were looked at, and what is wrong with them."""

    count: int = 0
    findings: list[Finding] = field(default_factory=list)


def read_segments(paths: ReviewPaths) -> list[Segment]:
    """Every segment, read from its file and from no cache."""
    return [read_segment(paths, path) for path in segment_files(paths)]


def open_lines(segments: Sequence[Segment]) -> list[Segment]:
    """The segments whose last line no other segment names: only git or another copy can witness it."""
    named = {name for one in segments if one.events for name in one.events[0].prev}
    return [one for one in segments if one.hashes and one.hashes[-1] not in named]


def finding(code: str, event: Event, message: str, severity: Severity = Severity.ERROR) -> Finding:
    """A finding on the line of an event."""
    return Finding(
        code=code,
        severity=severity,
        message=message,
        hint=RESTORE,
        file=f"ledger/{event.segment}",
        line=event.line,
    )


def check_envelopes(segments: Sequence[Segment]) -> Checked:
    """Each line's id fits its place, and its n is one more than the largest that its writer saw."""
    numbers = {sha: event.n for one in segments for sha, event in zip(one.hashes, one.events, strict=True)}
    found = [problem for one in segments for problem in _envelopes(one, numbers)]
    return Checked(sum(len(one.events) for one in segments), found)


def _envelopes(segment: Segment, numbers: Mapping[str, int]) -> Iterator[Finding]:
    before = 0
    for event in segment.events:
        token, _, line = event.id.rpartition("-")
        if not token or token not in segment.path or line != str(event.line):
            yield finding("V001", event, f"the id {event.id} is not of this file and line")
        if isinstance(event.prev, tuple):
            seen = [numbers[name] for name in event.prev if name in numbers]
            whole = len(seen) == len(event.prev)
            if whole and event.n != max(seen, default=0) + 1:
                message = f"n is {event.n}, and the lines that it names go up to {max(seen, default=0)}"
                yield finding("V001", event, message)
        elif event.n <= before:
            yield finding("V001", event, f"n is {event.n}, and the line before has {before}")
        before = event.n


@dataclass(frozen=True)
class Known:
    """What events may name: records of any import, events, and what the protocols in force held."""

    paths: ReviewPaths
    records: Mapping[str, str]
    events: Mapping[str, Event]

    def kept(self, room: str, sha256: str) -> Mapping[str, Any] | None:
        """A protocol or codebook in force as kept; None where it is gone or not what its name says."""
        place = self.paths.ledger / room / f"{sha256}.json"
        if not sha256.isalnum() or not place.is_file():
            return None
        data = read_bytes(place).removesuffix(b"\n")
        if digest(data) != sha256:
            return None
        value = json.loads(data)
        return value if isinstance(value, dict) else None


class References:
    """Goes through everything that events name."""

    def __init__(self, review: Review, held: Holdings) -> None:
        """Store what may be named."""
        self.events = review.ledger.events
        by_id = {event.id: event for event in self.events}
        self.known = Known(review.paths, held.search_of, by_id)
        self.count = 0
        self.read: dict[tuple[str, str], Mapping[str, Any] | None] = {}

    def check(self) -> Checked:
        """Every reference of every event."""
        found = [problem for event in self.events for problem in self.of(event)]
        return Checked(self.count, found)

    def of(self, event: Event) -> Iterator[Finding]:
        """What one event names and there is not."""
        data = event.data
        for key in EVENTS:
            names = data.get(key)
            if names and isinstance(names, (list, tuple)):
                self.count += len(names)
                yield from self._events(event, key, names)
        missing = [name for name in self._records(data) if name not in self.known.records]
        if missing:
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            yield finding("V003", event, f"the {event.kind} names {missing[0]}{more}: in no import")
        yield from self._plan(event)
        yield from self._codebook(event)

    def _events(self, event: Event, key: str, names: Sequence[str]) -> Iterator[Finding]:
        for name in names:
            old = self.known.events.get(name)
            if old is None:
                yield finding("V002", event, f"the {event.kind} names the event {name}, which is not there")
            elif old.n >= event.n:
                yield finding("V002", event, f"the {event.kind} names {name}, which is no earlier event")

    def _records(self, data: Mapping[str, Any]) -> Iterator[str]:
        for key in RECORD:
            if isinstance(data.get(key), str) and data[key]:
                self.count += 1
                yield data[key]
        for key in RECORDS:
            if isinstance(data.get(key), list):
                self.count += len(data[key])
                yield from data[key]
        if isinstance(data.get("reports"), dict):
            for name, members in data["reports"].items():
                self.count += 1
                yield name
                yield from members

    def _plan(self, event: Event) -> Iterator[Finding]:
        """Stage and reason against the protocol that was in force; where that is gone, F028 says so."""
        stage = event.data.get("stage")
        if not isinstance(stage, str) or not event.protocol or not event.segment.startswith(AT_STAGE):
            return
        stages, criteria = self._ids(event.protocol)
        if stages is None:
            return
        self.count += 1
        if stage not in stages:
            yield finding("V003", event, f"the {event.kind} is at {stage}, no stage of its protocol")
        reason = event.data.get("criterion", event.data.get("reason"))
        by_criterion = event.kind in ("decision", "resolution", "rule")
        if by_criterion and reason:
            self.count += 1
            if reason not in criteria and not self._said_before(event, reason):
                yield finding(
                    "V003", event, f"the {event.kind} is for {reason}, no criterion of its protocol"
                )

    def _said_before(self, event: Event, reason: str) -> bool:
        """Whether an event that this one replaces, at any remove, had that reason: undoing says it again."""
        seen: set[str] = set()
        ahead = list(event.replaces)
        while ahead:
            name = ahead.pop()
            old = self.known.events.get(name)
            if old is None or name in seen:
                continue
            if old.kind == event.kind and old.data.get("reason") == reason:
                return True
            seen.add(name)
            ahead += old.replaces
        return False

    def _ids(self, sha256: str) -> tuple[frozenset[str] | None, frozenset[str]]:
        protocol = self._kept("protocols", sha256)
        if protocol is None:
            return None, frozenset()
        named = self.plans.get(sha256)
        if named is None:
            stages = frozenset(one.get("id", "") for one in protocol.get("stages", ()))
            criteria = frozenset(one.get("id", "") for one in protocol.get("criteria", ()))
            named = self.plans[sha256] = (stages, criteria)
        return named

    @cached_property
    def plans(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """The ids of stages and criteria by protocol."""
        return {}

    def _codebook(self, event: Event) -> Iterator[Finding]:
        """A coding's dimension against the codebook that was in force; where that is gone, F028 says so."""
        sha256, dimension = event.data.get("codebook_hash"), event.data.get("dimension")
        if not sha256 or not dimension:
            return
        codebook = self._kept("codebooks", str(sha256))
        if codebook is None:
            return
        self.count += 1
        if dimension not in {one.get("id") for one in codebook.get("dimensions", ())}:
            message = f"the {event.kind} is in {dimension}, no dimension of its codebook"
            yield finding("V003", event, message)

    def _kept(self, room: str, sha256: str) -> Mapping[str, Any] | None:
        if (room, sha256) not in self.read:
            self.read[room, sha256] = self.known.kept(room, sha256)
        return self.read[room, sha256]
