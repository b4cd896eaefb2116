"""Krippendorff's alpha: any number of raters, missing values, and codings that are sets of values."""

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from slr.screening.agreement_counts import Estimate, Naming, counts
from slr.screening.agreement_table import Ratings, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from slr.screening.agreement_counts import Floats

    Counts = NDArray[np.unsignedinteger]

DRAWS_AT_ONCE = 100
Distance = Literal["nominal", "jaccard", "masi"]

SOURCES = {
    "nominal": "Krippendorff 2011",
    "jaccard": "Krippendorff 2011, distance of Jaccard 1912",
    "masi": "Krippendorff 2011, distance MASI (Passonneau 2006)",
}


def krippendorff_alpha(
    ratings: Ratings,
    *,
    seed: int,
    distance: Distance = "nominal",
    confidence: float = 0.95,
    draws: int = 2000,
) -> Estimate:
    """1 - observed disagreement / expected disagreement, over the units that two or more raters rated.

    The interval is the percentile bootstrap over units (`draws` samples with replacement, `seed`); samples
    in which nobody could differ are left out of it; no draws give no interval. With set-valued ratings choose
    `jaccard` or `masi`.
    """
    import numpy as np

    naming = Naming(
        "Krippendorff's alpha",
        SOURCES[distance],
        f"percentile bootstrap over units ({draws} draws, seed {seed})",
    )
    table = counts(ratings)
    table = table[table.sum(axis=1) >= 2]
    n = len(table)
    if not n:
        return naming.undefined("no unit was rated by two raters")
    apart = distances(ratings.values, distance)
    raters = table.sum(axis=1)
    differing = np.einsum("uv,vw,uw->u", table, apart, table) / (raters - 1)
    once = alphas(np.ones((1, n)), table, differing, apart)
    if np.isnan(once[0]):
        return naming.undefined("all ratings are the same, so that it is 0/0", n)
    if n < 2 or not draws:
        return naming.estimate(float(once[0]), None, n, -1.0)
    drawn = (part.astype(float) for part in samples(n, draws, seed))
    found = np.concatenate([alphas(part, table, differing, apart) for part in drawn])
    low, high = np.nanquantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    return naming.estimate(float(once[0]), (float(low), float(high)), n, -1.0)


@lru_cache(maxsize=1)  # dimension after dimension of a codebook has as many units
def samples(units: int, draws: int, seed: int) -> tuple["Counts", ...]:
    """How often each unit stands in each sample with replacement: draws by units, read-only, some draws each.

    A byte or two for each number: as the floats that they are reckoned with, they would take gigabytes for
    100,000 units.
    """
    import numpy as np

    chance = np.random.default_rng(seed)
    evenly = np.full(units, 1 / units)
    drawn = []
    for start in range(0, draws, DRAWS_AT_ONCE):
        part = chance.multinomial(units, evenly, size=min(DRAWS_AT_ONCE, draws - start))
        drawn.append(part.astype(np.min_scalar_type(int(part.max()))))
        drawn[-1].flags.writeable = False
    return tuple(drawn)


def alphas(weights: "Floats", table: "Floats", differing: "Floats", apart: "Floats") -> "Floats":
    """Alpha for each row of weights of the units; not a number where the expected disagreement is 0."""
    import numpy as np

    total = weights @ table.sum(axis=1)
    observed = weights @ differing / total
    said = weights @ table
    expected = ((said @ apart) * said).sum(axis=1) / (total * (total - 1))
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.where(expected > 0, 1 - observed / expected, np.nan)
    return found


def distances(values: tuple[Value, ...], distance: Distance) -> "Floats":
    """The distance of every two values, 0 on the diagonal."""
    import numpy as np

    measure = {"nominal": nominal, "jaccard": jaccard, "masi": masi}[distance]
    sets = [as_set(value) for value in values]
    apart = np.zeros((len(sets), len(sets)))
    for row, one in enumerate(sets):  # each pair once: a distance is the same both ways
        apart[row, row + 1 :] = [measure(one, other) for other in sets[row + 1 :]]
    return apart + apart.T


def as_set(value: Value) -> frozenset[str]:
    """A value as a set of values."""
    return frozenset([value]) if isinstance(value, str) else value


def nominal(first: frozenset[str], second: frozenset[str]) -> float:
    """0 where the same, else 1."""
    return 0.0 if first == second else 1.0


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    """1 - |both| / |either| (Jaccard 1912); 0 between two empty sets."""
    either = first | second
    return 1 - len(first & second) / len(either) if either else 0.0


def masi(first: frozenset[str], second: frozenset[str]) -> float:
    """1 - Jaccard's similarity × monotonicity (Passonneau 2006).

    Monotonicity is 1 for the same set, 2/3 where one holds the other, 1/3 where they overlap, else 0.
    """
    if first == second:
        return 0.0
    held = first <= second or second <= first
    monotone = 2 / 3 if held else 1 / 3
    return 1 - (1 - jaccard(first, second)) * monotone
