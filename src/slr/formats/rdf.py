"""Zotero RDF and Bibliontology RDF: items, and the journals, issues, people and attachments they refer to."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.rdf_fields import draft_of
from slr.formats.xml_entries import cover_gap, parse, read_entry, without_namespaces
from slr.model.reading import Reading

VERSION = 1

_ROOT = re.compile(r"<(?:\w+:)?RDF(?=[\s>])[^<>]*>")
_TAG = re.compile(r"<(?:!--|(/?)([A-Za-z_][\w.:-]*)([^<>]*?)(/?)>)")
_ABOUT = re.compile(r"\brdf:(?:about|ID|nodeID)\s*=\s*[\"']([^\"'<>]*)[\"']")
_PART_OF = re.compile(r"<dcterms:isPartOf\b[^<>]*\brdf:(?:resource|nodeID)\s*=\s*[\"']([^\"'<>]*)[\"']")
_ITEM_TYPE = re.compile(r"<z:itemType>\s*([^<>]*?)\s*</")
_NEXT = re.compile(r"\n\s*<(?:bib|bibo):[A-Z]\w+\s[^<>]*rdf:about")
# What describes no document: where items were kept, who made them, what is attached, how they are tagged.
_OTHERS = re.compile(
    r"z:(?:Attachment|Collection|UserItem|AutoTag|UserTag|AutomaticTag)|bib:Memo|foaf:\w+|rdf:(?:Seq|Bag|List|Statement)"
    r"|bibo:(?:Note|Collection)|ctag:\w+|vcard:\w+|res:\w+|link:\w+"
)
_CONTAINERS = re.compile(
    r"bib:(?:Journal|Series|Newspaper|Magazine|Periodical)|bibo:(?:Journal|Issue|Series|Newspaper|Magazine|Periodical|Website)"
    r"|z:(?:Website|Blog|Forum)"
)


@dataclass(slots=True)
class Node:
    """An element below the root: its name, its place, what it is about, and whether its end was found."""

    name: str
    start: int
    end: int
    about: str
    is_closed: bool = True


@dataclass(slots=True)
class Library:
    """Elements by what they are about: journals, people. `shared` are those that several items are in."""

    shared: set[str]
    chunks: dict[str, str] = field(default_factory=dict)
    parsed: dict[str, Element | None] = field(default_factory=dict)

    def find(self, about: str) -> Element | None:
        """The element about that, None where the file has none."""
        if about not in self.parsed:
            chunk = self.chunks.get(about)
            found = self.parsed[about] = parse(without_namespaces(chunk)) if chunk else None
            if found is not None and about in self.shared:
                found.set("shared", "yes")
        return self.parsed[about]


def read_rdf(data: bytes, file: str) -> Reading:
    """Read RDF/XML: one entry for each document that is described, in or out of a container."""
    log = ReadingLog(data, file, "rdf", VERSION)
    nodes = list(_nodes(log.text))
    containers = Counter(_PART_OF.findall(log.text))
    library = Library(shared={about for about, times in containers.items() if times > 1})
    for node in nodes:
        if node.about:
            library.chunks.setdefault(node.about, log.text[node.start : node.end])

    def draft(entry: Element) -> Draft | None:
        return draft_of(entry, library.find)

    for node in nodes:
        cover_gap(node.start, log)
        if _is_item(log.text, node, containers):
            read_entry(log, node.end, draft, closed=node.is_closed, plain=without_namespaces)
        else:
            log.structure(node.end)
    cover_gap(len(log.text), log)
    return log.reading()


def _nodes(text: str) -> Iterator[Node]:
    """The elements below the root, in order; where one has no end, it reaches up to the next item."""
    root = _ROOT.search(text)
    place = root.end() if root else 0
    ends = _Ends(text)
    while tag := _TAG.search(text, place):
        closes, name, attributes, empty = tag.groups()
        place = tag.end()
        if name is None:  # a comment
            place = text.find("-->", place) + 3
            if place < 3:
                return
            continue
        if closes:
            continue
        about = _ABOUT.search(attributes)
        node = Node(name, tag.start(), place, about[1] if about else "")
        if not empty:
            end = ends.of(name, place)
            following = _NEXT.search(text, place) if end < 0 else None
            node.end = end if end >= 0 else following.start() if following else len(text)
            node.is_closed = end >= 0
        place = node.end
        yield node


class _Ends:
    """Where elements end; each name is looked for in the whole text once at most."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._nested: dict[str, dict[int, int]] = {}  # name: behind its start tags, behind their end tags
        self._never: set[str] = set()  # names whose end tags do not come any more

    def of(self, name: str, place: int) -> int:
        """Where the element ends whose start tag ends at `place`; -1 where it does not."""
        if name in self._never:
            return -1
        if name not in self._nested:
            end = self._text.find(f"</{name}>", place)
            if end < 0:
                self._never.add(name)
                return -1
            if self._text.find(f"<{name}", place, end) < 0:
                return end + len(name) + 3
            self._nested[name] = self._all_of(name)
        return self._nested[name].get(place, -1)

    def _all_of(self, name: str) -> dict[int, int]:
        opened: list[int] = []
        found: dict[int, int] = {}
        for tag in re.finditer(rf"<(/?){re.escape(name)}(?=[\s>/])[^<>]*?(/?)>", self._text):
            if tag[1] and opened:
                found[opened.pop()] = tag.end()
            elif not tag[1] and not tag[2]:
                opened.append(tag.end())
        return found


def _is_item(text: str, node: Node, containers: Collection[str]) -> bool:
    """Whether an element describes a document, and is not only where others are in."""
    if _OTHERS.fullmatch(node.name):
        return False
    kind = _ITEM_TYPE.search(text, node.start, min(node.end, node.start + 2000))
    if kind:
        return kind[1] not in ("attachment", "note", "annotation")
    return not (_CONTAINERS.fullmatch(node.name) or (node.about and node.about in containers))
