"""RIS: the specification's and the dialects that databases and reference managers write."""

import re
from collections.abc import Iterator
from itertools import pairwise
from sys import intern

from slr.formats.log import Raw, ReadingLog
from slr.formats.pieces import Pieces, in_pieces
from slr.formats.ris_fields import draft_of
from slr.formats.ris_lines import ANY_TAG, END, FIELD, GAP, OWN_LINE, PAD, START, Values, sound_fields, unfold
from slr.formats.tagged import by_tag
from slr.model.raw import RawFields
from slr.model.reading import Reading

VERSION = 6

# A file whose first entry has its TY line behind other fields.
_TYPE_WITHIN = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?!TY|ER)[A-Z][A-Z0-9]  -[^\n]*\n(?:(?!ER  -|TY  -)[^\r\n][^\n]*\n){0,200}TY  - "
)
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_TIGHT_FIELD = re.compile(rf"\n{PAD}({ANY_TAG}){GAP}[ \t]?")
_TIGHT_START = re.compile(rf"\n{PAD}TY-")
_MISSING = {
    "EOF": ("I102", "The last record has no end (ER)."),
    "ER": ("I103", "A record has no end (ER)."),
    "TY": ("I104", "A record has no beginning (TY)."),
}
_NUMBER_LINE = re.compile(r"[ \t\0\ufeff]*(?:\d{1,7}\.|<\d{1,7}>|Record #\d+ of \d+)[ \t]*", re.IGNORECASE)


def read_ris(data: bytes, file: str) -> Reading:
    """Read a RIS export: one entry for each TY line, and for fields that stand without one after an ER."""
    if _TYPE_WITHIN.match(data):  # some tools sort fields: no line certainly begins an entry
        return in_pieces(data, None, lambda pieces: _read_whole(data, file, pieces))
    return in_pieces(data, "TY  - ", lambda pieces: _read(data, file, pieces))


def _read_whole(data: bytes, file: str, pieces: Pieces) -> Reading:
    log = ReadingLog(data, file, "ris", VERSION, pieces)
    for piece in pieces:
        log.measure(piece, pieces)
        _take(piece, log, is_last=pieces.is_last, is_type_within=True)
    return log.reading()


def _read(data: bytes, file: str, pieces: Pieces) -> Reading:
    log = ReadingLog(data, file, "ris", VERSION, pieces)
    for piece in pieces:
        if not _take_sound(piece, pieces, log):
            log.measure(piece, pieces)
            _take(piece, log, is_last=pieces.is_last)
    return log.reading()


def _take_sound(piece: str, pieces: Pieces, log: ReadingLog) -> bool:
    """Take a piece that is one entry as the specification wants it; False where it has to be looked at."""
    size = pieces.size
    if pieces.is_wide or not log.is_small(size):
        return False
    if not (found := sound_fields(piece, log.position)):
        return False
    raw, values, lines, rest = found
    if len(values) < 2 and values.keys() <= {"TY"}:
        return False
    draft = draft_of(raw, values, plainness=pieces.plainness)
    log.quick_record(size - len(rest), lines, raw, draft)
    if rest:
        log.quick_structure(len(rest), rest.count("\n"))
    return True


def _take(body: str, log: ReadingLog, *, is_last: bool, is_type_within: bool = False) -> None:
    """Take a piece of the export: as many entries as there are in it, and what lies between them."""
    last = len(body) - 1
    for start, end, missing in _stretches(body, is_last=is_last, is_type_within=is_type_within):
        _cover_gap(body, start, log, last)
        _add_entry(body[start : end + 1], missing, end, log)
    _cover_gap(body, last, log, last if is_last else last + 1)


