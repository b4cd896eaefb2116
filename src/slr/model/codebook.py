"""A codebook (a coding framework) and the codings made with it."""

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
class Dimension:
    """One dimension. `single` and `many` take category ids, the others free values."""

    id: str
    name: str = ""
    question: str = ""
    kind: DimensionKind = "single"
    unit: str = ""  # of a number: what it is counted or measured in
    required: bool = False
    quote: bool = False  # whether a coding must quote its evidence
    categories: tuple[Category, ...] = ()

    def category(self, category_id: str) -> Category | None:
        """The category of this id."""
        return next((c for c in self.categories if c.id == category_id), None)


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
