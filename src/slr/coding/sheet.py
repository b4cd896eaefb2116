"""The first sheet of an XLSX workbook as rows of text, read within bounds."""

import io
import zipfile
from importlib import import_module
from typing import Any

from slr.model.errors import SlrError

UNPACKED = 512 * 1024 * 1024  # bytes: a workbook that unpacks to more is no table of cases
ROWS, COLUMNS = 200_000, 200


def sheet_rows(data: bytes, file: str) -> list[tuple[int, list[str]]]:
    """Number (from 1) and cells of every row that has any. Raises SlrError where it is no workbook."""
    openpyxl = import_module("openpyxl")
    invalid = import_module("openpyxl.utils.exceptions").InvalidFileException
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > UNPACKED:
                raise SlrError(f"{file} unpacks to too much", "save it as CSV", file=file)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=ROWS, max_col=COLUMNS)
        listed = [(number, [_text(value) for value in row]) for number, row in enumerate(rows, start=1)]
    except (zipfile.BadZipFile, invalid, KeyError, ValueError, EOFError, IndexError) as error:
        raise SlrError(f"{file} is a broken XLSX file", "save it again, or as CSV", file=file) from error
    return [(number, cells) for number, cells in listed if any(cells)]


def _text(value: Any) -> str:
    """A cell as it was meant: whole numbers without a point, dates as ISO 8601 writes them."""
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    return str(value).replace("_x000D_", "").strip()
