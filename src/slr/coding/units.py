"""What is coded: studies, or their reports, results and arms, or cases that were never in a search.

A result is a study's outcome at a time point, as risk-of-bias tools judge it; an arm is a group of a study.
Both are named by events of kind `result`, cases by events of kind `case`; `undo-case` takes either back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from slr.coding.codings import StudyFinder
from slr.model.codebook import UnitOfCoding
from slr.model.event import Event, in_force
from slr.model.report import Study

UNIT_KINDS = frozenset(["case", "result", "undo-case"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case, with the cells of its row by column; `set` names the file's cases together."""

    id: str
    set: str
    title: str
    cells: Mapping[str, str] = field(default_factory=dict)
    event: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A result or an arm of a study: `study` is the one that it belongs to now, `cells` say what it is."""

    id: str
    unit: str
    study: Study
    cells: Mapping[str, str] = field(default_factory=dict)
    event: str = ""

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return ", ".join(text for text in self.cells.values() if text) or self.id


def cases_in_force(events: Iterable[Event]) -> dict[str, Case]:
    """The cases by id, in the order in which they came; of two that say the same id the later holds."""
    told = [event for event in events if event.kind in UNIT_KINDS]
    last = {e.data["case"]: e for e in in_force(told) if e.kind == "case"}
    order = dict.fromkeys(e.data["case"] for e in told if e.kind == "case")  # a corrected one keeps its place
    return {name: _case(last[name]) for name in order if name in last}


def _case(event: Event) -> Case:
    data = event.data
    return Case(id=data["case"], set=data["set"], title=data["title"], cells=data["cells"], event=event.id)


def parts_in_force(
    events: Iterable[Event], studies: Sequence[Study], report_of: Mapping[str, str], unit: str
) -> dict[str, Part]:
    """The results (`result`) or arms (`arm`) by id, as far as their study is still included, in order."""
    told = in_force(event for event in events if event.kind in UNIT_KINDS)
    find = StudyFinder(studies, report_of)
    by_id = {study.id: study for study in studies}
    parts = {}
    for event in told:
        if event.kind != "result" or event.data["unit"] != unit:
            continue
        name = find.of(event.data.get("study", ""), event.data["record"])
        if name:
            parts[event.data["result"]] = Part(
                id=event.data["result"],
                unit=unit,
                study=by_id[name],
                cells=event.data["cells"],
                event=event.id,
            )
    return parts


def units_of(
    unit: UnitOfCoding, studies: Sequence[Study], events: Iterable[Event], report_of: Mapping[str, str]
) -> list[Study]:
    """What a codebook of this unit codes now, in order, each in the form of a study.

    A report stands for itself, a result or arm has the reports of its study, a case has none.
    """
    if unit == "report":
        return [
            Study(id=name, reports=(name,)) for name in dict.fromkeys(r for s in studies for r in s.reports)
        ]
    if unit == "case":
        return [Study(id=name, reports=()) for name in cases_in_force(events)]
    if unit in ("result", "arm"):
        parts = parts_in_force(events, studies, report_of, unit)
        order = {study.id: place for place, study in enumerate(studies)}
        listed = sorted(parts.values(), key=lambda part: order[part.study.id])
        return [Study(id=part.id, reports=part.study.reports) for part in listed]
    return list(studies)
