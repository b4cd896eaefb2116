"""The full text of the report on show, read in the terminal: find words, keep a quote in the note."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.worker import get_current_worker

from slr.model.text import FullText
from slr.model.untrusted import one_line
from slr.tui.key_bar import KeyBar
from slr.tui.prompts import HelpScreen, LineScreen
from slr.tui.text_pane import TextPane
from slr.tui.text_words import TextWords, words_of

KEYS = tuple((key, "note it" if label == "quote" else label) for key, label in TextPane.KEYS)
KEYS = tuple((key, "back to the report" if label == "codebook" else label) for key, label in KEYS)
HELP_WORDS = (
    "Space marks the first word, the keys move to the last, Enter puts what is between into the note."
)
Read = Callable[[Callable[[], bool]], Sequence[FullText]]


class TextScreen(ModalScreen[None]):
    """Shows a full text once it is read; `keep` takes a quote and where it stands."""

    CSS = """
    TextScreen { layout: vertical; background: $background; }
    #text-heading { height: 1; background: $panel; padding: 0 1; text-style: bold; text-wrap: nowrap;
        text-overflow: ellipsis; }
    #text-message { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "help", "help", show=False)]

    def __init__(self, title: str, read: Read, keep: Callable[[str], None]) -> None:
        super().__init__()
        self.heading = title
        self.read = read
        self.keep = keep

    def compose(self) -> ComposeResult:
        """Heading, text, message, keys."""
        yield Static(one_line(self.heading), markup=False, id="text-heading")
        yield TextPane(self)
        yield Static("Reading the full text …", markup=False, id="text-message")
        yield KeyBar(markup=False)

    def on_mount(self) -> None:
        """Read it beside the screen: a large file takes seconds."""
        self.query_one(KeyBar).show_keys(KEYS)
        self.query_one(TextPane).focus()
        self.read_beside()

    @work(thread=True, exclusive=True)
    def read_beside(self) -> None:
        """In a thread: read, then hand over."""
        worker = get_current_worker()
        texts = self.read(lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self.show_text, words_of(texts))

    def show_text(self, text: TextWords) -> None:
        """The text was read."""
        if self.is_attached:
            self.query_one(TextPane).show_text(text)
            self.say(" ".join(text.troubles) or ("" if text.words else "There is nothing to read in it."))

    def say(self, words: str) -> None:
        """A message."""
        self.query_one("#text-message", Static).update(Content(one_line(words)))

    def action_help(self) -> None:
        """Every key of the text."""
        items = self.query_one(TextPane).help_items()
        self.app.push_screen(HelpScreen("Keys in the full text", items, HELP_WORDS))

    # What the keys of the text do

    def text_picked(self, quote: str, place: str, *, add: bool) -> None:
        """Put a quote into the note."""
        self.keep(f"“{quote}”" + (f" ({place})" if place else ""))
        self.say(f"In the note: {quote}")

    def text_left(self) -> None:
        """Back to the report."""
        self.dismiss(None)

    def text_asked(self, what: str) -> None:
        """Ask for words to find, or for a quote to type."""
        pane = self.query_one(TextPane)
        if what == "words":
            self.app.push_screen(
                LineScreen("Find which words in the full text", pane.sought, verb="find"),
                lambda words: pane.seek(words) if words else None,
            )
        else:
            self.app.push_screen(
                LineScreen("Quote for the note"),
                lambda words: self.text_picked(words, "", add=True) if words else None,
            )

    def text_moved(self, said: str) -> None:
        """Say what the keys did."""
        self.say(said)
