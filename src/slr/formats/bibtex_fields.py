"""What the fields of a BibTeX entry mean, BibLaTeX's and those of databases included."""

import re
from collections.abc import Callable, Mapping

from slr.formats.bibtex_journals import JOURNALS
from slr.formats.bibtex_names import names_of
from slr.formats.bibtex_types import IN_BOOKS, NUMBERED_OTHERWISE, TYPES, WHOLE_BOOKS
from slr.formats.draft import Draft
from slr.formats.latex import to_address, to_unicode
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type

_Text = Callable[..., str]  # names of fields: the first one's text that has any
_Addresses = Callable[..., list[str]]  # names of fields: all their addresses
# What publishers (Wiley, SAGE, ACS) write where a paper is ahead of print; their eprint is an address.
_NOTHING = frozenset(["null", "n/a", "none", "0"])
# Who else publishes; an article's institution is its authors' (JabRef's PubMed).
_PUBLISHERS = dict.fromkeys(("article", "inproceedings", "conference"), ("organization",))
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s,;}]+[^\s,;}.)]")
_COMMA = re.compile(r",\s+|(?<!\d),")
_JOURNALS = ("journaltitle", "fjournal", "journal-full", "journal")


def draft_of(kind: str, values: Mapping[str, str]) -> Draft:
    """The draft of an entry, from its type and its fields (lower-case names, values without delimiters)."""

    def text(*names: str) -> str:
        for name in names:
            if (value := values.get(name)) and (plain := to_unicode(value)):
                return plain
        return ""

    def addresses(*names: str) -> list[str]:
        return [to_address(value) for name in names if (value := values.get(name))]

    archive = text("eprinttype", "archiveprefix").strip().lower()
    eprint = text("eprint", "arxivid") if archive or "arxivid" in values else ""
    arxiv = eprint if archive in ("arxiv", "") and "://" not in eprint else ""
    in_series = "series" in values and (kind in IN_BOOKS or kind in WHOLE_BOOKS)
    number = text("issue") if in_series or kind in NUMBERED_OTHERWISE else text("number", "issue")
    place = [text("volume"), number, text("pages")]
    if "://" in values.get("eprint", ""):
        place = ["" if part.strip().lower() in _NOTHING else part for part in place]
    volume, issue, pages = place
    return Draft(
        type=_type(kind, text, is_preprint=bool(arxiv)),
        title=_title(kind, text),
        abstract=to_unicode(values.get("abstract", ""), ligatures=False),  # machines write these
        authors=names_of(values.get("author", "")),
        dates=[date for name in ("year", "date", "issued") if (date := text(name))],
        journal=_journal(kind, values, text),
        volume=volume,
        issue=issue,
        pages=join_pages(clean(pages), "")
        or join_pages(clean(text("article-number", "articleno", "art_number", "eid")), ""),
        dois=addresses("doi", "digitalobjectidentifier"),
        pmid=pmid_of(text("pmid", "pubmedid") or (eprint if archive in ("pubmed", "pmid") else "")),
        serials=[serial for name in ("issn", "eissn", "isbn") if (serial := text(name))],
        urls=_urls(addresses),
        notes=[note for name in ("note", "annote", "annotation", "addendum") if (note := text(name))],
        language=text("langid", "language", "hyphenation"),
        keywords=_keywords(
            text("keywords", "keyword"), text("keywords-plus", "author_keywords"), text("mesh")
        ),
        publisher=text("publisher", *_PUBLISHERS.get(kind, ("school", "institution", "organization"))),
        accession=text("accession", "unique-id", "accession-number", "accessionnumber")
        or (f"arXiv:{arxiv.removeprefix('arXiv:')}" if arxiv else ""),
    )


def _type(kind: str, text: _Text, *, is_preprint: bool) -> str:
    csl = text("csltype")
    if csl in CSL_TYPES or csl == "none":
        return "" if csl == "none" else csl
    if kind == "article" and (press := text("entrysubtype")) in ("magazine", "newspaper"):
        return f"article-{press}"
    if is_preprint and kind in ("misc", "online", "unpublished"):
        return "article"
    return TYPES.get(kind) or csl_type(kind)


def _title(kind: str, text: _Text) -> str:
    title = text("title", "maintitle") or (text("booktitle") if kind in WHOLE_BOOKS else "")
    return _with_subtitle(title or text("shorttitle"), text("subtitle"))


def _journal(kind: str, values: Mapping[str, str], text: _Text) -> str:
    """The journal, or the book that an entry is in; a journal's command (\\mnras) is its name."""
    books = () if kind in WHOLE_BOOKS and text("booktitle") == text("title", "booktitle") else ("booktitle",)
    names = (*books, *_JOURNALS) if kind in IN_BOOKS else (*_JOURNALS, *books)
    for name in names:
        if known := JOURNALS.get(values.get(name, "").strip(" {}").removeprefix("\\")):
            if values[name].strip(" {").startswith("\\"):
                return known
        elif found := text(name):
            return _with_subtitle(found, text("booksubtitle") if name == "booktitle" else "")
    return text("shortjournal")


def _urls(addresses: _Addresses) -> list[str]:
    """Addresses; of how a thing was published only the address in it (`Available: https://...`)."""
    said = [found[0] for text in addresses("howpublished") if (found := _ADDRESS.search(text))]
    others = addresses("link", "remote-url", "bdsk-url-1", "eprint", "adsurl", "ee")
    return [url for url in [*addresses("url"), *said, *others] if "://" in url]


def _with_subtitle(title: str, subtitle: str) -> str:
    if not subtitle or not title:
        return title or subtitle
    return f"{title}{' ' if title[-1:] in '?!:' else ': '}{subtitle}"


def _keywords(*values: str) -> tuple[str, ...]:
    found: list[str] = []
    for value in values:
        if ";" not in value and ", " in value:  # Zotero's commas have a blank; 2,3-diphosphate is one word
            value = _COMMA.sub(";", value)
        found += split_keywords([value], ";\n" if ";" in value else ",\n")
    return tuple(dict.fromkeys(found))
