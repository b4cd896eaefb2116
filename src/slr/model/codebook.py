"""A codebook (a coding framework) and the codings made with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

DimensionKind = Literal["single", "many", "text", "number", "date", "country"]
UnitOfCoding = Literal["study", "report", "result", "arm", "case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One category of a dimension, with its definition."""

    id: str
    name: str = ""
    definition: str = ""
    use: str = ""  # when to use it
    avoid: str = ""  # when not to
    examples: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """That what is coded stands in one of these categories of another dimension, or in one below them."""

    dimension: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One dimension. `single` and `many` take category ids, the others free values.

    `when` are ways in which it comes to be asked of a study: one of them is enough, and in it every condition
    must hold. Where there is none it is asked of every study.
    """

    id: str
    name: str = ""
    question: str = ""
    kind: DimensionKind = "single"
    unit: str = ""  # of a number: what it is counted or measured in
    required: bool = False
    quote: bool = False  # whether a coding must quote its evidence
    categories: tuple[Category, ...] = ()
    when: tuple[tuple[Condition, ...], ...] = ()

    def category(self, category_id: str) -> Category | None:
        """The category of this id."""
        return next((c for c in self.categories if c.id == category_id), None)

    def stands_in(self, value: str, categories: Collection[str]) -> bool:
        """Whether a value is one of these categories or below one of them."""
        above: set[str] = set()
        while value and value not in above:
            if value in categories:
                return True
            above.add(value)
            known = self.category(value)
            value = known.parent if known else ""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """A coding framework, `extends` already resolved."""

    id: str
    name: str = ""
    version: str = ""
    source: str = ""
    unit: UnitOfCoding = "study"
    extends: str = ""
    note: str = ""  # what the file says of itself, such as what of a tool is left out
    dimensions: tuple[Dimension, ...] = ()

    def dimension(self, dimension_id: str) -> Dimension | None:
        """The dimension of this id."""
        return next((d for d in self.dimensions if d.id == dimension_id), None)

    def asked(self, said: Mapping[str, Collection[str]]) -> tuple[Dimension, ...]:
        """The dimensions that are asked of a study of which this is said so far, by dimension.

        A condition names an earlier dimension, and what is said in one that is not asked itself counts for
        nothing.
        """
        asked: dict[str, Dimension] = {}
        for one in self.dimensions:
            ways = one.when or ((),)
            if any(all(_holds(asked.get(c.dimension), c, said) for c in way) for way in ways):
                asked[one.id] = one
        return tuple(asked.values())

    @property
    def has_conditions(self) -> bool:
        """Whether any dimension is asked of some studies alone."""
        return any(one.when for one in self.dimensions)


def _holds(about: Dimension | None, condition: Condition, said: Mapping[str, Collection[str]]) -> bool:
    values = said.get(condition.dimension, ())
    return about is not None and any(about.stands_in(value, condition.categories) for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One coder's values for one study in one dimension; `event` is the ledger event behind it.

    `study` is the id of whatever is coded: a study, a report, a result, an arm, a case.
    """

    study: str
    codebook: str
    dimension: str
    coder: str
    values: tuple[str, ...]
    quote: str = ""
    page: str = ""
    note: str = ""
    event: str = ""
    record: str = ""


def condition_words(when: tuple[tuple[Condition, ...], ...]) -> str:
    """Of which studies a dimension is asked, in words of ids: `design is trial or cohort`."""
    ways = [" and ".join(f"{c.dimension} is {' or '.join(c.categories)}" for c in way) for way in when]
    return ", or ".join(ways)
