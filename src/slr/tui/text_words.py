"""The words of a study's full texts, each with its line and page: searching, picking a quote. No widgets."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from slr.model.text import FullText
from slr.model.untrusted import one_line

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(\[\d[\d,–-]*\]|\d{0,3})$")
SENTENCE_START = re.compile(r"[\"'“‘«(\[]*[A-ZÀ-ÞΑ-ΩА-Я0-9]")
BROKEN = re.compile(r"[^\W\d_]-$")  # a word that a line end cut in two
LONGEST_WORD = 40  # columns; what is longer (addresses, scripts without blanks) is shown in pieces
FULL = 0.8  # of the longest line: what is shorter ends a paragraph
HEADING = 0.5  # a shorter line before a capital is one
LONGEST_SENTENCE = 150  # words to either side, where a text has no full stops


class Line(NamedTuple):
    """A line: its words from `first` up to `last`, not included. `number` counts within its page, from 1."""

    first: int
    last: int
    page: int
    number: int


class Page(NamedTuple):
    """A page: what to call it in a quote's place, and its first line."""

    name: str
    heading: str
    first: int


@dataclass(slots=True)
class TextWords:
    """Every word of a study's texts, in order."""

    words: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    glued: set[int] = field(default_factory=set)  # pieces of a word that has no blank before them
    _firsts: list[int] = field(default_factory=list)  # of each line that has words, for bisection
    _worded: list[int] = field(default_factory=list)  # those lines
    _starts: list[int] = field(default_factory=list)  # of each word in the text that is searched
    _folded: str = ""

    def _add(self, word: str) -> None:
        """A word; a very long one in pieces."""
        step = LONGEST_WORD if len(word) <= LONGEST_WORD or word.isascii() else LONGEST_WORD // 2
        for at in range(0, len(word), step):
            if at:
                self.glued.add(len(self.words))
            self.words.append(word[at : at + step])

    def line_of(self, word: int) -> int:
        """The place of the line that a word stands in."""
        return self._worded[max(bisect_right(self._firsts, word) - 1, 0)] if self._worded else 0

    def page_of(self, word: int) -> Page | None:
        """The page that a word stands on."""
        return self.pages[self.lines[self.line_of(word)].page] if self.words else None

    def worded_line(self, line: int, by: int) -> int:
        """The nearest line that has words, from `line` on in the direction of `by`, else back."""
        if not self._worded:
            return 0
        place = bisect_right(self._worded, line) - 1
        if by > 0 and (place < 0 or self._worded[place] != line):
            place += 1
        return self._worded[min(max(place, 0), len(self._worded) - 1)]

    def paragraphs(self) -> Iterator[tuple[int, int, int]]:
        """First word, last (not included) and page of what is set as one paragraph.

        A line goes on in the next one where it is nearly as long as the longest of its page: PDF files say
        where lines end, not paragraphs.
        """
        widest: dict[int, int] = {}
        for line in self.lines:
            widest[line.page] = max(widest.get(line.page, 0), self._width(line))
        first = None
        for place, line in enumerate(self.lines):
            first = line.first if first is None else first
            below = self.lines[place + 1] if place + 1 < len(self.lines) else None
            goes_on = self._width(line) > FULL * widest[line.page]
            if below is None or not goes_on or below.page != line.page or below.first == below.last:
                yield first, line.last, line.page
                first = None

    def _widest(self, line: int) -> int:
        page = self.lines[line].page
        return max(self._width(one) for one in self.lines if one.page == page)

    def _width(self, line: Line) -> int:
        return sum(len(word) + 1 for word in self.words[line.first : line.last])

    # Quoting

    def quote(self, first: int, last: int) -> str:
        """The words from `first` to `last`, both included, as one line."""
        low, high = sorted((first, last))
        words = (
            word if place in self.glued else f" {word}"
            for place, word in enumerate(self.words[low : high + 1], start=low)
        )
        return "".join(words).strip()

    def place(self, first: int, last: int) -> str:
        """Where these words stand: the page or pages, or the lines where the text has no pages."""
        low, high = sorted((first, last))
        pages = self.page_of(low), self.page_of(high)
        if pages[0] is None or pages[1] is None:
            return ""
        if pages[0].name and pages[0] != pages[1]:
            return f"{pages[0].name}-{pages[1].name}"
        if pages[0].name:
            return pages[0].name
        lines = [self.lines[self.line_of(word)].number for word in (low, high)]
        return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}-{lines[1]}"

    def sentence(self, word: int) -> tuple[int, int]:
        """The first and last word of the sentence around a word; a blank line ends one too."""
        first = last = word
        while first > 0 and word - first < LONGEST_SENTENCE and not self._parts(first - 1):
            first -= 1
        while last + 1 < len(self.words) and last - word < LONGEST_SENTENCE and not self._parts(last):
            last += 1
        return first, last

    def _parts(self, word: int) -> bool:
        """Whether a sentence ends after a word."""
        here, there = self.line_of(word), self.line_of(word + 1)
        if there - here > 1 and self.lines[here].page == self.lines[there].page:
            return True
        capital = bool(SENTENCE_START.match(self.words[word + 1]))
        if there > here and capital and self._width(self.lines[here]) < HEADING * self._widest(here):
            return True  # a heading
        return bool(SENTENCE_END.search(self.words[word]) and SENTENCE_START.match(self.words[word + 1]))

    # Searching

    def find(self, words: str, after: int, *, back: bool = False) -> tuple[int, int] | None:
        """First and last word of the next place where the text holds these words, round at the end.

        Capitals and line ends do not matter; the words may begin or end within one of the text's.
        """
        sought = " ".join(words.casefold().split())
        if not sought or not self.words:
            return None
        self._index()
        hits = list(self._hits(sought))
        if not hits:
            return None
        if back:
            return next((hit for hit in reversed(hits) if hit[0] < after), hits[-1])
        return next((hit for hit in hits if hit[0] > after), hits[0])

    def count(self, words: str) -> int:
        """In how many places the text holds these words."""
        sought = " ".join(words.casefold().split())
        self._index()
        return self._folded.count(sought) if sought else 0

    def _index(self) -> None:
        if self._starts or not self.words:
            return
        parts: list[str] = []
        start = 0
        for place, word in enumerate(self.words):
            part = word.casefold() if place in self.glued or not place else f" {word.casefold()}"
            self._starts.append(start + (part[:1] == " "))
            parts.append(part)
            start += len(part)
        self._folded = "".join(parts)

    def _hits(self, sought: str) -> Iterator[tuple[int, int]]:
        at = self._folded.find(sought)
        while at >= 0:
            end = at + len(sought) - 1
            yield bisect_right(self._starts, at) - 1, bisect_right(self._starts, end) - 1
            at = self._folded.find(sought, at + len(sought))


