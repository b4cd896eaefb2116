"""Where the list of records is in a JSON answer: services wrap it in objects that say how many were found."""

import json
import re
from typing import Any

from slr.formats.words import words

FAR = 300_000  # letters, in which a list must begin
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[{}\[\]]', re.DOTALL)
_COLON = re.compile(r"\s*:")
_FURTHER = re.compile(r"\s*,?\s*\{")
_OBJECT = re.compile(r"\s*[{\]]")
_LISTS = frozenset(
    words(
        "studies fullstudies studyfields items records results result docs works data references hits "
        "publications entry entries articles papers documents rows"
    )
)
_TITLES = frozenset(["title", "titles", "display_name", "DOI", "doi", "protocolSection", "itemType", "TI"])
# NCBI's summaries: no list, but an object with each record under its number.
_BY_NUMBER = re.compile(r'"result"\s*:\s*\{\s*"uids"\s*:\s*\[[^\[\]{}]*\]\s*,')
_CAPITALS = frozenset(["Title", "BriefTitle", "NCTId", "ProtocolSection"])
# Objects that hold one record, of Crossref, Zotero, Elasticsearch, JSON:API, DOAJ and ClinicalTrials.gov.
_WRAPPERS = words(
    "message data _source attributes bibjson metadata Study study work paper item record article"
)


def list_start(text: str) -> int:
    """The place behind the bracket of the list of records inside an object; -1 where there is none.

    The list is a known name's, or else that of the first objects with a title; a list in it is a record's.
    An object with a title of its own is a record, and its lists are authors and references; so is each of
    several objects, one a line.
    """
    if text[:2000].lstrip(" \n\t\ufeff\0")[:1] != "{":
        return -1
    if summary := _BY_NUMBER.search(text, 0, FAR):
        return summary.end()
    best, rank = -1, 0
    for start, name in _lists(text):
        found = 2 if name.lower() in _LISTS else 1 if _first_has_title(text, start) else 0
        if found > rank:
            best, rank = start, found
        elif found == rank == 2 and not _first_has_title(text, best) and _first_has_title(text, start):
            best = start
    return best


def _lists(text: str) -> list[tuple[int, str]]:
    """Where lists of objects begin that stand in no list, and their names; none if the object is a record."""
    found: list[tuple[int, str]] = []
    opened: list[str] = []
    names: list[str] = []  # of what is open
    name = ""
    for token in _TOKEN.finditer(text, 0, FAR):
        sign = token[0][0]
        if sign == '"':
            if _COLON.match(text, token.end()):
                name = token[0][1:-1]
                wrapped = opened == ["{", "{"] and names[1] in _WRAPPERS
                if name in _TITLES and (opened == ["{"] or wrapped):
                    return []
        elif sign in "{[":
            if sign == "[" and "[" not in opened and _OBJECT.match(text, token.end()):
                found.append((token.end(), name))
            opened.append(sign)
            names.append(name)
            name = ""
        elif opened:
            opened.pop()
            names.pop()
            if not opened:
                return [] if _FURTHER.match(text, token.end()) else found
    return found


def _first_has_title(text: str, start: int) -> bool:
    """Whether the object that begins behind `start`, or one that it wraps, has a title."""
    begin = text.find("{", start)
    try:
        first, _ = json.JSONDecoder().raw_decode(text[begin : begin + FAR]) if begin >= 0 else ({}, 0)
    except (ValueError, RecursionError):
        first = {}
    inner = unwrapped(first) if isinstance(first, dict) else {}
    return any(inner[name] and (name.rpartition(":")[2] in _TITLES or name in _CAPITALS) for name in inner)


def unwrapped(values: dict[str, Any]) -> dict[str, Any]:
    """The object that is the record itself where another holds it; what only the outer one has is kept."""
    if values.keys() & _TITLES:
        return values
    for name in _WRAPPERS:
        inner = values.get(name)
        if isinstance(inner, dict) and inner and (inner.keys() & _TITLES or "ProtocolSection" in inner):
            return {**{key: value for key, value in values.items() if key == "id"}, **inner}
    return values
