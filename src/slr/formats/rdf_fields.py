"""What the fields of a document in Zotero RDF and Bibliontology RDF mean."""

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.words import words
from slr.formats.xml_entries import first_text, text_of, texts_of

Find = Callable[[str], Element | None]  # an element of the file by what it is about
# Who made a thing: authors, or those whom Zotero names for things that have none.
_MAKERS = words(
    "authors authorList inventors directors presenters programmers artists podcasters interviewees composers "
    "cartographers performers"
)
_CLASSES = {
    "AcademicArticle": "article-journal",
    "Article": "article-journal",
    "Document": "document",
    "EditedBook": "book",
    "Proceedings": "book",
    "Statute": "legislation",
    "LegalCaseDocument": "legal_case",
    "Webpage": "webpage",
    "Description": "",
}


def draft_of(entry: Element, find: Find) -> Draft | None:
    """The draft of a document; None where it has nothing. `find` gives what it refers to."""
    if not any(True for _ in entry):
        return None
    kind = csl_type(first_text(entry, "itemType")) or _CLASSES.get(entry.tag, csl_type(entry.tag))
    places = [entry, *_containers(entry, find)]
    own = [place for place in places if not place.get("shared")]  # whose DOI is the item's

    def labeled(places: list[Element], *labels: str) -> list[str]:
        identifiers = [text for place in places for text in texts_of(place, "identifier")]
        return [
            text.partition(" ")[2]
            for text in identifiers
            if text.startswith(tuple(f"{one} " for one in labels))
        ]

    def of_one(*names: str) -> str:
        """The text in the item, or in what it is in, where that has one and not those of several items."""
        for place in places:
            found = list(dict.fromkeys(text for name in names for text in texts_of(place, name)))
            if found:
                return found[0] if len(found) == 1 or place is entry else ""
        return ""

    return Draft(
        type=kind,
        title=first_text(entry, "title"),
        abstract=first_text(entry, "abstract"),
        authors=tuple(filter(None, (_name(one, find) for one in _makers(entry)))),
        dates=[text for name in ("date", "issued", "created") for text in texts_of(entry, name)],
        journal=_journal(entry, kind, places[1:]),
        volume=of_one("volume"),
        issue="" if kind in ("report", "patent") else of_one("number", "issue"),
        pages=join_pages(
            clean(first_text(entry, "pages", "pageStart")),
            "" if first_text(entry, "pages") else clean(first_text(entry, "pageEnd")),
        ),
        dois=[*labeled(own, "DOI"), *texts_of(entry, "doi")],
        pmid=pmid_of(first_text(entry, "pmid")),
        serials=[*labeled(places, "ISSN", "ISBN"), *_serials(places)],
        urls=_urls(entry),
        notes=texts_of(entry, "description"),
        language=first_text(entry, "language"),
        keywords=split_keywords(_subjects(entry), "\n"),
        publisher=next(filter(None, map(_publisher, places)), ""),
    )


def _containers(entry: Element, find: Find, depth: int = 0) -> list[Element]:
    """What a document is in, and what that is in: an issue, a journal, a book."""
    found: list[Element] = []
    for part in entry.findall("isPartOf"):
        inside = next(iter(part), None)
        container = inside if inside is not None else find(part.get("resource") or part.get("nodeID") or "")
        if container is not None and depth < 4:
            found += [container, *_containers(container, find, depth + 1)]
    return found


def _makers(entry: Element) -> Iterator[Element]:
    for name in _MAKERS:
        listed = [*entry.findall(f"{name}/Seq/li"), *entry.findall(f"{name}/Description")]
        if listed:
            yield from listed
            return
    yield from entry.findall("creator")


def _name(item: Element, find: Find) -> str:
    """The name of a person or group that an element is, holds or refers to."""
    about = item.get("resource") or item.get("nodeID") or ""
    person = find(about) if about else next(iter(item), None)
    if item.tag == "Description":
        person = item
    if person is None:
        return family_first(clean(text_of(item)))
    family = first_text(person, "surname", "familyName", "lastName")
    given = first_text(person, "givenName", "givenname", "firstName")
    if family and given:
        return family_first(f"{family}, {given}")
    if family:
        return family_first(f"{family},")
    name = first_text(person, "name") or text_of(person)
    return family_first(f"{name}," if person.tag == "Organization" else name)


def _journal(entry: Element, kind: str, containers: list[Element]) -> str:
    for container in containers:
        if container.tag != "Series" and (title := first_text(container, "title")):
            return title
    for container in containers:
        if kind != "book" and (title := first_text(container, "title", "alternative", "shortTitle")):
            return title
    return first_text(entry, "presentedAt/Conference/title")


def _serials(places: list[Element]) -> list[str]:
    names = ("issn", "eissn", "isbn", "isbn13", "isbn10")
    return [text for place in places for name in names for text in texts_of(place, name)]


def _urls(entry: Element) -> list[str]:
    about = entry.get("about", "")
    found = [*texts_of(entry, "identifier/URI/value"), *texts_of(entry, "uri"), about]
    return [url for url in found if "://" in url and "zotero.org/" not in url]


def _subjects(entry: Element) -> list[str]:
    """Tags, also automatic ones; a library's call number is a subject, too, and no keyword."""
    return [text_of(one) for one in entry.findall("subject") if one.find("LCC") is None]


def _publisher(place: Element) -> str:
    return first_text(place, "publisher/Organization/name", "publisher")
