"""RIS: the specification's and the dialects that databases and reference managers write."""

import re
from collections.abc import Iterator
from itertools import pairwise

from slr.formats.log import Raw, ReadingLog
from slr.formats.ris_fields import draft_of
from slr.formats.ris_tags import KNOWN
from slr.model.reading import Reading

VERSION = 1

# All patterns work on "\n" + text: they begin with a literal line end, which is what makes the search fast.
_PAD = "[ \t\0\ufeff]{0,16}"
_GAP = "[ \t\xa0]{0,4}-"
_TAGS = {tag: tag for tag in KNOWN}  # so that a million fields share one string a tag
_KNOWN = "|".join(sorted(KNOWN))
_START = re.compile(rf"\n{_PAD}TY(?:  -(?=[ \t\n])|{_GAP}[ \t\xa0]*(?=[A-Z]{{3,8}}[ \t\0]*(?:\n|\Z)))")
_END = re.compile(rf"\n{_PAD}ER(?:  -|{_GAP}[ \t\0]*(?=\n|\Z))")
_FIELD = re.compile(
    rf"\n{_PAD}([A-Z][A-Z0-9]{{1,3}}(?=  -)|(?:{_KNOWN})(?=[ \t\xa0]{{1,4}}-(?:[ \t\n\xa0]|\Z)))"
    r"[ \t\xa0]{1,4}-[ \t]?"
)
_TIGHT_FIELD = re.compile(rf"\n{_PAD}({_KNOWN}){_GAP}[ \t]?")
_TIGHT_START = re.compile(rf"\n{_PAD}TY-")
# Lines that a database puts around its records: numbers (Ovid), "Record #1 of 44" (Cochrane), addresses.
_OWN_LINE = re.compile(
    r"\s*(?:\d{1,7}\.|<\d{1,7}>|record #?\d+(?: of \d+)?|link to the .*|https?://\S*|[-=*_#]{3,})?[\s\0\ufeff\x1a]*",
    re.IGNORECASE,
)
_LINK_LINE = re.compile(r"\n[ \t]*(?:Link to the [^\n]*)(?:\n[ \t]*https?://[^\n]*)*", re.IGNORECASE)
_MISSING = {
    "EOF": ("I102", "The last record has no end (ER)."),
    "ER": ("I103", "A record has no end (ER)."),
    "TY": ("I104", "A record has no beginning (TY)."),
}
_NUMBER_LINE = re.compile(r"[ \t\0\ufeff]*(?:\d{1,7}\.|<\d{1,7}>|Record #\d+ of \d+)[ \t]*", re.IGNORECASE)


def read_ris(data: bytes, file: str) -> Reading:
    """Read a RIS export: one entry for each TY line, and for fields that stand without one after an ER."""
    log = ReadingLog(data, file, "ris", VERSION)
    body = log.take_lined_text()
    for start, end, missing in _stretches(body):
        _cover_gap(body, start, log)
        _add_entry(body[start : end + 1], missing, end, log)
    _cover_gap(body, len(body) - 1, log)
    return log.reading()


