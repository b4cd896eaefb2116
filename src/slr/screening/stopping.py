"""When to stop: statements about the included reports that were not shown yet.

Four ways, from a guarantee to a habit. All take the decisions in the order in which they were made; a
decision is True where the report was included. None of them excludes anything.

- `always_valid_test`: a betting test (Ville 1939; Waudby-Smith and Ramdas 2020, sampling without replacement)
  against the hypothesis that recall is below the target. It may be looked at after every decision: however
  often, the chance of ever stopping short of the target is at most 1 - confidence, as long as the ranking
  keeps its odds: at any time an included report among those left is at least `odds` times as likely to come
  next as an excluded one. With odds 1 the ranking need only be no worse than chance.
- `hypergeometric_test`: Callaghan and Müller-Hansen 2020 (Systematic Reviews 9:273). Each look is one test
  under chance order; looking often is not corrected for, which a ranking better than chance makes up for.
- `sample_estimate`: a random sample of those left, exact bounds (Clopper and Pearson's for a finite number).
- `consecutive_irrelevant`: a heuristic; nothing can be claimed from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Literal

from slr.model.errors import SlrError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

RuleName = Literal[
    "both-tests", "always-valid", "curve", "hypergeometric", "random-sample", "consecutive-irrelevant"
]

TARGET, CONFIDENCE = 0.95, 0.95
ODDS = 2.5  # benchmarks/stopping.py says how it was chosen
PACES = (
    0.0,
    0.05,
    0.1,
    0.2,
)  # the rates of included reports, against the hypothesis', that bets are placed on
LARGEST = 600.0  # exp of more is no float


@dataclass(frozen=True, slots=True, kw_only=True)
class StopCheck:
    """What one rule says after some decisions.

    `p` is the p-value (None for the heuristic), `stop` whether it is at most 1 - confidence. `most` is the
    largest number of included reports, found ones too, that is not rejected; `recall` the lower bound of
    recall that follows from it, None where nothing was found or the rule gives none.
    """

    rule: RuleName
    stop: bool
    screened: int
    found: int
    total: int
    target: float
    confidence: float
    p: float | None = None
    most: int | None = None
    odds: float | None = None
    limit: int | None = None

    @property
    def recall(self) -> float | None:
        """The lower confidence bound of recall."""
        return self.found / self.most if self.most and self.found else None


def always_valid_test(
    decided: Sequence[bool],
    total: int,
    *,
    target: float = TARGET,
    confidence: float = CONFIDENCE,
    odds: float = ODDS,
    bound: bool = True,
) -> StopCheck:
    """The betting test; valid however often it is looked at. `total` counts decided and undecided reports.

    `bound` says whether `most`, which takes longer, is wanted.
    """
    check_numbers(decided, total, target, confidence)
    if odds < 1:
        raise SlrError(f"odds of {odds:g} are worse than chance", "give 1 or more")
    found = sum(decided)
    most = largest_not_rejected(decided, total, 1 - confidence, odds) if bound else None
    p = p_betting(decided, total, below_target(found, target), odds) if found else 1.0
    return StopCheck(
        rule="always-valid",
        stop=p <= 1 - confidence or len(decided) == total,
        screened=len(decided),
        found=found,
        total=total,
        target=target,
        confidence=confidence,
        p=p,
        most=most,
        odds=odds,
    )


def hypergeometric_test(
    decided: Sequence[bool], total: int, *, target: float = TARGET, confidence: float = CONFIDENCE
) -> StopCheck:
    """One look with the hypergeometric test: the least p-value over all points to begin counting from."""
    check_numbers(decided, total, target, confidence)
    found = sum(decided)
    p = p_hypergeometric(decided, total, below_target(found, target)) if found else 1.0
    return StopCheck(
        rule="hypergeometric",
        stop=p <= 1 - confidence or len(decided) == total,
        screened=len(decided),
        found=found,
        total=total,
        target=target,
        confidence=confidence,
        p=p,
    )


def sample_estimate(
    decided: Sequence[bool],
    total: int,
    *,
    sample: Sequence[bool],
    target: float = TARGET,
    confidence: float = CONFIDENCE,
) -> StopCheck:
    """What a random sample of the reports left says of them; `sample` are the last decisions of `decided`.

    `most` is the exact one-sided upper bound (hypergeometric) of all included reports. The sample's size must
    be settled before it is drawn.
    """
    from scipy.stats import hypergeom

    check_numbers(decided, total, target, confidence)
    if len(sample) > len(decided) or list(sample) != list(decided[len(decided) - len(sample) :]):
        raise SlrError("the sample is not the last of the decisions", "give the decisions made on it last")
    left = total - len(decided) + len(sample)
    hits, before = sum(sample), sum(decided) - sum(sample)
    highest = left - len(sample) + hits
    low, high = hits, highest  # the largest number of included among those left that is not rejected
    while low < high:
        middle = (low + high + 1) // 2
        if float(hypergeom.cdf(hits, left, middle, len(sample))) > 1 - confidence:
            low = middle
        else:
            high = middle - 1
    found, most = sum(decided), before + low
    short = below_target(found, target)
    p = float(hypergeom.cdf(hits, left, short - before, len(sample))) if short - before <= highest else 0.0
    return StopCheck(
        rule="random-sample",
        stop=len(decided) == total or (found > 0 and p <= 1 - confidence),
        screened=len(decided),
        found=found,
        total=total,
        target=target,
        confidence=confidence,
        p=p,
        most=most,
        limit=len(sample),
    )


def consecutive_irrelevant(decided: Sequence[bool], total: int, *, limit: int) -> StopCheck:
    """Whether the last `limit` decisions were all to exclude, something having been included before."""
    check_numbers(decided, total, TARGET, CONFIDENCE)
    idle = next((n for n, included in enumerate(reversed(decided)) if included), len(decided))
    return StopCheck(
        rule="consecutive-irrelevant",
        stop=len(decided) == total or (any(decided) and idle >= limit),
        screened=len(decided),
        found=sum(decided),
        total=total,
        target=TARGET,
        confidence=CONFIDENCE,
        limit=limit,
    )


def below_target(found: int, target: float) -> int:
    """The least number of included reports of which `found` would be less than the target."""
    return floor(Fraction(found) / Fraction(str(target))) + 1


def p_betting(decided: Sequence[bool], total: int, included: int, odds: float) -> float:
    """The always-valid p-value of the hypothesis that so many reports are included, or more.

    A bet is begun after each decision with an equal part of the capital, and wins with each excluded report.
    Under the hypothesis the capital is a supermartingale, so that 1 / capital is a p-value at any time.
    """
    import numpy as np

    said = np.asarray(decided, dtype=bool)
    screened = len(said)
    if included - int(said.sum()) > total - screened:
        return 0.0  # there are not so many left
    if not screened:
        return 1.0
    before = np.concatenate([[0], np.cumsum(said)[:-1]])
    waiting = included - before
    unseen = total - np.arange(screened)
    chance = odds * waiting / (odds * waiting + unseen - waiting)
    kept = (total - screened) / total
    capital = sum(won(said, chance, pace, total) + kept for pace in PACES) / len(PACES)
    return min(1.0, 1 / capital) if capital > 0 else 1.0


def won(said: "NDArray[np.bool_]", chance: "Floats", pace: float, total: int) -> float:
    """What all bets at one pace are worth: each began with 1 / total of the capital."""
    import numpy as np

    hits = np.flatnonzero(said)
    first = int(hits[-1]) + 1 if pace == 0 and len(hits) else 0  # at pace 0 a hit loses everything
    with np.errstate(divide="ignore"):
        lost = np.log1p(-pace * chance) - np.log1p(-chance)
    gains = np.where(said, np.log(pace) if pace else 0.0, lost)[first:]
    if not len(gains):
        return 0.0
    worth = np.minimum(np.cumsum(gains[::-1]), LARGEST)
    return float(np.exp(worth).sum()) / total


def largest_not_rejected(decided: Sequence[bool], total: int, alpha: float, odds: float) -> int:
    """The largest number of included reports that the betting test does not reject."""
    found = sum(decided)
    low, high = found, found + total - len(decided)
    while low < high:
        middle = (low + high + 1) // 2
        if p_betting(decided, total, middle, odds) > alpha:
            low = middle
        else:
            high = middle - 1
    return low


def p_hypergeometric(decided: Sequence[bool], total: int, included: int) -> float:
    """The least p-value, over all starting points, of so many included reports under chance order."""
    import numpy as np
    from scipy.stats import hypergeom

    said = np.asarray(decided, dtype=bool)
    found = int(said.sum())
    if included - found > total - len(said):
        return 0.0
    if not len(said):
        return 1.0
    start = np.arange(len(said))
    before = np.concatenate([[0], np.cumsum(said)[:-1]])
    values = hypergeom.cdf(found - before, total - start, included - before, len(said) - start)
    return float(np.min(values))


def check_numbers(decided: Sequence[bool], total: int, target: float, confidence: float) -> None:
    """Raise SlrError where the numbers cannot be."""
    if len(decided) > total:
        raise SlrError(
            f"{len(decided)} decisions on {total} reports", "count the decided reports in the total"
        )
    for name, value in (("target", target), ("confidence", confidence)):
        if not 0 < value < 1:
            raise SlrError(f"the {name} of {value:g} is not between 0 and 1", "give a share, such as 0.95")
