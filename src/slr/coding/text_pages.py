"""The pages and lines of a full text: PDF, plain text, HTML or DOCX, read within bounds and never trusted.

A hostile file can make a reader run for hours or ask for all memory; the bounds here are of what is kept, and
app runs this in a process of its own, with bounds on time and memory.
"""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

from slr.model.text import TextPage
from slr.model.untrusted import printable

PAGES, LETTERS = 2_000, 5_000_000  # what is kept of a text; a handbook has about half as much
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
BLOCKS = frozenset(["p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "td", "th"])
UNSEEN = frozenset(["script", "style", "head", "template", "noscript"])
NO_TEXT = "holds no text; a scan must go through text recognition first (OCR)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What was read of a file; `trouble` says what could not be, as the end of a sentence."""

    pages: tuple[TextPage, ...] = ()
    trouble: str = ""


def read_pages(data: bytes, ending: str) -> Pages:
    """The pages of a file by its ending (.pdf, .txt, .html, .htm, .docx). Never raises on a bad file."""
    reader = READERS.get(ending.casefold())
    if reader is None:
        return Pages(trouble="is of no kind that slr reads text from: PDF, TXT, HTML, DOCX")
    found = reader(data)
    pages, cut = _bounded(found.pages)
    if cut:
        return Pages(
            pages=pages, trouble=f"is too long; what follows page {pages[-1].label or 1} is left out"
        )
    if not found.trouble and not any(page.lines for page in pages):
        return Pages(pages=pages, trouble=NO_TEXT)
    return Pages(pages=pages, trouble=found.trouble)


def _bounded(pages: tuple[TextPage, ...]) -> tuple[tuple[TextPage, ...], bool]:
    """As many pages as are kept, and whether that is not all."""
    room = LETTERS
    for place, page in enumerate(pages):
        room -= sum(map(len, page.lines))
        if place == PAGES or room < 0:
            return pages[: max(place, 1)], True
    return pages, False


def _lines(text: str) -> tuple[str, ...]:
    """Printable lines, blank ones only between others and one at a time."""
    kept: list[str] = []
    for line in printable(text[: LETTERS + 1]).translate(LIGATURES).split("\n"):
        folded = " ".join(line.split())
        if folded or (kept and kept[-1]):
            kept.append(folded)
    return tuple(kept[:-1] if kept and not kept[-1] else kept)


def _pdf(data: bytes) -> Pages:
    """A PDF's pages by their printed labels; what a broken file makes pypdf raise costs one page, or all."""
    pypdf = import_module("pypdf")
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return Pages(trouble="is protected by a password")
        count = len(reader.pages)
    except Exception as error:  # noqa: BLE001 (pypdf raises errors of every kind on a broken file)
        return Pages(trouble=f"is no PDF that can be read ({type(error).__name__})")
    labels = _labels(reader, count)
    pages, broken = [], []
    for number in range(min(count, PAGES + 1)):
        try:
            text = reader.pages[number].extract_text()
        except Exception:  # noqa: BLE001 (as above, and the other pages may be well)
            broken.append(labels[number])
            text = ""
        pages.append(TextPage(labels[number], _lines(text)))
    said = ", ".join(broken[:10]) + (", …" if len(broken) > 10 else "")
    trouble = f"has pages that cannot be read: {said}" if broken else ""
    return Pages(pages=tuple(pages), trouble=trouble)


def _labels(reader: Any, count: int) -> list[str]:
    """What is printed on each page as its number, as far as the file says so; else 1, 2, 3."""
    try:
        labels = [printable(str(label)).strip()[:20] for label in reader.page_labels]
    except Exception:  # noqa: BLE001 (labels are a courtesy; the file may have them wrong in any way)
        labels = []
    plain = [str(number) for number in range(1, count + 1)]
    return labels if len(labels) == count and all(labels) and len(set(labels)) == count else plain


def _plain(data: bytes) -> Pages:
    """Plain text, in UTF-8 or else in Windows' Western encoding; form feeds part pages."""
    text = _decoded(data)
    parts = text.split("\f")
    if len(parts) == 1:
        return Pages(pages=(TextPage("", _lines(text)),))
    return Pages(pages=tuple(TextPage(str(n), _lines(part)) for n, part in enumerate(parts, start=1)))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Seen(HTMLParser):
    """Collects the text that a browser would show, a line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """A block begins a line."""
        self.unseen += tag in UNSEEN
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A block ends a line."""
        self.unseen = max(self.unseen - (tag in UNSEEN), 0)
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Text; a line end in it is a blank."""
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


def _html(data: bytes) -> Pages:
    seen = _Seen()
    seen.feed(_decoded(data))
    seen.close()
    return Pages(pages=(TextPage("", _lines("".join(seen.parts))),))


def _docx(data: bytes) -> Pages:
    """The paragraphs and tables of a DOCX file; where its pages end only a word processor knows."""
    try:
        document = import_module("docx").Document(io.BytesIO(data))
        lines = [paragraph.text for paragraph in document.paragraphs]
        lines += [" | ".join(c.text for c in row.cells) for table in document.tables for row in table.rows]
    except Exception as error:  # noqa: BLE001 (a broken archive or XML of any kind)
        return Pages(trouble=f"is no DOCX that can be read ({type(error).__name__})")
    return Pages(pages=(TextPage("", _lines("\n".join(lines))),))


READERS: dict[str, Callable[[bytes], Pages]] = {
    ".pdf": _pdf,
    ".txt": _plain,
    ".html": _html,
    ".htm": _html,
    ".docx": _docx,
}
