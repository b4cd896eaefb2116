"""Tables as CSV that any spreadsheet opens and none runs."""

import csv
import io

from slr.publish.data import Cell, Table
from slr.publish.plain_text import printable

# What makes Excel, LibreOffice or Google Sheets take a cell for a formula (OWASP, CSV injection).
_ARMED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_INVISIBLE = " \u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


def disarmed(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if text.lstrip(_INVISIBLE).startswith(_ARMED) else text


def csv_text(table: Table) -> str:
    """The table as CSV (RFC 4180, lines end in CR LF): a header row, then its rows; None is an empty cell.

    Numbers stay numbers; text is freed of control characters and disarmed.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_csv_cell(column) for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _csv_cell(cell: Cell) -> str | int | float:
    if cell is None:
        return ""
    return cell if isinstance(cell, int | float) else disarmed(printable(str(cell)))
