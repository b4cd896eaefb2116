"""What records lose in a format: columns that it has no place for, and text that is too long for it."""

from collections import Counter
from collections.abc import Iterable

from slr.formats.delimited_writer import cells_of
from slr.formats.known import FORMATS
from slr.model.finding import Finding
from slr.model.record import COLUMNS, Record
from slr.model.words import Severity

CELL = 32_767  # letters (of UTF-16) that Excel keeps in a cell
ROWS = 1_048_575  # records that it keeps in a sheet, below the names


def losses(records: Iterable[Record], format: str) -> list[Finding]:
    """A finding for each column that some of the records fill and that the format does not give back.

    The record's `id` and `search` are slr's own and not counted. For a sheet also what is longer than a cell.
    """
    known = FORMATS[format]
    lacking = [name for name in COLUMNS if name not in known.holds | {"id", "search"}]
    lost: Counter[str] = Counter()
    cut: Counter[str] = Counter()
    count = 0
    for record in records:
        count += 1
        lost.update(name for name in lacking if getattr(record, name))
        if format == "xlsx":
            cells = zip(COLUMNS, cells_of(record), strict=True)
            cut.update(name for name, cell in cells if len(cell) * 2 > CELL and length_of(cell) > CELL)
    found = [
        _finding("I401", f"{format} has no place for {name}: left out of {_of(n)}.", _ELSEWHERE)
        for name, n in lost.items()
    ]
    found += [
        _finding("I402", f"{name} was cut after {CELL} letters, in {_of(n)}.", _NO_SHEET)
        for name, n in cut.items()
    ]
    if format == "xlsx" and count > ROWS:
        found.append(_finding("I402", f"Excel shows no more than {ROWS} of {count} records.", _NO_SHEET))
    return found


def length_of(text: str) -> int:
    """How long Excel takes a text to be: letters of UTF-16, those beyond the first 65,536 counted twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


_ELSEWHERE = "Write jsonl, csv or ris, which hold it; slr formats lists what each format holds."
_NO_SHEET = "Excel keeps no more; write csv or jsonl, which keep everything."


def _of(count: int) -> str:
    return f"{count} record{'s' * (count != 1)}"


def _finding(code: str, message: str, hint: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, message=message, hint=hint)
