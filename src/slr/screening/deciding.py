"""Deciding: what the decisions on one report at one stage add up to.

The rules of the design's sections "Deciding", "Rules" and "Stopping" for a single report. Nothing here
knows of other stages or other reports.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from slr.model.plan import Stage
from slr.model.report import REASON_CONFLICT, REASON_MISSING, Decision, Report, Settlement
from slr.model.words import Outcome, Scheme, Unsure, Verdict
from slr.screening.assignment import Asked
from slr.screening.proceedings import Resolution, RuleMark, Stop, TeamOutcome

OUTCOMES = {
    Verdict.INCLUDE: Outcome.INCLUDED,
    Verdict.EXCLUDE: Outcome.EXCLUDED,
    Verdict.AWAITING: Outcome.AWAITING,
    Verdict.ONGOING: Outcome.ONGOING,
}


class Case(Struct, frozen=True, kw_only=True, gc=False):
    """One report at one stage and all that was said of it there."""

    report: Report
    stage: Stage
    asked: Asked
    decisions: Sequence[Decision] = ()
    resolutions: Sequence[Resolution] = ()
    outcomes: Sequence[TeamOutcome] = ()
    marks: Sequence[RuleMark] = ()
    stops: Sequence[Stop] = ()
    first_stage: bool = True
    in_force: frozenset[str] = frozenset()  # every decision event in force at the stage, on any report


def settle(case: Case) -> Settlement:
    """The outcome of one report at one stage."""
    if case.resolutions:
        settled = by_resolution(case)
        if settled is not None:
            return settled
    if case.outcomes:
        return by_team(case)
    if case.decisions:
        return by_people(case)
    return by_automation(case) or outcome(case, Outcome.PENDING, missing=case.asked.number)


def outcome(
    case: Case, result: Outcome, *, reason: str = "", missing: int = 0, by: str = "people"
) -> Settlement:
    """A settlement of this case."""
    return Settlement(
        report=case.report.id,
        stage=case.stage.id,
        outcome=result,
        reason=reason,
        missing=missing,
        by=by,
        decisions=tuple(case.decisions),
        asked=case.asked.people,
        again=case.asked.again,
        pilot=case.asked.pilot,
    )


def by_resolution(case: Case) -> Settlement | None:
    """What the resolutions in force settle.

    None where none of them applies here: the decisions it settled went to another report when a group
    split, so that this part is judged by what lies on it.
    """
    here = {decision.event for decision in case.decisions}
    standing, stale = [], False
    for resolution in case.resolutions:
        gone = set(resolution.settles) - here
        if gone and gone <= case.in_force:
            continue
        if gone or any(differs(d, resolution) for d in case.decisions if d.event not in resolution.settles):
            stale = True
        else:
            standing.append(resolution)
    if stale or len({(r.verdict, r.reason) for r in standing}) > 1:
        return outcome(case, Outcome.CONFLICT, by="resolution")
    if not standing:
        return None
    one = standing[-1]
    reason = one.reason or (REASON_MISSING if case.stage.needs_reason else "")
    return outcome(
        case,
        OUTCOMES.get(one.verdict, Outcome.CONFLICT),
        reason=reason if one.verdict is Verdict.EXCLUDE else "",
        by="resolution",
    )


def differs(decision: Decision, resolution: Resolution) -> bool:
    """Whether a decision that a resolution does not name says otherwise than it."""
    if decision.verdict is not resolution.verdict:
        return True
    return bool(decision.reason and resolution.reason and decision.reason != resolution.reason)


def by_team(case: Case) -> Settlement:
    """A team's result from elsewhere, which stands while neither another nor anybody's decision differs."""
    said = {(one.verdict, one.reason) for one in case.outcomes}
    said |= {(one.verdict, one.reason or next(iter(said))[1]) for one in case.decisions}
    if len(said) > 1:
        return outcome(case, Outcome.CONFLICT, by="outcome")
    verdict, reason = next(iter(said))
    if verdict is Verdict.EXCLUDE and case.stage.needs_reason:
        reason = reason or REASON_MISSING
    return outcome(case, OUTCOMES.get(verdict, Outcome.CONFLICT), reason=reason, by="outcome")


def by_people(case: Case) -> Settlement:
    """The outcome of people's decisions alone."""
    verdicts: dict[str, set[Verdict]] = {}
    for decision in case.decisions:
        verdicts.setdefault(decision.reviewer, set()).add(decision.verdict)
    missing = still_missing(case.asked, set(verdicts))
    if any(len(own) > 1 for own in verdicts.values()):
        return outcome(case, Outcome.CONFLICT, missing=missing)
    if missing and (case.asked.pilot or case.asked.again):
        return outcome(case, Outcome.PENDING, missing=missing)
    said = [counted(next(iter(own)), case.stage) for own in verdicts.values()]
    if case.stage.scheme is Scheme.LIBERAL and Verdict.INCLUDE in said:
        return outcome(case, Outcome.INCLUDED)
    clear = {verdict for verdict in said if verdict is not Verdict.UNSURE}
    if len(clear) > 1:
        return outcome(case, Outcome.CONFLICT, missing=missing)
    if missing:
        return outcome(case, Outcome.PENDING, missing=missing)
    if Verdict.UNSURE in said:
        alone = len(verdicts) == 1
        return outcome(case, Outcome.PENDING if alone else Outcome.CONFLICT, missing=1 if alone else 0)
    verdict = next(iter(clear))
    reason = agreed_reason(case.decisions, case.stage) if verdict is Verdict.EXCLUDE else ""
    return outcome(case, OUTCOMES[verdict], reason=reason)


