"""Screening in plain lines: what only this desk has, the full text, and the order that is learned."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from slr.app.ask import ScreeningDesk
from slr.tui.plain_deciding import DecidingLines
from slr.tui.plain_text import TextLines
from slr.tui.session import View
from slr.tui.viewer import open_file

ON_FULL_TEXTS = (
    "x: not retrieved, the full text could not be had. v: view the full text.",
    "a: read the full text, its first page; a 3: page 3; a again: the next one. a /WORDS: where they stand.",
)
ON_ORDERS = "m: what moved this report up in the learned order."
ANSWERED_WITHIN = 5.0  # seconds


@dataclass(slots=True)
class ScreeningLines(DecidingLines):
    """A screening session in lines."""

    desk: ScreeningDesk
    text: TextLines = field(init=False)

    def __post_init__(self) -> None:
        """Take the person's preferences up, and a place for the text that is read."""
        DecidingLines.__post_init__(self)
        self.text = TextLines(self.lines, self.desk)

    def help_lines(self) -> tuple[str, ...]:
        """With what this stage has besides."""
        more = ON_FULL_TEXTS if self.desk.stage.on == "reports" else ()
        learned = (ON_ORDERS,) if self.desk.order_words() else ()
        return (*DecidingLines.help_lines(self), *more, *learned)

    def say_more(self, view: View) -> None:
        """Whether there is a full text, and how the order stands."""
        if self.desk.stage.on == "reports" and (path := self.desk.full_text(view.report)) is not None:
            self.lines.say(f"Full text: {path}")
        if words := self.desk.order_words():
            self.lines.say(f"{words.capitalize()}.")

    def prompt(self) -> str:
        """With the mark of the full-text stage."""
        words = DecidingLines.prompt(self)
        here = self.session.walk.here is not None and self.desk.stage.on == "reports"
        return words.replace("[z] undo", "[x] not retrieved [z] undo") if here else words

    def actions(self) -> dict[str, Callable[[str], None]]:
        """With those of this desk."""
        more: dict[str, Callable[[str], None]] = {}
        if self.desk.stage.on == "reports":
            more |= {"x": self.not_retrieved, "v": self.view_full_text, "a": self.read}
        if self.desk.order_words():
            more["m"] = self.why
        return DecidingLines.actions(self) | more

    def not_retrieved(self, _: str) -> None:
        """Mark the report as not retrieved and go on."""
        view = self.session.view()
        if view is None:
            self.lines.say("No report is on show. b goes back to the last one.")
            return
        self.desk.not_retrieved(view.report)
        self.lines.say("Kept: not retrieved")
        self.session.leave_out(view)
        self.show()

    def view_full_text(self, _: str) -> None:
        """Open the full text in the system's viewer."""
        view = self.session.view()
        path = self.desk.full_text(view.report) if view is not None else None
        if path is None:
            self.lines.say("No full text is kept of this report. slr retrieve --attach keeps one.")
        elif open_file(path):
            self.lines.say(f"Opened {path}")
        else:
            self.lines.say(f"Nothing here opens files. It is {path}")

    def read(self, asked: str) -> None:
        """Read a page of the full text, or say where words stand."""
        view = self.session.view()
        if view is None:
            self.lines.say("No report is on show. b goes back to the last one.")
        else:
            self.text.read(view.report, asked)

    def why(self, _: str) -> None:
        """Say which words moved the report up; here the person has asked and waits for it."""
        view = self.session.view()
        if view is None or not self.desk.ask_why(view.report):
            self.lines.say("Nothing to tell.")
            return
        end = time.monotonic() + ANSWERED_WITHIN
        while (words := self.desk.why(view.report)) is None and time.monotonic() < end:
            time.sleep(0.05)
        if words is None:
            self.lines.say("It is learning just now; ask again in a moment.")
        else:
            self.lines.say("Moved up by: " + ", ".join(words) if words else "No word moved it up.")
