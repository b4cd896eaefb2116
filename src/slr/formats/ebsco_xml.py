"""EBSCOhost XML (PsycInfo, CINAHL and others): rec elements."""

from xml.etree.ElementTree import Element

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.xml_entries import first_text, read_xml, text_of, texts_of
from slr.model.reading import Reading

VERSION = 3


def read_ebsco_xml(data: bytes, file: str) -> Reading:
    """Read EBSCOhost XML: one entry for each rec element."""
    return read_xml(ReadingLog(data, file, "ebsco-xml", VERSION), ("rec",), draft_of)


def draft_of(entry: Element) -> Draft | None:
    """The draft of a rec element; None where it has no controlInfo."""
    info = entry.find(".//controlInfo")
    if info is None:
        return None
    header = entry.find("header")
    date = info.find(".//pubinfo/dt")
    first = clean(first_text(info, ".//artinfo/ppf"))
    return Draft(
        type=csl_type(first_text(info, ".//artinfo/doctype", ".//artinfo/pubtype")) or "article-journal",
        title=first_text(info, ".//artinfo/tig/atl", ".//dissinfo/disstl", ".//bkinfo/btl"),
        abstract=first_text(info, ".//artinfo/ab"),
        authors=family_first_all(texts_of(info, ".//artinfo/aug/au")),
        dates=[] if date is None else [date.get("year") or text_of(date)],
        journal=first_text(info, ".//jinfo/jtl") or first_text(info, ".//bkinfo/btl"),
        volume=first_text(info, ".//pubinfo/vid"),
        issue=first_text(info, ".//pubinfo/iid"),
        pages=join_pages(first, clean(first_text(info, ".//artinfo/ppl")) or _last_page(info, first)),
        dois=_identifiers(info, "doi"),
        pmid=next((pmid for text in _identifiers(info, "pmid") if (pmid := pmid_of(text))), ""),
        serials=[*texts_of(info, ".//jinfo/issn"), *texts_of(info, ".//bkinfo/isbn")],
        urls=texts_of(entry, ".//plink") + texts_of(entry, ".//pLink/url"),
        language=first_text(info, ".//language"),
        keywords=split_keywords([*texts_of(info, ".//sug/subj"), *texts_of(info, ".//keyword")], "\n"),
        publisher=first_text(info, ".//pubinfo/pub"),
        accession=("" if header is None else header.get("uiTerm", "")) or first_text(info, ".//artinfo/an"),
    )


def _last_page(info: Element, first: str) -> str:
    """The last page, of which EBSCO gives the number of pages instead."""
    count = first_text(info, ".//artinfo/ppct")
    if not (first.isdecimal() and count.isdecimal()) or not 1 < int(count) < 1000:
        return ""
    return str(int(first) + int(count) - 1)


def _identifiers(info: Element, kind: str) -> list[str]:
    return [text_of(element) for element in info.findall(".//artinfo/ui") if element.get("type") == kind]
