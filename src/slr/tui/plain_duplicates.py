"""Reviewing duplicates in plain lines: field by field, what is the same and what differs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from slr.app.ask import DuplicatesDesk, DuplicateSheet, Parts
from slr.model.errors import SlrError
from slr.model.untrusted import one_line
from slr.tui.duplicates_session import DuplicatesSession, answer_words, sit_down_to_duplicates
from slr.tui.record_fields import FIELDS, sign_of, value_of

if TYPE_CHECKING:
    from slr.tui.plain import PlainLines

HELP = (
    "y: the same report. n: different reports. A number, in a group of more than two: set that record apart.",
    "z: undo the last answer, as often as you like. s: skip. b: the group before. f: the one after.",
    "r: read this again. ?: this help. q: quit. Every answer is kept.",
)
SAID = {"=": "same", "≠": "differs", "·": "missing in some"}


class DuplicatesLines:
    """A session of reviewing duplicates in lines."""

    def __init__(self, lines: "PlainLines", desk: DuplicatesDesk) -> None:
        self.lines = lines
        self.desk = desk
        self.session: DuplicatesSession = sit_down_to_duplicates(desk)

    def run(self) -> None:
        """One group after another until the person stops."""
        self.lines.say(f"Possible duplicates. {self.desk.title}. {self.desk.reviewer}.")
        if self.desk.notice:
            self.lines.say(self.desk.notice)
        self.say_progress()
        self.show()
        self.lines.converse(self.prompt, self.answer)
        self.say_progress()

    def say_progress(self) -> None:
        """How far."""
        progress = self.desk.progress()
        self.lines.say(f"Done {progress.done}, left {progress.left}.")

    def show(self) -> None:
        """The group at the position, field by field."""
        self.lines.say()
        sheet = self.session.sheet
        if sheet is None:
            empty = not self.session.walk.queue
            self.lines.say("There are no possible duplicates." if empty else "All groups are decided.")
            return
        walk = self.session.walk
        state = f"Your answer: {answer_words(sheet)}." if sheet.mine else "Not decided."
        self.lines.say(
            f"Group {walk.position + 1} of {len(walk.queue)}, {len(sheet.records)} records. {state}"
        )
        for sentence in sheet.why:
            self.lines.say(one_line(sentence))
        for label, name in FIELDS:
            self.say_field(sheet, label, name)
        self.say_apart()

    def say_field(self, sheet: DuplicateSheet, label: str, name: str) -> None:
        """A field once where it is the same in all records, else by record."""
        values = [value_of(record, name) for record in sheet.records]
        if not any(values):
            return
        sign = sign_of(values)
        if sign == "=" and len(set(values)) == 1:
            self.lines.say(f"{label}, same: {values[0]}")
            return
        self.lines.say(f"{label}, {SAID[sign]}:")
        for number, value in enumerate(values, 1):
            self.lines.say(f"  {number}: {value or '(nothing)'}")

    def say_apart(self) -> None:
        """Which records are set apart."""
        if self.session.apart:
            numbers = ", ".join(str(place + 1) for place in sorted(self.session.apart))
            self.lines.say(f"Set apart: {numbers}")

    def prompt(self) -> str:
        """What can be answered."""
        sheet = self.session.sheet
        if sheet is None:
            return "[z] undo [b]ack [q]uit"
        apart = " [number] set apart" if len(sheet.records) > 2 else ""
        return f"[y] same [n] different{apart} [z] undo [s]kip [b]ack [?] help [q]uit"

    def answer(self, line: str) -> None:
        """Do what a line says."""
        word = line.lower()
        try:
            if word.isdecimal():
                self.set_apart(word)
            elif action := self.actions().get(word):
                action()
            else:
                self.lines.say("? lists what can be answered." if word else "Nothing done.")
        except SlrError as problem:
            self.lines.say_why_not(problem)

    def actions(self) -> dict[str, Callable[[], None]]:
        """What a word does."""
        return {
            "y": self.same,
            "n": lambda: self.keep(self.session.split()),
            "z": self.undo,
            "s": self.skip,
            "b": lambda: self.step(-1),
            "f": lambda: self.step(1),
            "r": self.show,
            "?": lambda: self.lines.say("\n".join(HELP)),
            "q": lambda: self.lines.leave(""),
        }

    def same(self) -> None:
        """Those not set apart are one report."""
        parts = self.session.joined()
        if self.session.sheet is not None and not parts:
            self.lines.say("Fewer than two records are left together: answer n for different.")
            return
        self.keep(parts)

    def keep(self, parts: Parts) -> None:
        """Keep an answer and go on."""
        kept = self.session.decide(parts)
        if kept is None:
            self.lines.say("No group is on show. b goes back to the last one.")
            return
        self.lines.say(f"Kept: {answer_words(kept)}")
        self.show()

    def set_apart(self, number: str) -> None:
        """Set a record apart, or take it back in."""
        if not (len(number) < 4 and self.session.toggle_apart(int(number) - 1)):
            self.lines.say("There is no such number here.")
        elif self.session.apart:
            self.say_apart()
        else:
            self.lines.say("None set apart.")

    def undo(self) -> None:
        """Take back the last answer."""
        if self.session.undo():
            self.lines.say("Taken back.")
            self.show()
        else:
            self.lines.say("Nothing of this session is left to undo.")

    def skip(self) -> None:
        """On without an answer."""
        before = self.session.walk.here
        self.session.to_open()
        if before is not None and self.session.walk.here == before:
            self.lines.say("This is the only one left.")
        else:
            self.show()

    def step(self, by: int) -> None:
        """The group before or after."""
        if self.session.step(by):
            self.show()
        else:
            self.lines.say("This is the last group." if by > 0 else "This is the first group.")
