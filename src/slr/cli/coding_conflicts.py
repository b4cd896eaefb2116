"""Settling coders' differences in plain lines: for any terminal, a screen reader, a pipe."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TextIO

from slr.app.ask_codings import Cell, CodingConflict, CodingResolvingDesk
from slr.app.code_resolve import differing
from slr.model.codebook import Coding, Dimension
from slr.model.errors import SlrError
from slr.model.record import cite
from slr.model.untrusted import one_line, printable

HELP = (
    "1, 2, …: what these coders said holds. c 1 3: these categories, by their numbers. v TEXT: this value.",
    "t TEXT: quote, p TEXT: page, n TEXT: note, for what you say next.",
    "Enter: the next one. w: the one before. d: definitions. r: read the record. z: take the last one back.",
    "?: this help. q: quit. Every answer is kept at once.",
)
EVIDENCE = {"t": "quote", "p": "page", "n": "note"}


@dataclass(slots=True)
class ConflictLines:
    """Asks about coding conflicts line by line. Implements ask_codings.CodingAsker."""

    read: TextIO
    write: TextIO

    def resolve_codings(self, desk: CodingResolvingDesk) -> None:
        """One difference after another until the person stops."""
        Sitting(desk, self.read, self.say).run()

    def say(self, text: str = "") -> None:
        """A line; text of records is made fit to print."""
        self.write.write(printable(text) + "\n")
        self.write.flush()


class Sitting:
    """One person at the desk."""

    def __init__(self, desk: CodingResolvingDesk, read: TextIO, say: Callable[[str], None]) -> None:
        """Store the desk, and where lines come from and go to."""
        self.desk = desk
        self.read = read
        self.say = say
        self.place = 0
        self.evidence: dict[str, str] = {}

    def run(self) -> None:
        """Until the person stops, or nothing is left to read."""
        desk = self.desk
        self.say(f"Resolving, {desk.codebook.name or desk.codebook.id}. {desk.title}. {desk.resolver}.")
        if desk.notice:
            self.say(desk.notice)
        if not desk.queue:
            self.say("The coders agree on everything.")
            return
        self.show()
        for line in iter(self.read.readline, ""):
            try:
                if self.answer(line.strip()):
                    break
            except SlrError as problem:
                self.say(f"Not kept: {problem.message}." + (f" {problem.hint}" if problem.hint else ""))
        done = desk.progress()
        self.say(f"Settled {done.done}, left {done.left}.")

    @property
    def cell(self) -> Cell:
        """The cell in focus."""
        return self.desk.queue[self.place]

    def show(self) -> None:
        """The difference in focus."""
        sheet = self.desk.sheet(self.cell)
        dimension = sheet.dimension
        self.say("")
        self.say(f"{self.place + 1} of {len(self.desk.queue)}. {sheet.study}: {titles(sheet)}")
        self.say(f"{dimension.name or dimension.id}. {dimension.question}")
        for number, group in enumerate(differing(sheet.codings), start=1):
            self.say(f"{number}. {', '.join(one.coder for one in group)}: {said(dimension, group[0])}")
            for one in group:
                if one.quote or one.note:
                    page = f" ({one_line(one.page)})" if one.page else ""
                    note = f" Note: {one_line(one.note, 1000)}" if one.note else ""
                    self.say(f"   {one.coder}: “{one_line(one.quote, 1000)}”{page}{note}")
        if sheet.settled:
            self.say(f"Settled: {said(dimension, sheet.settled)}")
        self.say("1, 2, … or c NUMBERS: settle. Enter: next. ?: help. q: quit.")

    def answer(self, line: str) -> bool:
        """Do what a line says; whether the person stops."""
        word, _, rest = line.partition(" ")
        moves = {"": 1, "w": -1}
        if word == "q":
            return True
        if word in moves:
            self.move(moves[word])
        elif word in EVIDENCE:
            self.evidence[EVIDENCE[word]] = rest.strip()
            self.say(f"The {EVIDENCE[word]} goes with what you say next.")
        elif word == "z":
            self.undo()
        elif word in ("?", "d", "r"):
            self.tell(word)
        else:
            self.settle(word, rest.strip())
        return False

    def settle(self, word: str, rest: str) -> None:
        """Settle the difference in focus, and go on."""
        sheet = self.desk.sheet(self.cell)
        groups = differing(sheet.codings)
        if word in [str(number) for number in range(1, len(groups) + 1)]:
            values: Sequence[str] = groups[int(word) - 1][0].values
        elif word == "c" and sheet.dimension.categories:
            values = chosen(sheet.dimension, rest)
        elif word == "v" and not sheet.dimension.categories:
            pieces = rest.split(",") if sheet.dimension.kind == "country" else [rest]
            values = [piece.strip() for piece in pieces if piece.strip()]
        else:
            self.say("? lists what can be answered.")
            return
        after = self.desk.resolve(self.cell, values, **self.evidence)
        self.evidence = {}
        self.say(f"Kept: {said(after.dimension, after.settled) if after.settled else ''}")
        self.move(1)

    def move(self, by: int) -> None:
        """The next difference, or the one before."""
        if 0 <= self.place + by < len(self.desk.queue):
            self.place += by
            self.show()
        else:
            self.say("This is the last one. q: quit." if by > 0 else "This is the first one.")

    def undo(self) -> None:
        """Take back the last answer, and show it."""
        cell = self.desk.undo()
        if cell is None:
            self.say("Nothing of this session is left to undo.")
            return
        self.place = list(self.desk.queue).index(cell)
        self.say("Taken back.")
        self.show()

    def tell(self, word: str) -> None:
        """Help, definitions, or the records."""
        sheet = self.desk.sheet(self.cell)
        if word == "?":
            self.say("\n".join(HELP))
        elif word == "d":
            for number, one in enumerate(sheet.dimension.categories, start=1):
                self.say(f"{number}. {one.name or one.id}: {one_line(one.definition, 2000)}")
        else:
            for record in sheet.records:
                self.say(f"{cite(record)}\n{record.abstract or 'No abstract.'}")


def titles(sheet: CodingConflict) -> str:
    """The records in a line."""
    return one_line("; ".join(cite(record) for record in sheet.records), 200)


def said(dimension: Dimension, coding: Coding) -> str:
    """What a coding says, in names."""
    found = [dimension.category(value) for value in coding.values]
    names = [(one.name or one.id) if one else value for one, value in zip(found, coding.values, strict=True)]
    return one_line(", ".join(names) or "nothing")


def chosen(dimension: Dimension, text: str) -> list[str]:
    """The ids of categories by their numbers. Raises SlrError where there is no such number."""
    numbers = text.replace(",", " ").split()
    places = [int(number) for number in numbers if number.isdecimal() and len(number) < 4]
    if (
        not places
        or len(places) < len(numbers)
        or not all(1 <= p <= len(dimension.categories) for p in places)
    ):
        raise SlrError("there is no such number", "d: the categories with their numbers")
    return [dimension.categories[place - 1].id for place in dict.fromkeys(places)]
