"""Tables as one XLSX workbook, a sheet each; text is text, whatever it begins with."""

import io
import re
from collections.abc import Iterable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from slr.model.errors import SlrError
from slr.publish.archive import without_clock
from slr.publish.data import Cell, Link, Table
from slr.publish.plain_text import printable, safe_url, shortened

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST = 32_000  # Excel takes 32,767 letters in a cell
_NAME = 31  # and 31 in the name of a sheet
_LINKS = 60_000  # and 65,530 links in a sheet
_WIDEST = 60


def workbook(tables: Iterable[Table], *, notice: str = "") -> bytes:
    """The tables as XLSX, the same bytes for the same tables; a notice (synthetic data) has its own sheet."""
    from openpyxl import Workbook

    refusal: type[Exception] = import_module("lxml.etree").SerialisationError
    book = Workbook()
    book.properties.creator = "slr"
    taken: set[str] = set()
    book.remove(book.worksheets[0])  # every new book has a sheet
    if notice:
        about = book.create_sheet(_sheet_name("About", taken))
        _put(about, 1, 1, notice)
    for table in tables:
        _fill(book.create_sheet(_sheet_name(table.id, taken)), table)
    if not book.sheetnames:
        book.create_sheet("Empty")
    out = io.BytesIO()
    try:
        book.save(out)
    except (OSError, refusal) as error:  # openpyxl writes each sheet to a temporary file first
        hint = "make room in the folder for temporary files (TMPDIR), then run it again"
        raise SlrError("cannot write a workbook: no room in the temporary folder", hint) from error
    return without_clock(out.getvalue())


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has, whatever the case."""
    bare = re.sub(r"[\\/*?:\[\]']", "-", printable(name))[:_NAME] or "Table"
    chosen, n = bare, 2
    while chosen.lower() in taken:
        chosen, n = f"{bare[: _NAME - len(str(n)) - 1]}-{n}", n + 1
    taken.add(chosen.lower())
    return chosen


def _fill(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    for place, name in enumerate(table.columns, 1):
        head = _put(sheet, 1, place, name)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E6EDF4")
        longest = max((len(str(row[place - 1] or "")) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest, len(name)) + 2, _WIDEST)
    for number, row in enumerate(table.rows, 2):
        for place, cell in enumerate(row, 1):
            _put(sheet, number, place, cell, link=number < _LINKS)
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def _put(sheet: "Worksheet", row: int, column: int, value: Cell, *, link: bool = True) -> Any:
    """A cell of numbers or of text; text is marked as such, so that no formula can start."""
    from openpyxl.styles import Alignment

    cell = sheet.cell(row=row, column=column)
    if value is None:
        return cell
    if isinstance(value, int | float):
        cell.value = value
        return cell
    cell.value = shortened(printable(str(value)), _LONGEST)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    url = safe_url(value.url) if link and isinstance(value, Link) else ""
    if url and len(url) < 2000:
        cell.hyperlink = url
        cell.style = "Hyperlink"
    return cell
