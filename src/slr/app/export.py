"""`slr export`: any set of the review's records, in any format that slr writes."""

from collections.abc import Callable
from dataclasses import dataclass

from slr.app.merged import merged
from slr.app.resolve import in_conflict
from slr.app.review import Review, nearest
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


def everything(plan: Plan, state: State) -> list[str]:
    """Every report."""
    return [report.id for report in state.reports]


def included_reports(plan: Plan, state: State) -> list[str]:
    """The reports of included studies."""
    return [name for study in state.studies for name in study.reports]


def with_outcome(outcome: Outcome) -> Choose:
    """The reports with this outcome at any stage."""
    return settled_as(lambda one: one.outcome is outcome)


def settled_as(fits: Callable[[Settlement], bool]) -> Choose:
    """The reports whose settlement at any stage fits."""

    def choose(plan: Plan, state: State) -> list[str]:
        stages = state.screening.settlements.values()
        return [name for stage in stages for name, one in stage.items() if fits(one)]

    return choose


def to_resolve(one: Settlement) -> bool:
    """Whether `slr resolve` would show it: people differ on the verdict, or on a reason that is needed."""
    return bool(in_conflict(one))


def at_full_text(plan: Plan, state: State) -> list[str]:
    """The reports that passed the last stage on records."""
    stages = plan.report_stages
    return list(state.screening.settlements.get(stages[0].id, {})) if stages else []


# A set of reports by its name, in the words of the flow.
SETS: dict[str, Choose] = {
    "all": everything,
    "included": included_reports,
    "excluded": with_outcome(Outcome.EXCLUDED),
    "pending": with_outcome(Outcome.PENDING),
    "conflicts": settled_as(to_resolve),
    "full-text": at_full_text,
    "awaiting": with_outcome(Outcome.AWAITING),
    "ongoing": with_outcome(Outcome.ONGOING),
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
    """The records of a set: merged ones for reports, as imported for `records`."""
    state = state_of(review, viewer=viewer)
    if name == "records":
        return list(records_of(review, state.holdings).values())
    reports = dict.fromkeys(SETS[name](review.plan, state))
    if stage:
        at_stage = state.screening.settlements.get(stage, {})
        outcome = {"excluded": Outcome.EXCLUDED, "pending": Outcome.PENDING}.get(name)
        reports = {
            n: None
            for n, one in at_stage.items()
            if (to_resolve(one) if name == "conflicts" else outcome is None or one.outcome is outcome)
        }
    return merged(review, state).all(reports)