def _stretches(body: str, *, is_last: bool, is_type_within: bool) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is missing of it: "", "TY", "ER" or "EOF") of each entry, as places in the text."""
    starts = [match.start() for match in START.finditer(body)]
    last = len(body) - 1
    done = 0
    for start, limit in pairwise([*starts, last]):
        if is_type_within:
            start = _above(body, done, start)
        yield from _headless(body, done, start)
        end = _line_after_end(body, start, limit)
        if end is None:
            is_end_of_file = is_last and limit == last
            done = limit if is_end_of_file else _before_number(body, start, limit)
            yield start, done, "EOF" if is_last and done == last else "ER"
        else:
            done = end
            yield start, done, ""
    yield from _headless(body, done, last)


def _above(body: str, start: int, type_line: int) -> int:
    """Where an entry begins of which fields stand right above its TY line, with no blank line between."""
    for blank in _BLANK_LINE.finditer(body, start, type_line + 1):
        start = blank.start()
    first = FIELD.search(body, start, type_line)
    return type_line if first is None or END.search(body, first.start(), type_line) else first.start()


def _before_number(body: str, start: int, limit: int) -> int:
    """Where an entry without an end ends: before blank lines and the number of the next one."""
    for _ in range(3):
        stretch = body[start:limit].rstrip(" \t\n\0\ufeff")
        limit = start + len(stretch)
        line = stretch.rfind("\n")
        if line <= 0 or not _NUMBER_LINE.fullmatch(stretch, line + 1):
            break
        limit = start + line
    return limit


def _headless(body: str, start: int, limit: int) -> Iterator[tuple[int, int, str]]:
    """Entries whose TY line is missing, in what lies between two others."""
    while start < limit and not body[start : limit + 1].isspace():
        first = FIELD.search(body, start, limit + 1)
        while first and first[1] in ("ER", "NL"):  # Ovid has the abbreviated journal behind the end
            first = FIELD.search(body, first.end(), limit + 1)
        if not first:
            return
        end = _line_after_end(body, first.start(), limit)
        yield first.start(), limit if end is None else end, "TY"
        start = limit if end is None else end


def _line_after_end(body: str, start: int, limit: int) -> int | None:
    """The place in the text after the first ER line of the stretch."""
    found = body.find("\nER  -", start, limit + 1)
    if found < 0 or body.find("ER", start, found) >= 0:
        match = END.search(body, start, limit + 1)
        if not match:
            return None
        found = match.start()
    line_end = body.find("\n", found + 1, limit + 1)
    return limit if line_end < 0 else line_end


def _cover_gap(body: str, end: int, log: ReadingLog, last: int) -> None:
    start, line = log.end, log.line
    if not log.structure(end):
        return
    gap = body[start + 1 : end + 1]
    if gap.isspace() or (log.position == 1 and start == 0 and end < last):
        return  # blank lines, or a header before the first record
    for number, text in enumerate(gap.split("\n")):
        if not OWN_LINE.fullmatch(text):
            shown = text.strip()[:60]
            log.troubles.add("I105", f'Text between records was left out: "{shown}"', line=line + number)
            return


def _add_entry(piece: str, missing: str, end: int, log: ReadingLog) -> None:
    if log.too_large(end):
        return
    raw, values = fields_of(piece, log.position)
    if not values or values.keys() == {"TY"}:
        log.refuse(end, raw, "An entry without any field was refused.")
        return
    if missing:
        code, message = _MISSING[missing]
        log.trouble(code, message)
    log.record(end, raw, draft_of(raw, values))


def fields_of(piece: str, position: int) -> tuple[Raw, Values]:
    """Tags and values of one entry, in order, and the values that are not empty by tag."""
    pattern = FIELD if piece.startswith("\nTY  - ") or not _TIGHT_START.match(piece) else _TIGHT_FIELD
    parts = pattern.split(piece)
    values = [
        unfold(value.split("\n"), position) if "\n" in value else value.strip() for value in parts[2::2]
    ]
    raw = RawFields(tuple(map(intern, parts[1::2])), tuple(values))
    found = by_tag(raw.names, raw.values)
    found.pop("ER", None)
    return raw, found
