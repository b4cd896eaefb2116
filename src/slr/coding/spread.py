"""Codings spread out as rows: long, one row a coder's value; wide, one row a study."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from slr.coding.table import CodedCell, in_codebook_order, value_name, wide_table
from slr.coding.tabulate import Table
from slr.model.codebook import Codebook, Coding

LONG_COLUMNS = (
    "study",
    "citation",
    "dimension",
    "value",
    "name",
    "coder",
    "settled",
    "quote",
    "page",
    "note",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A header and rows of text, for a file."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def long_rows(
    codings: Iterable[Coding],
    codebook: Codebook,
    studies: Sequence[str],
    citations: Mapping[str, str],
    settled: Iterable[str] = (),
) -> Rows:
    """Every coder's every value in a row, in the order of studies, dimensions, coders and categories.

    Columns as in LONG_COLUMNS: `settled` is yes where the coding is a resolution of coders' differences
    (`settled` are its events), `rule` where a tool's rule made it. A coding with no value has one row.
    """
    place = {name: number for number, name in enumerate(studies)}
    order = {dimension.id: number for number, dimension in enumerate(codebook.dimensions)}
    resolved = frozenset(settled)
    listed = [one for one in codings if one.codebook == codebook.id and one.study in place]
    listed.sort(key=lambda c: (place[c.study], order.get(c.dimension, len(order)), c.dimension, c.coder))
    rows = []
    for one in listed:
        dimension = codebook.dimension(one.dimension)
        how = "yes" if one.event in resolved else "" if one.event else "rule"
        for value in in_codebook_order(dimension, one.values) if dimension else one.values or ("",):
            name = value_name(dimension, value) if dimension else value
            evidence = (one.coder, how, one.quote, one.page, one.note)
            rows.append((one.study, citations.get(one.study, ""), one.dimension, value, name, *evidence))
        if dimension and not one.values:
            evidence = (one.coder, how, one.quote, one.page, one.note)
            rows.append((one.study, citations.get(one.study, ""), one.dimension, "", "", *evidence))
    return Rows(columns=LONG_COLUMNS, rows=tuple(rows))


def wide_rows(
    codings: Iterable[Coding], codebook: Codebook, studies: Sequence[str], citations: Mapping[str, str]
) -> Rows:
    """One row a study, one column a dimension: names of values, semicolons between them, or `(in conflict)`.

    A dimension that asks for quotes has a second column with the coders' words.
    """
    table = wide_table(codings, codebook, studies)
    columns = ["study", "citation"]
    for dimension in table.dimensions:
        columns += [dimension.id, f"{dimension.id} quote"] if dimension.quote else [dimension.id]
    rows = []
    for study, cells in zip(table.studies, table.rows, strict=True):
        row = [study, citations.get(study, "")]
        for dimension, cell in zip(table.dimensions, cells, strict=True):
            row += [cell.text, quotes(cell)] if dimension.quote else [cell.text]
        rows.append(tuple(row))
    return Rows(columns=tuple(columns), rows=tuple(rows))


def quotes(cell: CodedCell) -> str:
    """The words behind a cell, each once, with their pages."""
    told = [f"{one.quote} ({one.page})" if one.page else one.quote for one in cell.codings if one.quote]
    return " | ".join(dict.fromkeys(told))


def table_rows(table: Table, *, studies: bool = False) -> Rows:
    """A table as rows for a file: the row's id and name, then a column for each of the table's.

    With `studies` each cell holds the studies behind it, semicolons between them, in place of their number.
    """
    columns = (table.row_dimension, "name", *(column.name for column in table.columns))
    rows = []
    for row in table.rows:
        cells = [table.behind(row.id, column.id) for column in table.columns]
        shown = ["; ".join(names) if studies else str(len(names)) for names in cells]
        rows.append((row.id, row.name, *shown))
    return Rows(columns=columns, rows=tuple(rows))


def markdown(table: Table, *, studies: bool = False) -> str:
    """A table as Markdown, numbers to the right; the names of categories below others are indented.

    With `studies` the studies behind each cell are listed below the table.
    """
    names = [table.row_dimension, *(column.name for column in table.columns)]
    lines = [_line(names), _line(["---", *("---:" for _ in table.columns)])]
    for row in table.rows:
        counts = [str(table.count(row.id, column.id)) for column in table.columns]
        lines.append(_line(["&emsp;" * row.depth + _plain(row.name), *counts], plain=True))
    if studies:
        lines.append("")
        for row in table.rows:
            for column in table.columns:
                if behind := table.behind(row.id, column.id):
                    about = row.id if table.column_dimension is None else f"{row.id} / {column.id}"
                    lines.append(f"- {_plain(about)}: {_plain(', '.join(behind))}")
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cell if plain else _plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """Text that a Markdown table takes as it stands."""
    folded = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_<>[]|#" else c for c in folded)
