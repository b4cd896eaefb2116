"""XLSX tables with any column names, read within bounds."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import chain, islice
from typing import Any

from slr.formats.columns import header_score, no_header
from slr.formats.columns_read import say_columns
from slr.formats.log import ENTRY_LIMIT
from slr.formats.packed import LIMIT
from slr.formats.rows import SAMPLE, Layout, draft_of, layout_of, raw_of
from slr.formats.trouble import Troubles
from slr.model.errors import SlrError
from slr.model.reading import Entry, Reading, Span, SpanKind

VERSION = 3
HEADER_ROWS = 12  # how many rows may stand above the column names
RATIO = 100  # by which a part may be compressed, if it is large
LARGE = 10 << 20  # bytes, unpacked
ROWS = 1_048_576  # of a sheet, as Excel has it
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_xlsx(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read the sheet of which one of the first rows names most known columns, or those of `columns`."""
    return reading_of("xlsx", VERSION, data, file, columns, _rows(data, file, columns))


def reading_of(
    name: str,
    version: int,
    data: bytes,
    file: str,
    columns: Mapping[str, str] | None,
    rows: Iterable[tuple[int, list[str]]],
) -> Reading:
    """The reading of a workbook, from the rows of its sheet with a header, from the header on.

    The bytes are one span: no part of them is a record's alone. Every entry names that span, with its row as
    the line.
    """
    troubles = Troubles(file)
    entries: list[Entry] = []
    whole = Span(SpanKind.RECORD, 0, len(data), 1)
    left = iter(rows)
    if (header := next(left, None)) is None:
        raise no_header(file, columns)
    sample = list(islice(left, SAMPLE))
    layout = layout_of(header[1], columns, [cells for _, cells in sample])
    say_columns(troubles, layout, line=header[0])
    for number, cells in chain(sample, left):
        if any(cells):
            entries.append(_entry(layout, cells, len(data), number, len(entries) + 1, troubles))
    if not entries:
        troubles.add("I113", "The table names its columns and has no row.")
    return Reading(name, version, name, tuple(entries), (whole,), tuple(troubles.found))


def _entry(layout: Layout, cells: list[str], size: int, row: int, position: int, troubles: Troubles) -> Entry:
    if (length := sum(map(len, cells))) > ENTRY_LIMIT:
        message = f"A row of {length >> 20} MB was refused; no record is as large."
        troubles.add("I101", message, line=row, entry=position)
        return Entry(position, Span(SpanKind.REFUSED, 0, size, row), None)
    raw = raw_of(layout, cells)
    if not layout.has_value(cells):
        message = "No known column has a value; the row was refused."
        troubles.add("I101", message, line=row, entry=position)
        return Entry(position, Span(SpanKind.REFUSED, 0, size, row), None, raw)
    record = draft_of(layout, cells).record(troubles, line=row, entry=position)
    return Entry(position, Span(SpanKind.RECORD, 0, size, row), record, raw)


def _rows(data: bytes, file: str, columns: Mapping[str, str] | None) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of the sheet that has a header, from its header on."""
    openpyxl = import_module("openpyxl")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_bomb(archive.infolist(), file)
        with warnings.catch_warnings(action="ignore"):  # of styles and names, which no record needs
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        yield from from_header(map(_numbered, book.worksheets), columns)
    except SlrError:
        raise
    # openpyxl raises whatever the parts of a broken or hostile file break: KeyError, zlib's and XML's errors.
    except Exception as error:
        raise SlrError(f"{file} is a broken XLSX file.", "Save it again, or as CSV.", file=file) from error


def _numbered(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    for number, values in enumerate(sheet.iter_rows(values_only=True, max_row=ROWS), start=1):
        yield number, _cells(values)


def from_header(
    sheets: Iterable[Iterator[tuple[int, list[str]]]], columns: Mapping[str, str] | None
) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells from the likeliest header on, which is among the first rows of a sheet."""
    best, score = None, 0
    for sheet in sheets:
        head = list(islice(sheet, HEADER_ROWS))
        for place, (_, cells) in enumerate(head):
            if (found := header_score(cells, columns)) > score:
                best, score = chain(head[place:], sheet), found
    if best is not None:
        yield from best


def refuse_bomb(parts: list[zipfile.ZipInfo], file: str) -> None:
    """Raise SlrError where the parts unpack to more than a table can be, or far too well (Apache POI)."""
    if sum(part.file_size for part in parts) > LIMIT:
        size = f"{LIMIT // 1024 // 1024} MB"
        raise SlrError(f"{file} unpacks to more than {size}.", "Save it as CSV.", file=file)
    for part in parts:
        if part.file_size > LARGE and part.file_size > RATIO * max(part.compress_size, 1):
            times = part.file_size // max(part.compress_size, 1)
            raise SlrError(
                f"{file} holds a part that unpacks to {times} times its size.",
                "No table does; save it as CSV if you trust it.",
                file=file,
            )


def _cells(values: tuple[Any, ...]) -> list[str]:
    """The cells of a row as text, up to the last one that is not empty."""
    width = next((place for place in range(len(values), 0, -1) if values[place - 1] is not None), 0)
    return ["" if value is None else _text(value) for value in values[:width]]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _ESCAPED.sub(_letter, str(value)).replace("\r", "").strip()


def _letter(found: re.Match[str]) -> str:
    """A letter that XML or Excel cannot hold, as Excel escapes it; half a letter becomes a question mark."""
    letter = chr(int(found[1], 16))
    return "\ufffd" if "\ud800" <= letter <= "\udfff" else letter
