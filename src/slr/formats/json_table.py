"""JSON of any tool (Zotero, OpenAlex, Lens, Publish or Perish): the names are guessed as columns are."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slr.formats.columns import squeeze
from slr.formats.draft import Draft
from slr.formats.json_items import read_items
from slr.formats.json_names import COLUMN_OF
from slr.formats.log import ReadingLog
from slr.formats.normalize.names import family_first_all
from slr.formats.rows import draft_of as draft_of_row
from slr.formats.rows import layout_of
from slr.formats.words import words
from slr.model.reading import Reading

VERSION = 3
_OPENALEX = "https://openalex.org/"  # before the numbers of works
_COLLECTION = re.compile(r"[A-Z]{3}")  # what Europe PMC has a record from: MED, PPR; no journal
_DEPTH = 6  # how far into nested objects names are looked for
_FAMILY = ("last_name", "lastName", "family", "familyName", "surname", "LastName")
_GIVEN = ("first_name", "firstName", "given", "givenName", "given-name", "ForeName")
_GROUP = ("collective_name", "collectiveName", "literal")
_WHOLE = ("full_name", "fullName", "displayName", "authname", "creator", "name")
_PEOPLE = frozenset(["author", "authors", "creator", "creators", "contributors"])
# Roles that Zotero gives those who made a thing, where it has no author.
_MAKERS = frozenset(
    words(
        "author inventor director presenter programmer artist podcaster interviewee cartographer composer "
        "performer sponsor"
    )
)
_NO_RECORDS = frozenset(["attachment", "note", "annotation"])  # what Zotero keeps below its items


def read_json(data: bytes, file: str) -> Reading:
    """Read a list of objects, alone or inside an object; nested names are joined with a dot."""
    return read_items(ReadingLog(data, file, "json", VERSION), draft_of, is_record=_is_record)


def _is_record(values: Mapping[str, Any]) -> bool:
    return values.get("itemType") not in _NO_RECORDS


def draft_of(values: Mapping[str, Any]) -> Draft | None:
    """The draft of one object; None where no name is known."""
    flat = _with_columns(dict(_flatten(values, "", 0)))
    layout = layout_of(list(flat))
    cells = list(flat.values())
    if not layout.has_value(cells):
        return None
    draft = draft_of_row(layout, cells)
    for place in layout.meanings.get("authors", [])[:1]:
        if isinstance(people := cells[place], _People):
            draft.authors = family_first_all(people.split("; "))
    return draft


class _People(str):
    """Names from a list of people, each as `family_first` reads it, with semicolons between them."""

    __slots__ = ()


def _with_columns(flat: dict[str, str]) -> dict[str, str]:
    """The same, with what only services call so under the names of a table's columns; those come first."""
    found: dict[str, tuple[int, str]] = {}
    rest = {}
    for name, text in flat.items():
        column, rank = COLUMN_OF.get(squeeze(name), ("", 0))
        if not column:
            rest[name] = text
        elif text and (column not in found or rank < found[column][0]):
            found[column] = (rank, text)
    if found.get("accessionnumber", (0, ""))[1].startswith("GSRANK"):  # a place in a list, no number
        del found["accessionnumber"]
    if "link.scopus" in flat:  # Scopus' own page; the other address is its programming interface's
        rest.pop("url", None)
    columns = {column: text for column, (_, text) in found.items() if not rest.get(column)}
    return rest | columns


def _flatten(values: Mapping[str, Any], path: str, depth: int) -> Iterator[tuple[str, str]]:
    """Dotted names and texts; lists of texts are joined, of objects give one for each of their names."""
    for name, value in values.items():
        place = f"{path}.{name}" if path else name.rpartition(":")[2]  # without dc:, prism:
        if name == "abstract_inverted_index" and isinstance(value, dict):
            yield "abstract", _in_order(value)
        elif isinstance(value, dict) and depth < _DEPTH:
            yield from _flatten(value, place, depth + 1)
        elif isinstance(value, list) and depth < _DEPTH:
            yield from _flatten_list(name, value, place, depth + 1)
        elif name == "authorString" and isinstance(value, str):  # Europe PMC: Roe J, Town Group.
            yield place, _People("; ".join(value.rstrip(". ").split(", ")))
        elif name == "source" and isinstance(value, str) and _COLLECTION.fullmatch(value):
            continue
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            yield place, "" if name == "year" and not value else str(value).removeprefix(_OPENALEX)


def _flatten_list(name: str, values: list[Any], place: str, depth: int) -> Iterator[tuple[str, str]]:
    objects = [value for value in values if isinstance(value, dict)]
    if not objects:
        yield place, "; ".join(str(value) for value in values if isinstance(value, str | int | float))
        return
    if people := "; ".join(filter(None, map(_person, _makers(objects, name in _PEOPLE)))):
        yield place, _People(people)
        if name in _PEOPLE:
            return
    found: dict[str, list[str]] = {}
    for value in objects:
        for part, text in _parts(value, place, depth):
            found.setdefault(part, []).append(text)
    yield from ((part, "; ".join(texts)) for part, texts in found.items())


def _parts(value: Mapping[str, Any], place: str, depth: int) -> Iterator[tuple[str, str]]:
    """The names and texts of an object in a list; a kind beside a value is a part of the name."""
    for kind, text in (("type", "value"), ("type", "id"), ("@ref", "@href"), ("idtype", "value")):
        if isinstance(value.get(kind), str) and isinstance(value.get(text), str | int):
            yield f"{place}.{value[kind]}", str(value[text])
            return
    if value.get("descriptionType") not in (None, "Abstract"):  # DataCite: methods, series
        return
    yield from _flatten(value, place, depth)


def _makers(objects: list[dict[str, Any]], are_people: bool) -> list[dict[str, Any]]:
    """Who made a thing, of all who contributed to it: authors, or what stands for them."""
    if not are_people or not any("creatorType" in one for one in objects):
        return objects if are_people or all(map(_has_family, objects)) else []
    return [one for one in objects if one.get("creatorType") in _MAKERS]


def _has_family(value: Mapping[str, Any]) -> bool:
    return any(isinstance(value.get(name), str) for name in _FAMILY)


def _person(value: Mapping[str, Any]) -> str:
    """A name as `family_first` reads it: with a comma, at the end of a group's."""

    def text(names: tuple[str, ...]) -> str:
        return next((found for name in names if isinstance(found := value.get(name), str) and found), "")

    family, given = text(_FAMILY), text(_GIVEN)
    if family:
        return f"{family}, {given}" if given else family
    if group := text(_GROUP):
        return f"{group},"
    whole = text(_WHOLE)
    is_group = value.get("nameType") == "Organizational" or ("creatorType" in value and whole)
    return f"{whole}," if whole and is_group else whole


def _in_order(index: Mapping[str, Any]) -> str:
    """The abstract that OpenAlex gives as a list of places for each word."""
    placed = [(place, word) for word, places in index.items() if isinstance(places, list) for place in places]
    return " ".join(word for _, word in sorted(pair for pair in placed if isinstance(pair[0], int)))
