"""Web of Science's tagged format (plain text, FN ... EF), as ISI and Clarivate have written it."""

import re

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.tagged import Fields, Tagged, all_of, first_of, read_tagged
from slr.model.reading import Reading

VERSION = 3

_BRACKETED_DOI = re.compile(r"\[(10\.\d{4,9}/[^\[\]]+)\]")
_EMAIL = re.compile(r"\s?\([^()\s@]{1,80}@[^()\s@]{1,80}\)\s{0,4}$")
_KINDS = {"J": "article-journal", "B": "book", "S": "book", "P": "patent", "C": "paper-conference"}


def draft_of(by_tag: Fields) -> Draft:
    """The draft of a record in Web of Science's tags; authors stand one a line."""
    full, short = _names(by_tag, "AF"), _names(by_tag, "AU")
    people = (full if len(full) >= len(short) else short) or _names(by_tag, "BF") or _names(by_tag, "BA")
    codes = _flat(by_tag, "ID")  # Keywords Plus; in Inspec, identifiers in brackets
    groups = [f"{name.rstrip(',')}," for name in _lines(by_tag, "CA")]
    words = (
        _flat(by_tag, "DE").rstrip(" .") if "BD" in by_tag else _flat(by_tag, "DE")
    )  # of Zoological Record
    return Draft(
        type=csl_type(_flat(by_tag, "DT")) or _KINDS.get(first_of(by_tag, "PT"), ""),
        title=_flat(by_tag, "TI")
        or _flat(by_tag, "X1")
        or _flat(by_tag, "Z1"),  # SciELO's, the KCI's own language
        abstract=_flat(by_tag, "AB"),
        authors=family_first_all([_EMAIL.sub("", name) for name in (*people, *groups)]),
        dates=all_of(by_tag, "PY", "EY", "EA", "PD"),
        journal=_flat(by_tag, "SO") or _flat(by_tag, "JI") or _flat(by_tag, "J9"),
        volume=first_of(by_tag, "VL"),
        issue=first_of(by_tag, "IS"),
        pages=join_pages(clean(first_of(by_tag, "BP")), clean(first_of(by_tag, "EP")))
        or join_pages(clean(first_of(by_tag, "AR", "PS")), ""),
        dois=all_of(by_tag, "DI", "D2") or _BRACKETED_DOI.findall(codes),
        pmid=pmid_of(first_of(by_tag, "PM") or first_of(by_tag, "UT").partition("MEDLINE:")[2]),
        serials=all_of(by_tag, "SN", "EI", "BN"),
        language=_flat(by_tag, "LA"),
        keywords=split_keywords([words, "" if "],[" in codes else codes]),
        publisher=_flat(by_tag, "PU"),
        accession=first_of(by_tag, "UT"),
    )


def _lines(by_tag: Fields, tag: str) -> list[str]:
    return [line for value in by_tag.get(tag, ()) for line in value.split("\n")]


def _names(by_tag: Fields, tag: str) -> list[str]:
    """One a line; in old exports of MEDLINE, all on one."""
    return [name for line in _lines(by_tag, tag) for name in line.split(";")]


def _flat(by_tag: Fields, tag: str) -> str:
    return " ".join(_lines(by_tag, tag))


FORMAT = Tagged(
    name="wos",
    version=VERSION,
    start=re.compile(r"\n(?=\ufeff?PT [A-Z]\b)"),
    field=re.compile(r"\n\ufeff?([A-Z][A-Z0-9])(?: |(?=[ \t]*(?:\n|\Z)))"),
    end=re.compile(r"\nER[ \t]*(?:\n|\Z)"),
    draft=draft_of,
    first="PT",
    fold="\n",
    own=re.compile(r"(?:\ufeff?FN [^\n]*)?(?:\n?VR [^\n]*)?(?:EF)?"),
)


def read_wos(data: bytes, file: str) -> Reading:
    """Read Web of Science's tagged text: one entry for each PT line."""
    return read_tagged(FORMAT, data, file)
