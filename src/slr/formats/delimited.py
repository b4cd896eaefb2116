"""CSV and TSV with any column names: the columns are guessed from the header."""

import csv
import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Any

from slr.formats.columns import header_score, no_header
from slr.formats.columns_read import say_columns
from slr.formats.log import ReadingLog
from slr.formats.rows import SAMPLE, Layout, draft_of, layout_of, raw_of
from slr.model.reading import Reading

VERSION = 3
CELL_LIMIT = 1 << 20  # characters; a longer cell is a quotation mark that nobody closed
UNCLOSED_LIMIT = 50
Dialect = dict[str, Any]  # the csv module's, of one table
_SENTINEL = "\x1fend of the table\x1f"
HEADER_ROWS = 12  # how many rows may stand above the column names


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells and the place where it ends.

    `sound` is False where a quote never closed, `dubious` True where one stands inside a cell.
    """

    cells: list[str]
    end: int
    sound: bool = True
    dubious: bool = False


def read_csv(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read comma- or semicolon-separated values; the header row is found by its names, or by `columns`."""
    return _read(data, file, "csv", None, columns)


def read_tsv(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read tab-separated values; the header row is found by its names, or by `columns`."""
    return _read(data, file, "tsv", "\t", columns)


def read_ctgov_csv(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read ClinicalTrials.gov CSV or TSV; its columns are told by their names as any table's."""
    return _read(data, file, "ctgov-csv", None, columns)


def read_ictrp_csv(data: bytes, file: str, columns: Mapping[str, str] | None = None) -> Reading:
    """Read the ICTRP's CSV; its columns are told by their names as any table's."""
    return _read(data, file, "ictrp-csv", None, columns)


def _read(
    data: bytes, file: str, name: str, delimiter: str | None, columns: Mapping[str, str] | None
) -> Reading:
    log = ReadingLog(data, file, name, VERSION)
    header = find_header(log.text, delimiter, columns)
    if header is None:
        raise no_header(file, columns)
    rows = rows_of(log.text, header.delimiter, header.end, len(header.names))
    sample = list(islice(rows, SAMPLE))
    layout = layout_of(header.names, columns, [row.cells for row in sample if row.sound])
    log.structure(header.end)
    say_columns(log.troubles, layout, line=log.line - 1)
    for row in chain(sample, rows):
        _add_row(row, layout, log)
    if log.position == 1:
        log.troubles.add("I113", "The table names its columns and has no row.")
    return log.reading()


def _add_row(row: Row, layout: Layout, log: ReadingLog) -> None:
    cells = [cell.replace(" \n", "\n").strip(" \n\0") for cell in row.cells]
    if not any(cells):
        log.structure(row.end)
        return
    raw = raw_of(layout, cells)
    if not row.sound:
        log.refuse(row.end, raw, "A quotation mark is never closed; the row was refused.")
        return
    if not layout.has_value(cells):
        log.refuse(row.end, raw, "No known column has a value; the row was refused.")
        return
    if any(cells[len(layout.header) :]):
        log.trouble("I107", "A row has more cells than the header has names.")
    if row.dubious:
        log.trouble("I108", "A quotation mark stands inside a cell.")
    log.record(row.end, raw, draft_of(layout, cells))


@dataclass(frozen=True, slots=True)
class Header:
    """The row that names the columns, its score, delimiter, and the place in the text where it ends."""

    names: list[str]
    score: int
    delimiter: str
    end: int


def find_header(
    text: str, delimiter: str | None = None, columns: Mapping[str, str] | None = None
) -> Header | None:
    """The likeliest header among the first rows, whatever the delimiter; None where no row looks like one.

    With `columns` (what a column is to its name), it is the row that has all these names.
    """
    best: Header | None = None
    start = 0
    for _ in range(HEADER_ROWS):
        if start >= len(text):
            break
        line_end = text.find("\n", start) + 1 or len(text)
        line = text[start : min(line_end, start + 20_000)]
        names = line if line.count('"') % 2 == 0 else text[start : start + 5_000]  # over several lines
        for candidate in [delimiter] if delimiter else ",;\t|":
            if candidate not in names:
                continue
            row = next(rows_of(text[: start + 40_000], candidate, start), None)
            if (
                row
                and row.sound
                and (score := header_score(row.cells, columns))
                and (best is None or score > best.score)
            ):
                best = Header(row.cells, score, candidate, row.end)
        start = line_end
    return best


def rows_of(text: str, delimiter: str, start: int, width: int = 0) -> Iterator[Row]:
    """The rows from `start` on; `width` is the header's.

    Where a quotation mark is never closed, the first line is a row that is not sound, and reading goes on
    with the next line. After many of these the rest of the text is one such row. Where blanks stand between
    delimiters and quotation marks, they are not part of the cells.
    """
    dialect = {"delimiter": delimiter, "skipinitialspace": _has_blanks_before_quotes(text, delimiter, start)}
    for _ in range(UNCLOSED_LIMIT):
        with _cells_up_to(CELL_LIMIT):
            resume = yield from _rows_up_to_unclosed(text, dialect, start, width)
        if resume < 0:
            return
        start = resume
    if start < len(text):
        yield Row([text[start:]], len(text), sound=False)


def _has_blanks_before_quotes(text: str, delimiter: str, start: int) -> bool:
    """Whether cells begin with a blank and a quotation mark (`"a", "b"`), in the first lines."""
    if delimiter == "\t":
        return False
    sign = re.escape(delimiter)
    pattern = re.compile(rf'(?:^|{sign}) +"(?!["\n{sign}])', re.MULTILINE)
    return pattern.search(text, 0, start + 20_000) is not None


def _rows_up_to_unclosed(text: str, dialect: Dialect, start: int, width: int) -> Generator[Row, None, int]:
    """Yields rows; returns where to go on after one that is not sound, -1 at the end of the text."""
    ends = [start]
    reader = csv.reader(_lines(text, start, ends), **dialect)
    before = 0
    while True:
        try:
            cells = next(reader)
        except csv.Error:  # a cell above the limit
            cells = [_SENTINEL, ""]
        if cells == [_SENTINEL]:
            return -1
        after = len(ends) - 1
        several = after - before > 1 and width > 2
        if (
            cells == [_SENTINEL, ""]
            or (cells and _SENTINEL in cells[-1])
            or (several and _is_torn(text, ends[before : after + 1], cells, dialect, width))
        ):
            end = ends[before + 1]
            yield Row([text[ends[before] : end]], end, sound=False)
            return end
        row = text[ends[before] : ends[after]] if any('"' in cell for cell in cells) else ""
        yield Row(cells, ends[after], dubious=not _is_well_quoted(row, dialect))
        before = after


def _lines(text: str, start: int, ends: list[int]) -> Iterator[str]:
    """The lines from `start` on, noting where each ends; the last is ours and shows an open quote."""
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        line = text[start:end]
        ends.append(end)
        yield line
        start = end
    yield _SENTINEL


def _is_torn(text: str, ends: list[int], cells: list[str], dialect: Dialect, width: int) -> bool:
    """Whether a row over several lines holds a whole row of its own: then an open quote has swallowed it."""
    if len(cells) == width and _is_well_quoted(text[ends[0] : ends[-1]], dialect):
        return False
    lines = [text[start:end] for start, end in pairwise(ends)][1:]
    return any(len(next(csv.reader([line], **dialect), [])) == width for line in lines[:200])


def _is_well_quoted(row: str, dialect: Dialect) -> bool:
    try:
        list(csv.reader(row.splitlines(keepends=True), **dialect, strict=True))
    except csv.Error:
        return False
    return True


@contextmanager
def _cells_up_to(limit: int) -> Iterator[None]:
    """Let cells be longer than the csv module's default of 128 KiB (Scopus' references are)."""
    old = csv.field_size_limit(limit)
    try:
        yield
    finally:
        csv.field_size_limit(old)
