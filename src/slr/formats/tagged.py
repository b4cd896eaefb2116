"""What the tagged formats have in common: a line begins an entry, a tag begins a field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from sys import intern

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.model.raw import RawFields
from slr.model.reading import Reading

Fields = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """One tagged format.

    The patterns see the text after one more "\\n" and begin with a literal line end, which makes the search
    fast. `start` finds where an entry begins (the match ends after the line end before it, or on it), `field`
    where a field begins (its one group is the tag), `end` the line that ends an entry, where there is one.
    `own` matches what may stand between entries, stripped, without being lost. `first` is the tag that opens
    an entry (its type, unless `first_is_type` is False), `also_first` others that may, `fold` what joins the
    lines of a value.
    """

    name: str
    version: int
    start: re.Pattern[str]
    field: re.Pattern[str]
    draft: Callable[[Fields], Draft]
    first: str
    first_is_type: bool = True
    also_first: frozenset[str] = frozenset()
    fold: str = " "
    end: re.Pattern[str] | None = None
    own: re.Pattern[str] = re.compile("")


def read_tagged(format: Tagged, data: bytes, file: str) -> Reading:
    """Read a tagged export; an entry without any field is refused."""
    log = ReadingLog(data, file, format.name, format.version)
    take_entries(format, log.take_lined_text(), log)
    return log.reading()


def take_entries(format: Tagged, body: str, log: ReadingLog) -> None:
    """Take a text of entries, after one more line end: each of them, and what lies between them."""
    last = len(body) - 1
    starts = [found.end() - (body[found.end() - 1] == "\n") for found in format.start.finditer(body)]
    for start, limit in pairwise([*starts, last]):
        _cover_gap(format, body, start, log)
        end = limit
        if format.end:
            found = format.end.search(body, start, limit + 1)
            end = min(found.end() - (body[found.end() - 1] == "\n"), limit) if found else limit
            if not found:
                log.trouble("I102" if limit == last else "I103", "A record has no end.")
        _add_entry(format, body[start : end + 1], end, log)
    _cover_gap(format, body, last, log)


def _cover_gap(format: Tagged, body: str, end: int, log: ReadingLog) -> None:
    left, line = body[log.end + 1 : end + 1], log.line
    if log.structure(end) and (left := left.strip()) and not format.own.fullmatch(left):
        shown = " ".join(left.split())[:60]
        log.troubles.add("I105", f'Text between records was left out: "{shown}"', line=line)


def _add_entry(format: Tagged, piece: str, end: int, log: ReadingLog) -> None:
    if log.too_large(end):
        return
    raw = fields_of(format, piece)
    values = by_tag(raw.names, raw.values)
    if not values or (format.first_is_type and values.keys() == {format.first}):
        log.refuse(end, raw, "An entry without any field was refused.")
        return
    if format.first and raw[0][0] != format.first and raw[0][0] not in format.also_first:
        log.trouble("I104", f"A record has no beginning ({format.first}).")
    log.record(end, raw, format.draft(values))


def fields_of(format: Tagged, piece: str) -> RawFields:
    """Tags and values of one entry, in order."""
    parts = format.field.split(piece)
    values = [
        format.fold.join(line.strip() for line in value.strip().split("\n"))
        if "\n" in value
        else value.strip()
        for value in parts[2::2]
    ]
    return RawFields(tuple(map(intern, parts[1::2])), tuple(values))


def by_tag(tags: Sequence[str], values: Sequence[str]) -> dict[str, list[str]]:
    """The values that are not empty, by tag."""
    found: dict[str, list[str]] = {}
    for tag, value in zip(tags, values, strict=True):
        if value:
            if tag in found:
                found[tag].append(value)
            else:
                found[tag] = [value]
    return found


def first_of(fields: Fields, *tags: str) -> str:
    """The first value of the first of these tags that an entry has."""
    for tag in tags:
        if tag in fields:
            return fields[tag][0]
    return ""


def all_of(fields: Fields, *tags: str) -> list[str]:
    """All values of these tags, tag by tag."""
    values: list[str] | None = None
    for tag in tags:
        if tag in fields:
            values = fields[tag] if values is None else values + fields[tag]
    return values or []
