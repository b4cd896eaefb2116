"""The screening screen: one report at a time, one key a decision."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from slr.app.ask import ScreeningDesk
from slr.model.untrusted import one_line
from slr.tui.browsing import NO_REPORT
from slr.tui.deciding import DecidingApp
from slr.tui.preferences import Preferences
from slr.tui.report_text import title_of
from slr.tui.session import ScreeningSeat, View
from slr.tui.text_screen import TextScreen
from slr.tui.viewer import open_file

ON_FULL_TEXTS = ("not_retrieved", "full_text", "read")
LOOK = 1.0  # seconds between two looks at how the learned order stands
ANSWERED_WITHIN = 5.0  # seconds


class ScreeningApp(DecidingApp):
    """Screening at a desk."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "not_retrieved", "not retrieved: the full text could not be had", id="not-retrieved"),
        Binding("v", "full_text", "view the full text", id="view"),
        Binding("a", "read", "read the full text here, find words, note a quote", id="read"),
        Binding("m", "why", "what moved this report up in the learned order", id="why"),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("include", "include"),
        ("exclude", "exclude"),
        ("unsure", "unsure"),
        ("awaiting", "awaiting"),
        ("ongoing", "ongoing"),
        ("not_retrieved", "not retrieved"),
        ("undo", "undo"),
        ("note", "note"),
        ("skip", "skip"),
        ("step(-1)", "back"),
        ("step(1)", "next"),
        ("full_text", "view"),
        ("read", "read"),
        ("list", "list"),
        ("why", "why"),
        ("help", "help"),
        ("leave", "quit"),
    )
    DONE_WORDS: ClassVar[tuple[str, str]] = (
        "All reports are decided.",
        "There is nothing to screen at this stage now.",
    )

    def __init__(self, desk: ScreeningDesk, preferences: Preferences | None = None) -> None:
        super().__init__(ScreeningSeat(desk), preferences or Preferences())
        self.desk = desk

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Full texts only where the stage reads them, what moved a report up only where that is learned."""
        if action in ON_FULL_TEXTS:
            return self.desk.stage.on == "reports"
        if action == "why":
            return bool(self.desk.order_words())
        return super().check_action(action, parameters)

    def show_first(self) -> None:
        """The first report; the words on the learned order are brought up to date while it is read."""
        super().show_first()
        if self.desk.order_words():
            self.set_interval(LOOK, self.show_order)

    def show_order(self) -> None:
        """How the learned order stands now; the report stays as it is."""
        if self.screen is self.screen_stack[0] and (view := self.session.view()) is not None:
            self.fill("#status", self.status(view))

    def status(self, view: View) -> Content:
        """Where in the queue, what was decided; whether there is a full text, how the order stands."""
        words = super().status(view)
        if self.desk.stage.on == "reports" and self.desk.full_text(view.report) is not None:
            words = Content.assemble(words, " · full text kept")
        order = self.desk.order_words()
        return Content.assemble(words, (f" · {one_line(order)}", "$foreground-muted")) if order else words

    def action_not_retrieved(self) -> None:
        """Mark the report on show as not retrieved, then go to the next open one."""
        view = self.session.view()
        if view is None:
            self.say(NO_REPORT)
            return
        with self.saying_why_not():
            self.desk.not_retrieved(view.report)
            self.say(f"Not retrieved: {one_line(title_of(view.record), 60)}")
            self.session.leave_out(view)
            self.show_here()

    def action_full_text(self) -> None:
        """Open the full text in the system's viewer."""
        view = self.session.view()
        if view is None:
            self.say(NO_REPORT)
            return
        path = self.desk.full_text(view.report)
        if path is None:
            self.say("No full text is kept of this report.", "slr retrieve --attach keeps one.")
        elif open_file(path):
            self.say(f"Opened {path.name}")
        else:
            self.say(f"Nothing here opens files. It is {path}", f"{self.key_of('read')} reads it here.")

    def action_read(self) -> None:
        """Read the full text in the terminal."""
        view = self.session.view()
        if view is None:
            self.say(NO_REPORT)
            return
        report = view.report
        if not self.desk.text_files(report):
            self.say("No full text is kept of this report.", "slr retrieve --attach keeps one.")
            return
        self.say("")
        shown = TextScreen(
            title_of(view.record), partial(self.desk.texts, report), partial(self.note_more, report)
        )
        self.push_screen(shown)

    def note_more(self, report: str, words: str) -> None:
        """Put words behind what the note of a report says."""
        note = self.session.note(self.seat.view(report))
        self.write_note(report, f"{note} {words}".strip())

    def action_why(self) -> None:
        """Say which words moved the report up, as soon as the process that learned it answers."""
        view = self.session.view()
        if view is None or not self.desk.ask_why(view.report):
            self.say(NO_REPORT if view is None else f"Nothing to tell: {self.desk.order_words()}.")
            return
        self.say("Asking what moved it up …")
        asked, self.looks = view.report, 0

        def look() -> None:
            self.looks += 1
            words = self.desk.why(asked)
            if words is None and self.looks < ANSWERED_WITHIN / 0.05:
                return
            timer.stop()
            if self.session.walk.here == asked:
                self.say(why_words(words))

        timer = self.set_interval(0.05, look)


def why_words(words: Sequence[str] | None) -> str:
    """A sentence on the words that moved a report up."""
    if words is None:
        return "It is learning just now; ask again in a moment."
    if not words:
        return "No word moved it up: its text says too little, or nothing was learned yet."
    return "Moved up by: " + ", ".join(one_line(word, 40) for word in words)
