"""EndNote XML, as EndNote, Zotero and Mendeley write it; text may be styled."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.written_names import marked
from slr.formats.xml_entries import first_text, read_xml, texts_of
from slr.model.reading import Reading
from slr.model.record import Record

VERSION = 3
_DEGREE = re.compile(
    r"(?:ph\.? ?d|dr|doctor|d\.? ?phil|m\.? ?(?:a|sc|phil)\b|master|b\.? ?(?:a|sc)\b|bachelor)", re.I
)
_NO_ADDRESSES = ("internal-pdf:", "<Go to ISI>", "files/")  # an attached file, a link that needs EndNote


def read_endnote_xml(data: bytes, file: str) -> Reading:
    """Read EndNote XML: one entry for each record element."""
    return read_xml(ReadingLog(data, file, "endnote-xml", VERSION), ("record",), draft_of)


def draft_of(entry: Element) -> Draft | None:
    """The draft of a record element; None where it has nothing."""
    if not any(True for _ in entry):
        return None
    kind = _type(entry)
    accession = first_text(entry, "accession-num")
    database = first_text(entry, "remote-database-name", "remote-database-provider").lower()
    notes = [*texts_of(entry, "notes"), *texts_of(entry, "research-notes")]
    return Draft(
        type=kind,
        title=first_text(entry, "titles/title", "titles/short-title"),
        abstract=first_text(entry, "abstract"),
        authors=family_first_all(
            [name for text in texts_of(entry, "contributors/authors/author") for name in text.split(";")]
        ),
        dates=[*texts_of(entry, "dates/year"), *texts_of(entry, "dates/pub-dates/date")],
        journal=_journal(entry, kind),
        volume=_volume(entry, kind),
        issue=first_text(entry, "number", "issue"),
        pages=join_pages(clean(first_text(entry, "pages", "electronic-article-number")), ""),
        dois=texts_of(entry, "electronic-resource-num"),
        pmid=pmid_of(accession) if any(name in database for name in ("pubmed", "medline", "nlm")) else "",
        serials=[*texts_of(entry, "isbn"), *texts_of(entry, "issn")],
        urls=[url for url in texts_of(entry, "urls/*/url") if not url.startswith(_NO_ADDRESSES)],
        notes=notes,
        language=first_text(entry, "language"),
        keywords=split_keywords(texts_of(entry, "keywords/keyword"), ";\n\r"),
        publisher=first_text(entry, "publisher"),
        accession=accession,
    )


def _type(entry: Element) -> str:
    kind = entry.find("ref-type")
    name = (kind.get("name") or "") if kind is not None else ""
    work = first_text(entry, "work-type")
    if name == "Generic" and (work in CSL_TYPES or work == "none"):
        return "" if work == "none" else work  # written by slr
    return "article-journal" if name == "Electronic Article" else csl_type(name)


def _volume(entry: Element, kind: str) -> str:
    """The volume; of a thesis EndNote has the degree there."""
    volume = first_text(entry, "volume")
    return "" if kind == "thesis" and _DEGREE.match(volume) else volume


def _journal(entry: Element, kind: str) -> str:
    paths = ["periodical/full-title", "titles/secondary-title", "titles/alt-title", "periodical/abbr-1"]
    return first_text(entry, *(paths[:1] if kind == "book" else paths))


# The names and numbers that EndNote gives its reference types.
_KINDS = {
    "article-journal": ("Journal Article", 17),
    "article-magazine": ("Magazine Article", 19),
    "article-newspaper": ("Newspaper Article", 23),
    "book": ("Book", 6),
    "chapter": ("Book Section", 5),
    "dataset": ("Dataset", 59),
    "document": ("Generic", 13),
    "paper-conference": ("Conference Paper", 47),
    "patent": ("Patent", 25),
    "report": ("Report", 27),
    "thesis": ("Thesis", 32),
    "webpage": ("Web Page", 12),
}


def write_endnote_xml(records: Iterable[Record]) -> str:
    """EndNote XML; a type that EndNote lacks is Generic, with the CSL type as type of work."""
    entries = "".join(f"<record>{''.join(_elements(record))}</record>\n" for record in records)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{entries}</records></xml>\n'


def _elements(record: Record) -> Iterator[str]:
    name, number = _KINDS.get(record.type, ("Generic", 13))
    yield f'<ref-type name="{name}">{number}</ref-type>'
    if record.authors:
        authors = "".join(_element("author", marked(author)) for author in record.authors)
        yield f"<contributors><authors>{authors}</authors></contributors>"
    titles = _element("title", record.title) + _element("secondary-title", record.journal)
    if titles:
        yield f"<titles>{titles}</titles>"
    if record.journal:
        yield f"<periodical>{_element('full-title', record.journal)}</periodical>"
    if record.year is not None:
        yield f"<dates><year>{record.year}</year></dates>"
    if record.keywords:
        yield f"<keywords>{''.join(_element('keyword', keyword) for keyword in record.keywords)}</keywords>"
    if record.url:
        yield f"<urls><related-urls>{_element('url', record.url)}</related-urls></urls>"
    for tag, value in (
        ("volume", record.volume),
        ("number", record.issue),
        ("pages", record.pages),
        ("isbn", " ".join([*record.issn.split(), *record.isbn.split()])),
        ("electronic-resource-num", record.doi),
        ("language", record.language),
        ("publisher", record.publisher),
        ("accession-num", record.accession),
        ("abstract", record.abstract),
        ("notes", record.pmid and f"PMID: {record.pmid}"),
        ("work-type", "" if record.type in _KINDS else record.type or "none"),
    ):
        yield _element(tag, value)


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>" if text else ""
