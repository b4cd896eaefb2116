"""`slr tabulate`: what was coded, by one dimension or by two, and the codings themselves, wide and long."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from slr.app.caller import Caller
from slr.app.code import codings_of, units_at
from slr.app.codebook import load
from slr.app.merged import merged
from slr.app.review import Review, reviewer, writer
from slr.app.state import State, state_of
from slr.coding.blinding import SHOWN
from slr.coding.codings import resolutions_in_force
from slr.coding.conditions import complete_studies
from slr.coding.spread import Rows, long_rows, markdown, table_rows, wide_rows
from slr.coding.tabulate import Table
from slr.coding.tabulate import tabulate as table_of
from slr.model.codebook import Codebook, Condition, Dimension
from slr.model.errors import SlrError
from slr.model.record import cite
from slr.publish.data import Table as OutputTable
from slr.publish.tables import csv_text

Shape = Literal["long", "wide"]


def tabulate(
    review: Review, name: str, rows: str, columns: str | None, *, viewer: str = "", state: State | None = None
) -> Table:
    """The table. A dimension of another codebook is named with it: `oecd-core-skills/iteration`.

    `state` is what the viewer may see, where it is at hand. Raises SlrError where a codebook has no such
    dimension, or the two do not code the same kind of thing.
    """
    state = state or state_of(review, viewer=viewer)
    if any("/" in dimension for dimension in (rows, columns or "")):
        return _across(review, state, name, rows, columns)
    codebook = load(review, name)
    units = [unit.id for unit in units_at(state, codebook)]
    dimensions = {name.partition(":")[0] for name in (rows, columns) if name}
    return table_of(codings_of(state, codebook, dimensions), codebook, rows, columns, studies=units)


def coverage(review: Review, state: State, name: str) -> tuple[int, int]:
    """How much of what a codebook codes is coded in anything, and how much in all that is required."""
    codebook = load(review, name)
    codings = codings_of(state, codebook)
    return len({one.study for one in codings}), len(complete_studies(codings, codebook))


def _across(review: Review, state: State, name: str, rows: str, columns: str | None) -> Table:
    """A table of two codebooks' dimensions: their dimensions and codings under joined names."""
    books: dict[str, Codebook] = {}
    asked = []
    for word in (rows, columns):
        if word is not None:
            book, _, dimension = word.rpartition("/")
            codebook = load(review, book or name)
            books[codebook.id] = codebook
            asked.append(f"{codebook.id}/{dimension}")
    units = {book.unit for book in books.values()}
    if len(units) > 1:
        said = " and ".join(f"{book.id} codes each {book.unit}" for book in books.values())
        raise SlrError(f"{said}: there is no table of both", "name two codebooks that code the same")
    joined = Codebook(
        id=" and ".join(books),
        unit=units.pop(),
        dimensions=tuple(
            replace(d, id=f"{book.id}/{d.id}", when=joined_conditions(book, d))
            for book in books.values()
            for d in book.dimensions
        ),
    )
    codings = [
        replace(coding, codebook=joined.id, dimension=f"{book.id}/{coding.dimension}")
        for book in books.values()
        for coding in codings_of(state, book)
    ]
    ids = [unit.id for unit in units_at(state, joined)]
    return table_of(codings, joined, asked[0], asked[1] if len(asked) > 1 else None, studies=ids)


def joined_conditions(book: Codebook, dimension: Dimension) -> tuple[tuple[Condition, ...], ...]:
    """A dimension's conditions under the names that the dimensions of several codebooks have in one table."""
    return tuple(
        tuple(replace(condition, dimension=f"{book.id}/{condition.dimension}") for condition in way)
        for way in dimension.when
    )


def spread(review: Review, name: str, shape: Shape, *, viewer: str = "") -> Rows:
    """The codings as rows for a file: `long`, a row a coder's value, or `wide`, a row a study."""
    codebook = load(review, name)
    state = state_of(review, viewer=viewer)
    units = units_at(state, codebook)
    ids = [unit.id for unit in units]
    codings = codings_of(state, codebook)
    citations = citations_of(review, state, codebook)
    if shape == "wide":
        return wide_rows(codings, codebook, ids, citations)
    settled = resolutions_in_force(state.events, codebook.id, units, state.report_of)
    return long_rows(codings, codebook, ids, citations, [one.event for one in settled])


def citations_of(review: Review, state: State, codebook: Codebook) -> Mapping[str, str]:
    """A short citation of everything that a codebook codes, a case by its title."""
    from slr.app.cases import UnitRecords  # a plain table needs no records, and starts sooner without

    records = UnitRecords(merged(review, state), codebook)
    first = {unit.id: records.of(unit)[0] for unit in units_at(state, codebook)}
    return {
        name: one.title if one.type in ("case", "result", "arm") else cite(one) for name, one in first.items()
    }


def csv_of(rows: Rows) -> str:
    """Rows as CSV that any spreadsheet opens and none runs; whole numbers stay numbers."""
    cells = tuple(tuple(int(c) if c.isascii() and c.isdigit() else c for c in row) for row in rows.rows)
    return csv_text(OutputTable(id="codings", caption="", columns=rows.columns, rows=cells, note=""))


def table_csv(table: Table, *, studies: bool = False) -> str:
    """A table as CSV."""
    return csv_of(table_rows(table, studies=studies))


def table_markdown(table: Table, *, studies: bool = False) -> str:
    """A table as Markdown."""
    return markdown(table, studies=studies)


def unblind(review: Review, caller: Caller, name: str) -> None:
    """Keep that somebody is shown every coding with a codebook: what they code later is not blind."""
    codebook = load(review, name)
    who = reviewer(review, caller)
    known = any(
        e.kind == SHOWN and e.who == who and "dimension" not in e.data and e.data["codebook"] == codebook.id
        for e in review.ledger.events
    )
    if not known:
        with writer(review, caller, who=who) as out:
            out.append("shown", SHOWN, {"codebook": codebook.id, "by": "tabulate"})