def still_missing(asked: Asked, deciders: set[str]) -> int:
    """How many more people must decide: all of a pilot, those asked anew, else so many, whoever they are."""
    must = set(asked.people) if asked.pilot else set(asked.again)
    return max(asked.number - len(deciders), len(must - deciders), 0)


def counted(verdict: Verdict, stage: Stage) -> Verdict:
    """A verdict as it counts: unsure is an include where the stage says that it advances."""
    if verdict is Verdict.UNSURE and stage.unsure is Unsure.ADVANCES:
        return Verdict.INCLUDE
    return verdict


def agreed_reason(decisions: Iterable[Decision], stage: Stage) -> str:
    """The reason that the people who excluded it gave, or that they differ, or that none was given.

    Where a stage needs no reason, nobody has to settle different ones: there is no reason then.
    """
    reasons = {decision.reason for decision in decisions if decision.reason}
    if len(reasons) > 1:
        return REASON_CONFLICT if stage.needs_reason else ""
    return next(iter(reasons), REASON_MISSING if stage.needs_reason else "")


def by_automation(case: Case) -> Settlement | None:
    """What a rule or a declared stop settles for a report that no person decided; None where neither does."""
    criterion = case.first_stage and rule_that_holds(case.marks)
    if criterion:
        return outcome(case, Outcome.AUTOMATED, reason=criterion, by="rule")
    for stop in case.stops:
        if stop_holds(stop, case.report):
            return outcome(case, Outcome.AUTOMATED, reason=stop.rule, by="stop")
    return None


def rule_that_holds(marks: Sequence[RuleMark]) -> str:
    """The first criterion that is true of a member and contradicted by no member's own value; else empty."""
    contradicted = {mark.criterion for mark in marks if not mark.value}
    return next((m.criterion for m in marks if m.value and m.criterion not in contradicted), "")


def stop_holds(stop: Stop, report: Report) -> bool:
    """Whether a declared stop applies: it names a record of the report, and nothing joined it since."""
    covered: set[str] = set()
    for name in report.members:
        covered |= stop.reports.get(name, frozenset())
    return bool(covered) and covered.issuperset(report.present)
