"""PubMed XML (PubmedArticleSet), articles and books."""

import re
from xml.etree.ElementTree import Element

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.xml_entries import first_text, read_xml, text_of, texts_of
from slr.model.reading import Reading

VERSION = 3
_NOT_AVAILABLE = re.compile(r"\[?not available\.?\]?\.?", re.IGNORECASE)


def read_pubmed_xml(data: bytes, file: str) -> Reading:
    """Read PubMed XML: one entry for each article or book."""
    log = ReadingLog(data, file, "pubmed-xml", VERSION)
    return read_xml(log, ("PubmedArticle", "PubmedBookArticle"), draft_of)


def draft_of(entry: Element) -> Draft | None:
    """The draft of a PubmedArticle or PubmedBookArticle; None where it has neither article nor book."""
    article = entry.find("MedlineCitation/Article")
    book = entry.find("BookDocument")
    body = article if article is not None else book
    if body is None:
        return None
    pmid = pmid_of(first_text(entry, "MedlineCitation/PMID", "BookDocument/PMID"))
    return Draft(
        type=_type(body, book is not None),
        title=_title(body),
        abstract=_abstract(body),
        authors=tuple(filter(None, map(_name, _authors(body)))),
        dates=_dates(body),
        journal=first_text(body, "Journal/Title", "Journal/ISOAbbreviation")
        or (first_text(body, "Book/BookTitle") if body.find("ArticleTitle") is not None else ""),
        volume=first_text(body, "Journal/JournalIssue/Volume", "Book/Volume"),
        issue=first_text(body, "Journal/JournalIssue/Issue"),
        pages=_pages(body),
        dois=_identifiers(entry, "doi"),
        pmid=pmid,
        serials=[*texts_of(body, "Journal/ISSN"), *texts_of(body, "Book/Isbn")],
        language="; ".join(texts_of(body, "Language")),
        keywords=split_keywords([*_headings(entry), *texts_of(entry, ".//KeywordList/Keyword")], "\n"),
        publisher=first_text(body, "Book/Publisher/PublisherName"),
        accession=pmid,
    )


def _title(body: Element) -> str:
    title = first_text(body, "ArticleTitle", "Book/BookTitle")
    if not title or _NOT_AVAILABLE.fullmatch(title):
        return first_text(body, "VernacularTitle") or title
    return title


def _pages(body: Element) -> str:
    if pages := first_text(body, "Pagination/MedlinePgn"):
        return join_pages(clean(pages), "")
    first, last = (clean(first_text(body, f"Pagination/{name}")) for name in ("StartPage", "EndPage"))
    return join_pages(first, last)


def _type(body: Element, is_book: bool) -> str:
    paths = ("PublicationTypeList/PublicationType", "PublicationType")
    known = [csl_type(text) for path in paths for text in texts_of(body, path)]
    special = [name for name in known if name and name != "article-journal"]
    if special:
        return special[0]
    if is_book:
        return "chapter" if body.find("ArticleTitle") is not None else "book"
    return "article-journal"


def _abstract(body: Element) -> str:
    parts = []
    for part in body.findall("Abstract/AbstractText"):
        label, text = part.get("Label"), text_of(part)
        parts.append(f"{label}: {text}" if label and label not in ("UNLABELLED", "UNASSIGNED") else text)
    return " ".join(filter(None, parts))


def _authors(body: Element) -> list[Element]:
    """The authors; of a chapter its own, of a book the book's. Names that a later one corrects go."""
    for path in ("AuthorList", "Book/AuthorList") if body.find("ArticleTitle") is None else ("AuthorList",):
        lists = [found for found in body.findall(path) if found.get("Type", "authors") == "authors"]
        names = [author for found in lists for author in found.findall("Author")]
        if names:
            return [author for author in names if author.get("ValidYN") != "N"]
    return []


def _name(author: Element) -> str:
    family = first_text(author, "LastName")
    if not family:
        group = first_text(author, "CollectiveName")
        return family_first(f"{group},") if group else ""
    parts = [family, first_text(author, "ForeName", "Initials"), first_text(author, "Suffix")]
    return family_first(", ".join(filter(None, parts)))


def _dates(body: Element) -> list[str]:
    paths = ("Journal/JournalIssue/PubDate", "Book/PubDate", "ArticleDate", "ContributionDate")
    return [
        date
        for path in paths
        for element in body.findall(path)
        if (date := first_text(element, "Year", "MedlineDate"))
    ]


def _identifiers(entry: Element, kind: str) -> list[str]:
    places = (
        ("MedlineCitation/Article/ELocationID", "EIdType"),
        ("PubmedData/ArticleIdList/ArticleId", "IdType"),
        ("BookDocument/ArticleIdList/ArticleId", "IdType"),
        ("BookDocument/Book/ELocationID", "EIdType"),
    )
    return [
        text_of(element)
        for path, name in places
        for element in entry.findall(path)
        if element.get(name) == kind and element.get("ValidYN") != "N"
    ]


def _headings(entry: Element) -> list[str]:
    """MeSH headings as PubMed's tagged format writes them: descriptor/qualifier/qualifier."""
    return [
        "/".join([first_text(heading, "DescriptorName"), *texts_of(heading, "QualifierName")])
        for heading in entry.findall(".//MeshHeadingList/MeshHeading")
    ]
