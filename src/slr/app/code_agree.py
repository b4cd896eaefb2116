"""`slr agree --codebook`: how far coders agree, by dimension and category, on what each coded while blind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from slr.app.agree import estimate_dict
from slr.app.code import units_at
from slr.app.codebook import load
from slr.app.review import Review
from slr.app.state import State, state_of
from slr.coding.codings import blind_codings
from slr.coding.conditions import counting_by_coder
from slr.coding.countries import find_country
from slr.coding.labels import labels_of
from slr.model.codebook import Codebook, Coding, Dimension
from slr.screening.agreement import Agreement, agree
from slr.screening.agreement_alpha import Distance
from slr.screening.agreement_counts import Estimate
from slr.screening.agreement_table import Ratings, ratings_from

NOTHING = "(nothing)"  # coded, and no value given
YES, NO = "yes", "no"
SETS = ("many", "country")
# The coefficients of a table that has a column for each.
SHORT = ("raw agreement", "Cohen's kappa", "Fleiss' kappa", "Gwet's AC1", "Krippendorff's alpha")


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryAgreement:
    """Whether coders agree that a category applies: yes or no of every unit."""

    category: str
    name: str
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionAgreement:
    """The coders' agreement in one dimension: `whole` on the value or set of values, and by category.

    Krippendorff's alpha takes sets of values by the distance named; the other coefficients of a dimension
    with many values count two sets as the same only where they are equal.
    """

    dimension: Dimension
    raters: tuple[str, ...]
    units: int
    whole: tuple[Estimate, ...]
    categories: tuple[CategoryAgreement, ...]
    conflicts: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """The agreement as JSON-able values."""
        return {
            "dimension": self.dimension.id,
            "kind": self.dimension.kind,
            "raters": list(self.raters),
            "units": self.units,
            "estimates": [estimate_dict(one) for one in self.whole],
            "categories": [
                {
                    "category": one.category,
                    "name": one.name,
                    "estimates": [estimate_dict(estimate) for estimate in one.agreement.estimates],
                }
                for one in self.categories
            ],
            "conflicts": list(self.conflicts),
        }


def coding_agreement(
    review: Review, name: str, *, seed: int = 1, distance: Distance = "masi", viewer: str = ""
) -> list[DimensionAgreement]:
    """The coders' agreement with a codebook, dimension by dimension, as far as the viewer may see it.

    Raises SlrError where the review does not code with this codebook.
    """
    codebook = load(review, name)
    state = state_of(review, viewer=viewer)
    return agreement_by_dimension(state, codebook, seed=seed, distance=distance)


def agreement_by_dimension(
    state: State, codebook: Codebook, *, seed: int, distance: Distance = "masi", draws: int = 500
) -> list[DimensionAgreement]:
    """The coders' agreement in each dimension and on its categories (`draws` for the intervals of these).

    Each coder's last coding made while blind counts; resolutions do not. Free text is left out: no two
    people write the same.
    """
    units = units_at(state, codebook)
    own: dict[str, list[Coding]] = {}
    blind = blind_codings(state.events, codebook.id, units, state.report_of)
    for coding in counting_by_coder(blind, codebook):
        own.setdefault(coding.dimension, []).append(coding)
    order = [unit.id for unit in units]
    return [
        agreement_in(dimension, own.get(dimension.id, []), order, seed, distance, draws)
        for dimension in codebook.dimensions
        if dimension.kind != "text"
    ]


def agreement_in(
    dimension: Dimension,
    codings: Sequence[Coding],
    order: Sequence[str],
    seed: int,
    distance: Distance,
    draws: int = 500,
) -> DimensionAgreement:
    """The agreement in one dimension, of its codings."""
    sets = dimension.kind in SETS
    said = [(one.study, one.coder, frozenset(values_of(dimension, one))) for one in codings]
    ratings = ratings_from(
        said if sets else [(unit, who, next(iter(values), NOTHING)) for unit, who, values in said],
        order=order,
    )
    found = agree(ratings, seed=seed, distance=distance if sets else "nominal")
    return DimensionAgreement(
        dimension=dimension,
        raters=found.raters,
        units=found.units,
        whole=found.estimates,
        categories=tuple(by_category(dimension, said, order, seed, draws)),
        conflicts=found.conflicts,
    )


def by_category(
    dimension: Dimension,
    said: Iterable[tuple[str, str, frozenset[str]]],
    order: Sequence[str],
    seed: int,
    draws: int,
) -> Iterable[CategoryAgreement]:
    """Yes or no of each category, where two coders coded anything at all.

    As in tables, a category holds what is coded in it or in one below it.
    """
    listed = list(said)
    twice = Ratings() if not listed else ratings_from(listed, order=order)
    if not twice.rated_twice:
        return
    for label in labels_of(dimension, ()) if dimension.categories else ():
        marks = [(unit, who, YES if label.kin & values else NO) for unit, who, values in listed]
        ratings = ratings_from(marks, categories=(YES, NO), order=order)
        found = agree(ratings, seed=seed, draws=draws, positive=YES, negative=NO)
        yield CategoryAgreement(category=label.id, name=label.name, agreement=found)


def values_of(dimension: Dimension, coding: Coding) -> list[str]:
    """The values of a coding, a country always under its code and a number as a number."""
    if dimension.kind == "country":
        return [country.alpha2 if (country := find_country(v)) else v for v in coding.values]
    if dimension.kind == "number":
        return [f"{float(value):g}" for value in coding.values]
    return list(coding.values)
