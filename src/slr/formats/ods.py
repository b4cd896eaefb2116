"""OpenDocument spreadsheets (.ods) with any columns, as LibreOffice, Excel and web offices write them."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from slr.formats.columns import header_score
from slr.formats.xlsx import HEADER_ROWS, ROWS, reading_of, refuse_bomb
from slr.model.errors import SlrError
from slr.model.reading import Reading

VERSION = 1
MUCH = 400 << 20  # characters of all cells; one that is written once may be repeated any number of times
WIDEST = 16_384  # columns, as spreadsheets have them
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_ASIDE = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text")  # what is written beside a cell's text
_BLANKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}

Row = tuple[int, list[str]]


def read_ods(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read the sheet of which one of the first rows names most known columns, or those of `columns`."""
    return reading_of("ods", VERSION, data, file, columns, _rows(data, file, columns))


def _rows(data: bytes, file: str, columns: Mapping[str, str] | None) -> Iterator[Row]:
    """Row number and cells of the sheet that has a header, from its header on."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            refuse_bomb(archive.infolist(), file)
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise SlrError(f"{file} is an encrypted ODS file.", "Save it without a password.", file=file)
            found = _header(archive, columns)
            if found is not None:
                yield from _from(archive, found, file)
    except SlrError:
        raise
    # zipfile and expat raise whatever the parts of a broken or hostile file break: KeyError, zlib's, XML's.
    except Exception as error:
        raise SlrError(f"{file} is a broken ODS file.", "Save it again, or as CSV.", file=file) from error


def _header(archive: zipfile.ZipFile, columns: Mapping[str, str] | None) -> tuple[int, int] | None:
    """(sheet, row) of the likeliest header, which is among the first rows of a sheet."""
    best, score, seen = None, 0, dict[int, int]()
    for sheet, row, _, cells in _written(archive):
        seen[sheet] = seen.get(sheet, 0) + 1
        if seen[sheet] <= HEADER_ROWS and (found := header_score(cells, columns)) > score:
            best, score = (sheet, row), found
    return best


def _from(archive: zipfile.ZipFile, place: tuple[int, int], file: str) -> Iterator[Row]:
    left = MUCH
    for sheet, row, times, cells in _written(archive):
        if sheet != place[0] or row < place[1]:
            continue
        if row + times > ROWS + 1:
            raise ValueError("more rows than a sheet has")
        left -= times * (sum(map(len, cells)) + len(cells))
        if left < 0:
            raise SlrError(f"{file} holds more than any table does.", "Save it as CSV.", file=file)
        for number in range(row, row + times):
            yield number, cells


def _written(archive: zipfile.ZipFile) -> Iterator[tuple[int, int, int, list[str]]]:
    """(sheet, row, how often it is repeated, cells) of each row that is not empty."""
    sheet = row = 0
    above: list[Element] = []
    with archive.open("content.xml") as content:
        for event, element in iterparse(content, events=("start", "end"), forbid_dtd=True):
            is_table = element.tag == f"{_TABLE}table"
            if event == "start":
                if is_table and not any(one.tag == f"{_TABLE}table" for one in above):
                    sheet, row = sheet + 1, 0
                above.append(element)
                continue
            above.pop()
            if element.tag != f"{_TABLE}table-row" or not any(one.tag == f"{_TABLE}table" for one in above):
                continue
            if any(one.tag in _CELLS for one in above):
                continue  # of a table inside a cell
            times = _times(element, "rows")
            if cells := _cells(element):
                yield sheet, row + 1, times, cells
            row += times
            above[-1].clear()


def _times(element: Element, what: str) -> int:
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))


def _cells(row: Element) -> list[str]:
    """The cells of a row as text, up to the last one that is not empty."""
    cells: list[str] = []
    empty = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        text, times = _text(cell), _times(cell, "columns")
        if not text:
            empty += times
            continue
        if len(cells) + empty + times > WIDEST:
            raise ValueError("more columns than a sheet has")
        cells += [""] * empty + [text] * times
        empty = 0
    return cells


def _text(cell: Element) -> str:
    """A cell as the sheet means it: numbers and dates as they are stored, anything else as it is shown."""
    kind = cell.get(f"{_OFFICE}value-type", "")
    if kind in ("float", "percentage", "currency") and (stored := cell.get(f"{_OFFICE}value")):
        number = float(stored)
        return str(int(number)) if number.is_integer() else stored
    if kind == "date" and (stored := cell.get(f"{_OFFICE}date-value")):
        return stored.removesuffix("T00:00:00").replace("T", " ")
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value", "").upper()
    paragraphs = ["".join(_pieces(part)) for part in cell if part.tag in (f"{_TEXT}p", f"{_TEXT}h")]
    return "\n".join(paragraphs).replace("\r", "").strip(" \n")


def _pieces(part: Element) -> Iterator[str]:
    """The text of a paragraph, in order; runs of blanks are written as a count of them."""
    if part.tag not in _ASIDE:
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c", "1")), 1000)
        yield _BLANKS.get(part.tag, "") + (part.text or "")
        for child in part:
            yield from _pieces(child)
            yield child.tail or ""
