"""MODS, the Library of Congress' XML, as library catalogs, repositories and Zotero write it."""

import re
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
_HOST = "relatedItem[@type='host']"
_LIVED = re.compile(r",? \(?(?:ca\. |b\. )?\d{4}(?:-\d{0,4})?\)?\.?\Z")  # Roe, Jane, 1960-
_AUTHORS = frozenset(["", "aut", "author", "creator", "cre"])
_KINDS = {"book chapter": "chapter", "academic journal": "article-journal", "conference publication": ""}


def read_mods(data: bytes, file: str) -> Reading:
    """Read MODS: one entry for each mods element, whatever prefix it has."""
    log = ReadingLog(data, file, "mods", VERSION)
    return read_xml(log, ("mods", "mods:mods"), draft_of, plain=without_namespaces)


def draft_of(entry: Element) -> Draft | None:
    """The draft of a mods element; None where it has nothing."""
    if not any(True for _ in entry):
        return None
    host = entry.find(_HOST)
    origin = ("originInfo", f"{_HOST}/originInfo")
    return Draft(
        type=_type(entry, host),
        title=_title(entry),
        abstract=first_text(entry, "abstract"),
        authors=tuple(filter(None, map(_name, entry.findall("name")))),
        dates=_dates(entry, *origin),
        journal=_title(host) if host is not None else "",
        volume=_detail(entry, "volume"),
        issue=_detail(entry, "issue"),
        pages=_pages(entry),
        dois=_identifiers(entry, "doi"),
        pmid=pmid_of("".join([*_identifiers(entry, "pmid"), *_identifiers(entry, "pubmed")][:1])),
        serials=[
            number
            for kind in ("issn", "isbn")
            for place in (host, entry)
            if place is not None
            for number in _identifiers(place, kind)
        ],
        urls=[*texts_of(entry, "location/url"), *_identifiers(entry, "uri")],
        notes=texts_of(entry, "note"),
        language=first_text(entry, "language/languageTerm", "language"),
        keywords=split_keywords(
            [*texts_of(entry, "subject/topic"), *texts_of(entry, "subject/geographic")], ";\n"
        ),
        publisher=first_text(entry, *(f"{place}/publisher" for place in origin)),
        accession=first_text(entry, "recordInfo/recordIdentifier"),
    )


def _title(entry: Element) -> str:
    """The title and its subtitle; alternative and abbreviated titles come after all others."""
    found = entry.findall("titleInfo")
    for info in sorted(found, key=lambda info: info.get("type") is not None):
        title = " ".join(filter(None, [first_text(info, "nonSort"), first_text(info, "title")]))
        if title:
            title = ": ".join(filter(None, [title, first_text(info, "subTitle")]))
            parts = [first_text(info, "partNumber"), first_text(info, "partName")]
            return ". ".join(filter(None, [title, ", ".join(filter(None, parts))]))
    return ""


def _type(entry: Element, host: Element | None) -> str:
    genres = [text.lower() for text in texts_of(entry, "genre")]
    for genre in genres:
        if kind := _KINDS.get(genre) or csl_type(genre):
            return kind
    if host is None:
        return "book" if first_text(entry, "originInfo/issuance") == "monographic" else ""
    return "article-journal" if _identifiers(host, "issn") or _detail(entry, "volume") else "chapter"


def _name(name: Element) -> str:
    roles = [text.lower() for text in texts_of(name, "role/roleTerm")]
    if not _AUTHORS & set(roles or [""]) or (name.get("type") == "conference" and not roles):
        return ""
    parts = [(part.get("type", ""), text_of(part)) for part in name.findall("namePart")]
    family = " ".join(text for kind, text in parts if kind == "family")
    given = " ".join(text for kind, text in parts if kind == "given")
    if family:
        suffix = " ".join(text for kind, text in parts if kind == "termsOfAddress")
        return family_first(", ".join(filter(None, [family, given, suffix])))
    pieces = [text for kind, text in parts if kind in ("", "given")]
    if name.get("type") == "corporate":  # with its department
        return family_first(f"{'. '.join(piece.rstrip('.') for piece in pieces)},") if pieces else ""
    return family_first(_LIVED.sub("", " ".join(pieces)))


def _dates(entry: Element, *origins: str) -> list[str]:
    """Dates of issue, those that machines read first; then of the part, of copyright and of creation."""
    found = [
        element
        for name in ("dateIssued", "copyrightDate", "dateCreated")
        for origin in origins
        for element in entry.findall(f"{origin}/{name}")
    ]
    found.sort(key=lambda element: (element.tag != "dateIssued", element.get("point") == "end"))
    parts = texts_of(entry, f"{_HOST}/part/date") + texts_of(entry, "part/date")
    return [text for element in found if (text := text_of(element))] + parts


def _detail(entry: Element, kind: str) -> str:
    kinds = (kind, "number") if kind == "issue" else (kind,)
    paths = [f"{place}part/detail[@type='{one}']" for one in kinds for place in (f"{_HOST}/", "")]
    return first_text(entry, *(f"{path}/number" for path in paths))


def _pages(entry: Element) -> str:
    for place in (f"{_HOST}/part/extent", "part/extent"):
        for extent in entry.findall(place):
            if extent.get("unit", "pages").startswith("page"):
                first, last = first_text(extent, "start", "list"), first_text(extent, "end")
                return join_pages(clean(first), clean(last))
    return ""


def _identifiers(place: Element, kind: str) -> list[str]:
    found = [one for one in place.findall("identifier") if one.get("type", "").lower() == kind]
    return [text for one in found if one.get("invalid") != "yes" and (text := text_of(one))]
