"""Full texts in plain lines: read a page, find words, quote lines or words by their numbers."""

import re
from typing import TYPE_CHECKING

from slr.model.errors import SlrError
from slr.tui.text_words import Line, TextWords, words_of

if TYPE_CHECKING:
    from slr.tui.coding_reading import Shelf
    from slr.tui.plain import PlainLines

RANGE = re.compile(r"(\d+)(?:\.(\d+))?(?:\s*-\s*(\d+)(?:\.(\d+))?)?")
HITS = 20
HELP = (
    "x: the full text, its first page; x 3: page 3; x again: the next one. x /WORDS: where they stand.",
    "c 12-14: quote lines 12 to 14 of the page read last; c 12.3-14.5: from the third word to the fifth.",
)


class TextLines:
    """The full text of the study in focus, read aloud by the page."""

    def __init__(self, lines: "PlainLines", desk: "Shelf") -> None:
        self.lines = lines
        self.desk = desk
        self.study = ""
        self.text = TextWords()
        self.page = -1  # the one read last

    def open(self, study: str) -> None:
        """Read the study's text where it is not read yet. Raises SlrError where there is none."""
        if study == self.study:
            return
        if not self.desk.text_files(study):
            raise SlrError("this study has no full text", "slr retrieve REPORT --attach FILE keeps one")
        self.text = words_of(self.desk.texts(study, lambda: False))
        self.study, self.page = study, -1
        for trouble in self.text.troubles:
            self.lines.say(trouble)

    def read(self, study: str, asked: str) -> None:
        """A page, or where words stand. Raises SlrError where there is no such page."""
        self.open(study)
        if asked.startswith("/"):
            self.find(asked[1:].strip())
            return
        place = self.page + 1 if not asked else self.page_called(asked)
        if place >= len(self.text.pages):
            self.lines.say("That was the last page." if self.text.pages else "There is nothing to read.")
            return
        self.page = place
        page = self.text.pages[place]
        self.lines.say(f"Page {page.name or place + 1} ({place + 1} of {len(self.text.pages)}).")
        for line in self.lines_of(place):
            if line.first < line.last:
                self.lines.say(f"{line.number}: {self.text.quote(line.first, line.last - 1)}")

    def page_called(self, asked: str) -> int:
        """The place of a page by what is printed on it, else by its number. Raises SlrError."""
        names = [page.name for page in self.text.pages]
        if asked in names:
            return names.index(asked)
        if asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= len(names):
            return int(asked) - 1
        raise SlrError(f"there is no page {asked}", f"there are {len(names)}")

    def lines_of(self, page: int) -> list[Line]:
        """The lines of a page."""
        return [line for line in self.text.lines if line.page == page]

    def find(self, words: str) -> None:
        """Say where words stand."""
        count = self.text.count(words)
        self.lines.say(
            f"{count} place{'s' * (count != 1)}." + (f" The first {HITS}:" if count > HITS else "")
        )
        at = -1
        for _ in range(min(count, HITS)):
            hit = self.text.find(words, at)
            if hit is None or hit[0] <= at:
                return
            at = hit[0]
            line = self.text.lines[self.text.line_of(at)]
            page = self.text.pages[line.page].name or str(line.page + 1)
            self.lines.say(f"Page {page}, line {line.number}: {self.text.quote(line.first, line.last - 1)}")

    def quote(self, study: str, asked: str) -> tuple[str, str]:
        """The words that numbers of lines (and words) name, and where they stand. Raises SlrError."""
        self.open(study)
        named = RANGE.fullmatch(asked.strip())
        if self.page < 0:
            raise SlrError("no page was read yet", "x reads one; the numbers before its lines name them")
        if named is None:
            raise SlrError(f"{asked!r} names no lines", "c 12, c 12-14, or from word to word: c 12.3-14.5")
        first_line, first_word, last_line, last_word = (int(part) if part else 0 for part in named.groups())
        first = self.word(first_line, first_word or 1)
        end = last_line or first_line
        last = self.word(end, last_word or (first_word if first_word and not last_line else -1))
        return self.text.quote(first, last), self.text.place(first, last)

    def word(self, number: int, word: int) -> int:
        """A word by its line and its place in it, from 1; -1 is the line's last one. Raises SlrError."""
        line = next((one for one in self.lines_of(self.page) if one.number == number), None)
        if line is None or line.first == line.last:
            raise SlrError(f"the page read last has no line {number}", "x with a page's number reads another")
        if word > line.last - line.first:
            raise SlrError(f"line {number} has {line.last - line.first} words", "count from 1")
        return line.last - 1 if word < 0 else line.first + word - 1
