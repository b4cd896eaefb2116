"""The pass over all stages: which report reaches which stage, and what became of it there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from slr.model.finding import Finding
from slr.model.plan import Plan, Stage
from slr.model.report import Decision, Report, Settlement
from slr.model.words import Outcome, Severity, Verdict
from slr.screening.assignment import Asked, roster
from slr.screening.deciding import Case, settle
from slr.screening.proceedings import Proceedings, Removal, Resolution, RuleMark, TeamOutcome

T = TypeVar("T", Decision, Resolution, TeamOutcome, RuleMark)

Said = tuple[tuple[tuple[str, Verdict, str], ...], Asked]
PASSES = frozenset([Outcome.INCLUDED])


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What became of every report.

    `settlements[stage][report]` for the reports that reached the stage, in the order of import;
    `removed` the reports removed by hand before screening, by id; `uncounted` the decisions in force on
    reports that are not at the stage they were made for.
    """

    settlements: Mapping[str, Mapping[str, Settlement]] = field(default_factory=dict)
    removed: Mapping[str, Removal] = field(default_factory=dict)
    uncounted: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()

    def at(self, stage: str, report: str) -> Settlement | None:
        """The settlement of a report at a stage, None where it did not reach it."""
        return self.settlements.get(stage, {}).get(report)


def screen(
    reports: Sequence[Report],
    plan: Plan,
    told: Proceedings,
    *,
    screened: Mapping[str, bool],
    removed: Mapping[str, Removal] | None = None,
) -> Screening:
    """Settle every report at every stage that it reaches.

    `reports` are those with a present record; `screened[report]` is False where the report goes straight to
    retrieval (other methods alone), past the stages on records. An outcome counts only for reports that
    passed the stages before. `removed` are the removals in force where they are known already: whether one
    holds depends on decisions that a viewer may not see.
    """
    if removed is None:
        removed = removals_in_force(reports, told)
    here = [report for report in reports if report.present and report.id not in removed]
    settlements: dict[str, dict[str, Settlement]] = {}
    passed = {report.id for report in here}
    for stage in plan.stages:
        skips = {r.id for r in here if stage.on == "records" and not screened.get(r.id, True)}
        at_stage = [report for report in here if report.id in passed and report.id not in skips]
        first = stage is plan.stages[0]
        settlements[stage.id] = settle_stage(at_stage, stage, plan, told, first_stage=first)
        through = {name for name, one in settlements[stage.id].items() if one.outcome in PASSES}
        passed = through | (skips & passed)
    uncounted = decisions_elsewhere(settlements, told)
    return Screening(
        settlements=settlements,
        removed=removed,
        uncounted=uncounted,
        findings=tuple(uncounted_finding(decision) for decision in uncounted),
    )


def settle_stage(
    reports: Iterable[Report], stage: Stage, plan: Plan, told: Proceedings, *, first_stage: bool
) -> dict[str, Settlement]:
    """The settlements of one stage, by report."""
    decisions = by_record(told.decisions.get(stage.id, ()))
    resolutions = by_record(told.resolutions.get(stage.id, ()))
    outcomes = by_record(told.outcomes.get(stage.id, ()))
    marks = by_record(told.marks.get(stage.id, ()))
    everything = frozenset(d.event for d in told.decisions.get(stage.id, ())) if resolutions else frozenset()
    who = roster(stage, plan, told)
    result = {}
    alike: dict[Said, Settlement] = {}  # what the same words of the same people came to before
    for report in reports:
        members = report.members
        own = decisions.get(members[0], ()) if len(members) == 1 else of_members(report, decisions)
        asked = who.usual or who.asked(report)
        settling = of_members(report, resolutions) if resolutions else ()
        elsewhere = of_members(report, outcomes) if outcomes else ()
        # Where there are only decisions, nothing but them and who is asked decides the outcome.
        said = None
        if own and not settling and not elsewhere:
            said = (tuple([(d.reviewer, d.verdict, d.reason) for d in own]), asked)
            before = alike.get(said)
            if before is not None:
                result[report.id] = settled_alike(report, own, before)
                continue
        case = Case(
            report=report,
            stage=stage,
            decisions=own,
            resolutions=settling,
            outcomes=elsewhere,
            marks=of_members(report, marks),
            stops=told.stops.get(stage.id, ()),
            asked=asked,
            first_stage=first_stage,
            in_force=everything,
        )
        result[report.id] = one = settle(case)
        if said:
            alike[said] = one
    return result


def settled_alike(report: Report, decisions: Sequence[Decision], before: Settlement) -> Settlement:
    """The settlement of a report on which the same people said the same as on another before."""
    return Settlement(
        report=report.id,
        stage=before.stage,
        outcome=before.outcome,
        reason=before.reason,
        missing=before.missing,
        by=before.by,
        decisions=tuple(decisions),
        asked=before.asked,
        again=before.again,
        pilot=before.pilot,
    )


def of_members(report: Report, items: Mapping[str, Sequence[T]]) -> Sequence[T]:
    """The items on any record of a report, in the order of its records."""
    members = report.members
    if len(members) == 1:
        return items.get(members[0], ())
    found = [items[name] for name in members if name in items]
    return found[0] if len(found) == 1 else [item for own in found for item in own]


def by_record(items: Iterable[T]) -> dict[str, list[T]]:
    """Items by the record that they name, in order."""
    result: dict[str, list[T]] = {}
    for item in items:
        result.setdefault(item.record, []).append(item)
    return result


def removals_in_force(reports: Iterable[Report], told: Proceedings) -> dict[str, Removal]:
    """The reports removed by hand before screening.

    A removal holds while it covers every present record of the report and nobody decided on it: what
    joined later was not looked at, and a decision shows that it was screened.
    """
    if not told.removals:
        return {}
    decided = {d.record for decisions in told.decisions.values() for d in decisions}
    decided |= {one.record for outcomes in told.outcomes.values() for one in outcomes}
    by_name: dict[str, list[Removal]] = {}
    for removal in told.removals:
        by_name.setdefault(removal.record, []).append(removal)
    result = {}
    for report in reports:
        own = [removal for name in report.members for removal in by_name.get(name, ())]
        covered = {name for removal in own for name in removal.members}
        if own and covered.issuperset(report.present) and decided.isdisjoint(report.members):
            result[report.id] = own[-1]
    return result


def decisions_elsewhere(
    settlements: Mapping[str, Mapping[str, Settlement]], told: Proceedings
) -> tuple[Decision, ...]:
    """The decisions in force that count nowhere: their report is not (or no longer) at their stage."""
    placed = sum(len(one.decisions) for stage in settlements.values() for one in stage.values())
    if placed == sum(map(len, told.decisions.values())):
        return ()
    counted = {
        decision.event
        for stage in settlements.values()
        for one in stage.values()
        for decision in one.decisions
    }
    return tuple(d for decisions in told.decisions.values() for d in decisions if d.event not in counted)


def uncounted_finding(decision: Decision) -> Finding:
    """The finding for a decision that does not count."""
    return Finding(
        code="F001",
        severity=Severity.WARNING,
        message=(
            f"{decision.reviewer}'s decision at {decision.stage} does not count: "
            "the report has not passed the stages before, or its records were withdrawn"
        ),
        hint="nothing is lost: it counts again when the report reaches that stage",
        record=decision.record,
    )
