"""`slr retrieve`: where each report's full text stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.app.caller import Caller
from slr.app.finding import finder
from slr.app.merged import merged
from slr.app.review import Review, nearest, person, writer
from slr.app.rows import Row, first_problem, read_rows
from slr.app.screen import Applied
from slr.app.state import State, facts_of, state_of
from slr.flow.counts import ColumnCount
from slr.model.errors import SlrError
from slr.model.record import Record
from slr.model.words import Retrieval
from slr.screening.retrieval import Status, statuses


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A report sought, and where its full text stands."""

    report: str
    record: Record
    status: Retrieval
    note: str = ""


def sought(review: Review, state: State) -> list[str]:
    """The reports sought for retrieval, in the order of the flow."""
    facts = facts_of(review, state)
    return [*ColumnCount(facts, "databases", None).sought, *ColumnCount(facts, "other", None).sought]


def listing(review: Review, viewer: str = "") -> list[Sought]:
    """Every report sought, with its status; `sought` where nobody said anything."""
    state = state_of(review, viewer=viewer)
    view = merged(review, state)
    said = statuses(state.events)
    return [
        Sought(
            report=name,
            record=view.record(name),
            status=state.retrieval.get(name, Retrieval.SOUGHT),
            note=note_of(state, name, said),
        )
        for name in sought(review, state)
    ]


def note_of(state: State, report: str, said: dict[str, tuple[Status, ...]]) -> str:
    """The latest note on a report's retrieval."""
    notes = [one.note for member in state.by_id[report].members for one in said.get(member, ()) if one.note]
    return notes[-1] if notes else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A status to keep."""

    report: str
    record: str
    status: Retrieval
    note: str


def read_status(text: str) -> Retrieval:
    """A status from its word. Raises SlrError."""
    words = [status.value for status in Retrieval]
    if text.casefold() not in words:
        raise SlrError(f"{text!r} is no retrieval status", nearest(text, words))
    return Retrieval(text.casefold())


def mark(review: Review, caller: Caller, names: Sequence[str], status: str, note: str = "") -> Applied:
    """Mark reports with one status. Raises SlrError where one does not exist."""
    state = state_of(review)
    find = finder(review, state, list(names))
    wanted = read_status(status)
    found = [find.find(Row("", 0, {}), name) for name in names]
    marks = [Mark(report=report, record=record, status=wanted, note=note) for report, record in found]
    return keep(review, caller, state, marks)


def apply_retrieval(review: Review, caller: Caller, path: Path) -> Applied:
    """Keep the statuses of a CSV file, all or none: columns report, status; note. Raises SlrError."""
    rows = read_rows(path, required=("report", "status"), optional=("note",))
    state = state_of(review)
    find = finder(review, state, [row["report"] for row in rows.rows])
    marks, problems = [], []
    for row in rows.rows:
        try:
            report, record = find.find(row, row["report"])
            marks.append(
                Mark(report=report, record=record, status=read_status(row["status"]), note=row["note"])
            )
        except SlrError as error:
            problems.append(error if error.file else row.error(error.message, error.hint))
    first_problem(problems)
    return keep(review, caller, state, marks)


def keep(review: Review, caller: Caller, state: State, marks: Sequence[Mark]) -> Applied:
    """Write the statuses that say something new; each replaces those of its report that it saw."""
    said = statuses(state.events)
    added = 0
    with writer(review, caller, who=person(review, caller)) as out:
        for one in marks:
            about = state.by_id[one.report]
            earlier = [status for name in about.members for status in said.get(name, ())]
            if earlier and all((e.status, e.note) == (one.status, one.note) for e in earlier):
                continue
            data = {"record": one.record, "members": list(about.present), "status": one.status.value}
            optional = {"note": one.note, "replaces": [status.event for status in earlier]}
            event = out.append("retrieval", "retrieval", data | {k: v for k, v in optional.items() if v})
            for name in about.members:
                said.pop(name, None)
            said[one.record] = (Status(event=event.id, record=one.record, status=one.status, note=one.note),)
            added += 1
        if added:
            out.append("retrieval", "commit", {"of": "retrieval", "rows": len(marks), "added": added})
    return Applied(rows=len(marks), added=added)
