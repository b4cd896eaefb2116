"""Shows a study's full text, with a cursor on a word, and lets a quote be picked from it by keys."""

from bisect import bisect_right
from typing import ClassVar, NamedTuple, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from slr.tui.text_words import TextWords

WIDEST = 100  # columns that are read with ease


class Row(NamedTuple):
    """A row on the screen: the words from `first` up to `last`, not included, or a page's heading."""

    first: int
    last: int
    heading: str = ""


class Reader(Protocol):
    """Who is told what the keys did: at once, so that the next key already meets what comes of it."""

    def text_picked(self, quote: str, place: str, *, add: bool) -> None:
        """A quote was picked, and where it stands; `add`: it goes behind the one that is there."""

    def text_left(self) -> None:
        """The person is done with the text."""

    def text_asked(self, what: str) -> None:
        """The person wants to type: `words` to find, or the `quote`."""

    def text_moved(self, said: str) -> None:
        """Mark or cursor moved, or words were looked for; `said` is a message for the person."""


class TextPane(ScrollView, can_focus=True):
    """A full text. The cursor stands on a word; from where it was marked to there is what Enter quotes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pane--cursor", "pane--marked", "pane--found", "pane--page"}
    DEFAULT_CSS = """
    TextPane {
        width: 1fr; height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; overflow-x: hidden;
        overflow-y: scroll; scrollbar-background: $background; scrollbar-color: $foreground 40%;
        background: $background;
    }
    TextPane > .pane--cursor { text-style: reverse; }
    TextPane > .pane--marked { background: $accent 40%; text-style: underline; }
    TextPane > .pane--found { text-style: bold underline; }
    TextPane > .pane--page { color: $foreground-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "text_mark", "mark here, then move: what is between is the quote"),
        Binding("enter", "text_take", "keep the quote: what is marked, or the sentence"),
        Binding("s", "text_sentence", "mark the sentence"),
        Binding("a", "text_add", "add to the quote that is there"),
        Binding("l,right", "text_word(1)", "next word"),
        Binding("h,left", "text_word(-1)", "previous word"),
        Binding("j,down", "text_line(1)", "next line"),
        Binding("k,up", "text_line(-1)", "previous line"),
        Binding("f,pagedown", "text_page(1)", "a screen down"),
        Binding("b,pageup", "text_page(-1)", "a screen up"),
        Binding("right_square_bracket", "text_leaf(1)", "next page of the text"),
        Binding("left_square_bracket", "text_leaf(-1)", "previous page of the text"),
        Binding("home,g", "text_end(-1)", "to the beginning"),
        Binding("end,G", "text_end(1)", "to the end"),
        Binding("slash", "text_ask", "find words"),
        Binding("n", "text_find(1)", "find them again"),
        Binding("N", "text_find(-1)", "find them before"),
        Binding("t", "text_type", "type the quote by hand"),
        Binding("escape,q,T", "text_leave", "give up the mark, or back to the codebook"),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Space", "mark"),
        ("Enter", "quote"),
        ("s", "sentence"),
        ("←↓↑→", "move"),
        ("f b", "page"),
        ("/", "find"),
        ("n", "again"),
        ("t", "type"),
        ("?", "help"),
        ("Esc", "codebook"),
    )

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self.text = TextWords()
        self.cursor = 0
        self.mark: int | None = None
        self.sought = ""
        self.found: tuple[int, int] | None = None
        self.rows: list[Row] = []
        self._firsts: list[int] = []  # the first word of each row, for bisection

    # Showing

    def show_text(self, text: TextWords) -> None:
        """Show another text from its top."""
        self.text, self.cursor, self.mark, self.found = text, 0, None, None
        self.lay_out()
        self.scroll_to(y=0, animate=False, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew, the cursor still in sight."""
        self.lay_out()
        self.follow()

    def lay_out(self) -> None:
        """The rows of the text at the pane's width."""
        room = max(min(self.scrollable_content_region.width or 80, WIDEST), 10)
        rows: list[Row] = []
        page = -1
        for first, last, on in self.text.paragraphs():
            if on != page:
                page = on
                if heading := self.text.pages[page].heading:
                    rows.append(Row(first, first, heading))
            rows += self._wrapped(first, last, room)
        self.rows = rows
        self._firsts = [row.first for row in rows]
        self.virtual_size = Size(room, len(rows))
        self.refresh()

    def _wrapped(self, first: int, last: int, room: int) -> list[Row]:
        rows, start, width = [], first, 0
        for place in range(first, last):
            wide = cell_len(self.text.words[place])
            blank = 1 if width and place not in self.text.glued else 0
            if width and width + blank + wide > room:
                rows.append(Row(start, place))
                start, width, blank = place, 0, 0
            width += wide + blank
        return [*rows, Row(start, last)]

    def render_line(self, y: int) -> Strip:
        """One row of the screen. The words are printable already."""
        place = y + int(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        base = self.rich_style
        if place >= len(self.rows):
            return Strip.blank(width, base)
        row = self.rows[place]
        if row.heading:
            style = self.get_component_rich_style("pane--page")
            return Strip([Segment(f"── {row.heading} ──", style)]).crop_extend(0, width, base)
        segments = []
        for word in range(row.first, row.last):
            if word > row.first and word not in self.text.glued:
                segments.append(Segment(" ", self._style(word - 1, base, blank=True)))
            segments.append(Segment(self.text.words[word], self._style(word, base)))
        return Strip(segments).crop_extend(0, width, base)

    def _style(self, word: int, base: Style, *, blank: bool = False) -> Style:
        """The style of a word, or of the blank after it."""
        next_too = word + 1 if blank else word
        low, high = sorted((self.cursor, self.mark if self.mark is not None else self.cursor))
        if word == self.cursor and not blank and self.has_focus:
            return self.get_component_rich_style("pane--cursor")
        if self.mark is not None and low <= word and next_too <= high:
            return self.get_component_rich_style("pane--marked")
        if self.found and self.found[0] <= word and next_too <= self.found[1]:
            return self.get_component_rich_style("pane--found")
        return base

    def row_of(self, word: int) -> int:
        """The row that a word stands in."""
        return max(bisect_right(self._firsts, word) - 1, 0)

    def follow(self, *, far: bool = False) -> None:
        """Bring the cursor into sight; from `far` with lines above and below it."""
        row, top = self.row_of(self.cursor), int(self.scroll_offset.y)
        height = max(self.scrollable_content_region.height, 1)
        if not top <= row < top + height:
            above = height // 3 if far else height - 1 if row >= top + height else 0
            self.scroll_to(y=max(row - above, 0), animate=False, immediate=True)
        self.refresh()

    def scroll_pages(self, by: int) -> None:
        """A screen down or up without the cursor, as the codebook's keys do."""
        height = max(self.scrollable_content_region.height - 1, 1)
        self.scroll_relative(y=by * height, animate=False, immediate=True)

    # Moving

    def go(self, word: int, said: str = "", *, far: bool = False) -> None:
        """Put the cursor on a word."""
        if self.text.words:
            self.cursor = min(max(word, 0), len(self.text.words) - 1)
        self.follow(far=far)
        self.reader.text_moved(said)

    def action_text_word(self, by: int) -> None:
        """A word on or back."""
        self.go(self.cursor + by)

    def action_text_line(self, by: int) -> None:
        """A row down or up, at about the same word."""
        here = self.row_of(self.cursor)
        self.to_row(here, here + by, by)

    def action_text_page(self, by: int) -> None:
        """A screen down or up."""
        here = self.row_of(self.cursor)
        self.to_row(here, here + by * max(self.scrollable_content_region.height - 1, 1), by)

    def to_row(self, here: int, there: int, by: int) -> None:
        """From one row to another that has words, in the direction of `by`."""
        if not self.rows:
            return
        column = self.cursor - self.rows[here].first
        there = min(max(there, 0), len(self.rows) - 1)
        while 0 <= there < len(self.rows) and self.rows[there].first == self.rows[there].last:
            there += 1 if by > 0 else -1
        if 0 <= there < len(self.rows):
            self.go(min(self.rows[there].first + column, self.rows[there].last - 1))

    def action_text_leaf(self, by: int) -> None:
        """To the next or previous page of the text."""
        if not self.text.words:
            return
        page = min(
            max(self.text.lines[self.text.line_of(self.cursor)].page + by, 0), len(self.text.pages) - 1
        )
        self.go(self.text.lines[self.text.worded_line(self.text.pages[page].first, by)].first, far=True)

    def action_text_end(self, by: int) -> None:
        """To the beginning or the end."""
        self.go(len(self.text.words) - 1 if by > 0 else 0)

    # Searching

    def action_text_ask(self) -> None:
        """Ask for words to find."""
        self.reader.text_asked("words")

    def seek(self, words: str) -> None:
        """Look for words from the cursor on."""
        self.sought = words
        self.action_text_find(1)

    def action_text_find(self, by: int) -> None:
        """The next or previous place that holds the words looked for."""
        if not self.sought:
            self.action_text_ask()
            return
        self.found = self.text.find(self.sought, self.cursor, back=by < 0)
        if self.found is None:
            self.go(self.cursor, f"The text does not hold “{self.sought}”.")
            return
        count = self.text.count(self.sought)
        said = f"“{self.sought}”: {count} place{'s' * (count != 1)}. n goes to the next."
        self.go(self.found[0], said, far=True)

    # Picking

    def action_text_mark(self) -> None:
        """Mark where the quote begins; again: here instead."""
        if self.text.words:
            self.mark = self.cursor
            self.go(self.cursor, "Marked. Move to the last word, then Enter. Esc takes the mark away.")

    def action_text_sentence(self) -> None:
        """Mark the sentence around the cursor."""
        if self.text.words:
            self.mark, last = self.text.sentence(self.cursor)
            self.go(last, "The sentence is marked. Move to change its end, then Enter.")

    def picked(self) -> tuple[str, str]:
        """Quote and place of what is marked, or else of the sentence around the cursor."""
        first, last = (self.mark, self.cursor) if self.mark is not None else self.text.sentence(self.cursor)
        return self.text.quote(first, last), self.text.place(first, last)

    def action_text_take(self) -> None:
        """Keep the quote."""
        self.take(add=False)

    def action_text_add(self) -> None:
        """Add to the quote that is there."""
        self.take(add=True)

    def take(self, *, add: bool) -> None:
        """Hand over what was picked."""
        if self.text.words:
            quote, place = self.picked()
            self.mark = None
            self.refresh()
            self.reader.text_picked(quote, place, add=add)

    def action_text_type(self) -> None:
        """Type the quote by hand."""
        self.reader.text_asked("quote")

    def action_text_leave(self) -> None:
        """Give up the mark; without one, leave the text."""
        if self.mark is not None:
            self.mark = None
            self.go(self.cursor, "The mark is gone.")
        else:
            self.reader.text_left()

    def help_items(self) -> list[tuple[str, str]]:
        """Every key of the text and its meaning."""
        from slr.tui.key_bar import key_name

        bindings = [binding for binding in self.BINDINGS if isinstance(binding, Binding)]
        return [
            (" ".join(map(key_name, binding.key.split(","))), binding.description) for binding in bindings
        ]
