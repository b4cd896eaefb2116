"""Coding in plain lines: one dimension after another, categories by their numbers."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from slr.app.ask import CodingDesk
from slr.model.codebook import Category, Dimension
from slr.model.errors import SlrError
from slr.model.untrusted import one_line
from slr.tui.coding_session import CHOSEN_KINDS, CodingSession, EvidenceField, sit_down_to_code
from slr.tui.plain_text import HELP as TEXT_HELP
from slr.tui.plain_text import TextLines
from slr.tui.report_text import report_lines

if TYPE_CHECKING:
    from slr.tui.plain import PlainLines

HELP: tuple[str, ...] = (
    "Numbers choose categories, or give them up again: 1, or 1 3. v TEXT: the value, where there are none.",
    "t TEXT: quote. p TEXT: page. n TEXT: note. d: definitions. Enter: next dimension. b: the one before.",
    "f: the next study. a: the study before. g: the next study with something to code. r: read this again.",
    *TEXT_HELP,
    "+: name a result or an arm of the study, where the codebook codes these.",
    "z: undo the last change, as often as you like. ?: this help. q: quit. Every change is kept at once.",
)
EVIDENCE_OF_LETTER: dict[str, tuple[EvidenceField, str]] = {
    "t": ("quote", "Quote"),
    "p": ("page", "Page"),
    "n": ("note", "Note"),
}


class CodingLines:
    """A coding session in lines."""

    def __init__(self, lines: "PlainLines", desk: CodingDesk) -> None:
        self.lines = lines
        self.desk = desk
        self.session: CodingSession = sit_down_to_code(desk)
        self.text = TextLines(lines, desk)

    def run(self) -> None:
        """One dimension after another until the person stops."""
        codebook = self.desk.codebook
        self.lines.say(f"Coding, {codebook.name or codebook.id}. {self.desk.title}. {self.desk.coder}.")
        if self.desk.notice:
            self.lines.say(self.desk.notice)
        self.say_progress()
        self.show_study()
        self.lines.converse(self.prompt, self.answer)
        self.say_progress()

    def say_progress(self) -> None:
        """How far."""
        progress = self.desk.progress()
        self.lines.say(f"Studies done {progress.done}, left {progress.left}.")

    def show_study(self) -> None:
        """The records of the study in focus, then its first dimension."""
        self.lines.say()
        sheet = self.session.sheet
        if sheet is None:
            empty = not self.session.walk.queue
            self.lines.say("There is no included study to code." if empty else "All studies are coded.")
            return
        walk = self.session.walk
        self.lines.say(f"Study {walk.position + 1} of {len(walk.queue)}.")
        for record in sheet.records:
            for line in report_lines(record, ()):
                self.lines.say(line)
        self.show_dimension()

    def show_dimension(self) -> None:
        """The dimension in focus: question, categories, what is coded."""
        dimension = self.session.dimension
        if self.session.sheet is None or dimension is None:
            return
        if not self.session.sheet.named:
            self.lines.say(f"No {self.desk.codebook.unit} of this study is named yet. + names one.")
            return
        place = f"Dimension {self.session.dimension_place + 1} of {len(self.session.dimensions)}"
        place += f" ({self.session.not_asked} not asked)" if self.session.not_asked else ""
        need = ", required" if dimension.required else ""
        quoted = ", with a quote" if dimension.quote else ""
        name = one_line(dimension.name or dimension.id)
        unit = f" ({one_line(dimension.unit)})" if dimension.unit else ""
        self.lines.say(
            f"{place}: {name}, {dimension.kind}{unit}{need}{quoted}. {one_line(dimension.question)}"
        )
        values = self.session.values(dimension)
        for number, category in enumerate(dimension.categories, 1):
            chosen = ", chosen" if category.id in values else ""
            self.lines.say(f"{number}. {_name(category)}{chosen}")
        strangers = [one_line(value) for value in values if dimension.category(value) is None]
        if strangers:
            self.lines.say(f"Value: {', '.join(strangers)}")
        evidence = self.session.evidence(dimension)
        for name, text in (("Quote", evidence.quote), ("Page", evidence.page), ("Note", evidence.note)):
            if text:
                self.lines.say(f"{name}: {text}")
        if dimension.id == "overall" and self.session.sheet.proposal:
            self.lines.say(f"The tool's rule says {self.session.sheet.proposal}")

    def prompt(self) -> str:
        """What can be answered."""
        if self.session.sheet is None:
            return "[z] undo [a] study before [q]uit"
        dimension = self.session.dimension
        chosen = dimension is not None and dimension.kind in CHOSEN_KINDS
        first = "numbers [d]efinitions" if chosen else "[v]alue"
        text = " [x] text" if self.desk.text_files(self.session.sheet.study) else ""
        rest = "[t] quote [p]age [n]ote [Enter] next [b]ack [f] next study [z] undo [?] help [q]uit"
        return f"{first}{text} {rest}"

    def answer(self, line: str) -> None:
        """Do what a line says."""
        word, _, rest = line.partition(" ")
        dimension = self.session.dimension
        try:
            if action := self.actions().get(word.lower()):
                action()
            elif dimension is None or self.session.sheet is None:
                self.lines.say("? lists what can be answered.")
            elif line.replace(" ", "").isdecimal():
                self.choose(dimension, line.split())
            elif word.lower() == "v":
                self.take_value(dimension, rest.strip())
            elif word.lower() == "x":
                self.text.read(self.session.sheet.study, rest.strip())
            elif word.lower() == "c":
                self.take_quote(dimension, *self.text.quote(self.session.sheet.study, rest))
            elif word.lower() in EVIDENCE_OF_LETTER:
                self.take_evidence(dimension, *EVIDENCE_OF_LETTER[word.lower()], rest.strip())
            else:
                self.lines.say("? lists what can be answered.")
        except SlrError as problem:
            self.lines.say_why_not(problem)

    def actions(self) -> dict[str, Callable[[], None]]:
        """What a first word does."""
        return {
            "": lambda: self.to_dimension(1),
            "b": lambda: self.to_dimension(-1),
            "f": lambda: self.to_study(1),
            "a": lambda: self.to_study(-1),
            "g": self.to_open,
            "r": self.show_study,
            "d": self.say_definitions,
            "z": self.undo,
            "+": self.name_part,
            "?": lambda: self.lines.say("\n".join(HELP)),
            "q": self.quit,
        }

    def name_part(self) -> None:
        """Ask what names a result or an arm of the study in focus, and go to it."""
        if not self.desk.part_columns or self.session.sheet is None:
            self.lines.say("This codebook codes what the searches found; nothing is to be named.")
            return
        unit = self.desk.codebook.unit
        asked = [
            (n, f"{n} of the {unit}" + ("" if must else ", empty for none"))
            for n, must in self.desk.part_columns
        ]
        self.session.name_part({name: self.lines.ask(question) for name, question in asked})
        self.lines.say("Kept.")
        self.show_study()

    # Coding

    def choose(self, dimension: Dimension, numbers: list[str]) -> None:
        """Choose categories by their numbers, or give them up."""
        places = [int(number) for number in numbers if len(number) < 4]
        if len(places) < len(numbers) or not all(1 <= p <= len(dimension.categories) for p in places):
            self.lines.say("There is no such number here.")
            return
        for place in places:
            values = self.session.toggled(dimension, dimension.categories[place - 1].id)
            if values and dimension.quote and not self.session.evidence(dimension).quote:
                quote = self.lines.ask("Quote, which this dimension needs; empty to go back")
                if not quote:
                    self.lines.say("Not kept.")
                    return
                self.session.draft(dimension, "quote", quote)
            self.session.code(dimension, values)
        self.say_kept(dimension)

    def take_value(self, dimension: Dimension, text: str) -> None:
        """Keep a free value."""
        if dimension.kind in CHOSEN_KINDS:
            self.lines.say("Answer with the numbers of categories here.")
            return
        text = text or self.lines.ask("Value, empty for none")
        pieces = text.split(",") if dimension.kind == "country" else [text]
        self.session.code(dimension, [piece.strip() for piece in pieces if piece.strip()])
        self.say_kept(dimension)

    def take_evidence(self, dimension: Dimension, name: EvidenceField, word: str, text: str) -> None:
        """Keep quote, page or note, or hold it until there are values."""
        text = text or self.lines.ask(f"{word}, empty for none")
        kept = self.session.write(dimension, name, text)
        self.lines.say("Kept." if kept else "It waits for the values.")

    def take_quote(self, dimension: Dimension, quote: str, place: str) -> None:
        """Keep a quote of the full text with its page, or hold it until there are values."""
        self.lines.say(f"“{quote}” ({place})")
        kept = self.session.quote(dimension, quote, place)
        self.lines.say("Kept." if kept else "It waits for the values.")

    def say_kept(self, dimension: Dimension) -> None:
        """What is in force now."""
        names = {category.id: _name(category) for category in dimension.categories}
        values = [names.get(value, one_line(value)) for value in self.session.values(dimension)]
        self.lines.say(f"Kept: {', '.join(values) or 'no value'}")

    def say_definitions(self) -> None:
        """The categories of the dimension in focus with their definitions."""
        dimension = self.session.dimension
        for number, category in enumerate(dimension.categories if dimension else (), 1):
            use = f" Use: {one_line(category.use, 1000)}" if category.use else ""
            avoid = f" Not: {one_line(category.avoid, 1000)}" if category.avoid else ""
            self.lines.say(f"{number}. {_name(category)}: {one_line(category.definition, 2000)}{use}{avoid}")
            for example in category.examples:
                self.lines.say(f"Example: {example}")

    def undo(self) -> None:
        """Take back the last change."""
        if self.session.undo():
            self.lines.say("Taken back.")
            self.show_dimension()
        else:
            self.lines.say("Nothing of this session is left to undo.")

    # Moving

    def to_dimension(self, by: int) -> None:
        """The next or previous dimension."""
        self.session.to_dimension(by)
        self.show_dimension()

    def to_study(self, by: int) -> None:
        """The next or previous study."""
        if self.session.to_study(by):
            self.show_study()
        else:
            self.lines.say("This is the last study." if by > 0 else "This is the first study.")

    def to_open(self) -> None:
        """The next study with something to code."""
        self.session.to_open()
        self.show_study()

    def quit(self) -> None:
        """Stop; ask first where evidence would be lost."""
        self.lines.leave("Evidence was typed that no coding holds yet." if self.session.drafts else "")


def _name(category: Category) -> str:
    return one_line(category.name or category.id, 120)
