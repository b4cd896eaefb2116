"""Reading the ledger: every segment, its events in the one order, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import cast

from slr.model.event import Event
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.store.disk import read_bytes
from slr.store.lines import decode, decode_all, digest
from slr.store.paths import BY_STAGE, PLAIN, ReviewPaths

ROOMS = (*PLAIN, *BY_STAGE, "codings")
PART = 1 << 18  # bytes
IN_ORDER = attrgetter("n", "segment", "line")  # Event.order, at the speed that a large ledger needs


@dataclass(frozen=True, slots=True)
class Ledger:
    """All events in order, the hashes that no segment names yet, the largest n, and findings."""

    events: tuple[Event, ...] = ()
    heads: tuple[str, ...] = ()
    largest: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True)
class Segment:
    """One file as read: its sound events, the hash of every sound line, and findings."""

    path: str
    events: list[Event]
    hashes: list[str]
    findings: list[Finding]


def read_ledger(paths: ReviewPaths) -> Ledger:
    """Read every segment below ledger/. Never raises on bad lines: each costs itself and a finding."""
    segments = [read_segment(paths, path) for path in segment_files(paths)]
    events = [event for segment in segments for event in segment.events]
    findings = [finding for segment in segments for finding in segment.findings]
    events, doubled = without_doubles(sorted(events, key=IN_ORDER))
    named = {line for segment in segments for line in named_by(segment)}
    known = {line for segment in segments for line in segment.hashes if line in named}
    for segment in segments:
        findings += missing_parents(segment, known)
    last = {segment.hashes[-1] for segment in segments if segment.hashes}
    return Ledger(
        events=tuple(events),
        heads=tuple(sorted(last - named)),
        largest=max((event.n for event in events), default=0),
        findings=(*findings, *doubled),
    )


def segment_files(paths: ReviewPaths) -> Iterator[Path]:
    """Every segment, in the order of their paths."""
    for room in sorted(ROOMS):
        yield from sorted((paths.ledger / room).rglob("*.jsonl"))


def read_segment(paths: ReviewPaths, path: Path) -> Segment:
    """The sound events of one segment; a torn last line, a damaged line or a broken chain is a finding."""
    place = paths.relative(path)
    segment = Segment(path.relative_to(paths.ledger).as_posix(), [], [], [])
    data = read_bytes(path)
    if read_whole(segment, data):
        return segment
    *lines, torn = data.split(b"\n")
    last = ""
    for number, line in enumerate(lines, start=1):
        try:
            event = decode(line, segment=segment.path, number=number)
        except (ValueError, RecursionError) as error:
            segment.findings.append(
                Finding(
                    code="L002",
                    severity=Severity.ERROR,
                    message=f"damaged line, not counted: {error}",
                    hint="restore the file from git or another copy: ledger files are never edited",
                    file=place,
                    line=number,
                )
            )
            continue
        if number == 1 or event.prev != last:
            segment.findings += broken_chain(segment, event, place)
        last = digest(line)
        segment.events.append(event)
        segment.hashes.append(last)
    if torn:
        segment.findings.append(
            Finding(
                code="L001",
                severity=Severity.WARNING,
                message="torn last line: a run was interrupted while writing it; it was never acknowledged",
                hint="nothing to do: it does not count, and stays where it is",
                file=place,
                line=len(lines) + 1,
            )
        )
    return segment


def read_whole(segment: Segment, data: bytes) -> bool:
    """Read a segment in which nothing is wrong, as nearly all are, at one go; False where something is."""
    events: list[Event] = []
    hashes: list[str] = []
    for lines in parts(data):
        try:
            found = decode_all(lines, segment=segment.path, first=len(events) + 1)
        except (ValueError, RecursionError):
            return False
        told = [event.prev for event in found]  # each names the line before it
        if events:
            if told[0] != hashes[-1]:
                return False
        elif not isinstance(told[0], tuple):
            return False
        here = list(map(digest, lines))
        if told[1:] != here[:-1]:
            return False
        events += found
        hashes += [*cast("list[str]", told[1:]), here[-1]]  # the texts that the events hold already
    if data and not data.endswith(b"\n"):
        return False
    segment.events, segment.hashes = events, hashes
    return True


def parts(data: bytes) -> Iterator[list[bytes]]:
    """The whole lines of a file, some at a time: what is small stays near while it is worked on."""
    begin, size = 0, len(data)
    while begin < size:
        end = data.find(b"\n", begin + PART)
        end = end if end >= 0 else data.rfind(b"\n", begin)
        if end < begin:
            return
        yield data[begin:end].split(b"\n")
        begin = end + 1


def broken_chain(segment: Segment, event: Event, place: str) -> list[Finding]:
    """A finding where the event does not follow the sound line before it."""
    expected_list = not segment.hashes
    if expected_list and isinstance(event.prev, tuple) and event.line == 1:
        return []
    if not expected_list and event.prev == segment.hashes[-1]:
        return []
    return [
        Finding(
            code="L003",
            severity=Severity.ERROR,
            message="this line does not follow the one before it: bytes were changed, or lines cut or moved",
            hint="compare the file with git's history or another copy",
            file=place,
            line=event.line,
        )
    ]


def named_by(segment: Segment) -> tuple[str, ...]:
    """The hashes of other segments' lines that a segment's first line names."""
    first = segment.events[0].prev if segment.events else ()
    return first if isinstance(first, tuple) else ()


def missing_parents(segment: Segment, known: set[str]) -> list[Finding]:
    """A finding where a segment names a line that no segment has: a file is missing, or its tail was cut."""
    lost = sorted(set(named_by(segment)) - known)
    if not lost:
        return []
    return [
        Finding(
            code="L004",
            severity=Severity.ERROR,
            message=f"names {len(lost)} earlier line(s) that are gone: a file is missing or was cut",
            hint="fetch the missing files of ledger/ from git or from the other copy",
            file=f"ledger/{segment.path}",
            line=1,
        )
    ]


def without_doubles(events: list[Event]) -> tuple[list[Event], list[Finding]]:
    """Each event once: a copied segment (a sync conflict copy) must not count its events twice."""
    if len({event.id for event in events}) == len(events):
        return events, []
    seen: dict[str, Event] = {}
    findings = []
    for event in events:
        first = seen.setdefault(event.id, event)
        if first is not event:
            findings.append(
                Finding(
                    code="L005",
                    severity=Severity.WARNING,
                    message=f"the event {event.id} stands in {first.segment} already; it counts once",
                    hint="a synchronized folder may have made a copy of the file; the copy can be deleted",
                    file=f"ledger/{event.segment}",
                    line=event.line,
                )
            )
    return list(seen.values()), findings
