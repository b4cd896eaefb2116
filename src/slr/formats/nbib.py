"""PubMed's tagged format (MEDLINE, .nbib)."""

import re
from functools import lru_cache
from sys import intern

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import pages_of
from slr.formats.normalize.remember import remembered
from slr.formats.normalize.text import ANYTHING, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.pieces import Pieces, in_pieces
from slr.formats.tagged import Fields, Tagged, all_of, by_tag, first_of, take_entries
from slr.model.raw import RawFields
from slr.model.reading import Reading

VERSION = 3

_START = re.compile(
    r"\n(?:(?=\ufeff?PMID ?- ?(?=[ \d]))|[ \t\0]*\n(?=\ufeff?[A-Z][A-Z0-9 ]{3}- ))"
    r"|\A\n(?=[A-Z][A-Z0-9 ]{3}- )"
)
_FIELD = re.compile(r"\n\ufeff?(?=[A-Z0-9 ]{4}-[ \n]|PMID-\d)([A-Z][A-Z0-9]{1,3}) {0,2}- ?")
_SOUND_FIELD = re.compile("\n([A-Z0-9 ]{4})- ")
_WHOLES = frozenset(["book", "thesis"])
_COLUMN = re.compile("[A-Z][A-Z0-9]{1,3} {0,2}")


def draft_of(fields: Fields, *, plainness: int = ANYTHING) -> Draft:
    """The draft of a record in PubMed's tags."""
    get = fields.get
    pmid = pmid_of(get("PMID", [""])[0])
    groups = [f"{name}," if "," not in name else name for name in get("CN", ())]
    names = get("FAU") or get("AU") or []
    kind = _type(fields)
    journal = first_of(fields, "JT", "TA") or (first_of(fields, "BTI") if "TI" in fields else "")
    publisher = first_of(fields, "PB")
    urls = get("URL", [])
    if get("OWN") == ["ERIC"]:  # its addresses are identifiers, and its journal is whoever published a book
        urls = [*urls, *(text for text in all_of(fields, "LID", "AID") if "://" in text)]
        if kind in _WHOLES and not publisher:
            journal, publisher = "", journal
    return Draft(
        type=kind,
        title=first_of(fields, "TI", "BTI", "CTI", "TT"),
        abstract=first_of(fields, "AB", "OAB"),
        authors=family_first_all([*names, *groups] if groups else names, plainness=plainness),
        dates=all_of(fields, "DP", "DEP", "DA"),
        journal=journal,
        volume=first_of(fields, "VI"),
        issue=first_of(fields, "IP"),
        pages=pages_of(first_of(fields, "PG")),
        dois=[text[:-5].rstrip() for text in all_of(fields, "LID", "AID") if text[-5:].lower() == "[doi]"]
        or [text for text in fields.get("AID", ()) if text.startswith("doi:")],
        pmid=pmid,
        serials=all_of(fields, "IS", "ISSN", "ISBN"),
        urls=urls,
        notes=get("SO", []),
        language="; ".join(get("LA", ())),
        keywords=split_keywords(all_of(fields, "MH", "OT"), "\n", plainness=plainness),
        publisher=publisher,
        accession=first_of(fields, "PMID") or first_of(fields, "OID"),
        plainness=plainness,
    )


def _type(fields: Fields) -> str:
    own, known = _types_in("\0".join(fields.get("PT", ())))
    if own is not None:
        return own
    if known and known != "article-journal":
        return known
    if "BTI" in fields:
        return "chapter" if "TI" in fields else "book"
    return "article-journal" if known or "JT" in fields or "TA" in fields else ""


@remembered
def _types_in(texts: str) -> tuple[str | None, str]:
    """The type as slr writes it (PubMed's are capitalized), None where it is not; else what PubMed's mean."""
    for text in texts.split("\0"):
        if text in CSL_TYPES or text == "none":
            return (text if text in CSL_TYPES else ""), ""
    known = [name for text in texts.split("\0") if (name := csl_type(text))]
    plain = ("article-journal", "report") if "article-journal" in known else ()  # ERIC says both
    special = [name for name in known if name not in plain]
    return None, next(iter([*special, *known]), "")


FORMAT = Tagged(
    name="nbib",
    version=VERSION,
    start=_START,
    field=_FIELD,
    draft=draft_of,
    first="PMID",
    also_first=frozenset(["OWN"]),  # ERIC
    first_is_type=False,
)


def read_nbib(data: bytes, file: str) -> Reading:
    """Read PubMed's tagged format: one entry for each PMID line, or block of tags after a blank line."""
    return in_pieces(data, "PMID- ", lambda pieces: _read(data, file, pieces))


def _read(data: bytes, file: str, pieces: Pieces) -> Reading:
    log = ReadingLog(data, file, FORMAT.name, VERSION, pieces)
    for piece in pieces:
        lines = piece.count("\n") - 1
        raw = sound_fields(piece, lines) if log.is_small(pieces.size) else None
        if raw and (values := by_tag(raw.names, raw.values)):
            draft = draft_of(values, plainness=pieces.plainness)
            log.quick_record(pieces.size, lines, raw, draft)
        else:
            log.measure(piece, pieces)
            take_entries(FORMAT, piece, log)
    return log.reading()


def sound_fields(piece: str, lines: int) -> RawFields | None:
    """What `fields_of` gives for an entry; None where that may differ, or where there are more entries in it.

    Takes an entry whose first line is PMID and whose other lines begin with a tag just as PubMed writes it,
    or with six blanks and then something: there, nothing else than those tags can begin a field or an entry.
    `lines` is how many line ends the entry has.
    """
    if not piece.startswith("\nPMID- "):
        return None
    parts = _SOUND_FIELD.split(piece)
    tags = tuple(map(_tag, parts[1::2]))
    if "" in tags:
        return None
    last = parts[-1].rstrip()
    lines -= parts[-1].count("\n") - last.count("\n")
    parts[-1] = last
    if lines + 1 == len(tags):
        return RawFields(tags, tuple(map(str.strip, parts[2::2])))
    values: list[str] = []
    for value in parts[2::2]:
        whole = _unfolded(value) if "\n" in value else value.strip()
        if whole is None:
            return None
        values.append(whole)
    return RawFields(tags, tuple(values))


def _unfolded(value: str) -> str | None:
    """The lines of a value as one; None where not each begins with six blanks and then something."""
    lines = value.split("\n      ")
    if len(lines) <= value.count("\n"):
        return None
    lines = list(map(str.strip, lines))
    if "" in lines[1:]:
        return None
    return " ".join(lines if lines[0] else lines[1:])


@lru_cache(maxsize=4096)
def _tag(column: str) -> str:
    """The tag in the four letters before the hyphen, the same string each time; empty where there is none."""
    return intern(column.rstrip()) if _COLUMN.fullmatch(column) else ""
