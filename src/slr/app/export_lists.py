"""`slr export decisions`, `resolutions`, and `excluded --stage`: lists of what people said, as CSV.

The first two are what `slr screen --apply` and `slr resolve --apply` take.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from slr.app.merged import merged
from slr.app.report import excluded_at
from slr.app.review import Review, stage_of
from slr.app.screen import OWN_COLUMNS
from slr.app.state import State, state_of
from slr.formats.delimited_writer import disarmed
from slr.model.plan import Stage
from slr.publish.reference import reference
from slr.screening.blind_decisions import blind_decisions

LISTS = ("decisions", "resolutions")
Rows = list[Sequence[str]]


def listed(review: Review, name: str, *, stage: str = "", viewer: str = "") -> tuple[bytes, int]:
    """A list (decisions, resolutions, excluded) as CSV, and how many rows it has, as a viewer may see it.

    All stages where none is named; `excluded` needs one. Raises SlrError where there is no such stage.
    """
    state = state_of(review, viewer=viewer)
    stages = [stage_of(review, stage)] if stage else list(review.plan.stages)
    if name == "decisions":
        head, rows = decision_rows(review, state, stages)
    elif name == "resolutions":
        head, rows = resolution_rows(state, stages)
    else:
        head, rows = excluded_rows(review, state, stages[0])
    return as_csv(head, rows), len(rows)


def decision_rows(review: Review, state: State, stages: Iterable[Stage]) -> tuple[Sequence[str], Rows]:
    """Every decision in force in the order of making, with a column for each criterion that is judged."""
    judged = [c.id for s in stages if s.judge_each for c in review.plan.reasons(s.id)]
    criteria = list(dict.fromkeys(judged))
    head = ("stage", "report", "decision", "reason", "reviewer", "date", "note", "blind")
    rows: Rows = []
    for stage in stages:
        blind = {one.event for one in blind_decisions(state.events, stage.id, state.report_of)}
        for one in state.told.decisions.get(stage.id, ()):
            said = dict(one.judgments)
            rows.append(
                (
                    stage.id,
                    one.record,
                    one.verdict.value,
                    one.reason,
                    one.reviewer,
                    one.dated or one.at[:10],
                    one.note,
                    "" if one.event in blind else "no",
                    *(said.get(name, "") for name in criteria),
                )
            )
    return (*head, *(f"criterion:{name}" if name in OWN_COLUMNS else name for name in criteria)), rows


def resolution_rows(state: State, stages: Iterable[Stage]) -> tuple[Sequence[str], Rows]:
    """Every resolution in force, in the order in which they were made."""
    head = ("stage", "report", "decision", "reason", "reviewer", "date", "note")
    rows: Rows = [
        (
            stage.id,
            one.record,
            one.verdict.value,
            one.reason,
            one.who,
            one.dated or one.at[:10],
            one.note,
        )
        for stage in stages
        for one in state.told.resolutions.get(stage.id, ())
    ]
    return head, rows


def excluded_rows(review: Review, state: State, stage: Stage) -> tuple[Sequence[str], Rows]:
    """The reports excluded at a stage, each with citation and reason (PRISMA 2020, item 16b)."""
    view = merged(review, state)
    rows: Rows = [
        (one.report, reference(one.record), one.text, one.reason, one.record.doi, one.record.url)
        for one in excluded_at(review, state, view, stage)
    ]
    return ("report", "citation", "reason", "criterion", "doi", "url"), rows


def as_csv(head: Sequence[str], rows: Rows) -> bytes:
    """CSV in UTF-8, spreadsheet formulas disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")
