"""The asker that speaks line by line: for screen readers, dumb terminals and pipes. No colors, no drawing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from shutil import get_terminal_size
from textwrap import fill
from typing import TextIO

from slr.app.ask import CodingDesk, DuplicatesDesk, ResolvingDesk, ScreeningDesk
from slr.model.errors import SlrError
from slr.model.untrusted import printable
from slr.tui.preferences import Preferences


class Finished(Exception):
    """The person has stopped."""


@dataclass(frozen=True, slots=True)
class PlainLines:
    """Reads answers from `read` and writes to `write`, one line each; the end of `read` is a quit."""

    read: TextIO
    write: TextIO
    preferences: Preferences = field(default_factory=Preferences)
    ready: Callable[[], None] = lambda: None  # called before the first report is read out

    def screen(self, desk: ScreeningDesk) -> None:
        """Screen until the person stops."""
        from slr.tui.plain_screening import ScreeningLines
        from slr.tui.session import ScreeningSeat, sit_down

        self.ready()
        what = f"Screening, {desk.stage.name or desk.stage.id}"
        ScreeningLines(self, sit_down(ScreeningSeat(desk)), what, desk=desk).run()

    def resolve(self, desk: ResolvingDesk) -> None:
        """Resolve until the person stops."""
        from slr.tui.plain_deciding import DecidingLines
        from slr.tui.session import ResolvingSeat, sit_down

        self.ready()
        what = f"Resolving conflicts, {desk.stage.name or desk.stage.id}"
        DecidingLines(self, sit_down(ResolvingSeat(desk)), what).run()

    def code(self, desk: CodingDesk) -> None:
        """Code until the person stops."""
        from slr.tui.plain_coding import CodingLines

        CodingLines(self, desk).run()

    def review_duplicates(self, desk: DuplicatesDesk) -> None:
        """Review possible duplicates until the person stops."""
        from slr.tui.plain_duplicates import DuplicatesLines

        DuplicatesLines(self, desk).run()

    def say(self, text: str = "") -> None:
        """Write a line, or several."""
        self.write.write(self.wrapped(self._writable(text)) + "\n")

    def ask(self, prompt: str) -> str:
        """Write a prompt and read the answer. Raises Finished at the end of the lines."""
        self.write.write(self._writable(prompt) + " > ")
        self.write.flush()
        line = self.read.readline()
        if not line:
            self.say()
            raise Finished
        return line.strip()

    def wrapped(self, text: str) -> str:
        """Broken between words where a terminal would break within them; whole lines for a pipe."""
        if not self.write.isatty():
            return text
        width = max(get_terminal_size().columns - 1, 20)
        return "\n".join(
            fill(line, width, break_long_words=False, break_on_hyphens=False, replace_whitespace=False)
            for line in text.split("\n")
        )

    def _writable(self, text: str) -> str:
        """Printable text, with a question mark for what the stream's encoding lacks."""
        encoding = self.write.encoding or "utf-8"
        return printable(text).encode(encoding, "replace").decode(encoding)

    def converse(self, prompt: Callable[[], str], answer: Callable[[str], None]) -> None:
        """Ask and answer until the person stops or the lines end."""
        try:
            while True:
                answer(self.ask(prompt()))
        except Finished:
            return

    def leave(self, warning: str) -> None:
        """Stop; where there is a warning, only after a yes."""
        if warning and self.ask(f"{warning} It would be lost. Quit? [y]es [n]o").lower() not in ("y", "yes"):
            return
        raise Finished

    def say_why_not(self, problem: SlrError) -> None:
        """Write what could not be done, and what to do about it."""
        told = f"{problem.message.removesuffix('.')}. {problem.hint}" if problem.hint else problem.message
        self.say(f"Not done: {told}")
