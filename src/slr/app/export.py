"""`slr export`: any set of the review's records, in any format that slr writes."""

from collections.abc import Callable
from dataclasses import dataclass

from slr.app.merged import merged
from slr.app.resolve import in_conflict
from slr.app.review import Review, nearest, stage_of
from slr.app.state import State, records_of, state_of
from slr.formats.lost import losses
from slr.formats.registry import FORMATS, write_bytes
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.plan import Plan
from slr.model.record import Record
from slr.model.report import Settlement
from slr.model.words import Outcome

Choose = Callable[[Plan, State], list[str]]
Fits = Callable[[Settlement], bool]


def everything(plan: Plan, state: State) -> list[str]:
    """Every report."""
    return [report.id for report in state.reports]


def included_reports(plan: Plan, state: State) -> list[str]:
    """The reports of included studies."""
    return [name for study in state.studies for name in study.reports]


def to_resolve(one: Settlement) -> bool:
    """Whether `slr resolve` would show it: people differ on the verdict, or on a reason that is needed."""
    return bool(in_conflict(one))


def settled_as(outcome: Outcome) -> Fits:
    """Whether a settlement has this outcome."""
    return lambda one: one.outcome is outcome


# What a set means of one stage: `included` is then what passed it.
AT_STAGE: dict[str, Fits] = {
    "all": lambda one: True,
    "included": settled_as(Outcome.INCLUDED),
    "excluded": settled_as(Outcome.EXCLUDED),
    "pending": settled_as(Outcome.PENDING),
    "conflicts": to_resolve,
    "awaiting": settled_as(Outcome.AWAITING),
    "ongoing": settled_as(Outcome.ONGOING),
}


def at_any_stage(name: str) -> Choose:
    """The reports that are of this set at any stage."""

    def choose(plan: Plan, state: State) -> list[str]:
        stages = state.screening.settlements.values()
        return [report for stage in stages for report, one in stage.items() if AT_STAGE[name](one)]

    return choose


def at_full_text(plan: Plan, state: State) -> list[str]:
    """The reports that passed the last stage on records."""
    stages = plan.report_stages
    return list(state.screening.settlements.get(stages[0].id, {})) if stages else []


# A set of reports by its name, in the words of the flow.
SETS: dict[str, Choose] = {
    "all": everything,
    "included": included_reports,
    "excluded": at_any_stage("excluded"),
    "pending": at_any_stage("pending"),
    "conflicts": at_any_stage("conflicts"),
    "full-text": at_full_text,
    "awaiting": at_any_stage("awaiting"),
    "ongoing": at_any_stage("ongoing"),
}
NAMES = (*SETS, "records")  # the last: every record as imported, before deduplication


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The file written, how many records it holds, and what the format has no place for."""

    data: bytes
    records: int
    findings: tuple[Finding, ...]


def export(review: Review, name: str, to: str, *, stage: str = "", viewer: str = "") -> Exported:
    """A set of the review's records in a format. Raises SlrError where there is no such set or format."""
    if name not in NAMES:
        raise SlrError(f"there is no set {name}", nearest(name, [*NAMES, "decisions", "resolutions"]))
    known = [key for key, format in FORMATS.items() if format.write]
    if to not in known:
        raise SlrError(f"slr writes no {to}", nearest(to, known))
    records = chosen(review, name, stage, viewer)
    return Exported(data=write_bytes(records, to), records=len(records), findings=tuple(losses(records, to)))


def chosen(review: Review, name: str, stage: str, viewer: str) -> list[Record]:
    """The records of a set: merged ones for reports, as imported for `records`.

    Raises SlrError where there is no such stage, or the set is none of a stage's.
    """
    if stage:
        stage_of(review, stage)
        if name not in AT_STAGE:
            raise SlrError(f"{name} is no set of one stage", f"leave --stage out, or: {', '.join(AT_STAGE)}")
    state = state_of(review, viewer=viewer)
    if name == "records":
        return list(records_of(review, state.holdings).values())
    if stage:
        settled = state.screening.settlements.get(stage, {})
        return merged(review, state).all({n: None for n, one in settled.items() if AT_STAGE[name](one)})
    return merged(review, state).all(dict.fromkeys(SETS[name](review.plan, state)))
