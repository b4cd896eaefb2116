"""The Cochrane Library's plain text: numbered records of `TI: …` lines."""

import re

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.tagged import Fields, Tagged, all_of, first_of, read_tagged
from slr.model.reading import Reading

VERSION = 2
_PUBMED = re.compile(r"PUBMED\s+(\d+)", re.IGNORECASE)


def draft_of(by_tag: Fields) -> Draft:
    """The draft of a record in Cochrane's tags."""
    pubmed = _PUBMED.search(" ".join(all_of(by_tag, "PM", "XR")))
    return Draft(
        type=csl_type(first_of(by_tag, "PT")),
        title=first_of(by_tag, "TI"),
        abstract=first_of(by_tag, "AB"),
        authors=family_first_all([name for text in all_of(by_tag, "AU") for name in text.split(";")]),
        dates=all_of(by_tag, "YR"),
        journal=first_of(by_tag, "SO"),
        volume=first_of(by_tag, "VL"),
        issue=first_of(by_tag, "NO"),
        pages=page_range(clean(first_of(by_tag, "PG"))),
        dois=all_of(by_tag, "DOI"),
        pmid=pubmed[1] if pubmed else pmid_of(first_of(by_tag, "PM")),
        serials=all_of(by_tag, "SN"),
        urls=all_of(by_tag, "US"),
        keywords=split_keywords(all_of(by_tag, "KY")),
        publisher=first_of(by_tag, "PB"),
        accession=first_of(by_tag, "ID"),
    )


FORMAT = Tagged(
    name="cochrane",
    version=VERSION,
    start=re.compile(r"\n(?=\ufeff?Record #\d{1,7} of \d{1,7}[ \t]*\n)"),
    field=re.compile(r"\n([A-Z]{2,3}): "),
    draft=draft_of,
    first="",
    first_is_type=False,
    fold="\n",
)


def read_cochrane(data: bytes, file: str) -> Reading:
    """Read the Cochrane Library's plain text: one entry for each numbered record."""
    return read_tagged(FORMAT, data, file)