def words_of(texts: Sequence[FullText]) -> TextWords:
    """The words of a study's texts, one text after another."""
    made = TextWords()
    several = len([text for text in texts if text.pages]) > 1
    for text in texts:
        if text.finding is not None:
            made.troubles.append(f"{text.file}: {text.finding.message} {text.finding.hint}")
        file = one_line(PurePosixPath(text.file).name, 80)
        for page in text.pages:
            label = one_line(page.label, 20)
            name = f"{label} of {file}" if several and label else label
            heading = " · ".join(
                part for part in (file if several else "", f"page {label}" * bool(label)) if part
            )
            made.pages.append(Page(name, heading, len(made.lines)))
            for number, words in enumerate(mended(page.lines), start=1):
                first = len(made.words)
                for word in words:
                    made._add(word)
                if len(made.words) > first:
                    made._worded.append(len(made.lines))
                    made._firsts.append(first)
                made.lines.append(Line(first, len(made.words), len(made.pages) - 1, number))
    return made


def mended(lines: Sequence[str]) -> list[list[str]]:
    """The words of each line; one that a line end cut in two stands whole at the end of the first line.

    A hyphen at a line end before a small letter is taken for such a cut, which is wrong for a few words
    that are written with one.
    """
    parted = [line.split() for line in lines]
    for here, there in pairwise(parted):
        if here and there and BROKEN.search(here[-1]) and there[0][:1].islower():
            here[-1] = here[-1][:-1] + there.pop(0)
    return parted
