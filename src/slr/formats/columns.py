"""What the columns of a table mean, told by their names."""

import re
import unicodedata
from collections.abc import Mapping

from slr.formats.column_names import ALIASES, NUMBERS, TAGS, WEAK
from slr.model.errors import SlrError
from slr.model.record import COLUMNS

# A record's fields, and besides them what tables have in columns of their own, to the meanings of columns.
FIELDS = {
    **{name: name for name in COLUMNS if name in ALIASES},
    **dict.fromkeys(("issn", "isbn"), "serials"),
    **{name: name for name in ("first_page", "last_page", "article_number", "date", "notes")},
}
_PUNCTUATION = re.compile(r"[\W_]+")
_LAST = 1000  # rank: behind every name that is known
_AFFIX = re.compile(r"^(?:dc|dcterms|prism|rel)[:._]|_(?:s|ss|t|i)$")
_TWICE = re.compile(r"[-/(（|]")


def squeeze(name: str) -> str:
    """A column's name without case, accents, spaces and punctuation."""
    if not name.isascii():
        bare = "".join(
            [char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char)]
        )
        name = unicodedata.normalize("NFC", bare)
    return _PUNCTUATION.sub("", name.lower())


_MEANING = {
    squeeze(name): (meaning, rank) for meaning, names in ALIASES.items() for rank, name in enumerate(names)
}


def meanings_of(header: list[str]) -> dict[str, list[int]]:
    """Meaning to the places of its columns, best first; columns that mean nothing known are left out.

    A weak column where a better one is there is read as a citation, which may say what the others lack.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    squeezed = [squeeze(name) for name in header]
    tags = TAGS if _are_tags(set(squeezed)) else {}
    for place, name in enumerate(squeezed):
        known = (tags[name], _LAST) if name in tags else _meaning_of(name, header[place])
        if known and known[0]:
            found.setdefault(known[0], []).append((known[1], place))
    running = {place for place, name in enumerate(squeezed) if name in NUMBERS}
    _drop(found, "issue", running if "volume" not in found else running & {0})
    for meaning, places in list(found.items()):
        weak = {place for _, place in places if squeezed[place] in WEAK}
        if len(weak) < len(places):
            _drop(found, meaning, weak)
            if meaning == "journal" and "citation" not in found and weak:
                found["citation"] = [(0, place) for place in weak]
    return {meaning: [place for _, place in sorted(places)] for meaning, places in found.items()}


def _meaning_of(squeezed: str, name: str) -> tuple[str, int] | None:
    """(meaning, rank) of a name, also with what Dublin Core, PRISM or Solr write before and behind it."""
    if known := _MEANING.get(squeezed):
        return known
    bare = _AFFIX.sub("", name.strip())
    return _MEANING.get(squeeze(bare)) if bare != name.strip() else _twice(name)


def _are_tags(names: set[str]) -> bool:
    """Whether columns are named by Web of Science's tags, by itself or by bibliometrix (which has no PT)."""
    return {"au", "ti", "so"} <= names and ("pt" in names or len(names & {"py", "ut", "dt", "de", "di"}) > 1)


def _twice(name: str) -> tuple[str, int] | None:
    """The meaning of a name in two languages (`Title-题名`); the one in Latin letters may be unknown."""
    parts = [part for part in map(squeeze, _TWICE.split(name)) if part]
    if len(parts) != 2:
        return None
    one, two = map(_MEANING.get, parts)
    if one and two:
        return one if one[0] == two[0] else None
    only = [known for part, known in zip(parts, (one, two), strict=True) if known and not part.isascii()]
    return only[0] if only and any(map(str.isascii, parts)) else None


def _drop(found: dict[str, list[tuple[int, int]]], meaning: str, places: set[int]) -> None:
    if not places:
        return
    found[meaning] = [pair for pair in found.get(meaning, []) if pair[1] not in places]
    if not found[meaning]:
        del found[meaning]


def check_fields(columns: Mapping[str, str]) -> None:
    """Raise SlrError where `columns` (a record's field to a column's name) has a field that no record has."""
    for field in columns:
        if field not in FIELDS:
            raise SlrError(f'No field of a record is called "{field}".', f"Known are: {', '.join(FIELDS)}.")


def no_header(file: str, columns: Mapping[str, str] | None) -> SlrError:
    """The error for a table without a row of known column names, or without those of `columns`."""
    if columns:
        names = ", ".join(columns.values())
        return SlrError(
            f"No row of {file} names these columns: {names}.", "Write them as the file does.", file=file
        )
    return SlrError(
        f"No column of {file} could be told to be a title, a DOI or a PMID.",
        "A row above the records must name the columns (title, authors, year, journal, doi), or say which is "
        'which with --columns title="Name of the column".',
        file=file,
    )


def header_score(cells: list[str], columns: Mapping[str, str] | None = None) -> int:
    """0 to 100: how much a row looks like the column names of bibliographic records, or has those wanted."""
    if columns:
        return 100 if set(columns.values()) <= {cell.strip(" \ufeff\0") for cell in cells} else 0
    meanings = meanings_of(cells)
    known = meanings.keys()
    if "title" not in known and not {"doi", "pmid"} & known and not {"abstract", "authors"} <= known:
        return 0
    if sum(len(cell) > 80 for cell in cells) * 3 > len(cells):  # a review's form may ask a few long questions
        return 0
    strength = sum(
        meaning in meanings for meaning in ("title", "abstract", "authors", "year", "journal", "doi", "date")
    )
    return min(85, 25 + 15 * strength) if strength + len(meanings) > 2 else 20
