"""PubMed's tagged format (MEDLINE, .nbib)."""

import re

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.tagged import Fields, Tagged, all_of, first_of, read_tagged
from slr.model.reading import Reading

VERSION = 1

_START = re.compile(
    r"\n(?:(?=\ufeff?PMID ?- )|[ \t\0]*\n(?=\ufeff?[A-Z][A-Z0-9 ]{3}- ))|\A\n(?=[A-Z][A-Z0-9 ]{3}- )"
)
_FIELD = re.compile(r"\n\ufeff?(?=[A-Z0-9 ]{4}-[ \n])([A-Z][A-Z0-9]{1,3}) {0,2}- ?")
_DOI_MARK = re.compile(r"\s*\[doi\]\s*$", re.IGNORECASE)


def draft_of(by_tag: Fields) -> Draft:
    """The draft of a record in PubMed's tags."""
    get = by_tag.get
    pmid = pmid_of(get("PMID", [""])[0])
    groups = [f"{name}," if "," not in name else name for name in get("CN", ())]
    marked = all_of(by_tag, "LID", "AID")
    return Draft(
        type=_type(by_tag),
        title=first_of(by_tag, "TI", "BTI", "CTI", "TT"),
        abstract=first_of(by_tag, "AB", "OAB"),
        authors=family_first_all([*(get("FAU") or get("AU") or ()), *groups]),
        dates=all_of(by_tag, "DP", "DEP", "DA"),
        journal=first_of(by_tag, "JT", "TA") or (first_of(by_tag, "BTI") if "TI" in by_tag else ""),
        volume=first_of(by_tag, "VI"),
        issue=first_of(by_tag, "IP"),
        pages=page_range(clean(first_of(by_tag, "PG"))),
        dois=[_DOI_MARK.sub("", text) for text in marked if _DOI_MARK.search(text)],
        pmid=pmid,
        serials=all_of(by_tag, "IS", "ISBN"),
        urls=get("URL", []),
        notes=get("SO", []),
        language="; ".join(get("LA", ())),
        keywords=split_keywords(all_of(by_tag, "MH", "OT"), "\n"),
        publisher=first_of(by_tag, "PB"),
        accession=first_of(by_tag, "PMID"),
    )


def _type(by_tag: Fields) -> str:
    texts = by_tag.get("PT", ())
    if own := next((text for text in texts if text in CSL_TYPES or text == "none"), ""):
        return own if own in CSL_TYPES else ""  # written by slr; PubMed's are capitalized
    known = [name for text in texts if (name := csl_type(text))]
    special = [name for name in known if name != "article-journal"]
    if special:
        return special[0]
    if "BTI" in by_tag:
        return "chapter" if "TI" in by_tag else "book"
    return "article-journal" if known or "JT" in by_tag or "TA" in by_tag else ""


FORMAT = Tagged(
    name="nbib",
    version=VERSION,
    start=_START,
    field=_FIELD,
    draft=draft_of,
    first="PMID",
    first_is_type=False,
)


def read_nbib(data: bytes, file: str) -> Reading:
    """Read PubMed's tagged format: one entry for each PMID line, or block of tags after a blank line."""
    return read_tagged(FORMAT, data, file)
