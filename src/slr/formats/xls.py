"""Excel workbooks of 1997 to 2003 (.xls), as Web of Science and ProQuest write them, with any columns."""

import io
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib import import_module
from typing import Any

from slr.formats.xlsx import from_header, reading_of
from slr.model.errors import SlrError
from slr.model.reading import Reading

VERSION = 2
MUCH = 400 << 20  # characters of all cells; a text that many cells share may come to any length
_TEXT, _NUMBER, _DATE, _BOOLEAN = range(1, 5)  # kinds of cells in xlrd; others are empty, or errors

Row = tuple[int, list[str]]


def read_xls(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read the sheet of which one of the first rows names most known columns, or those of `columns`."""
    return reading_of("xls", VERSION, data, file, columns, _rows(data, file, columns))


def _rows(data: bytes, file: str, columns: Mapping[str, str] | None) -> Iterator[Row]:
    """Row number and cells of the sheet that has a header, from its header on."""
    xlrd = import_module("xlrd")
    try:
        with xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        ) as book:
            sheets = (_sheet(book, number) for number in range(book.nsheets))
            yield from _bounded(from_header(sheets, columns), file)
    except SlrError:
        raise
    # xlrd raises whatever a broken or hostile file breaks: IndexError, struct.error, AssertionError, its own.
    except Exception as error:
        locked = "encrypted" in str(error)
        what = "an encrypted" if locked else "a broken"
        hint = "Save it without a password." if locked else "Save it again, or as CSV."
        raise SlrError(f"{file} is {what} XLS file.", hint, file=file) from error


def _sheet(book: Any, number: int) -> Iterator[Row]:
    sheet = book.sheet_by_index(number)
    for row in range(sheet.nrows):
        yield row + 1, [_text(cell, book.datemode) for cell in sheet.row(row)]


def _bounded(rows: Iterator[Row], file: str) -> Iterator[Row]:
    left = MUCH
    for number, cells in rows:
        left -= sum(map(len, cells))
        if left < 0:
            raise SlrError(f"{file} holds more than any table does.", "Save it as CSV.", file=file)
        yield number, cells


def _text(cell: Any, datemode: int) -> str:
    """A cell as Excel shows it."""
    value = cell.value
    if cell.ctype == _TEXT:
        return str(value).replace("\r", "").strip(" \n\0")
    if cell.ctype == _DATE:
        return _date(value, datemode)
    if cell.ctype == _NUMBER:
        return str(int(value)) if float(value).is_integer() else repr(value)
    if cell.ctype == _BOOLEAN:
        return "TRUE" if value else "FALSE"
    return ""


def _date(value: float, datemode: int) -> str:
    try:
        day: datetime = import_module("xlrd.xldate").xldate_as_datetime(value, datemode)
    except (ValueError, OverflowError):
        return repr(value)
    return f"{day:%Y-%m-%d}" if float(value).is_integer() else f"{day:%Y-%m-%d %H:%M:%S}"
