"""JATS, the XML of journals and of PubMed Central: what stands before the text of each article."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.xml_entries import first_text, read_xml, text_of, texts_of, without_namespaces
from slr.model.reading import Reading

VERSION = 3
# The text, its tables and its references: of an article's fields they hold none, and they are most of it.
_BODY = re.compile(r"<(?:body|back|floats-group|sub-article|response)(?=[\s>])")
_DATES = ("ppub", "collection", "pub", "epub", "epub-ppub")  # in print first, as databases cite
_META = "front/article-meta"
_NAMES = ("name", "name-alternatives/name", "string-name", "name-alternatives/string-name")
_KINDS = frozenset(["article", "dataset", "review-book"])
_MARKS = frozenset(["xref", "fn", "contrib-group"])


def read_jats(data: bytes, file: str) -> Reading:
    """Read JATS: one entry for each article, by its front matter; the text is left out of the raw fields."""
    log = ReadingLog(data, file, "jats", VERSION)
    return read_xml(log, ("article",), draft_of, plain=_front)


def _front(chunk: str) -> str:
    if body := _BODY.search(chunk):
        end = chunk.rfind("</article>")
        chunk = chunk[: body.start()] + (chunk[end:] if end > body.start() else "")
    return without_namespaces(chunk)


def draft_of(entry: Element) -> Draft | None:
    """The draft of an article element; None where it has no front matter."""
    meta, journal = entry.find(_META), entry.find("front/journal-meta")
    if meta is None:
        return None
    kind = csl_type(entry.get("article-type", ""))
    return Draft(
        type=kind if kind in _KINDS else "article-journal",  # a journal's news is no newspaper's
        title=": ".join(
            filter(None, [_words(meta.find(f"title-group/{name}")) for name in ("article-title", "subtitle")])
        ),
        abstract=_abstract(meta),
        authors=tuple(_authors(meta)),
        dates=_dates(meta),
        journal=""
        if journal is None
        else first_text(journal, "journal-title-group/journal-title", "journal-title", "journal-id"),
        volume=first_text(meta, "volume"),
        issue=first_text(meta, "issue"),
        pages=join_pages(
            clean(first_text(meta, "fpage", "elocation-id")),
            clean(first_text(meta, "lpage")),
        ),
        dois=_identifiers(meta, "doi"),
        pmid=next((pmid for text in _identifiers(meta, "pmid") if (pmid := pmid_of(text))), ""),
        serials=[] if journal is None else texts_of(journal, "issn"),
        urls=[link for one in meta.findall("self-uri") if (link := one.get("href", "") or text_of(one))],
        language=entry.get("lang", ""),
        keywords=split_keywords(texts_of(meta, "kwd-group/kwd"), "\n"),
        publisher="" if journal is None else first_text(journal, "publisher/publisher-name"),
        accession=_pmc_number(meta),
    )


def _authors(meta: Element) -> Iterator[str]:
    """Authors, and groups among them; whoever else contributed is left out."""
    for one in meta.findall("contrib-group/contrib"):
        if one.get("contrib-type", "author") != "author":
            continue
        family = first_text(one, *(f"{place}/surname" for place in _NAMES))
        if family:
            given = first_text(one, *(f"{place}/given-names" for place in _NAMES))
            suffix = first_text(one, "name/suffix")
            name = family_first(", ".join(filter(None, [family, given, suffix])))
        else:
            group = clean(
                first_text(one, "collab/institution", "collab/named-content") or _words(one.find("collab"))
            )
            group = group or clean(first_text(one, "string-name"))
            name = family_first(f"{group}," if one.find("collab") is not None and group else group)
        if name:
            yield name


def _abstract(meta: Element) -> str:
    """The abstract itself: none of its kinds for the hurried (graphical, teaser), its sections labeled."""
    found = sorted(meta.findall("abstract"), key=lambda one: one.get("abstract-type") is not None)
    if not found:
        return ""
    parts = []
    for part in found[0].iter():
        if part.tag == "title" and (label := text_of(part)) and label.lower() != "abstract":
            parts.append(label if label.endswith((":", ".", "?")) else f"{label}:")
        elif part.tag == "p":
            parts.append(_words(part))
    return " ".join(filter(None, parts)) or text_of(found[0])


def _dates(meta: Element) -> list[str]:
    def rank(date: Element) -> int:
        kind = date.get("pub-type") or date.get("date-type", "")
        return _DATES.index(kind) if kind in _DATES else len(_DATES)

    found = sorted(meta.findall("pub-date"), key=rank)
    return [year for date in found if (year := first_text(date, "year", "string-date"))]


def _words(element: Element | None) -> str:
    """The text of an element without marks of footnotes, and of a group without its members."""
    if element is None:
        return ""
    found = [element.text or ""]
    for child in element:
        found += ["" if child.tag in _MARKS else _words(child), child.tail or ""]
    return (
        "".join(found).strip()
        if element.tag in ("article-title", "subtitle", "p", "collab")
        else "".join(found)
    )


def _pmc_number(meta: Element) -> str:
    number = next((text for kind in ("pmcid", "pmc") for text in _identifiers(meta, kind)), "")
    return f"PMC{number}" if number.isdecimal() else number


def _identifiers(meta: Element, kind: str) -> list[str]:
    return [text_of(one) for one in meta.findall("article-id") if one.get("pub-id-type") == kind]
