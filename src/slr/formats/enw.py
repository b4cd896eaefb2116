"""EndNote's tagged import format (.enw, refer): %0, %A, %T."""

import re
from collections.abc import Iterable, Iterator

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.tagged import Fields, Tagged, all_of, first_of, read_tagged
from slr.formats.written_names import marked
from slr.model.reading import Reading
from slr.model.record import Record

VERSION = 3

_NO_ADDRESS = ("<Go to ISI>", "internal-pdf:", "file:")
# Between names in one field: a line, or as CNKI writes them.
_NAMES = re.compile(r"[\n;；]| ?%A ")


def draft_of(by_tag: Fields) -> Draft:
    """The draft of a record in EndNote's % tags."""
    kind = csl_type(first_of(by_tag, "%0"))
    urls = all_of(by_tag, "%U", "%>")
    return Draft(
        type="" if first_of(by_tag, "%9") == "none" else kind,
        title=first_of(by_tag, "%T", "%!").replace("\n", " "),
        abstract=first_of(by_tag, "%X"),
        authors=family_first_all([name for value in all_of(by_tag, "%A") for name in _NAMES.split(value)]),
        dates=all_of(by_tag, "%D", "%8"),
        journal=_journal(by_tag, kind),
        volume=first_of(by_tag, "%V"),
        issue=first_of(by_tag, "%N"),
        pages=join_pages(clean(first_of(by_tag, "%P", "%&")), ""),
        dois=[*all_of(by_tag, "%R"), *(text for text in all_of(by_tag, "%O") if text.startswith("10."))],
        pmid=_pmid(by_tag),
        serials=all_of(by_tag, "%@"),
        urls=[url for value in urls for url in value.split("\n") if not url.startswith(_NO_ADDRESS)],
        notes=all_of(by_tag, "%Z", "%O"),
        language=first_of(by_tag, "%G"),
        keywords=split_keywords(_keywords(all_of(by_tag, "%K"))),
        publisher=first_of(by_tag, "%I"),
        accession=first_of(by_tag, "%M"),
    )


def _pmid(by_tag: Fields) -> str:
    custom, number = first_of(by_tag, "%2"), first_of(by_tag, "%M")
    if "pmid" in custom.lower():
        return pmid_of(custom)
    provider = " ".join(all_of(by_tag, "%W", "%~")).lower()
    is_pubmed = number.isdigit() and any(name in provider for name in ("nlm", "pubmed", "medline"))
    return pmid_of(number) if is_pubmed else ""


def _journal(by_tag: Fields, kind: str) -> str:
    if kind in ("book", "thesis"):
        return first_of(by_tag, "%J")  # its %B is a series or a department
    is_named_by_publisher = kind == "article-newspaper" and first_of(by_tag, "%W") == "CNKI"
    return first_of(by_tag, "%J", "%B", *(("%I",) if is_named_by_publisher else ()))


def _keywords(values: list[str]) -> list[str]:
    """EndNote writes a keyword a line; a single line with commas and nothing else is a list (ACM)."""
    if len(values) == 1 and "\n" not in values[0] and ";" not in values[0]:
        return values[0].split(", ")
    return values


FORMAT = Tagged(
    name="enw",
    version=VERSION,
    start=re.compile(r"\n(?:(?=\ufeff?%0 )|[ \t\0]*\n(?=\ufeff?%[0A-Z] ))|\A\n(?=%[A-Z] )"),
    field=re.compile(r"\n\ufeff?(%[0-9A-Z@!$&()*#<>~^+=?\[\]|'\"])(?: |(?=\n|\Z|[\u4e00-\u9fff]))"),
    draft=draft_of,
    first="%0",
    fold="\n",
)


def read_enw(data: bytes, file: str) -> Reading:
    """Read EndNote's tagged format: one entry for each %0 line, or block of tags after a blank line."""
    return read_tagged(FORMAT, data, file)


_KINDS = {
    "article-journal": "Journal Article",
    "book": "Book",
    "chapter": "Book Section",
    "paper-conference": "Conference Paper",
    "thesis": "Thesis",
    "report": "Report",
    "webpage": "Web Page",
    "article-newspaper": "Newspaper Article",
    "article-magazine": "Magazine Article",
    "dataset": "Dataset",
    "patent": "Patent",
    "manuscript": "Manuscript",
}


def write_enw(records: Iterable[Record]) -> str:
    """EndNote's tagged format; types that EndNote lacks are Generic."""
    return "\n".join("".join(f"{tag} {value}\n" for tag, value in _fields(record)) for record in records)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "%0", _KINDS.get(record.type, "Generic")
    for name in record.authors:
        yield "%A", marked(name)
    for tag, value in (
        ("%T", record.title),
        ("%J", record.journal),
        ("%D", str(record.year or "")),
        ("%V", record.volume),
        ("%N", record.issue),
        ("%P", record.pages),
        ("%@", " ".join([*record.issn.split(), *record.isbn.split()])),
        ("%R", record.doi),
        ("%2", record.pmid and f"PMID: {record.pmid}"),
        ("%U", record.url),
        ("%G", record.language),
        ("%I", record.publisher),
        ("%X", record.abstract),
        ("%M", record.accession),
    ):
        if value:
            yield tag, value
    alone = ";" if len(record.keywords) == 1 and ", " in record.keywords[0] else ""
    for keyword in record.keywords:
        yield "%K", f"{keyword}{alone}"  # lest its comma separate
