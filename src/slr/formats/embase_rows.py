"""Embase's CSV with a field a row (`"TITLE","…"`, `"AUTHOR NAMES","…","…"`), a record from each title on."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from slr.formats.column_names import SEVERAL
from slr.formats.delimited import Row, rows_of
from slr.formats.log import ReadingLog
from slr.formats.rows import draft_of, layout_of
from slr.model.reading import Reading

VERSION = 2
FIRST = "TITLE"  # the row that begins a record
_LISTS = SEVERAL | {"authors"}


def read_embase(data: bytes, file: str) -> Reading:
    """Read Embase's rows of fields: one entry for each TITLE row; above the first stands the search."""
    log = ReadingLog(data, file, "embase", VERSION)
    for start, rows in _entries(log.text):
        log.structure(start)
        end = rows[-1].end
        if log.too_large(end):
            continue
        names = [row.cells[0].strip(" \ufeff\0") for row in rows]
        values = [[cell for text in row.cells[1:] if (cell := text.strip(" \n\0"))] for row in rows]
        raw = tuple(
            (name, value) for name, texts in zip(names, values, strict=True) for value in texts or [""]
        )
        if not any(chain.from_iterable(values)):
            log.refuse(end, raw, "An entry without any field was refused.")
            continue
        if any(not row.sound for row in rows):
            log.trouble("I108", "A quotation mark is never closed.")
        layout = replace(layout_of(names), commas=False)  # each keyword has a cell
        lists = {place for meaning in _LISTS for place in layout.meanings.get(meaning, ())}
        cells = ["; ".join(v) if place in lists else next(iter(v), "") for place, v in enumerate(values)]
        log.record(end, raw, draft_of(layout, cells))
    return log.reading()


def _entries(text: str) -> Iterator[tuple[int, list[Row]]]:
    """The rows of each record and the place where its first begins; blank rows end none."""
    rows: list[Row] = []
    start = before = 0
    for row in rows_of(text, ",", 0):
        name = row.cells[0].strip(" \ufeff\0") if row.cells else ""
        if name == FIRST:
            if rows:
                yield start, rows
            rows, start = [row], before
        elif rows and any(cell.strip() for cell in row.cells):
            rows.append(row)
        before = row.end
    if rows:
        yield start, rows
