"""A share of random reports mixed into an order, so that what they show may be counted without bias.

A reviewer's reports at a stage have one random order, which depends on the stage, a seed and each report's
id alone. At every place of the queue a chance decides whether the next report of that order is due. It is
shown there; if it was decided before, the place goes to the likeliest report and the sample grows by a known
answer. The sample is always the first reports of the random order, as many as were due so far, whatever was
found there.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """An order; `sizes` has, for each report at a random place, how many of the random order were due."""

    order: tuple[str, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)


def drawn_order(stage: str, seed: int, reports: Sequence[str]) -> list[str]:
    """The random order of reports at a stage; new reports fall between the others and move none."""
    key = f"{stage}|random|{seed}|".encode()
    return sorted(reports, key=lambda name: (sha256(key + name.encode()).digest(), name))


def mix(
    ranked: Sequence[str], drawn: Sequence[str], *, share: float, reached: int, chance: Callable[[], float]
) -> Mixed:
    """Waiting reports, likeliest first, with a share of the next ones `drawn` among them.

    `drawn` is the random order of all reports, of which `reached` were due already; those of them that wait
    still (skipped, or new) come at the next random places. `chance` is a number from 0 to 1 at every place.
    """
    open_to = dict.fromkeys(ranked)
    rest = iter(ranked)
    owed = [name for name in reversed(drawn[:reached]) if name in open_to]
    order: list[str] = []
    sizes: dict[str, int] = {}
    while open_to:
        name = ""
        random_place = chance() < share
        if random_place and owed:
            name = owed.pop()
            name = name if name in open_to else next(one for one in rest if one in open_to)
            sizes[name] = reached
        elif random_place and reached < len(drawn):
            reached += 1
            due = drawn[reached - 1]
            name = due if due in open_to else next(one for one in rest if one in open_to)
            sizes[name] = reached
        else:
            name = next(one for one in rest if one in open_to)
        del open_to[name]
        order.append(name)
    return Mixed(order=tuple(order), sizes=sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareEstimate:
    """What the random sample says: `least` to `most` of all `total` reports are included, at this confidence.

    `sample` reports were drawn, of which `waiting` are not decided; while some wait there are no bounds.
    """

    seed: int
    total: int
    sample: int
    waiting: int
    included: int
    confidence: float
    least: int | None = None
    most: int | None = None


def estimate_share(
    seed: int, drawn: Sequence[str], reached: int, decided: Mapping[str, bool], confidence: float
) -> ShareEstimate:
    """The estimate from the first `reached` reports of the random order; `decided` says what was included.

    Exact bounds for a finite number of reports (Buonaccorsi 1987): the numbers of included reports that a
    one-sided hypergeometric test at half the error does not reject, on either side.
    """
    sample = drawn[:reached]
    known = [decided[name] for name in sample if name in decided]
    hits, size, total = sum(known), len(sample), len(drawn)
    least = most = None
    if size and len(known) == size:
        alpha = (1 - confidence) / 2
        least = fewest(hits, size, total, alpha)
        most = total - fewest(size - hits, size, total, alpha)
    return ShareEstimate(
        seed=seed,
        total=total,
        sample=size,
        waiting=size - len(known),
        included=hits,
        confidence=confidence,
        least=least,
        most=most,
    )


def fewest(hits: int, size: int, total: int, alpha: float) -> int:
    """The fewest of `total` with which so many hits in a sample, or more, are likelier than alpha."""
    from scipy.stats import hypergeom

    low, high = hits, total - size + hits
    while low < high:
        middle = (low + high) // 2
        if float(hypergeom.sf(hits - 1, total, middle, size)) > alpha:
            high = middle
        else:
            low = middle + 1
    return low


def drawn_sample(drawn: Sequence[str], reached: int) -> tuple[str, ...]:
    """The random sample so far: the reports that were due, in the order drawn."""
    return tuple(drawn[:reached])
