"""XML exports, one entry at a time: entries are found in the text, so that a broken one costs only itself.

A document's prolog is never parsed: entities that it declares stay unresolved.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import unescape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.normalize.text import clean
from slr.model.reading import Reading

DEPTH_LIMIT = 200  # of elements in an entry; none is that deep, and readers go down into them
RAW_LIMIT = 100_000  # characters of an entry that was not understood at all
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_ILLEGAL_REFERENCE = re.compile(r"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|x0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]));")
_TOKEN = re.compile(
    r"<(?P<ends>/?)(?P<name>[A-Za-z_][\w.:-]*)(?P<attributes>[^<>]*?)(?P<empty>/?)>|[^<]+|<", re.DOTALL
)
_NAMESPACE = re.compile(r"\sxmlns(?::[\w.-]{1,40})?\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')")
_PREFIX = re.compile(r"(</?|(?<=[\s\"'])(?=[\w.-]{1,40}:[\w.-]{1,40}=[\"']))[A-Za-z_][\w.-]{0,40}:")
_ATTRIBUTE = re.compile(r"([\w.:-]+)\s*=\s*[\"']([^\"'<>]*)[\"']")
_ILLEGAL = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], " ")


def read_xml(
    log: ReadingLog,
    names: tuple[str, ...],
    draft_of: Callable[[Element], Draft | None],
    *,
    plain: Callable[[str], str] = str,
    follows: str = "",
    wrapped: bool = False,
) -> Reading:
    """Read the elements of these names as entries, each by `draft_of` (None where it finds nothing).

    `plain` gives the part of an entry's text that is parsed; `follows` is a pattern of what must stand behind
    the name in an entry's start tag, where other elements have the same name; `wrapped` says that a service's
    answer is around each entry, whose text is no finding.
    """
    for start, end, closed in _entries(log.text, names, follows):
        if wrapped:
            log.structure(start)
        else:
            cover_gap(start, log)
        read_entry(log, end, draft_of, closed=closed, plain=plain)
    if not wrapped:
        cover_gap(len(log.text), log)
    return log.reading()


def read_entry(
    log: ReadingLog,
    end: int,
    draft_of: Callable[[Element], Draft | None],
    *,
    closed: bool = True,
    plain: Callable[[str], str] = str,
) -> None:
    """Read what lies up to `end` as one entry; `closed` says whether its end tag was found."""
    start = log.end
    if log.too_large(end):
        return
    chunk = plain(log.text[start:end])
    entry = parse(chunk) if closed else None
    if entry is None:
        entry = parse_loosely(chunk)
        code = "I109" if closed or end < len(log.text) else "I102"
        problem = "The XML of a record is broken." if closed else "A record has no end."
    else:
        problem = ""
    raw = tuple(raw_of(entry))
    draft = draft_of(entry)
    if draft is None or not any(text for _, text in raw):
        log.refuse(end, raw or (("", chunk[:RAW_LIMIT]),), "An entry without any field was refused.")
        return
    if problem:
        log.trouble(code, problem)
    log.record(end, raw, draft)


def _entries(text: str, names: tuple[str, ...], follows: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it is closed) of each entry; one without an end reaches up to the next."""
    opening = re.compile(rf"<({'|'.join(names)})(?=[\s>/]){follows}")
    found = opening.search(text)
    never: set[str] = set()  # end tags that do not come any more
    while found:
        closing = f"</{found[1]}>"
        end = -1 if closing in never else text.find(closing, found.end())
        if end < 0:
            never.add(closing)
        following = opening.search(text, found.end())
        if end < 0 or (following and following.start() < end):
            yield found.start(), following.start() if following else len(text), False
        else:
            yield found.start(), end + len(closing), True
            following = opening.search(text, end)
        found = following


def without_namespaces(chunk: str) -> str:
    """An entry without prefixes of names, which what stands before the entry may have bound."""
    return _PREFIX.sub(r"\1", _NAMESPACE.sub("", chunk))


def parse(chunk: str) -> Element | None:
    """The element, after mending control characters and ampersands if need be; None if broken or too deep."""
    for text in (chunk, _mended(chunk)):
        try:
            element = _parsed(text)
        except (ParseError, DefusedXmlException, ValueError):
            continue
        return None if chunk.count("</") > DEPTH_LIMIT and _is_deep(element) else element
    return None


def _is_deep(element: Element) -> bool:
    level = [element]
    depth = 0
    while level and depth < DEPTH_LIMIT:
        level, depth = [child for one in level for child in one], depth + 1
    return bool(level)


def _parsed(text: str) -> Element:
    parser = DefusedXMLParser(forbid_dtd=True)
    try:
        parser.feed(text)
        element: Element = parser.close()
        return element
    finally:
        vars(parser).clear()  # after an error it holds itself, and 40 kB each time, until garbage is searched


def parse_loosely(chunk: str) -> Element:
    """The element as far as it can be told; an end tag closes all that is open inside its element."""
    root = Element("")
    path = [root]
    for token in _TOKEN.finditer(_mended(chunk)):
        ends, name, attributes, empty = token.group("ends", "name", "attributes", "empty")
        if name is None:
            _append_text(path[-1], unescape(token[0]))
        elif not ends:
            path[-1].append(child := Element(name, dict(_ATTRIBUTE.findall(attributes))))
            if not empty and len(path) < DEPTH_LIMIT:
                path.append(child)
        elif any(element.tag == name for element in path[1:]):
            while path.pop().tag != name:
                pass
    return root[0] if len(root) else root


def _append_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _mended(chunk: str) -> str:
    chunk = _ILLEGAL_REFERENCE.sub(" ", chunk.translate(_ILLEGAL))
    return _BARE_AMPERSAND.sub("&amp;", chunk)


def cover_gap(end: int, log: ReadingLog) -> None:
    """What lies up to `end` is the file's own; text between records is a finding."""
    left, line = re.sub(r"<[^<>]*>", "", log.text[log.end : end]).strip(" \n\t\ufeff\0"), log.line
    if log.structure(end) and left and log.position > 1:
        log.troubles.add("I105", f'Text between records was left out: "{clean(left)[:60]}"', line=line)


def raw_of(entry: Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and text of every element that has text, and of every attribute, in order."""
    waiting = [(entry, path)]
    while waiting:
        element, place = waiting.pop()
        for name, value in element.attrib.items():
            yield f"{place}@{name}", value
        text = (element.text or "").strip()
        if text or any((child.tail or "").strip() for child in element):
            yield place, text_of(element)
        else:
            waiting += [(child, f"{place}/{child.tag}".lstrip("/")) for child in reversed(element)]


def text_of(element: Element | None) -> str:
    """All text inside an element, without its markup."""
    return "" if element is None else "".join(element.itertext()).strip()


def texts_of(entry: Element, path: str) -> list[str]:
    """The texts of all elements at a path, empty ones left out."""
    return [text for element in entry.findall(path) if (text := text_of(element))]


def first_text(entry: Element, *paths: str) -> str:
    """The first text at the first of these paths that has one."""
    for path in paths:
        for element in entry.findall(path):
            if text := text_of(element):
                return text
    return ""
