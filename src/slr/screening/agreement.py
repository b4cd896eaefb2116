"""Agreement between raters: coefficients as published, each with an interval whose method is named.

Ratings are nominal; a rater may have left units out. Where a coefficient is 0/0 (everybody always said the
same, so that chance would agree as well) the value is None, and `why` says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slr.model.errors import SlrError
from slr.screening.agreement_alpha import Distance, krippendorff_alpha
from slr.screening.agreement_counts import Estimate, Naming, counts, normal_interval, t_interval, wilson
from slr.screening.agreement_table import Ratings, Value

if TYPE_CHECKING:
    from slr.screening.agreement_counts import Floats

RAW = Naming("raw agreement", "", "Wilson 1927, score interval")
RAW_MANY = Naming("raw agreement", "", "t interval of the units' pairwise agreement")
COHEN = Naming("Cohen's kappa", "Cohen 1960", "normal, variance of Fleiss, Cohen and Everitt 1969")
AC1 = Naming("Gwet's AC1", "Gwet 2008", "t interval, variance of Gwet 2008 (missing values: Gwet 2014)")
PABAK = Naming("PABAK", "Byrt, Bishop and Carlin 1993", "linear in raw agreement, t interval (Gwet 2014)")
FLEISS = Naming("Fleiss' kappa", "Fleiss 1971", "t interval, variance of Gwet 2014")
POSITIVE = Naming(
    "positive agreement", "Cicchetti and Feinstein 1990", "normal, delta method (Graham and Bull 1998)"
)
NEGATIVE = Naming(
    "negative agreement", "Cicchetti and Feinstein 1990", "normal, delta method (Graham and Bull 1998)"
)
NOBODY = "no unit was rated by two raters"
CERTAIN = "chance agreement is complete, so that it is 0/0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The coefficients of one table of ratings; `conflicts` are the units on which raters differ."""

    estimates: tuple[Estimate, ...]
    raters: tuple[str, ...]
    units: int  # rated by two or more
    conflicts: tuple[str, ...]

    def estimate(self, name: str) -> Estimate | None:
        """The coefficient of this name."""
        return next((one for one in self.estimates if one.name == name), None)


def agree(
    ratings: Ratings,
    *,
    seed: int,
    confidence: float = 0.95,
    draws: int = 2000,
    positive: str = "include",
    negative: str = "exclude",
    distance: Distance = "nominal",
) -> Agreement:
    """Every coefficient that applies: Cohen's kappa for two raters, Fleiss' kappa for more.

    Positive and negative agreement are left out where their value is no category. `seed` and `draws` are of
    alpha's bootstrap, `distance` is what alpha takes for the distance of two values.
    """
    pair = len(ratings.raters) <= 2
    kappa = cohen_kappa if pair else fleiss_kappa
    found = [f(ratings, confidence=confidence) for f in (raw_agreement, kappa, gwet_ac1, pabak)]
    found.append(
        krippendorff_alpha(ratings, seed=seed, distance=distance, confidence=confidence, draws=draws)
    )
    for value, naming in ((positive, POSITIVE), (negative, NEGATIVE)):
        if value in ratings.values:
            found.append(specific_agreement(ratings, value, naming=naming, confidence=confidence))
    return Agreement(
        estimates=tuple(found),
        raters=ratings.raters,
        units=len(ratings.rated_twice),
        conflicts=ratings.conflicts,
    )


def raw_agreement(ratings: Ratings, *, confidence: float = 0.95) -> Estimate:
    """The share of units on which raters agree; with more than two, the mean share of their pairs."""
    table = rated_twice(counts(ratings))
    n = len(table)
    naming = RAW if len(ratings.raters) <= 2 else RAW_MANY
    if not n:
        return naming.undefined(NOBODY)
    shares = pair_shares(table)
    value = float(shares.mean())
    if naming is RAW:
        bounds: tuple[float, float] | None = wilson(float(shares.sum()), n, confidence)
    else:
        bounds = t_interval(value, shares - value, confidence)
    return naming.estimate(value, bounds, n, 0.0)


def cohen_kappa(ratings: Ratings, *, confidence: float = 0.95) -> Estimate:
    """Cohen's kappa of the units that both raters rated. Raises SlrError unless there are two raters."""
    import numpy as np

    if len(ratings.raters) > 2:
        raise SlrError("Cohen's kappa is for two raters", "use Fleiss' kappa or Krippendorff's alpha")
    place: dict[Value, int] = {value: n for n, value in enumerate(ratings.values)}
    table = np.zeros((len(place), len(place)))
    for row in ratings.rows:
        if len(row) == 2 and row[0] is not None and row[1] is not None:
            table[place[row[0]], place[row[1]]] += 1
    n = int(table.sum())
    if not n:
        return COHEN.undefined(NOBODY)
    shares = table / n
    rows, columns, agreed = shares.sum(axis=1), shares.sum(axis=0), np.diag(shares)
    chance = float(rows @ columns)
    if chance >= 1:
        return COHEN.undefined(CERTAIN, n)
    kappa = float((agreed.sum() - chance) / (1 - chance))
    off = (columns[:, None] + rows[None, :]) ** 2 * shares
    spread = float((agreed * (1 - (rows + columns) * (1 - kappa)) ** 2).sum())
    spread += float(off.sum() - np.diag(off).sum()) * (1 - kappa) ** 2
    spread -= (kappa - chance * (1 - kappa)) ** 2
    variance = spread / (1 - chance) ** 2 / n
    return COHEN.estimate(kappa, normal_interval(kappa, variance, confidence), n, -1.0)


