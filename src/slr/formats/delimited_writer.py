"""Records as CSV or TSV: the columns of the record table."""

import csv
import io
import re
from collections.abc import Iterable

from slr.formats.written_names import marked
from slr.model.record import COLUMNS, Record

# What a spreadsheet would run; an apostrophe before it makes it text. Cells that begin with apostrophes
# and then one of these get one more, so that reading can take one away.
_ARMED = re.compile(r"'*[=+\-@\t\r]")


def write_csv(records: Iterable[Record]) -> str:
    """CSV with the columns of the record table; lists are joined by `; `, spreadsheet formulas disarmed."""
    return _write(records, ",")


def write_tsv(records: Iterable[Record]) -> str:
    """The same with tabs."""
    return _write(records, "\t")


def _write(records: Iterable[Record], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(cells_of, records))
    return out.getvalue()


def cells_of(record: Record) -> list[str]:
    """The record's cells in the order of COLUMNS: lists joined by `; `, spreadsheet formulas disarmed."""
    values = record.as_dict()
    values["authors"] = "; ".join(map(marked, record.authors))
    values["keywords"] = "; ".join(record.keywords)
    values["year"] = "" if record.year is None else record.year
    return [disarmed(str(values[name])) for name in COLUMNS]


def disarmed(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _ARMED.match(cell) else cell
