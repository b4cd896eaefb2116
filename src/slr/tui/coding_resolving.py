"""The screen of coders' differences: what each said side by side, and a key that settles it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from slr.app.ask_codings import CodingResolvingDesk
from slr.tui.coding_reading import ReadingApp, joined
from slr.tui.coding_session import CHOSEN_KINDS, EvidenceField
from slr.tui.coding_view import (
    EVIDENCE_QUESTIONS,
    VALUE_QUESTIONS,
    all_definitions,
    definition,
    name_of,
)
from slr.tui.conflict_session import ConflictSession, sit_down_to_settle
from slr.tui.conflict_view import (
    CONFLICT_CSS,
    CodingsView,
    categories_of,
    names_of,
    question_of,
    unkept_line,
)
from slr.tui.frame import WIDE, Frame
from slr.tui.preferences import Preferences
from slr.tui.prompts import HelpScreen, LineScreen
from slr.tui.report_view import ReportView

MOST = 9  # answers with a key of their own
ROOM_NARROW, ROOM_WIDE = 4, 12  # lines for the categories


class CodingResolvingApp(ReadingApp):
    """Settling coders' differences at a desk; every answer is kept at once."""

    CSS = Frame.CSS + CONFLICT_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(n), f"choose({n - 1})", f"what answer {n} says holds", show=False, id=f"answer-{n}")
            for n in range(1, MOST + 1)
        ),
        Binding("j,down", "category(1)", "next category", id="next-category"),
        Binding("k,up", "category(-1)", "previous category", id="previous-category"),
        Binding("space", "toggle_category", "add the category to another answer/take it out", id="toggle"),
        Binding("enter", "settle", "keep the other answer, or type a value", id="settle"),
        Binding("t", "evidence('quote')", "quote the text", id="quote"),
        Binding("p", "evidence('page')", "page of the quote", id="page"),
        Binding("n", "evidence('note')", "note, the reason", id="note"),
        Binding("v", "definitions", "view all definitions of the dimension", id="definitions"),
        Binding("z", "undo", "undo the last answer, and the one before", id="undo"),
        Binding("right", "step(1)", "next difference", id="next"),
        Binding("left", "step(-1)", "previous difference", id="previous"),
        Binding("g,s", "to_open", "next difference that is not settled", id="open"),
        Binding("f,pagedown", "page(1)", "a page down in the study", id="page-down"),
        Binding("b,pageup", "page(-1)", "a page up in the study", id="page-up"),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("toggle_category", "another answer"),
        ("settle", "keep it"),
        ("evidence('note')", "note"),
        ("evidence('quote')", "quote"),
        ("definitions", "definitions"),
        ("text", "text"),
        ("undo", "undo"),
        ("to_open", "skip"),
        ("step(-1)", "back"),
        ("step(1)", "next"),
        ("help", "help"),
        ("leave", "quit"),
    )
    LABELS_AT_REST: ClassVar[frozenset[str]] = frozenset(["undo", "back", "help", "quit"])
    HELP_WORDS: ClassVar[str] = (
        "A number says that what these coders said holds, and keeps their words of the text with it. "
        "Space and Enter settle it otherwise."
    )

    def __init__(self, desk: CodingResolvingDesk, preferences: Preferences | None = None) -> None:
        super().__init__(preferences or Preferences())
        self.desk = desk
        self.session: ConflictSession = sit_down_to_settle(desk)
        self.setup_reading(desk, lambda: self.session.cell[0] if self.session.cell else None)

    def compose_body(self) -> ComposeResult:
        """Study and difference."""
        with Container(id="body"):
            yield from self.compose_reading()
            with Vertical(id="codebook"):
                yield Static(markup=False, id="question")
                yield CodingsView()
                yield Static(markup=False, id="categories")
                yield Static(markup=False, id="definition")
                yield Static(markup=False, id="evidence")

    def show_first(self) -> None:
        """Show the first difference."""
        self.show_here()

    # Showing

    def show_here(self) -> None:
        """The difference in focus with its study; at rest, that all is settled."""
        sheet = self.session.sheet
        self.show_reading(sheet.records if sheet else None)
        if sheet is None:
            done = (
                "All differences of this session are settled.",
                "Press q to quit, z to undo the last one.",
            )
            none = ("The coders agree on everything.", "Press q to quit.")
            self.query_one(ReportView).show_words(*(done if self.desk.queue else none))
        self.show_conflict()

    def show_conflict(self) -> None:
        """Everything but the study's text."""
        session = self.session
        progress = self.desk.progress()
        book = self.desk.codebook.name or self.desk.codebook.id
        parts = (self.desk.resolver, f"Differences in {book}", self.desk.title)
        place = f"{session.walk.position + 1} of {len(self.desk.queue)} · " if session.cell else ""
        words = f"{place}{progress.done} settled · {progress.left} left"
        self.head(" · ".join(part for part in parts if part), words, self.desk.notice)
        self.show_keys()
        dimension = session.dimension
        if dimension is None:
            return
        self.query_one("#question", Static).update(question_of(session, dimension))
        self.query_one(CodingsView).show_groups(dimension, session.groups)
        room = ROOM_NARROW if self.size.width < WIDE else ROOM_WIDE
        self.query_one("#categories", Static).update(categories_of(session, dimension, room))
        self.query_one("#definition", Static).update(definition(session.category))
        self.query_one("#evidence", Static).update(unkept_line(session))

    def coded(self) -> bool:
        """Whether there is a difference to show."""
        return self.session.cell is not None

    def key_items(self, keys: dict[str, list[str]]) -> list[tuple[str, str]]:
        """With the answers' numbers; at rest, only what can be done."""
        items = super().key_items(keys)
        if self.reading:
            return items
        if self.session.cell is None:
            return [(key, label) for key, label in items if label in self.LABELS_AT_REST]
        many = min(len(self.session.groups), MOST)
        return [(f"1-{many}" if many > 1 else "1", "this one holds"), *items]

    # Moving

    def action_step(self, by: int) -> None:
        """The next or previous difference."""
        self.say("")
        if not self.session.step(by):
            self.say("This is the last difference." if by > 0 else "This is the first difference.")
        self.show_here()

    def action_to_open(self) -> None:
        """The next difference that is not settled."""
        self.say("")
        self.session.to_open()
        self.show_here()

    def action_category(self, by: int) -> None:
        """The next or previous category."""
        self.session.to_category(by)
        self.show_conflict()

    def action_definitions(self) -> None:
        """All definitions of the dimension in focus."""
        if (dimension := self.session.dimension) is not None:
            self.push_screen(HelpScreen(name_of(dimension), (), all_definitions(dimension)))

    def action_page(self, by: int) -> None:
        """A page of the study."""
        self.scroll_reading(by)

    # Settling

    def action_choose(self, place: int) -> None:
        """What one answer says holds."""
        if not self.reading and place < len(self.session.groups):
            self.settle(self.session.groups[place][0].values)

    def action_toggle_category(self) -> None:
        """Put the category in focus to another answer, or take it out."""
        self.session.toggle()
        self.show_conflict()

    def action_settle(self) -> None:
        """Keep the other answer; ask for a free value."""
        dimension = self.session.dimension
        if dimension is None:
            return
        if dimension.kind not in CHOSEN_KINDS:
            value = ", ".join(self.session.values)
            question = f"{name_of(dimension)}: {VALUE_QUESTIONS[dimension.kind]}"
            then = partial(self.take_value, self.session.cell, dimension.kind)
            self.push_screen(LineScreen(question, value), self.when_answered(then))
        elif self.session.chosen is None:
            self.say("Space puts categories to another answer first; a number takes one of those above.")
        else:
            self.settle(self.session.chosen)

    def take_value(self, cell: tuple[str, str] | None, kind: str, text: str) -> None:
        """Settle with a free value."""
        if cell == self.session.cell:
            pieces = text.split(",") if kind == "country" else [text]
            self.settle([piece.strip() for piece in pieces if piece.strip()])

    def settle(self, values: Sequence[str]) -> None:
        """Keep the resolution, then go to the next open difference."""
        dimension = self.session.dimension
        if dimension is None:
            return
        with self.saying_why_not():
            self.session.settle(values)
            self.say(f"Kept: {name_of(dimension)}, {names_of(dimension, values)}")
            self.session.to_open()
            self.show_here()

    def action_evidence(self, name: EvidenceField) -> None:
        """Ask for quote, page or note of what is answered next."""
        if self.session.cell is not None:
            value = getattr(self.session.evidence, name)
            words = "It is kept together with your answer."
            then = partial(self.take_evidence, self.session.cell, name)
            self.push_screen(LineScreen(EVIDENCE_QUESTIONS[name], value, words), self.when_answered(then))

    def take_evidence(self, cell: tuple[str, str], name: EvidenceField, text: str) -> None:
        """Hold evidence until there is an answer."""
        if cell == self.session.cell:
            self.session.evidence = replace(self.session.evidence, **{name: text})
            self.say("It waits for your answer." if text else "")
        self.show_conflict()

    def type_quote(self) -> None:
        """Ask for the quote in a line."""
        self.action_evidence("quote")

    def take_picked(self, quote: str, place: str, *, add: bool) -> None:
        """Hold a quote that was picked until there is an answer."""
        before = self.session.evidence
        if add:
            quote, place = joined(before.quote, quote, before.page, place)
        self.session.evidence = replace(before, quote=quote, page=place)
        self.say("The quote waits for your answer.")
        self.show_conflict()

    def action_undo(self) -> None:
        """Take back the last answer."""
        with self.saying_why_not():
            undone = self.session.undo()
            self.say("Taken back." if undone else "Nothing of this session is left to undo.")
            if undone:
                self.show_here()

    def unkept_words(self) -> str:
        """What was put together for the difference in focus."""
        return "An answer was begun and not kept; it would be lost." if self.session.unkept else ""
