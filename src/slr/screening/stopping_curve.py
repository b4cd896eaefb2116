"""When to stop, by the curve of what was found so far; and the rule that asks for two tests to agree.

- `curve_estimate`: the included reports are taken for a point process whose rate falls exponentially over the
  ranks (Stevenson and Bin-Hezam 2023, ACM Transactions on Information Systems 42:73, among other curves). The
  rate is fitted to the ranks of those found by maximum likelihood; how many are left is then negative
  binomial. An estimate: it holds as far as the curve goes on as it went, and looking often is not corrected
  for.
- `both_tests`: stop where the betting test, at greater odds than it may claim alone, and the curve both say
  so. A stop short of the target then takes both assumptions to fail, and looks are paid for by the first.
"""

from collections.abc import Sequence
from math import exp, expm1

from slr.screening.stopping import (
    CONFIDENCE,
    TARGET,
    StopCheck,
    always_valid_test,
    below_target,
    check_numbers,
)

BOTH_ODDS = 4.0  # benchmarks/stopping.py says how it was chosen
FEWEST = 3  # found reports below which no curve is fitted
STEEPEST = 1e4


def curve_estimate(
    decided: Sequence[bool], total: int, *, target: float = TARGET, confidence: float = CONFIDENCE
) -> StopCheck:
    """What an exponential curve through the ranks of those found says of those left."""
    check_numbers(decided, total, target, confidence)
    found = sum(decided)
    p, most = 1.0, total - len(decided) + found
    if found >= FEWEST:
        from scipy.stats import nbinom

        expected = left_by_curve(decided, total)
        chance = found / (found + expected)
        p = float(nbinom.sf(below_target(found, target) - found - 1, found, chance))
        most = min(most, found + int(nbinom.ppf(confidence, found, chance)))
    if below_target(found, target) - found > total - len(decided):
        p = 0.0  # there are not so many left
    return StopCheck(
        rule="curve",
        stop=(found > 0 and p <= 1 - confidence) or len(decided) == total,
        screened=len(decided),
        found=found,
        total=total,
        target=target,
        confidence=confidence,
        p=p,
        most=most,
    )


def left_by_curve(decided: Sequence[bool], total: int) -> float:
    """How many included reports are expected among those left, by the fitted exponential rate."""
    ranks = [rank for rank, included in enumerate(decided, 1) if included]
    seen = len(decided)
    if not ranks or seen >= total:
        return 0.0
    slope = falling(sum(rank - 0.5 for rank in ranks) / len(ranks) / seen)
    rest = (total - seen) / seen
    if slope == 0:
        return len(ranks) * rest
    return len(ranks) * exp(-slope) * expm1(-slope * rest) / expm1(-slope)


def falling(middle: float) -> float:
    """The slope of an exponential density on 0 to 1 with this mean (maximum likelihood); 0 from 1/2 on."""
    if middle >= 0.5:
        return 0.0
    low, high = 1e-9, STEEPEST
    for _ in range(100):
        slope = (low + high) / 2
        mean = 1 / slope - (exp(-slope) / -expm1(-slope) if slope < 700 else 0.0)
        low, high = (slope, high) if mean > middle else (low, slope)
    return (low + high) / 2


def both_tests(
    decided: Sequence[bool],
    total: int,
    *,
    target: float = TARGET,
    confidence: float = CONFIDENCE,
    odds: float = BOTH_ODDS,
    bound: bool = True,
) -> StopCheck:
    """The betting test and the curve together: the greater p-value, the greater bound."""
    curve = curve_estimate(decided, total, target=target, confidence=confidence)
    want = bound or curve.stop  # the betting test takes longer
    test = (
        always_valid_test(decided, total, target=target, confidence=confidence, odds=odds, bound=bound)
        if want
        else curve
    )
    return StopCheck(
        rule="both-tests",
        stop=test.stop and curve.stop,
        screened=len(decided),
        found=curve.found,
        total=total,
        target=target,
        confidence=confidence,
        p=max(test.p or 0.0, curve.p or 0.0),
        most=max(test.most or 0, curve.most or 0) if bound else None,
        odds=odds,
    )
