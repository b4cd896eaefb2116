"""`slr stop`: whether screening may stop, what may be claimed, and the one thing that takes reports out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slr.app.caller import Caller
from slr.app.review import Review, nearest, person, writer
from slr.app.state import State, state_of
from slr.model.errors import SlrError
from slr.model.plan import Stage
from slr.model.words import Outcome
from slr.screening.stopping import StopCheck, always_valid_test, consecutive_irrelevant, hypergeometric_test
from slr.screening.stopping_curve import both_tests, curve_estimate
from slr.screening.stopping_words import methods_text

Look = Callable[["Seen", float, float], StopCheck]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was decided at a stage so far, in the order of screening; `total` counts what is left too."""

    decided: tuple[bool, ...]
    total: int
    left: tuple[str, ...]
    conflicts: int
    open: int  # that some decided on, and others have still to


def _always_valid(seen: Seen, target: float, confidence: float) -> StopCheck:
    return always_valid_test(seen.decided, seen.total, target=target, confidence=confidence)


def _hypergeometric(seen: Seen, target: float, confidence: float) -> StopCheck:
    return hypergeometric_test(seen.decided, seen.total, target=target, confidence=confidence)


def _consecutive(seen: Seen, target: float, confidence: float) -> StopCheck:
    return consecutive_irrelevant(seen.decided, seen.total, limit=max(1, round(0.1 * seen.total)))


def _both(seen: Seen, target: float, confidence: float) -> StopCheck:
    return both_tests(seen.decided, seen.total, target=target, confidence=confidence)


def _curve(seen: Seen, target: float, confidence: float) -> StopCheck:
    return curve_estimate(seen.decided, seen.total, target=target, confidence=confidence)


RULES: dict[str, Look] = {
    "both-tests": _both,
    "always-valid": _always_valid,
    "curve": _curve,
    "hypergeometric": _hypergeometric,
    "consecutive-irrelevant": _consecutive,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a rule says now, and the words for a methods section."""

    stage: str
    check: StopCheck
    words: str
    left: int
    conflicts: int
    open: int
    declared: int  # reports that a declared stop has taken out

    def as_dict(self) -> dict[str, Any]:
        """The advice as JSON-able values."""
        check = self.check
        return {
            "stage": self.stage,
            "rule": check.rule,
            "stop": check.stop,
            "screened": check.screened,
            "found": check.found,
            "total": check.total,
            "target": check.target,
            "confidence": check.confidence,
            "p": check.p,
            "recall_at_least": check.recall,
            "left": self.left,
            "conflicts": self.conflicts,
            "open": self.open,
            "declared": self.declared,
            "methods": self.words,
        }


def seen_at(state: State, stage: Stage) -> Seen:
    """The settled reports of a stage in the order in which they were settled, and those nobody decided on."""
    when = {event.id: place for place, event in enumerate(state.events)}
    results: dict[str, int] = {}  # when a team's result from elsewhere came in, by report
    for outcome in state.told.outcomes.get(stage.id, ()):
        results[state.report_of.get(outcome.record, "")] = when.get(outcome.event, 0)
    settled: list[tuple[int, bool]] = []
    left, conflicts, open_to = [], 0, 0
    for name, one in state.screening.settlements.get(stage.id, {}).items():
        if one.outcome is Outcome.AUTOMATED:
            continue
        if one.outcome is Outcome.CONFLICT:
            conflicts += 1
        elif one.outcome.settled:
            last = max((when.get(d.event, 0) for d in one.decisions), default=results.get(name, 0))
            settled.append((last, one.outcome is not Outcome.EXCLUDED))
        elif one.decisions:
            open_to += 1
        else:
            left.append(name)
    decided = tuple(value for _, value in sorted(settled))
    total = len(decided) + len(left) + conflicts + open_to
    return Seen(decided=decided, total=total, left=tuple(left), conflicts=conflicts, open=open_to)


def advise(
    review: Review, stage: Stage, *, rule: str, target: float, confidence: float, viewer: str = ""
) -> Advice:
    """What a rule says of a stage now. Raises SlrError where there is no such rule, or nothing to look at."""
    if rule not in RULES:
        raise SlrError(f"there is no stopping rule {rule}", nearest(rule, list(RULES)))
    state = state_of(review, viewer=viewer)
    seen = seen_at(state, stage)
    if not seen.total:
        raise SlrError(
            f"there is nothing to screen at {stage.id}", "slr status says what is to be done first"
        )
    check = RULES[rule](seen, target, confidence)
    automated = state.screening.settlements.get(stage.id, {}).values()
    return Advice(
        stage=stage.id,
        check=check,
        words=methods_text(check, conflicts=seen.conflicts),
        left=len(seen.left),
        conflicts=seen.conflicts,
        open=seen.open,
        declared=sum(one.by == "stop" for one in automated),
    )


def declare(
    review: Review, caller: Caller, stage: Stage, *, rule: str, target: float, confidence: float
) -> int:
    """Take the reports that nobody decided out, as ineligible by automation; how many.

    Raises SlrError while conflicts are open, or the rule does not say that screening may stop.
    """
    advice = advise(review, stage, rule=rule, target=target, confidence=confidence)
    if advice.conflicts:
        raise SlrError(
            f"{advice.conflicts} conflicts are open at {stage.id}", f"slr resolve --stage {stage.id}"
        )
    if not advice.check.stop:
        raise SlrError(f"{rule} does not say that screening may stop", "slr stop says where it stands")
    state = state_of(review)
    left = seen_at(state, stage).left
    reports: Mapping[str, list[str]] = {name: list(state.by_id[name].present) for name in left}
    data = {
        "stage": stage.id,
        "rule": rule,
        "target": target,
        "confidence": confidence,
        "screened": advice.check.screened,
        "found": advice.check.found,
        "reports": reports,
    }
    if reports:
        with writer(review, caller, who=person(review, caller)) as out:
            out.append("stops", "stop", data, part=stage.id)
    return len(reports)


def undo(review: Review, caller: Caller, stage: Stage) -> int:
    """Take every declared stop at a stage back; how many."""
    stops = [one.event for one in state_of(review).told.stops.get(stage.id, ())]
    if stops:
        with writer(review, caller, who=person(review, caller)) as out:
            out.append("stops", "undo-stop", {"stage": stage.id, "replaces": stops}, part=stage.id)
    return len(stops)
