"""RefWorks tagged text (RT, A1, T1), as RefWorks, HighWire, ProQuest and CNKI write it."""

import re

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first, family_first_all
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.tagged import Fields, Tagged, all_of, first_of, read_tagged
from slr.model.reading import Reading

VERSION = 1

_PLAIN_NAME = re.compile(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?(?: [A-Z][a-z-]+){1,2}")
# What RefWorks calls types otherwise than other formats do, in lower case.
_TYPES = {
    "abstract": "article-journal",
    "bills/resolutions": "bill",
    "book, edited": "book",
    "book, section": "chapter",
    "book, whole": "book",
    "case/court decisions": "legal_case",
    "conference proceedings": "paper-conference",
    "dissertation/thesis": "thesis",
    "dissertation/thesis, unpublished": "thesis",
    "grant": "report",
    "journal, electronic": "article-journal",
    "laws/statutes": "legislation",
    "motion picture": "motion_picture",
    "music score": "musical_score",
    "online discussion forum/blogs": "post",
    "personal communication": "personal_communication",
    "sound recording": "song",
    "thesis, unpublished": "thesis",
    "unpublished material": "manuscript",
    "video/dvd": "motion_picture",
}
_PARTS = frozenset(["chapter", "paper-conference"])
# The tags of the legend above RefWorks' exports; CNKI has the volume in small letters. Only these begin a
# field: lines of an abstract go on without a mark.
_TAGS = (
    "RT|SR|ID|A[1-6]|T[1-3]|JF|JO|YR|FD|VO|vo|IS|SP|OP|K1|AB|NO|ED|PB|PP|SN|AV|AD|AN|LA|CL|SF|OT|LK|DO|CN|DB|DS"
    r"|IP|RD|ST|U\d{1,2}|UL|SL|LL|CR|WT|WV|WP|OL|PM|PMID|PMCID"
)


def draft_of(by_tag: Fields) -> Draft:
    """The draft of a record in RefWorks' tags; editors (A2) stay in the raw fields."""
    name = first_of(by_tag, "RT").lower()
    kind = _TYPES.get(name) or csl_type(name)
    number = first_of(by_tag, "AN")
    provider = " ".join(all_of(by_tag, "DB", "DS", "SF")).lower()
    issue = first_of(by_tag, "IS")
    is_pubmed = number.isdigit() and ("pubmed" in provider or "medline" in provider)
    return Draft(
        type=kind,
        title=first_of(by_tag, "T1", "OT").replace("\n", " "),
        abstract=first_of(by_tag, "AB"),
        authors=_authors(by_tag),
        dates=all_of(by_tag, "YR", "FD"),
        journal=_journal(by_tag, kind),
        volume=first_of(by_tag, "VO", "vo"),
        issue="" if issue == "prepublish" else issue,  # CNKI's "ahead of print"
        pages=join_pages(clean(first_of(by_tag, "SP")), clean(first_of(by_tag, "OP"))),
        dois=all_of(by_tag, "DO"),
        pmid=pmid_of(first_of(by_tag, "PMID", "PM")) or (pmid_of(number) if is_pubmed else ""),
        serials=all_of(by_tag, "SN"),
        urls=[url for text in all_of(by_tag, "UL", "LK") for url in text.split("\n") if "://" in url],
        notes=all_of(by_tag, "NO"),
        language=first_of(by_tag, "LA"),
        keywords=split_keywords(all_of(by_tag, "K1")),
        publisher=first_of(by_tag, "PB"),
        accession=number,
    )


def _authors(by_tag: Fields) -> tuple[str, ...]:
    names = [one.strip() for text in all_of(by_tag, "A1") for one in re.split(r"[;\n]", text)]
    if first_of(by_tag, "DS").lower() == "cnki":  # which writes "Roe Jane", with no comma
        names = [_turned(name) for name in names]
    return family_first_all(names)


def _turned(name: str) -> str:
    """A person's name of two or three words, family name first, with the comma that it lacks."""
    family, _, given = name.partition(" ")
    is_plain = _PLAIN_NAME.fullmatch(name) and family_first(name) != name
    return f"{family}, {given}" if is_plain else name


def _journal(by_tag: Fields, kind: str) -> str:
    if kind in _PARTS:
        return first_of(by_tag, "T2", "JF", "JO")
    return first_of(by_tag, "JF", *(() if kind == "book" else ("T2",)), "JO")  # a book's T2 is a series


FORMAT = Tagged(
    name="refworks",
    version=VERSION,
    start=re.compile(r"\n(?=\ufeff?RT [A-Z][a-z])"),
    field=re.compile(rf"\n\ufeff?({_TAGS})(?: |(?=[ \t]*(?:\n|\Z)))"),
    draft=draft_of,
    first="RT",
    fold="\n",
    own=re.compile(r"\W*Refworks Export Tagged Format.*", re.DOTALL | re.IGNORECASE),  # and a legend
)


def read_refworks(data: bytes, file: str) -> Reading:
    """Read RefWorks' tagged text: one entry for each RT line."""
    return read_tagged(FORMAT, data, file)
