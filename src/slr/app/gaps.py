"""Gaps: damage of the ledger that cannot be mended, named by an event so that the review goes on.

An acknowledged gap holds for the bytes as they stood: where the line changes again, it is found anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from slr.model.event import Event
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.store.damage import all_hashes, line_at
from slr.store.ledger import Ledger
from slr.store.lines import decode, digest
from slr.store.paths import ReviewPaths

MENDABLE = ("L001", "L002", "L003", "L004", "V001", "V002", "V003")  # what `slr verify --repair` may name


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Damage in one line: the rule that found it, the bytes at issue, the lines before it that are gone."""

    code: str
    segment: str  # below ledger/
    line: int
    data: bytes
    lost: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[str, str, int, str]:
        """What tells this gap from others, the same in every clone."""
        return (self.code, self.segment, self.line, digest(self.data))


class Gaps:
    """Which damage somebody acknowledged."""

    def __init__(self, paths: ReviewPaths, events: Iterable[Event]) -> None:
        """Store what the gap events say."""
        self.paths = paths
        self.told: dict[tuple[str, str, int, str], list[Event]] = {}
        for event in events:
            if event.kind == "gap":
                data = event.data
                key = (data["code"], data["segment"], data["line"], data["sha256"])
                self.told.setdefault(key, []).append(event)

    @cached_property
    def hashes(self) -> frozenset[str]:
        """The hash of every line there is; asked for only where earlier lines are gone."""
        return all_hashes(self.paths)

    def of(self, finding: Finding) -> Gap:
        """The gap that a finding is about."""
        number = finding.line or 1
        at = number - 1 if finding.code == "L003" and number > 1 else number  # the line before was changed
        own = line_at(self.paths, finding.file, number)
        lost: tuple[str, ...] = ()
        if finding.code == "L004":
            named = decode(own, segment="", number=number).prev
            lost = tuple(sorted(set(named) - self.hashes)) if isinstance(named, tuple) else ()
        return Gap(
            code=finding.code,
            segment=finding.file.removeprefix("ledger/"),
            line=number,
            data=line_at(self.paths, finding.file, at),
            lost=lost,
        )

    def acknowledged(self, finding: Finding) -> Event | None:
        """The event that names this damage; None where nobody acknowledged it."""
        if not self.told or finding.code not in MENDABLE:
            return None
        gap = self.of(finding)
        events = self.told.get(gap.place, [])
        return next((e for e in events if set(gap.lost) <= set(e.data.get("lost", ()))), None)

    def settled(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings; those that somebody acknowledged are information (L006)."""
        told = []
        for finding in findings:
            event = self.acknowledged(finding)
            told.append(finding if event is None else as_information(finding, event))
        return tuple(told)


def as_information(finding: Finding, event: Event) -> Finding:
    """The finding on damage that somebody acknowledged."""
    return replace(
        finding,
        code="L006",
        severity=Severity.INFO,
        message=f"{finding.code}, acknowledged by {event.who}: {finding.message}",
        hint=f"what stood there is kept as {event.data['kept']}" if event.data.get("kept") else "",
    )


def settled_findings(paths: ReviewPaths, ledger: Ledger) -> tuple[Finding, ...]:
    """What is wrong with the ledger, acknowledged damage as information."""
    found: Sequence[Finding] = ledger.findings
    if not any(finding.code in MENDABLE for finding in found):
        return tuple(found)
    return Gaps(paths, ledger.events).settled(found)
