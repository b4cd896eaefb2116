"""Excel workbooks of 1997 to 2003 (.xls), as Web of Science and ProQuest write them, with any columns."""

from collections.abc import Iterator, Mapping
from struct import error as StructError

from slr.formats.biff import sheets_of
from slr.formats.ole import stream_named
from slr.formats.xlsx import from_header, reading_of
from slr.model.errors import SlrError
from slr.model.reading import Reading

VERSION = 1


def read_xls(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read the first sheet whose first rows name known columns, or those of `columns`."""
    return reading_of("xls", VERSION, data, file, columns, _rows(data, file, columns))


def _rows(data: bytes, file: str, columns: Mapping[str, str] | None) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, cells in from_header(sheets_of(stream_named(data, "Workbook", "Book")), columns):
            yield number, [cell.replace("\r", "").strip(" \n\0") for cell in cells]
    except ValueError as error:
        raise SlrError(f"{file} cannot be read: {error}.", "Save it as XLSX or CSV.", file=file) from error
    except (StructError, IndexError) as error:
        raise SlrError(f"{file} is a broken XLS file.", "Save it again, or as CSV.", file=file) from error
