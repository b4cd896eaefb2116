"""Codings: what each coder said of each study, and what the team's codings add up to.

Studies follow the rule of decisions: a coding names the record it was made on, so that linking coded studies
keeps all codings, and unlinking leaves each where it was made.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from slr.model.codebook import Coding
from slr.model.event import Event, in_force, own_events_only
from slr.model.report import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A resolution of the codings of one study in one dimension."""

    event: str
    coding: Coding
    settles: tuple[str, ...]


def codings_in_force(
    events: Iterable[Event],
    codebook: str,
    studies: Sequence[Study],
    report_of: Mapping[str, str],
    dimensions: Collection[str] = (),
) -> list[Coding]:
    """Every coder's codings in force with a codebook, of the studies that there are, in order.

    With `dimensions` those of these dimensions alone, which spares reading all others.
    """
    kinds = ("coding", "undo-coding")
    told = [e for e in events if e.kind in kinds and e.data.get("codebook") == codebook]
    if dimensions:
        told = [e for e in told if e.kind == "undo-coding" or e.data["dimension"] in dimensions]
    own = in_force(told, may=own_events_only)
    find = StudyFinder(studies, report_of)
    codings = [read_coding(event, find.study(event)) for event in own if event.kind == "coding"]
    return [coding for coding in codings if coding.study]


def blind_codings(
    events: Iterable[Event], codebook: str, studies: Sequence[Study], report_of: Mapping[str, str]
) -> list[Coding]:
    """Each coder's last coding of each cell that was made while blind, for agreement; taken back ones not.

    A coding that was changed after its coder could see the others' counts as it was before.
    """
    kinds = ("coding", "undo-coding")
    told = [e for e in events if e.kind in kinds and e.data.get("codebook") == codebook]
    gone = {old for event in told if event.kind == "undo-coding" for old in event.replaces}
    find = StudyFinder(studies, report_of)
    last: dict[tuple[str, str, str], Coding] = {}
    for event in told:
        if event.kind == "coding" and event.data.get("blind", True) and event.id not in gone:
            coding = read_coding(event, find.study(event))
            if coding.study:
                last[coding.coder, coding.study, coding.dimension] = coding
    return list(last.values())


def resolutions_in_force(
    events: Iterable[Event], codebook: str, studies: Sequence[Study], report_of: Mapping[str, str]
) -> list[Settled]:
    """The resolutions of codings in force, in order."""
    kinds = ("coding-resolution", "undo-coding-resolution")
    told = in_force(e for e in events if e.kind in kinds and e.data.get("codebook") == codebook)
    find = StudyFinder(studies, report_of)
    return [
        Settled(event=e.id, coding=read_coding(e, find.study(e)), settles=tuple(e.data["settles"]))
        for e in told
        if e.kind == "coding-resolution" and find.study(e)
    ]


class StudyFinder:
    """Finds the study that a coding is of."""

    def __init__(self, studies: Sequence[Study], report_of: Mapping[str, str]) -> None:
        """Store the studies by id and by report."""
        self.report_of = report_of
        self.ids = {study.id for study in studies}
        self.known: dict[
            tuple[str, str], str
        ] = {}  # what was found before: there are many codings of a study
        self.by_report: dict[str, list[str]] = {}
        for study in studies:
            for report in study.reports:
                self.by_report.setdefault(report, []).append(study.id)

    def study(self, event: Event) -> str:
        """The study it names, else that of the report it was made on; empty where none is left.

        A case or a result is found under its own name alone.
        """
        data = event.data
        part = data.get("case") or data.get("result")
        if part:
            return str(part) if part in self.ids else ""
        return self.of(data.get("study", ""), data.get("record", ""))

    def of(self, named: str, record: str) -> str:
        """The study of this name, else the first one that the record's report describes; else empty."""
        key = (named, record)
        if key not in self.known:
            others = self.by_report.get(self.report_of.get(record, record), ())
            self.known[key] = str(named) if named in self.ids else next(iter(others), "")
        return self.known[key]

    def place(self, event: Event) -> str:
        """As `study`, but where no study is left the report or name that the event was made on."""
        found = self.study(event)
        if found:
            return found
        data = event.data
        record = data.get("record", "")
        return str(data.get("case") or data.get("result") or self.report_of.get(record, record))


def read_coding(event: Event, study: str) -> Coding:
    """The coding of an event."""
    data = event.data
    return Coding(
        study=study,
        codebook=data["codebook"],
        dimension=data["dimension"],
        coder=event.who,
        values=tuple(data["values"]),
        quote=data.get("quote", ""),
        page=data.get("page", ""),
        note=data.get("note", ""),
        event=event.id,
        record=data.get("record", ""),
    )


def team_codings(codings: Iterable[Coding], resolutions: Iterable[Settled]) -> list[Coding]:
    """The codings that count: where a resolution stands it alone, else every coder's.

    A resolution stands while the codings that it names are all in force and every other coding of the study
    in that dimension says the same.
    """
    cells: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        cells.setdefault((coding.study, coding.dimension), []).append(coding)
    for settled in resolutions:
        own = cells.get((settled.coding.study, settled.coding.dimension), [])
        here = {coding.event for coding in own}
        others = [coding for coding in own if coding.event not in settled.settles]
        if here.issuperset(settled.settles) and all(same_values(c, settled.coding) for c in others):
            cells[(settled.coding.study, settled.coding.dimension)] = [settled.coding]
    return [coding for own in cells.values() for coding in own]


def same_values(one: Coding, other: Coding) -> bool:
    """Whether two codings say the same; the order of the values does not matter."""
    return set(one.values) == set(other.values)


def coding_conflicts(codings: Iterable[Coding]) -> dict[tuple[str, str], list[Coding]]:
    """The cells (study, dimension) on which coders differ, with their codings."""
    cells: dict[tuple[str, str], list[Coding]] = {}
    for coding in codings:
        cells.setdefault((coding.study, coding.dimension), []).append(coding)
    return {cell: own for cell, own in cells.items() if any(not same_values(own[0], one) for one in own[1:])}
