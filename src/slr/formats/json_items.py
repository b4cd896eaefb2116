"""JSON exports: a list of objects, alone or inside an object, read one at a time."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from slr.formats.draft import Draft
from slr.formats.json_lists import list_start, unwrapped
from slr.formats.log import ENTRY_LIMIT, ReadingLog
from slr.formats.normalize.text import clean
from slr.model.reading import Reading

RAW_LIMIT = 100_000  # characters of an entry that was not understood at all
_MARK = re.compile(r'["{}]')
_STRING_MARK = re.compile(r'["\\]')
_END_OF_LIST = re.compile(r"\s*\]")
_NUMBERED = re.compile(r'"\d{1,12}"\s*:')  # a record under its number
_PAIR = re.compile(
    r'"([\w-]{1,60})"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*(?:"|\Z)|-?\d{1,18}(?:\.\d{1,18})?)', re.DOTALL
)


def read_items(
    log: ReadingLog,
    draft_of: Callable[[Mapping[str, Any]], Draft | None],
    *,
    is_record: Callable[[Mapping[str, Any]], bool] = lambda values: True,
) -> Reading:
    """Read each object as an entry by `draft_of` (None where it finds nothing); a broken one is refused.

    What `is_record` denies is the file's own; so is what stands around a list in an object and has no title.
    """
    text = log.text
    listed = list_start(text)
    if listed > 0:
        log.structure(listed)
    is_inside = True
    for start, end in _objects(text, log.end):
        if listed > 0 and is_inside and _END_OF_LIST.match(text, log.end, start):
            is_inside = False
        values = parse_object(text[start:end]) if end - start <= ENTRY_LIMIT else None
        if values is not None and not (is_inside or _is_titled(values, draft_of)):
            continue
        _cover_gap(start, log)
        if values is not None and not is_record(unwrapped(values)):
            log.structure(end)
        else:
            _add_entry(text[start:end], values, end, log, draft_of)
    _cover_gap(len(text), log)
    return log.reading()


def _is_titled(values: dict[str, Any], draft_of: Callable[[Mapping[str, Any]], Draft | None]) -> bool:
    draft = draft_of(unwrapped(values))
    return draft is not None and bool(draft.title)


def _objects(text: str, place: int) -> Iterator[tuple[int, int]]:
    """The places of the items: the outermost objects, found by braces outside strings."""
    depth, start = 0, 0
    while place < len(text):
        char = text[place]
        if char == '"':
            place = _string_end(text, place)
            continue
        if char == "{":
            if depth == 0:
                start = place
            depth += 1
        elif char == "}" and depth:
            depth -= 1
            if depth == 0:
                yield start, place + 1
        following = _MARK.search(text, place + 1)
        place = following.start() if following else len(text)
    if depth:
        yield start, len(text)


def _string_end(text: str, place: int) -> int:
    """Where the string that begins at `place` ends; one without an end takes the rest.

    A loop, since a regular expression would remember every letter of a string of 100 MB.
    """
    while mark := _STRING_MARK.search(text, place + 1):
        if mark[0] == '"':
            return mark.end()
        place = mark.start() + 1  # the letter after a backslash is part of the string
    return len(text)


def _cover_gap(end: int, log: ReadingLog) -> None:
    left, line = log.text[log.end : end].strip(" \n\t,[]{}\ufeff\0"), log.line
    if left.endswith(":") and _NUMBERED.fullmatch(left):
        left = ""
    if log.structure(end) and left and end < len(log.text):
        log.troubles.add("I105", f'Text between records was left out: "{clean(left)[:60]}"', line=line)


def _add_entry(
    text: str,
    values: dict[str, Any] | None,
    end: int,
    log: ReadingLog,
    draft_of: Callable[[Mapping[str, Any]], Draft | None],
) -> None:
    if log.too_large(end):
        return
    broken = values is None
    values = _loose_object(text) if values is None else values
    draft = draft_of(unwrapped(values)) if values else None
    if draft is None:
        what = "is no JSON object" if broken else "has no field of a record"
        log.refuse(end, (("", text[:RAW_LIMIT]),), f"An item {what}; it was refused.")
        return
    if broken:
        log.trouble("I109", "The JSON of a record is broken.")
    log.record(end, raw_of(values), draft)


def _loose_object(text: str) -> dict[str, Any]:
    """The texts and numbers of a broken object, by their names, each name's first."""
    found: dict[str, Any] = {}
    for name, value in _PAIR.findall(text):
        whole = f'{value}"' if value[0] == '"' and (len(value) < 2 or value[-1] != '"') else value
        try:
            found.setdefault(name, json.loads(whole, strict=False))
        except ValueError:
            continue
    return found


def parse_object(text: str) -> dict[str, Any] | None:
    """The JSON object in a text, None where it is something else or nested too deep."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def raw_of(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Names and values as text, in order; what is no text stays JSON."""
    return tuple(
        (name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
        for name, value in values.items()
        if value not in (None, "", [], {})
    )
