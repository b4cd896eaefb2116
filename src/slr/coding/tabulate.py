"""Tables of codings: how many studies stand in each category, and which ones."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from slr.coding.codings import coding_conflicts
from slr.coding.conditions import asked_of_studies
from slr.coding.countries import group_of, grouped_dimension
from slr.coding.labels import CONFLICT, NOT_ASKED, NOT_CODED, Label, labels_of
from slr.model.codebook import Codebook, Coding, Dimension
from slr.model.errors import SlrError

Key = tuple[str, str]
TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Studies by one dimension, or by two.

    `cells` holds the studies behind each (row id, column id), empty ones left out; without a second
    dimension the one column is `total`. A study with several values stands in several cells, and a
    category holds what is coded in it or in one below it, so counts do not add up to the number of studies.
    Studies whose coders differ are in the row or column `(in conflict)` and in `conflicts`.
    """

    codebook: str
    row_dimension: str
    column_dimension: str | None
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]
    cells: Mapping[Key, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    studies: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    not_coded: tuple[str, ...] = ()

    def behind(self, row: str, column: str = TOTAL) -> tuple[str, ...]:
        """The studies behind a cell."""
        return self.cells.get((row, column), ())

    def count(self, row: str, column: str = TOTAL) -> int:
        """How many studies are behind a cell."""
        return len(self.behind(row, column))

    def row_studies(self, row: str) -> tuple[str, ...]:
        """The studies of a row, each once."""
        found = {study for column in self.columns for study in self.behind(row, column.id)}
        return tuple(study for study in self.studies if study in found)

    def column_studies(self, column: str) -> tuple[str, ...]:
        """The studies of a column, each once."""
        found = {study for row in self.rows for study in self.behind(row.id, column)}
        return tuple(study for study in self.studies if study in found)

    def as_dict(self) -> dict[str, Any]:
        """The table as JSON-able values: a list of rows, each with its cells and the studies behind them."""
        return {
            "codebook": self.codebook,
            "rows": self.row_dimension,
            "columns": self.column_dimension,
            "studies": list(self.studies),
            "conflicts": list(self.conflicts),
            "not_coded": list(self.not_coded),
            "table": [self._row_dict(row) for row in self.rows],
        }

    def _row_dict(self, row: Label) -> dict[str, Any]:
        cells = [
            {"id": c.id, "name": c.name, "count": self.count(row.id, c.id), "studies": list(behind)}
            for c in self.columns
            if (behind := self.behind(row.id, c.id)) or self.column_dimension is None
        ]
        count = len(self.row_studies(row.id))
        return {"id": row.id, "name": row.name, "depth": row.depth, "count": count, "cells": cells}


def tabulate(
    codings: Iterable[Coding],
    codebook: Codebook,
    rows: str,
    columns: str | None = None,
    *,
    studies: Sequence[str] = (),
) -> Table:
    """The table of one dimension, or of two against each other.

    `codings` are those that count (several coders' where nothing is resolved), of any dimension; `studies`
    are the included ones in order. A study that nobody has coded in a dimension is listed as not coded. A
    dimension of countries may be named with a grouping: `country:income`, `country:region`. Raises SlrError
    where the codebook has no such dimension.
    """
    row_dimension = _dimension(codebook, rows)
    column_dimension = _dimension(codebook, columns) if columns is not None else None
    own = [c for c in codings if c.codebook == codebook.id]
    everyone = tuple(dict.fromkeys((*studies, *sorted({c.study for c in own}))))
    kept = [coding for named in dict.fromkeys((rows, columns)) if named for coding in _codings(own, named)]
    conflicts = coding_conflicts(kept)
    asked = asked_of_studies(own, codebook) if codebook.has_conditions else {}
    none = frozenset(d.id for d in codebook.asked({}))
    unasked = {
        (study, named)
        for named in (rows, columns)
        if named and codebook.has_conditions
        for study in everyone
        if named.partition(":")[0] not in asked.get(study, none)
    }
    by_row = _places(kept, row_dimension, everyone, conflicts, unasked)
    by_column = _places(kept, column_dimension, everyone, conflicts, unasked) if column_dimension else {}
    row_labels = _labels(row_dimension, by_row)
    column_labels = _labels(column_dimension, by_column) if column_dimension else (Label(TOTAL, "Studies"),)
    return Table(
        codebook=codebook.id,
        row_dimension=rows,
        column_dimension=columns,
        rows=row_labels,
        columns=column_labels,
        cells=MappingProxyType(_cells(everyone, row_labels, column_labels, by_row, by_column)),
        studies=everyone,
        conflicts=tuple(study for study in everyone if any(cell[0] == study for cell in conflicts)),
        not_coded=tuple(study for study in everyone if by_row[study] == {NOT_CODED}),
    )


def _dimension(codebook: Codebook, name: str) -> Dimension:
    """The dimension of this name; `country:income` and `country:region` group one of countries."""
    plain, _, grouping = name.partition(":")
    known = codebook.dimension(plain)
    if known is None:
        names = ", ".join(d.id for d in codebook.dimensions)
        raise SlrError(f"{codebook.id} has no dimension `{plain}`.", f"Its dimensions are: {names}.")
    return grouped_dimension(known, grouping) if grouping else known


def _codings(codings: Iterable[Coding], name: str) -> list[Coding]:
    """The codings of a dimension by its name; a grouped one's values are groups."""
    plain, _, grouping = name.partition(":")
    own = [coding for coding in codings if coding.dimension == plain]
    if not grouping:
        return own
    grouped = [tuple(dict.fromkeys(group_of(value, grouping) for value in c.values)) for c in own]
    return [replace(c, dimension=name, values=values) for c, values in zip(own, grouped, strict=True)]


def _places(
    codings: Iterable[Coding],
    dimension: Dimension,
    studies: Iterable[str],
    conflicts: Mapping[Key, Sequence[Coding]],
    unasked: Collection[Key],
) -> dict[str, set[str]]:
    """Where each study stands in a dimension: its values, or in conflict, not asked or not coded."""
    found: dict[str, set[str]] = {study: set() for study in studies}
    for coding in codings:
        if coding.dimension == dimension.id and (coding.study, dimension.id) not in conflicts:
            found[coding.study].update(coding.values)
    for study, named in conflicts:
        if named == dimension.id:
            found[study] = {CONFLICT}
    return {
        study: {NOT_ASKED} if (study, dimension.id) in unasked else values or {NOT_CODED}
        for study, values in found.items()
    }


def _labels(dimension: Dimension, places: Mapping[str, set[str]]) -> tuple[Label, ...]:
    """The dimension's labels, and those of conflicts and gaps only where there are any."""
    used = set().union(*places.values())
    special = [
        Label(name, name, 0, frozenset([name])) for name in (CONFLICT, NOT_ASKED, NOT_CODED) if name in used
    ]
    return (*labels_of(dimension, used - {CONFLICT, NOT_ASKED, NOT_CODED}), *special)


def _cells(
    studies: Iterable[str],
    rows: Sequence[Label],
    columns: Sequence[Label],
    by_row: Mapping[str, set[str]],
    by_column: Mapping[str, set[str]],
) -> dict[Key, tuple[str, ...]]:
    cells: dict[Key, list[str]] = {}
    for study in studies:
        its_rows = [row.id for row in rows if row.kin & by_row[study]]
        its_columns = [c.id for c in columns if c.kin & by_column[study]] if by_column else [TOTAL]
        for row in its_rows:
            for column in its_columns:
                cells.setdefault((row, column), []).append(study)
    return {key: tuple(found) for key, found in cells.items()}
