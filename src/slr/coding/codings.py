"""Codings: what each coder said of each study, and what the team's codings add up to.

Studies follow the rule of decisions: a coding names the record it was made on, so that linking coded studies
keeps all codings, and unlinking leaves each where it was made.
"""

from collections.abc import Iterable, Mapping, Sequence
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
    events: Iterable[Event], codebook: str, studies: Sequence[Study], report_of: Mapping[str, str]
) -> list[Coding]:
    """Every coder's codings in force with a codebook, of the studies that there are, in order."""
    own = in_force(
        (e for e in events if e.kind in ("coding", "undo-coding") and e.data.get("codebook") == codebook),
        may=own_events_only,
    )
    find = StudyFinder(studies, report_of)
    codings = [read_coding(event, find.study(event)) for event in own if event.kind == "coding"]
    return [coding for coding in codings if coding.study]


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
        self.by_report: dict[str, list[str]] = {}
        for study in studies:
            for report in study.reports:
                self.by_report.setdefault(report, []).append(study.id)

    def study(self, event: Event) -> str:
        """The study it names, else that of the report it was made on; empty where none is left."""
        named = event.data.get("study", "")
        if named in self.ids:
            return str(named)
        record = event.data.get("record", "")
        return next(iter(self.by_report.get(self.report_of.get(record, record), ())), "")


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
