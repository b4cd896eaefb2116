"""`slr study`: which reports describe one study."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.app.caller import Caller
from slr.app.finding import finder
from slr.app.merged import merged
from slr.app.review import Review, nearest, person, writer
from slr.app.rows import Row, first_problem, read_rows
from slr.app.screen import Applied
from slr.app.state import State, state_of
from slr.coding.studies import study_links
from slr.coding.suggest import Suggestion, suggest_studies
from slr.model.errors import SlrError
from slr.model.record import Record
from slr.model.words import is_identifier

CHAIN = "kept apart: alike only through other records"  # how dedup words a pair that is no kind of relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A study and the records of its included reports."""

    study: str
    records: tuple[Record, ...]


def listing(review: Review) -> list[Listed]:
    """The studies with an included report, in order."""
    state = state_of(review)
    view = merged(review, state)
    return [Listed(study=one.id, records=tuple(view.all(one.reports))) for one in state.studies]


def suggestions(review: Review) -> list[Suggestion]:
    """Pairs of included reports that may describe one study, for a person to link or leave."""
    state = state_of(review)
    view = merged(review, state)
    included = [name for one in state.studies for name in one.reports]
    related = {
        (state.report_of[a], state.report_of[b]): str(told[-1].data.get("reason", ""))
        for (a, b), told in state.links.events.items()
        if (a, b) in state.links.related and a in state.report_of and b in state.report_of
    }
    alone = {pair: why for pair, why in related.items() if not why.startswith(CHAIN)}
    records = {name: view.record(name) for name in dict.fromkeys(included)}
    return suggest_studies(records, alone, [one.reports for one in state.studies])


def checked_name(state: State, name: str) -> str:
    """A study's name: an id, or the id of one of its reports. Raises SlrError."""
    if name in state.report_of:
        return state.report_of[name]
    if not is_identifier(name):
        raise SlrError(
            f"{name!r} cannot name a study",
            "a name is a-z, 0-9 and -, at most 32 characters, or a report's id",
        )
    return name


def link(review: Review, caller: Caller, study: str, names: Sequence[str]) -> Applied:
    """Link reports to a study. Raises SlrError where a report does not exist."""
    state = state_of(review)
    find = finder(review, state, list(names))
    pairs = [(checked_name(state, study), find.find(Row("", 0, {}), name)[1]) for name in names]
    return keep(review, caller, state, pairs)


def apply_studies(review: Review, caller: Caller, path: Path) -> Applied:
    """Keep the links of a CSV file, all or none: columns study, report. Raises SlrError."""
    rows = read_rows(path, required=("study", "report"))
    state = state_of(review)
    find = finder(review, state, [row["report"] for row in rows.rows])
    pairs, problems = [], []
    for row in rows.rows:
        try:
            pairs.append((checked_name(state, row["study"]), find.find(row, row["report"])[1]))
        except SlrError as error:
            problems.append(error if error.file else row.error(error.message, error.hint))
    first_problem(problems)
    return keep(review, caller, state, pairs)


def keep(review: Review, caller: Caller, state: State, pairs: Sequence[tuple[str, str]]) -> Applied:
    """Write the links that are new."""
    known = {
        (study, state.report_of.get(record, record))
        for study, records in study_links(state.events).items()
        for record in records
    }
    named = [
        (study, study) for study, _ in pairs if study in state.report_of
    ]  # a report's id means that report too
    asked = dict.fromkeys((study, state.report_of[record], record) for study, record in [*named, *pairs])
    new = {(study, report): record for study, report, record in asked if (study, report) not in known}
    with writer(review, caller, who=person(review, caller)) as out:
        for (study, _), record in new.items():
            members = list(state.by_id[state.report_of[record]].present)
            out.append("studies", "study-link", {"study": study, "record": record, "members": members})
        if new:
            out.append("studies", "commit", {"of": "studies", "rows": len(pairs), "added": len(new)})
    return Applied(rows=len(pairs), added=len(new))


def unlink(review: Review, caller: Caller, study: str, names: Sequence[str]) -> int:
    """Take reports out of a study. Raises SlrError where they are not linked to it."""
    state = state_of(review)
    links = study_links(state.events)
    wanted = checked_name(state, study)
    if wanted not in links:
        raise SlrError(
            f"no reports are linked to a study {study}", nearest(study, list(links)) if links else ""
        )
    reports = {state.report_of.get(name, name) for name in names}
    events = [
        event for record, event in links[wanted].items() if state.report_of.get(record, record) in reports
    ]
    if not events:
        raise SlrError(
            f"{', '.join(names)}: not linked to the study {study}", "slr study list shows the links"
        )
    with writer(review, caller, who=person(review, caller)) as out:
        out.append("studies", "study-unlink", {"study": wanted, "replaces": events})
    return len(events)
