"""Where each stopping rule would have stopped a replayed screening: the recall there, and the work saved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from slr.screening.simulate import Simulation
from slr.screening.stopping import (
    CONFIDENCE,
    ODDS,
    TARGET,
    always_valid_test,
    consecutive_irrelevant,
    hypergeometric_test,
)
from slr.screening.stopping_curve import BOTH_ODDS, both_tests, curve_estimate

Stops = Callable[[Sequence[bool], int], bool]  # (decisions so far, reports in all): whether to stop

LOOKS = 100  # how often a rule is looked at in a replay; the end is no look


@dataclass(frozen=True, slots=True, kw_only=True)
class StopOutcome:
    """Where a rule stopped. `screened` counts without priors; `saved` is a share of N, 0 where it never
    stopped; `recall` a share of R, None where there was nothing to find."""

    rule: str
    screened: int
    saved: float
    recall: float | None

    def reached(self, target: float = TARGET) -> bool:
        """Whether the target was reached; running to the end reaches any."""
        return self.recall is None or self.saved == 0 or self.recall >= target


def stop_rules(
    total: int,
    *,
    target: float = TARGET,
    confidence: float = CONFIDENCE,
    odds: float = ODDS,
    both_odds: float = BOTH_ODDS,
) -> dict[str, Stops]:
    """The rules that a replay can follow, by name; the heuristics wait for 5 % and 10 % of all reports."""

    def idle(share: float) -> Stops:
        limit = max(1, round(share * total))
        return lambda decided, of: consecutive_irrelevant(decided, of, limit=limit).stop

    def betting(own: float) -> Stops:
        return lambda decided, of: (
            always_valid_test(decided, of, target=target, confidence=confidence, odds=own, bound=False).stop
        )

    return {
        f"both-tests, odds {both_odds:g}": lambda decided, of: (
            both_tests(decided, of, target=target, confidence=confidence, odds=both_odds, bound=False).stop
        ),
        "curve": lambda decided, of: curve_estimate(decided, of, target=target, confidence=confidence).stop,
        f"always-valid, odds {odds:g}": betting(odds),
        "always-valid, odds 1": betting(1.0),
        "hypergeometric": lambda decided, of: (
            hypergeometric_test(decided, of, target=target, confidence=confidence).stop
        ),
        "5 % consecutive irrelevant": idle(0.05),
        "10 % consecutive irrelevant": idle(0.1),
    }


def stop_outcome(run: Simulation, rule: str, stops: Stops) -> StopOutcome:
    """Follow one rule through a replay, looking LOOKS times, at equal distances."""
    found = run.found[run.priors :]
    step = max(1, len(found) // LOOKS)
    screened = next((n for n in range(step, len(found), step) if stops(found[:n], len(found))), len(found))
    return StopOutcome(
        rule=rule,
        screened=screened,
        saved=1 - screened / len(found) if found else 0.0,
        recall=sum(found[:screened]) / run.relevant if run.relevant else None,
    )


def stop_outcomes(run: Simulation, rules: dict[str, Stops] | None = None) -> tuple[StopOutcome, ...]:
    """Every rule's outcome, in the order of the rules."""
    chosen = stop_rules(run.total) if rules is None else rules
    return tuple(stop_outcome(run, name, stops) for name, stops in chosen.items())
