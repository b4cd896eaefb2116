"""The wide table: a row for each study, a column for each dimension."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from slr.coding.codings import coding_conflicts
from slr.coding.conditions import said_of
from slr.coding.countries import find_country
from slr.coding.labels import CONFLICT, NOT_ASKED
from slr.model.codebook import Codebook, Coding, Dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedCell:
    """What is said of one study in one dimension: values and names where the coders agree, else a conflict.

    `codings` are those behind the cell, one a coder, so that quotes, pages and notes stay at hand.
    """

    study: str
    dimension: str
    values: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    conflict: bool = False
    asked: bool = True
    codings: tuple[Coding, ...] = ()

    @property
    def text(self) -> str:
        """The cell in a line: names, joined by semicolons, or `(in conflict)`, or `(not asked)`."""
        if not self.asked:
            return NOT_ASKED
        return CONFLICT if self.conflict else "; ".join(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class WideTable:
    """Studies by dimensions. `rows` has a row for each study, a cell for each of `dimensions`, in order."""

    codebook: Codebook
    dimensions: tuple[Dimension, ...]
    rows: tuple[tuple[CodedCell, ...], ...]

    @property
    def studies(self) -> tuple[str, ...]:
        """The studies, in the order of the rows."""
        return tuple(row[0].study for row in self.rows if row)

    @property
    def conflicts(self) -> tuple[CodedCell, ...]:
        """The cells on which coders differ."""
        return tuple(cell for row in self.rows for cell in row if cell.conflict)

    @property
    def missing(self) -> tuple[CodedCell, ...]:
        """The cells of required dimensions that nobody has coded."""
        required = {dimension.id for dimension in self.dimensions if dimension.required}
        return tuple(
            c for row in self.rows for c in row if c.asked and not c.codings and c.dimension in required
        )


def wide_table(codings: Iterable[Coding], codebook: Codebook, studies: Sequence[str]) -> WideTable:
    """The wide table of these studies, in this order; codings of other studies are left out."""
    own = [c for c in codings if c.codebook == codebook.id]
    conflicts = coding_conflicts(own)
    by_cell: dict[tuple[str, str], list[Coding]] = {}
    for coding in own:
        by_cell.setdefault((coding.study, coding.dimension), []).append(coding)
    said = said_of(own) if codebook.has_conditions else {}
    return WideTable(
        codebook=codebook,
        dimensions=codebook.dimensions,
        rows=tuple(
            tuple(
                _cell(study, dimension, by_cell, conflicts, asked=dimension in asked)
                for dimension in codebook.dimensions
            )
            for study in dict.fromkeys(studies)
            for asked in (codebook.asked(said.get(study, {})),)
        ),
    )


def _cell(
    study: str,
    dimension: Dimension,
    by_cell: Mapping[tuple[str, str], Sequence[Coding]],
    conflicts: Mapping[tuple[str, str], Sequence[Coding]],
    *,
    asked: bool,
) -> CodedCell:
    key = (study, dimension.id)
    codings = tuple(by_cell.get(key, ()))
    conflict = key in conflicts
    values = () if conflict or not codings else in_codebook_order(dimension, codings[0].values)
    return CodedCell(
        study=study,
        dimension=dimension.id,
        values=values,
        names=tuple(value_name(dimension, value) for value in values),
        conflict=conflict,
        asked=asked,
        codings=codings,
    )


def in_codebook_order(dimension: Dimension, values: Iterable[str]) -> tuple[str, ...]:
    """The values in the order of the codebook, whatever the order in which they were coded."""
    place = {category.id: number for number, category in enumerate(dimension.categories)}
    return tuple(sorted(dict.fromkeys(values), key=lambda value: (place.get(value, len(place)), value)))


def value_name(dimension: Dimension, value: str) -> str:
    """What a person reads: the category's or the country's name, else the value itself."""
    if dimension.kind == "country":
        country = find_country(value)
        return country.name if country else value
    category = dimension.category(value)
    return category.name or category.id if category else value
