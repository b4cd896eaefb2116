"""`slr screen`: one reviewer decides on the reports of one stage, by screen or by script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from slr.app.ask import Asker, Progress
from slr.app.caller import Caller
from slr.app.deciding import (
    allowed_verdicts,
    checked_judgment,
    checked_judgments,
    checked_verdict,
    decision_data,
    derived_word,
    same_as,
)
from slr.app.finding import finder
from slr.app.learning import learner
from slr.app.queue import Sequencing
from slr.app.review import Review, known_reviewer, person, reviewer, stage_of, writer
from slr.app.rows import Finder, Row, first_problem, read_rows
from slr.app.screen_desk import Desk, open_desk
from slr.app.state import State, state_of
from slr.model.errors import SlrError
from slr.model.plan import Plan, Stage
from slr.model.report import Decision, Report
from slr.model.words import Judgment, Verdict
from slr.store.kept_orders import kept_order
from slr.store.seat import seat

COLUMNS = ("report", "decision")
MORE_COLUMNS = ("reason", "reviewer", "date", "note")
OWN_COLUMNS = (*COLUMNS, *MORE_COLUMNS, "stage", "blind")  # a criterion of this id is `criterion:ID`


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """What a scripted twin did: rows read, events written, rows that were in force already."""

    rows: int
    added: int

    @property
    def known(self) -> int:
        """Rows that added nothing."""
        return self.rows - self.added


def screen(
    review: Review, caller: Caller, stage: Stage, asker: Asker, order: Sequencing | None = None
) -> Progress:
    """Seat a reviewer at a stage until they stop; what they did. Raises SlrError where the seat is taken."""
    who = reviewer(review, caller)
    with seat(review.paths, who, stage.id), writer(review, caller, who=who) as out:
        how = order or Sequencing()
        if how.order != "ranked":
            desk = open_desk(
                review, stage, who, out, how, steps=caller.steps, midnight=midnight(caller.now())
            )
            return seated(desk, asker)
        apart = learner(review, stage, who, how)
        try:
            kept = kept_order(review.paths, stage.id, who)
            begun = midnight(caller.now())
            return seated(open_desk(review, stage, who, out, how, apart, kept, caller.steps, begun), asker)
        finally:
            apart.close()


def midnight(now: str) -> str:
    """When the day of a moment began where this machine stands, written as the clock writes it."""
    began = datetime.fromisoformat(now).astimezone().replace(hour=0, minute=0, second=0)
    return began.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def seated(desk: Desk, asker: Asker) -> Progress:
    """Let a person work at a desk until they stop; what they did."""
    asker.screen(desk)
    return desk.progress()


def apply_decisions(review: Review, caller: Caller, stage: Stage, path: Path) -> Applied:
    """Keep the decisions of a CSV file: all of them or, where one row is wrong, none. Raises SlrError.

    Columns report, decision; reason, reviewer, date, note; stage, where rows are of several; blind, "no" for
    a decision made after seeing another's; and where the stage judges each criterion, a column for each. A
    row already in force adds nothing.
    """
    judges = any(one.judge_each for one in review.plan.stages)
    rows = read_rows(path, required=COLUMNS[:1] if judges else COLUMNS, optional=MORE_COLUMNS)
    state = state_of(review)
    find = finder(review, state, [row["report"] for row in rows.rows])
    default = "" if all(row["reviewer"] for row in rows.rows) else reviewer(review, caller)
    ready: dict[str, list[DecisionRow]] = {one.id: [] for one in review.plan.stages}
    problems = []
    for row in rows.rows:
        try:
            at = stage_of(review, row["stage"]) if row["stage"] else stage
            ready[at.id].append(read_decision_row(review, at, find, row, default))
        except SlrError as error:
            problems.append(error if error.file else row.error(error.message, error.hint))
    first_problem([*problems, *(problem for ones in ready.values() for problem in repeated(ones))])
    done = [
        write_decisions(review, caller, at, state, ready[at.id], rows.sha256)
        for at in review.plan.stages
        if ready[at.id]
    ]
    return Applied(rows=sum(one.rows for one in done), added=sum(one.added for one in done))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A row that was read and found good."""

    row: Row
    who: str
    report: str
    record: str
    verdict: Verdict
    reason: str
    note: str
    dated: str
    judgments: tuple[tuple[str, str], ...] = ()
    blind: bool = True


def read_decision_row(review: Review, stage: Stage, find: Finder, row: Row, default: str) -> DecisionRow:
    """One row of decisions.csv. Raises SlrError where it cannot be kept."""
    report, record = find.find(row, row["report"])
    judgments = read_judgments(review.plan, stage, row) if stage.judge_each else {}
    word = row["decision"] or derived_word(review.plan, stage, judgments)
    verdict = checked_verdict(stage, word, allowed_verdicts(stage))
    reason, judged = checked_judgments(review.plan, stage, verdict, row["reason"], judgments)
    return DecisionRow(
        row=row,
        who=known_reviewer(review, row["reviewer"] or default),
        report=report,
        record=record,
        verdict=verdict,
        reason=reason,
        note=row.text("note"),
        dated=row["date"],
        judgments=judged,
        blind=row["blind"].casefold() != "no",
    )