def gwet_ac1(ratings: Ratings, *, confidence: float = 0.95) -> Estimate:
    """Gwet's AC1 for any number of raters; how many categories there are matters."""
    table = counts(ratings)
    categories = table.shape[1]
    if not len(rated_twice(table)):
        return AC1.undefined(NOBODY)
    if categories < 2:
        return AC1.undefined("there is one category alone", len(rated_twice(table)))
    raters = table.sum(axis=1)
    shares = (table / raters[:, None]).mean(axis=0)
    chance = float((shares * (1 - shares)).sum() / (categories - 1))
    by_unit = table @ (1 - shares) / raters / (categories - 1)
    return corrected(AC1, table, chance, by_unit, confidence)


def fleiss_kappa(ratings: Ratings, *, confidence: float = 0.95) -> Estimate:
    """Fleiss' kappa for any number of raters, units rated by some of them included."""
    table = counts(ratings)
    if not len(rated_twice(table)):
        return FLEISS.undefined(NOBODY)
    raters = table.sum(axis=1)
    shares = (table / raters[:, None]).mean(axis=0)
    chance = float((shares**2).sum())
    if chance >= 1 - 1e-15:
        return FLEISS.undefined(CERTAIN, len(rated_twice(table)))
    return corrected(FLEISS, table, chance, table @ shares / raters, confidence)


def pabak(ratings: Ratings, *, confidence: float = 0.95) -> Estimate:
    """Prevalence- and bias-adjusted kappa: (q·raw - 1) / (q - 1) for q categories (2·raw - 1 for two).

    With more than two categories it is Brennan and Prediger's coefficient (1981).
    """
    import numpy as np

    table = counts(ratings)
    categories = table.shape[1]
    if not len(rated_twice(table)):
        return PABAK.undefined(NOBODY)
    if categories < 2:
        return PABAK.undefined("there is one category alone", len(rated_twice(table)))
    chance = 1 / categories
    return corrected(PABAK, table, chance, np.full(len(table), chance), confidence)


def specific_agreement(
    ratings: Ratings, value: str, *, naming: Naming = POSITIVE, confidence: float = 0.95
) -> Estimate:
    """Of the ratings that say `value`, the share whose other raters say it too (Spitzer and Fleiss 1974).

    For two raters positive (or negative) agreement: 2a / (2a + b + c).
    """
    table = rated_twice(counts(ratings))
    if not len(table):
        return naming.undefined(NOBODY)
    said = table[:, ratings.values.index(value)]
    others = table.sum(axis=1) - 1
    agreed = said * (said - 1) / others
    if not said.sum():
        return naming.undefined(f"nobody said {value}", len(table))
    share = float(agreed.sum() / said.sum())
    variance = float(((agreed - share * said) ** 2).sum() / said.sum() ** 2)
    return naming.estimate(share, normal_interval(share, variance, confidence), len(table), 0.0)


def corrected(
    naming: Naming, table: "Floats", chance: float, chance_by_unit: "Floats", confidence: float
) -> Estimate:
    """(raw - chance) / (1 - chance), its variance from each unit's influence (Gwet 2008, 2014)."""
    import numpy as np

    twice = table.sum(axis=1) >= 2
    shares = np.zeros(len(table))
    shares[twice] = pair_shares(table[twice])
    raw = float(shares[twice].mean())
    value = (raw - chance) / (1 - chance)
    weight = len(table) / int(twice.sum())
    influence = weight * np.where(twice, shares - chance, 0.0) / (1 - chance)
    influence -= 2 * (1 - value) * (chance_by_unit - chance) / (1 - chance)
    return naming.estimate(value, t_interval(value, influence - value, confidence), int(twice.sum()), -1.0)


def rated_twice(table: "Floats") -> "Floats":
    """The units with two or more ratings."""
    kept: Floats = table[table.sum(axis=1) >= 2]
    return kept


def pair_shares(table: "Floats") -> "Floats":
    """For each unit the share of pairs of its raters that agree."""
    raters = table.sum(axis=1)
    shares: Floats = (table * (table - 1)).sum(axis=1) / (raters * (raters - 1))
    return shares


def over_order(
    ratings: Ratings, *, block: int = 50, seed: int = 1, confidence: float = 0.95
) -> Sequence[tuple[int, int, Agreement]]:
    """Agreement along the order of the units: (first, last, agreement) of each block of units rated twice.

    Places count from 1. A last block of less than half the size joins the one before.
    """
    units = ratings.rated_twice
    starts = list(range(0, len(units), block))
    if len(starts) > 1 and len(units) - starts[-1] < block / 2:
        starts.pop()
    ends = [*starts[1:], len(units)]
    return [
        (start + 1, end, agree(ratings.part(units[start:end]), seed=seed, confidence=confidence, draws=200))
        for start, end in zip(starts, ends, strict=True)
    ]
