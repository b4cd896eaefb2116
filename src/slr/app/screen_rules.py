"""`slr screen --rules`: what the criteria's rules say of the records; what they decide, and undoing it.

A rule only decides where its criterion says `auto: exclude`, at the first stage, as "marked as ineligible by
automation tools"; elsewhere it proposes. What is unknown never excludes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slr.app.caller import Caller
from slr.app.review import Review, person, stage_of, writer
from slr.app.state import State, records_of, state_of
from slr.model.errors import SlrError
from slr.model.plan import Criterion, Stage
from slr.model.record import Record
from slr.screening.proceedings import RuleMark
from slr.screening.rules import judge
from slr.screening.rules_parse import parse_rule
from slr.store.records import read_lines

# Where exports say what kind of publication a record is.
KIND_TAGS = frozenset(["M3", "PT", "DT", "Document Type", "Publication Type", "Type of Work", "Item Type"])


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """What one criterion's rule says: the reports it would exclude, contradicts, and cannot tell about."""

    criterion: Criterion
    excludes: tuple[str, ...]
    contradicted: tuple[str, ...]  # a member says otherwise
    unknown: int
    marks: Mapping[str, bool]  # record: whether the rule excludes it, for the records that are told


def look(review: Review) -> tuple[Stage, list[RuleView]]:
    """What every rule of the first stage says of the reports now. Raises SlrError where a rule is wrong."""
    stage = stage_of(review, review.plan.stages[0].id if review.plan.stages else "")
    criteria = [c for c in review.plan.reasons(stage.id) if c.rule]
    if not criteria:
        raise SlrError(f"no criterion of {stage.id} has a rule", "add one: rule: {year: {from: 2004}}")
    state = state_of(review)
    records = dict(records_of(review, state.holdings).items())
    kinds = kinds_of(review, state) if any("type" in str(c.rule) for c in criteria) else {}
    return stage, [view_of(state, stage, criterion, records, kinds) for criterion in criteria]


def kinds_of(review: Review, state: State) -> dict[str, tuple[str, ...]]:
    """The kinds of publication as exported, by record."""
    files = dict.fromkeys(name for one in state.holdings.imports for name in one.record_files)
    return {
        value["id"]: tuple(text for tag, text in value["raw"] if tag in KIND_TAGS)
        for value in read_lines(review.paths, files)
    }


def view_of(
    state: State,
    stage: Stage,
    criterion: Criterion,
    records: Mapping[str, Record],
    kinds: Mapping[str, tuple[str, ...]],
) -> RuleView:
    """What one rule says of every report of the stage; those that go straight to full text are none of it.

    Raises SlrError where the rule cannot be read.
    """
    rule, findings = parse_rule(criterion.rule, criterion=criterion.id)
    if rule is None:
        raise SlrError(findings[0].message, findings[0].hint, file="protocol.yaml")
    said: dict[str, bool] = {}
    for name, record in records.items():
        value = judge(rule, record, kinds=kinds.get(name, ()))
        if value is not None:
            said[name] = value is (criterion.type == "exclude")
    excludes: list[str] = []
    contradicted: list[str] = []
    marks: dict[str, bool] = {}
    unknown = 0
    here = state.screening.settlements.get(stage.id, {})
    for report in (one for one in state.reports if one.id in here):
        told = {name: said[name] for name in report.present if name in said}
        if True in told.values():
            (contradicted if False in told.values() else excludes).append(report.id)
            marks |= told
        unknown += not told
    return RuleView(
        criterion=criterion,
        excludes=tuple(excludes),
        contradicted=tuple(contradicted),
        unknown=unknown,
        marks=marks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run of the rules wrote."""

    marked: int
    taken_back: int


def run(review: Review, caller: Caller) -> Ran:
    """Let the rules that say `auto: exclude` decide; marks that no longer hold are taken back."""
    stage, views = look(review)
    wanted = {
        (view.criterion.id, record): value
        for view in views
        if view.criterion.auto
        for record, value in view.marks.items()
    }
    now = marks_in_force(review, stage)
    stale = [mark.event for key, mark in now.items() if wanted.get(key) is not mark.value]
    new = {key: value for key, value in wanted.items() if key not in now or now[key].value is not value}
    with writer(review, caller, who=person(review, caller)) as out:
        if stale:
            out.append("rules", "undo-rule", {"stage": stage.id, "replaces": sorted(stale)}, part=stage.id)
        for (criterion, record), value in new.items():
            data = {"stage": stage.id, "criterion": criterion, "record": record, "value": value}
            out.append("rules", "rule", data, part=stage.id)
        if new:
            out.append("rules", "commit", {"of": "rules", "added": len(new)}, part=stage.id)
    return Ran(marked=len(new), taken_back=len(stale))


def undo(review: Review, caller: Caller) -> int:
    """Take back every mark of a rule; how many."""
    if not review.plan.stages:
        return 0
    stage = review.plan.stages[0]
    marks = [mark.event for mark in marks_in_force(review, stage).values()]
    if marks:
        with writer(review, caller, who=person(review, caller)) as out:
            out.append("rules", "undo-rule", {"stage": stage.id, "replaces": sorted(marks)}, part=stage.id)
    return len(marks)


def marks_in_force(review: Review, stage: Stage) -> dict[tuple[str, str], RuleMark]:
    """The marks in force by criterion and record."""
    told: Iterable[RuleMark] = state_of(review).told.marks.get(stage.id, ())
    return {(mark.criterion, mark.record): mark for mark in told}
