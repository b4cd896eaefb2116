"""The reading side of the coding screen: a study's record or full text, and quotes picked from it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from slr.model.record import Record
from slr.model.text import FullText
from slr.tui.frame import WIDE, Frame
from slr.tui.prompts import HelpScreen, LineScreen
from slr.tui.report_view import ReportView
from slr.tui.text_pane import TextPane
from slr.tui.text_words import TextWords, words_of

WAIT = 0.25  # seconds on one study before its text is read ahead
KEPT = 8  # texts kept at hand
READING_HELP = (
    "Space marks the first word, the keys move to the last, Enter keeps what is between with its page. "
    "With words marked, 1 to 9 choose a category of the dimension and keep the quote with it."
)


class Shelf(Protocol):
    """Where full texts are got: a desk of coding."""

    def text_files(self, study: str, /) -> Sequence[str]:
        """The files of a study's full text."""

    def texts(self, study: str, stopped: Callable[[], bool], /) -> Sequence[FullText]:
        """The full texts, read."""


class ReadingApp(Frame):
    """Shows a study on one side; `reading` is whether the keys go to its full text."""

    AUTO_FOCUS = None  # else Textual would begin in the text
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("T", "text", "full text: read, find words, pick a quote", id="text"),
        Binding("slash", "find", "full text: find words", id="find"),
        Binding("R", "record", "record in place of the full text", id="record"),
    ]

    def setup_reading(self, shelf: Shelf, study: Callable[[], str | None]) -> None:
        """Begin with the record, nothing read yet; `study` says which one is in focus, None at rest."""
        self.shelf = shelf
        self.study = study
        self.text_wanted = False
        self.reading = False
        self.at_hand: dict[str, TextWords] = {}
        self.under_way = ""  # the study whose text is being read
        self.asked = ""  # what is to be picked

    def compose_reading(self) -> ComposeResult:
        """Record and text, one of them shown."""
        yield ReportView()
        yield TextPane(self)

    @property
    def pane(self) -> TextPane:
        """The text."""
        return self.query_one(TextPane)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the text its own keys count, and what can be chosen; `T` and `R` where there is something."""
        if action in ("text", "find"):
            return not self.reading and self.has_text()
        if action == "record":
            return not self.reading and self.text_wanted and self.has_text()
        if self.reading and len(self.screen_stack) == 1:
            if action == "choose":
                place = parameters[0]
                return isinstance(place, int) and place < 9 and self.pane.mark is not None
            return action in ("help", "toggle_theme")
        return True

    def has_text(self) -> bool:
        """Whether the study in focus has a file of its full text."""
        study = self.study()
        return study is not None and bool(self.shelf.text_files(study))

    # Showing

    def show_reading(self, records: Sequence[Record] | None) -> None:
        """The study's records, or its text where that was on show for the study before."""
        self.reading = False
        self.set_focus(None)
        if records is not None:
            self.query_one(ReportView).show_records(records)
        self.show_sides()
        if self.has_text():
            if self.text_wanted:
                self.show_text()
            self.set_timer(WAIT, partial(self.read_ahead, self.study()))

    def show_sides(self) -> None:
        """Which of record, text and codebook stand on the screen."""
        text = self.text_wanted and self.has_text()
        self.query_one(ReportView).display = not text
        self.pane.display = text
        narrow = self.size.width < WIDE
        self.query_one("#codebook").display = self.coded() and not (narrow and self.reading)

    def show_text(self) -> None:
        """The text of the study in focus, as far as it is read."""
        study = self.study()
        if study is None:
            return
        if study not in self.at_hand:
            self.pane.show_text(TextWords())
            self.read_text(study)
            return
        text = self.at_hand[study]
        if self.pane.text is not text:
            self.pane.show_text(text)
        if self.reading:
            self.say_text(text)

    def say_text(self, text: TextWords) -> None:
        """What the text is, or why it cannot be read."""
        if text.troubles:
            self.say(" ".join(text.troubles), bad=True)
        elif not text.words:
            self.say("The full text holds no words.")
        elif self.asked:
            self.say(self.asked)
        else:
            pages = sum(bool(page.name) for page in text.pages)
            count = f"{pages} pages. " if pages > 1 else ""
            self.say(f"{count}Space marks, Enter quotes, / finds words, Esc goes back.")

    def read_ahead(self, study: str | None) -> None:
        """Read the text of a study that is still in focus, before anybody asks for it."""
        if study is not None and study == self.study() and study not in self.at_hand:
            self.read_text(study)

    def read_text(self, study: str) -> None:
        """Read a text in a thread, so that no key waits for it."""
        if study == self.under_way:
            return
        self.under_way = study
        self.run_worker(
            partial(self.work, study), thread=True, exclusive=True, group="text", exit_on_error=False
        )

    def work(self, study: str) -> None:
        """In the thread: read, then hand over."""
        worker = get_current_worker()
        texts = self.shelf.texts(study, lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.call_from_thread(self.take_text, study, words_of(texts))

    def take_text(self, study: str, text: TextWords) -> None:
        """A text was read."""
        self.under_way = ""
        self.at_hand[study] = text
        while len(self.at_hand) > KEPT:
            del self.at_hand[next(iter(self.at_hand))]
        if study == self.study() and self.text_wanted:
            self.show_text()

    def coded(self) -> bool:
        """Whether there is anything to show beside the study."""
        return True

    def scroll_reading(self, by: int) -> None:
        """A page of what is read, by the codebook's keys."""
        (self.pane if self.pane.display else self.query_one(ReportView)).scroll_pages(by)

    # Going in and out

    def action_text(self, asked: str = "") -> None:
        """Into the text, perhaps to pick what is asked for."""
        self.asked = asked
        self.text_wanted = self.reading = True
        self.show_sides()
        self.pane.focus()
        study = self.study()
        if study not in self.at_hand:
            self.say("Reading the full text …")
        self.show_text()
        self.show_keys()

    def action_find(self) -> None:
        """Into the text, to words that are asked for."""
        self.action_text(self.asked)
        self.pane.action_text_ask()

    def action_record(self) -> None:
        """The record again."""
        self.text_wanted = False
        self.show_sides()
        self.show_keys()

    def leave_text(self) -> None:
        """Back to the codebook; the text stays beside it."""
        self.reading = False
        self.set_focus(None)
        self.show_sides()
        self.show_keys()

    def text_left(self) -> None:
        """Esc in the text."""
        self.say("")
        self.leave_text()
        self.give_up_wanting()

    def text_moved(self, said: str) -> None:
        """Where the cursor is, or what was found."""
        where = self.pane.text.page_of(self.pane.cursor)
        place = f"page {where.name}" if where and where.name else ""
        self.say(" · ".join(part for part in (place, said) if part))

    def text_asked(self, what: str) -> None:
        """Ask for words to find; or for the quote, which the codebook's side asks for."""
        if what == "words":
            question = "Find words in the text"
            self.push_screen(LineScreen(question, verb="find"), self.when_answered(self.pane.seek))
        else:
            self.leave_text()
            self.type_quote()

    def text_picked(self, quote: str, place: str, *, add: bool) -> None:
        """A quote was picked."""
        self.leave_text()
        self.take_picked(quote, place, add=add)

    def give_up_wanting(self) -> None:
        """Nothing was picked: values that needed a quote are not kept."""

    def type_quote(self) -> None:
        """Ask for the quote in a line."""

    def take_picked(self, quote: str, place: str, *, add: bool) -> None:
        """Keep a quote that was picked."""

    # The frame

    def key_items(self, keys: dict[str, list[str]]) -> list[tuple[str, str]]:
        """In the text its own keys."""
        return list(TextPane.KEYS) if self.reading else super().key_items(keys)

    def action_help(self) -> None:
        """In the text its own keys."""
        if self.reading:
            self.push_screen(HelpScreen("Keys in the full text", self.pane.help_items(), READING_HELP))
        else:
            super().action_help()


def joined(quote: str, more: str, place: str, more_place: str) -> tuple[str, str]:
    """A quote and its place with another behind it."""
    places = dict.fromkeys(part for part in (place, more_place) if part)
    return f"{quote} […] {more}" if quote else more, "; ".join(places)