def read_judgments(plan: Plan, stage: Stage, row: Row) -> dict[str, Judgment]:
    """The judgments of a row, by criterion; empty cells are none. Raises SlrError on another word."""
    found = {}
    for criterion in plan.reasons(stage.id):
        plain = "" if criterion.id in OWN_COLUMNS else row[criterion.id]
        word = (row[f"criterion:{criterion.id}"] or plain).casefold()
        if word:
            found[criterion.id] = checked_judgment(criterion, word)
    return found


def repeated(ready: Sequence[DecisionRow]) -> list[SlrError]:
    """The rows in which one reviewer decides twice on one report."""
    seen: dict[tuple[str, str], DecisionRow] = {}
    problems = []
    for one in ready:
        first = seen.setdefault((one.who, one.report), one)
        if first is not one and (first.verdict, first.reason) != (one.verdict, one.reason):
            problems.append(
                one.row.error(
                    f"{one.who} decides differently on the same report in line {first.row.line}",
                    "keep one of them",
                )
            )
    return problems


def write_decisions(
    review: Review, caller: Caller, stage: Stage, state: State, ready: Sequence[DecisionRow], sha256: str
) -> Applied:
    """Write the rows that say something new, then a commit event with their count."""
    added = 0
    told: dict[tuple[str, str], list[Decision]] = {}
    others: dict[str, set[str]] = {}
    retracted = state.told.retracted.get(stage.id, ())
    asked_anew = {decision.event for decision in retracted}
    for decision in (*state.told.decisions.get(stage.id, ()), *retracted):
        report = state.report_of.get(decision.record, decision.record)
        told.setdefault((decision.reviewer, report), []).append(decision)
        others.setdefault(report, set()).add(decision.reviewer)
    with writer(review, caller) as out:
        for one in caller.steps("Keeping decisions", ready, len(ready)):
            earlier = told.get((one.who, one.report), [])
            if earlier and all(says(one, d) and d.event not in asked_anew for d in earlier):
                continue
            data = decision_data(
                stage,
                state.by_id[one.report],
                one.record,
                one.verdict,
                reason=one.reason,
                note=one.note,
                dated=one.dated,
                judgments=one.judgments,
                blind=one.blind,
                earlier=earlier,
                others=[
                    d for who in others.get(one.report, set()) - {one.who} for d in told[(who, one.report)]
                ],
            )
            event = out.append("decisions", "decision", data, part=stage.id, who=one.who)
            told[(one.who, one.report)] = [as_decision(event.id, stage, one, state.by_id[one.report])]
            added += 1
        if added:
            commit = {
                "of": "decisions",
                "stage": stage.id,
                "rows": len(ready),
                "added": added,
                "sha256": sha256,
            }
            out.append("decisions", "commit", commit, part=stage.id)
    return Applied(rows=len(ready), added=added)


def as_decision(event: str, stage: Stage, one: DecisionRow, report: Report) -> Decision:
    """The decision that a row has become."""
    return Decision(
        event=event,
        stage=stage.id,
        reviewer=one.who,
        record=one.record,
        members=report.present,
        verdict=one.verdict,
        reason=one.reason,
        note=one.note,
        dated=one.dated,
        judgments=one.judgments,
    )


def says(one: DecisionRow, decision: Decision) -> bool:
    """Whether a decision in force says just what a row says; a row may give the day on which it was made."""
    same_day = one.dated == (decision.dated or decision.at[:10])
    return same_as(
        decision, one.verdict, one.reason, one.note, decision.dated if same_day else one.dated, one.judgments
    )


def remove(review: Review, caller: Caller, names: Sequence[str], reason: str) -> Applied:
    """Take reports out by hand before screening, with a reason; they count under other reasons.

    Raises SlrError where a report does not exist or somebody decided on it already.
    """
    state = state_of(review)
    decided = {state.report_of.get(d.record) for stage in state.told.decisions.values() for d in stage}
    find = finder(review, state, list(names))
    chosen = []
    for name in names:
        report, record = find.find(Row("", 0, {}), name)
        if report in decided:
            raise SlrError(f"{name} was screened already", "exclude it at its stage instead")
        if report not in state.screening.removed:
            chosen.append((report, record))
    with writer(review, caller, who=person(review, caller)) as out:
        for report, record in chosen:
            data = {"record": record, "members": list(state.by_id[report].present), "reason": reason}
            out.append("removals", "removal", data)
    return Applied(rows=len(names), added=len(chosen))
