"""JSON of any tool (Publish or Perish, OpenAlex, Lens): the names are guessed as columns are."""

from collections.abc import Iterator, Mapping
from typing import Any

from slr.formats.draft import Draft
from slr.formats.json_items import read_items
from slr.formats.log import ReadingLog
from slr.formats.rows import draft_of as draft_of_row
from slr.formats.rows import layout_of
from slr.model.reading import Reading

VERSION = 2
_DEPTH = 6  # how far into nested objects names are looked for


def read_json(data: bytes, file: str) -> Reading:
    """Read a list of objects, alone or inside an object; nested names are joined with a dot."""
    return read_items(ReadingLog(data, file, "json", VERSION), draft_of)


def draft_of(values: Mapping[str, Any]) -> Draft | None:
    """The draft of one object; None where no name is known."""
    flat = dict(_flatten(values, "", 0))
    layout = layout_of(list(flat))
    cells = list(flat.values())
    return draft_of_row(layout, cells) if layout.has_value(cells) else None


def _flatten(values: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, str]]:
    """Dotted names and texts; lists of texts are joined, of objects give one for each of their names."""
    for name, value in values.items():
        place = f"{path}.{name}" if path else name
        if name == "abstract_inverted_index" and isinstance(value, dict):
            yield "abstract", _in_order(value)
        elif isinstance(value, dict) and depth < _DEPTH:
            yield from _flatten(value, place, depth + 1)
        elif isinstance(value, list) and depth < _DEPTH:
            yield from _flatten_list(value, place, depth + 1)
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield place, str(value)


def _flatten_list(values: list[Any], place: str, depth: int) -> Iterator[tuple[str, str]]:
    objects = [value for value in values if isinstance(value, dict)]
    if not objects:
        yield place, "; ".join(str(value) for value in values if isinstance(value, str | int | float))
        return
    if names := list(filter(None, map(_person, objects))):
        yield place, "; ".join(names)
        return
    found: dict[str, list[str]] = {}
    for value in objects:
        if {"type", "value"} <= value.keys():  # Lens: {"type": "doi", "value": "10..."}
            found.setdefault(f"{place}.{value['type']}", []).append(str(value["value"]))
            continue
        for name, text in _flatten(value, place, depth):
            found.setdefault(name, []).append(text)
    yield from ((name, "; ".join(texts)) for name, texts in found.items())


def _person(value: Mapping[str, Any]) -> str:
    family = value.get("last_name") or value.get("lastName") or value.get("family")
    given = value.get("first_name") or value.get("firstName") or value.get("given")
    if isinstance(family, str) and family:
        return f"{family}, {given}" if isinstance(given, str) and given else family
    return ""


def _in_order(index: Mapping[str, Any]) -> str:
    """The abstract that OpenAlex gives as a list of places for each word."""
    placed = [(place, word) for word, places in index.items() if isinstance(places, list) for place in places]
    return " ".join(word for _, word in sorted(pair for pair in placed if isinstance(pair[0], int)))