def _stretches(body: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, what is missing of it: "", "TY", "ER" or "EOF") of each entry, as places in the text."""
    starts = [match.start() for match in _START.finditer(body)]
    last = len(body) - 1
    done = 0
    for start, limit in pairwise([*starts, last]):
        yield from _headless(body, done, start)
        end = _line_after_end(body, start, limit)
        if end is None:
            done = limit if limit == last else _before_number(body, start, limit)
            yield start, done, "EOF" if done == last else "ER"
        else:
            done = end
            yield start, done, ""
    yield from _headless(body, done, last)


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
        first = _FIELD.search(body, start, limit + 1)
        while first and first[1] == "ER":
            first = _FIELD.search(body, first.end(), limit + 1)
        if not first:
            return
        end = _line_after_end(body, first.start(), limit)
        yield first.start(), limit if end is None else end, "TY"
        start = limit if end is None else end


def _line_after_end(body: str, start: int, limit: int) -> int | None:
    """The place in the text after the first ER line of the stretch."""
    found = body.find("\nER  -", start, limit + 1)
    if found < 0 or body.find("ER", start, found) >= 0:
        match = _END.search(body, start, limit + 1)
        if not match:
            return None
        found = match.start()
    line_end = body.find("\n", found + 1, limit + 1)
    return limit if line_end < 0 else line_end


def _cover_gap(body: str, end: int, log: ReadingLog) -> None:
    start, line = log.end, log.line
    if not log.structure(end):
        return
    gap = body[start + 1 : end + 1]
    if gap.isspace() or (log.position == 1 and start == 0 and end < len(body) - 1):
        return  # blank lines, or a header before the first record
    for number, text in enumerate(gap.split("\n")):
        if not _OWN_LINE.fullmatch(text):
            shown = text.strip()[:60]
            log.troubles.add("I105", f'Text between records was left out: "{shown}"', line=line + number)
            return


def _add_entry(piece: str, missing: str, end: int, log: ReadingLog) -> None:
    if log.too_large(end):
        return
    raw, by_tag = _fields(piece, log.position)
    if not by_tag or by_tag.keys() == {"TY"}:
        log.refuse(end, raw, "An entry without any field was refused.")
        return
    if missing:
        code, message = _MISSING[missing]
        log.trouble(code, message)
    log.record(end, raw, draft_of(raw, by_tag))


def _fields(piece: str, position: int) -> tuple[Raw, dict[str, list[str]]]:
    """Tags and values of one entry, in order, and the values that are not empty by tag."""
    if quick := _quick_fields(piece, position):
        return quick
    pattern = _FIELD if piece.startswith("\nTY  - ") or not _TIGHT_START.match(piece) else _TIGHT_FIELD
    parts = pattern.split(piece)
    values = [_unfold(value, position) if "\n" in value else value.strip() for value in parts[2::2]]
    raw = tuple(zip(parts[1::2], values, strict=True))
    by_tag: dict[str, list[str]] = {}
    for tag, value in raw:
        if value and tag != "ER":
            by_tag.setdefault(tag, []).append(value)
    return raw, by_tag


def _quick_fields(piece: str, position: int) -> tuple[Raw, dict[str, list[str]]] | None:
    """The same for an entry whose every tag stands as the specification wants it; None for others.

    Line by line this takes half the time of the patterns above, and nearly all entries are like this.
    """
    raw: list[tuple[str, str]] = []
    by_tag: dict[str, list[str]] = {}
    more: dict[int, list[str]] = {}  # further lines of the value at a place
    for line in piece.split("\n"):
        if line[2:6] == "  - ":
            tag = _TAGS.get(line[:2])
            if tag is None:
                return None
            value = line[6:].strip()
            raw.append((tag, value))
            if value:
                if tag in by_tag:
                    by_tag[tag].append(value)
                else:
                    by_tag[tag] = [value]
        elif line and not line.isspace() and line[:5] != "ER  -":
            if not raw or ("-" in line[:12] and _FIELD.match(f"\n{line}")):
                return None
            more.setdefault(len(raw) - 1, []).append(line)
    if more:
        for place, lines in more.items():
            tag, value = raw[place]
            raw[place] = (tag, _unfold("\n".join([value, *lines]), position))
        by_tag = {}
        for tag, value in raw:
            if value:
                by_tag.setdefault(tag, []).append(value)
    by_tag.pop("ER", None)
    return tuple(raw), by_tag


def _unfold(value: str, position: int) -> str:
    """The lines of a value without what is not its own: blanks, Ovid's links and the record's number."""
    if "Link to the" in value:
        value = _LINK_LINE.sub("", value)
    lines = [line.strip() for line in value.split("\n")]
    return "\n".join(line for line in lines if line and line not in (f"{position}.", f"<{position}>"))
