"""A record (one entry of an export) and the table of records that the steps receive."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    import pandas as pd


class Record(Struct, frozen=True, kw_only=True, gc=False, omit_defaults=True):
    """One entry of an export, normalized; names after CSL-JSON where it has the thing.

    Text is NFC, without markup, entities or folded white space; empty where the export says nothing.
    `authors` are "Family, Given" ("Group name" for a group), `type` is a CSL type, `doi` is bare and lower
    case, `accession` is the database's own id. What could not be read stays in the raw fields.
    A Struct, for reviews hold hundreds of thousands; untracked by the garbage collector, for it holds only
    text and tuples of text.
    """

    id: str = ""
    search: str = ""
    type: str = ""
    title: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    issn: str = ""
    isbn: str = ""
    url: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    publisher: str = ""
    accession: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The record as JSON-able values, every column, in the order of COLUMNS."""
        values = {name: getattr(self, name) for name in COLUMNS}
        return values | {"authors": list(self.authors), "keywords": list(self.keywords)}


COLUMNS: tuple[str, ...] = Record.__struct_fields__
LISTS: frozenset[str] = frozenset(["authors", "keywords"])


def record_from(values: Mapping[str, Any]) -> Record:
    """A record from `as_dict()`'s values; unknown keys are ignored, missing ones are empty."""
    known = {name: values[name] for name in COLUMNS if name in values}
    for name in LISTS & known.keys():
        known[name] = tuple(known[name])
    return Record(**known)


def record_table(records: Iterable[Record]) -> "pd.DataFrame":
    """The record table: one row a record, the columns of COLUMNS.

    Text columns are str dtype, `year` is nullable Int64, `authors` and `keywords` are objects (tuples).
    The only place that fixes a dtype.
    """
    import pandas as pd

    rows = list(records)
    table = {}
    for name in COLUMNS:
        values = [getattr(row, name) for row in rows]
        if name == "year":
            table[name] = pd.Series(values, dtype="Int64")
        elif name in LISTS:
            table[name] = pd.Series(values, dtype="object")
        else:
            table[name] = pd.Series(values, dtype="str")
    return pd.DataFrame(table, columns=list(COLUMNS))


def first_author(record: Record) -> str:
    """The family name of the first author, empty where there is none."""
    return record.authors[0].partition(",")[0].strip() if record.authors else ""


def cite(record: Record) -> str:
    """A short citation for lists and messages: `Smith 2012, Title of the thing`."""
    who = first_author(record) or "No author"
    when = str(record.year) if record.year is not None else "no year"
    return f"{who} {when}, {record.title or '(no title)'}"
