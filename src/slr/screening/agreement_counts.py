"""How often each value was given to each unit: the arrays behind the coefficients, and intervals."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from slr.screening.agreement_table import Ratings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A coefficient with its confidence interval and the method of the interval.

    `value` is None where it is 0/0 or has nothing to stand on, and `why` says so; `low` and `high` are None
    where there is no interval. `units` is how many units it rests on.
    """

    name: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    method: str = ""
    units: int = 0
    source: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Naming:
    """A coefficient's name, source, and the method of its interval."""

    name: str
    source: str
    method: str

    def undefined(self, why: str, units: int = 0) -> Estimate:
        """The estimate where there is none."""
        return Estimate(
            name=self.name, method=self.method, source=self.source, units=units, why=f"not defined: {why}"
        )

    def estimate(
        self, value: float, bounds: tuple[float, float] | None, units: int, floor: float
    ) -> Estimate:
        """An estimate, its interval kept within what the coefficient can be."""
        low, high = (max(floor, bounds[0]), min(1.0, bounds[1])) if bounds else (None, None)
        return Estimate(
            name=self.name,
            value=float(value),
            low=None if low is None else float(low),
            high=None if high is None else float(high),
            method=self.method,
            units=units,
            source=self.source,
            why="" if bounds else "no interval: it needs two units",
        )


def counts(ratings: Ratings) -> "Floats":
    """How many raters gave each value to each unit: units by values, units that nobody rated left out."""
    import numpy as np

    place: Mapping[object, int] = {value: n for n, value in enumerate(ratings.values)}
    table = np.zeros((len(ratings.rows), len(place)))
    for unit, row in enumerate(ratings.rows):
        for value in row:
            if value is not None:
                table[unit, place[value]] += 1
    rated: Floats = table[table.sum(axis=1) > 0]
    return rated


def t_interval(value: float, deviations: "Floats", confidence: float) -> tuple[float, float] | None:
    """value ± t·se, the variance being that of the units' influence values; None with fewer than two."""
    from scipy.special import stdtrit

    n = len(deviations)
    if n < 2:
        return None
    se = float((deviations**2).sum() / (n * (n - 1))) ** 0.5
    wide = float(stdtrit(n - 1, (1 + confidence) / 2)) * se
    return value - wide, value + wide


def normal_interval(value: float, variance: float, confidence: float) -> tuple[float, float]:
    """value ± z·se."""
    wide = NormalDist().inv_cdf((1 + confidence) / 2) * max(0.0, variance) ** 0.5
    return value - wide, value + wide


def wilson(found: float, n: int, confidence: float) -> tuple[float, float]:
    """The score interval of a proportion (Wilson 1927)."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = found / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    wide = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return middle - wide, middle + wide
