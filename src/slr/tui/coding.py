"""The coding screen: the study on one side, one dimension of the codebook after another on the other."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from slr.app.ask import CodingDesk
from slr.model.codebook import Dimension
from slr.model.untrusted import one_line
from slr.tui.coding_reading import ReadingApp, joined
from slr.tui.coding_session import CHOSEN_KINDS, CodingSession, EvidenceField, sit_down_to_code
from slr.tui.coding_view import (
    CATEGORY_KEYS,
    CODING_ACTIONS,
    CODING_CSS,
    EVIDENCE_QUESTIONS,
    VALUE_QUESTIONS,
    CategoryList,
    DimensionList,
    all_definitions,
    definition,
    evidence_line,
    name_of,
    unnamed_words,
)
from slr.tui.coding_view import question as question_of
from slr.tui.frame import Frame
from slr.tui.preferences import Preferences
from slr.tui.prompts import HelpScreen, LineScreen
from slr.tui.report_view import ReportView


class CodingApp(ReadingApp):
    """Coding at a desk; every change is kept at once."""

    CSS = Frame.CSS + CODING_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"choose({place})", show=False, id=f"category-{place + 1}")
            for place, key in enumerate(CATEGORY_KEYS)
        ),
        Binding("j,down", "category(1)", "next category", id="next-category"),
        Binding("k,up", "category(-1)", "previous category", id="previous-category"),
        Binding("enter,space", "choose_here", "choose the category, or type the value", id="choose"),
        # With priority, for Textual itself moves the focus with Tab.
        Binding("tab,l", "dimension(1)", "next dimension", id="next-dimension", priority=True),
        Binding("shift+tab,h", "dimension(-1)", "previous dimension", id="previous-dimension", priority=True),
        Binding("t", "evidence('quote')", "quote the text", id="quote"),
        Binding("p", "evidence('page')", "page of the quote", id="page"),
        Binding("n", "evidence('note')", "note", id="note"),
        Binding("v", "definitions", "view all definitions of the dimension", id="definitions"),
        Binding("plus", "name_part", "name a result or an arm of the study", id="name"),
        Binding("z", "undo", "undo the last change, and the one before", id="undo"),
        Binding("right", "study(1)", "next study", id="next"),
        Binding("left", "study(-1)", "previous study", id="previous"),
        Binding("g", "to_open", "next study with something to code", id="open"),
        Binding("f,pagedown", "page(1)", "a page down in the study", id="page-down"),
        Binding("b,pageup", "page(-1)", "a page up in the study", id="page-up"),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("choose_here", "choose"),
        ("dimension(1)", "next dimension"),
        ("definitions", "definitions"),
        ("text", "text"),
        ("name_part", "name one"),
        ("evidence('quote')", "quote"),
        ("evidence('page')", "page"),
        ("evidence('note')", "note"),
        ("undo", "undo"),
        ("study(-1)", "back"),
        ("study(1)", "next study"),
        ("help", "help"),
        ("leave", "quit"),
    )
    LABELS_AT_REST: ClassVar[frozenset[str]] = frozenset(["undo", "back", "help", "quit"])
    HELP_WORDS: ClassVar[str] = (
        "Numbers, then letters, choose a category and give it up again. Every change is kept at once."
    )

    def __init__(self, desk: CodingDesk, preferences: Preferences | None = None) -> None:
        super().__init__(preferences or Preferences())
        self.desk = desk
        self.session: CodingSession = sit_down_to_code(desk)
        self.refused: dict[tuple[str | None, int], str] = {}  # values typed that the desk did not take
        self.wanting: tuple[tuple[str | None, int], tuple[str, ...]] | None = (
            None  # values without their quote
        )
        self.setup_reading(desk, lambda: self.session.walk.here)

    def compose_body(self) -> ComposeResult:
        """Study and codebook."""
        with Container(id="body"):
            yield from self.compose_reading()
            with Vertical(id="codebook"):
                yield DimensionList()
                yield Static(markup=False, id="question")
                yield CategoryList()
                yield Static(markup=False, id="definition")
                yield Static(markup=False, id="evidence")

    def show_first(self) -> None:
        """Show the first study with something to code."""
        self.show_study()

    # Showing

    def key_items(self, keys: dict[str, list[str]]) -> list[tuple[str, str]]:
        """With the categories' keys; at rest, only what can be done."""
        items = super().key_items(keys)
        if self.reading or (self.session.sheet and not self.session.sheet.named):
            return items
        if self.session.sheet is None:
            return [(key, label) for key, label in items if label in self.LABELS_AT_REST]
        many = len(self.session.dimension.categories) if self.session.dimension else 0
        first = (
            (f"1-{min(many, 9)}" if many > 1 else "1", "choose") if many else (items[0][0], "type the value")
        )
        return [first, *items[1:]]

    def show_study(self) -> None:
        """The study in focus, from its top; at rest, that all is coded."""
        self.wanting = None
        sheet = self.session.sheet
        self.show_reading(sheet.records if sheet else None)
        if self.session.sheet is None:
            self.query_one(ReportView).show_words(*self.rest_words())
        self.show_codebook()

    def rest_words(self) -> tuple[str, ...]:
        """A title and lines for when no study is on show."""
        if not self.session.walk.queue:
            return ("There is no included study to code.", "Press q to quit.")
        kept = "Every coding is kept. Press q to quit, z to undo the last change, ← to look back."
        return ("All studies are coded.", kept)

    def coded(self) -> bool:
        """Whether there is anything to code in."""
        return self.session.sheet is not None and bool(self.session.dimensions)

    def show_codebook(self) -> None:
        """Everything but the study's text."""
        session = self.session
        progress = self.desk.progress()
        name = self.desk.codebook.name or self.desk.codebook.id
        left = " · ".join(part for part in (self.desk.coder, name, self.desk.title) if part)
        place = f"study {session.walk.position + 1} of {progress.total} · " if session.sheet else ""
        self.head(left, f"{place}{progress.done} done · {progress.left} left", self.desk.notice)
        self.show_keys()
        dimension = session.dimension
        if session.sheet is None or dimension is None:
            return
        if not session.sheet.named:
            self.show_unnamed()
            return
        self.query_one(DimensionList).show_dimensions(session)
        self.query_one("#question", Static).update(question_of(session, dimension))
        self.query_one(CategoryList).show_categories(session, dimension)
        self.query_one("#definition", Static).update(definition(session.category))
        self.query_one("#evidence", Static).update(evidence_line(session, dimension))

    def show_unnamed(self) -> None:
        """That a result must be named before there is anything to code."""
        self.query_one(DimensionList).update("")
        self.query_one("#question", Static).update(unnamed_words(self.desk))
        self.query_one(CategoryList).show_words("")
        for place in ("#definition", "#evidence"):
            self.query_one(place, Static).update("")

    # Naming what is coded

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Results and arms are named only where a codebook codes these, and coded only once one is named."""
        sheet = self.session.sheet
        if action == "name_part" and (not self.desk.part_columns or sheet is None):
            return False
        if action in CODING_ACTIONS and sheet is not None and not sheet.named:
            return False
        return super().check_action(action, parameters)

    def action_name_part(self) -> None:
        """Ask what names a result or an arm, one thing after another."""
        self.ask_part({})

    def ask_part(self, cells: dict[str, str]) -> None:
        """Ask for what is not said yet; with everything said, name it."""
        for name, must in self.desk.part_columns:
            if name not in cells:
                question = f"Name one {self.desk.codebook.unit} more: its {name}"
                words = "" if must else "It may be left empty."
                then = partial(self.take_part, cells, name)
                self.push_screen(LineScreen(question, "", words, verb="go on"), self.when_answered(then))
                return
        with self.saying_why_not():
            self.session.name_part(cells)
            self.say("Kept. z takes it back.")
        self.show_study()

    def take_part(self, cells: dict[str, str], name: str, text: str) -> None:
        """One thing that names it was said."""
        self.ask_part({**cells, name: text})

    # Moving

    def action_dimension(self, by: int) -> None:
        """The next or previous dimension."""
        self.say("")
        self.session.to_dimension(by)
        self.show_codebook()

    def action_category(self, by: int) -> None:
        """The next or previous category."""
        self.session.to_category(by)
        self.show_codebook()

    def action_study(self, by: int) -> None:
        """The next or previous study."""
        self.say("")
        if not self.session.to_study(by):
            self.say("This is the last study." if by > 0 else "This is the first study.")
        self.show_study()

    def action_to_open(self) -> None:
        """The next study with something to code."""
        self.say("")
        self.session.to_open()
        self.show_study()

    def action_definitions(self) -> None:
        """All definitions of the dimension in focus."""
        dimension = self.session.dimension
        if self.session.sheet is not None and dimension is not None:
            self.push_screen(HelpScreen(name_of(dimension), (), all_definitions(dimension)))

    def action_page(self, by: int) -> None:
        """A page of the study."""
        self.scroll_reading(by)

    # Coding

    def action_choose(self, place: int) -> None:
        """Choose the category of a key, or give it up; a digit begins a number."""
        dimension = self.session.dimension
        if self.session.sheet is None or dimension is None:
            return
        if dimension.kind in ("number", "date") and CATEGORY_KEYS[place].isdigit() and not self.reading:
            self.ask_value(dimension, CATEGORY_KEYS[place])
        if place >= len(dimension.categories):
            return
        self.session.category_place = place
        if self.reading:  # words of the text are marked: they are the quote
            values = self.session.toggled(dimension, dimension.categories[place].id)
            self.wanting = (self.place(), values or self.session.values(dimension))
            self.pane.take(add=False)
            return
        self.choose(dimension)

    def action_choose_here(self) -> None:
        """Choose the category in focus, or ask for the value."""
        dimension = self.session.dimension
        if self.session.sheet is None or dimension is None:
            return
        if dimension.kind in CHOSEN_KINDS:
            self.choose(dimension)
            return
        self.ask_value(dimension, self.refused.get(self.place(), ", ".join(self.session.values(dimension))))

    def ask_value(self, dimension: Dimension, value: str) -> None:
        """Ask for a free value, with what is known of it."""
        then = partial(self.take_value, self.place(), dimension)
        unit = f", in {one_line(dimension.unit)}" if dimension.unit else ""
        question = f"{name_of(dimension)}: {VALUE_QUESTIONS[dimension.kind]}{unit}"
        self.push_screen(LineScreen(question, value), self.when_answered(then))

    def choose(self, dimension: Dimension) -> None:
        """Choose the category in focus; where a quote is needed and missing, ask for it first."""
        category = self.session.category
        if category is None:
            return
        values = self.session.toggled(dimension, category.id)
        if values and dimension.quote and not self.session.evidence(dimension).quote:
            self.wanting = (self.place(), values)
            self.show_codebook()
            if self.has_text():
                words = "Space, then Enter. t types them. Esc: not now."
                self.action_text(f"Pick the words that show {name_of(category)}: {words}")
            else:
                self.type_quote()
            return
        self.keep(partial(self.session.code, dimension, values), "Kept.")

    def place(self) -> tuple[str | None, int]:
        """What is in focus, so that an answer goes to what was asked about."""
        return (self.session.walk.here, self.session.dimension_place)

    def type_quote(self) -> None:
        """Ask for the quote in a line; values may wait for it."""
        if self.wanting is None:
            self.action_evidence("quote")
            return
        question, words = EVIDENCE_QUESTIONS["quote"], "This dimension needs one."
        self.push_screen(LineScreen(question, "", words), self.take_typed)

    def take_typed(self, quote: str | None) -> None:
        """Keep values with the quote that they needed."""
        if quote:
            self.take_picked(quote, "", add=False)
        else:
            self.give_up_wanting()

    def give_up_wanting(self) -> None:
        """Values that needed a quote did not get one."""
        if self.wanting is not None:
            self.wanting = None
            self.say("Not kept: this dimension needs a quote.")

    def take_picked(self, quote: str, place: str, *, add: bool) -> None:
        """Keep a quote, with the values that wanted it or those in force."""
        wanting, self.wanting = self.wanting, None
        dimension = self.session.dimension
        if dimension is None or self.session.sheet is None:
            return
        values = wanting[1] if wanting and wanting[0] == self.place() else ()
        before = self.session.evidence(dimension)
        if add:
            quote, place = joined(before.quote, quote, before.page, place)
        elif not place and wanting:
            place = before.page
        waits = not values and not self.session.values(dimension)
        said = "The quote waits for the values." if waits else "Kept, with the quote."
        self.keep(
            partial(self.session.quote, dimension, quote, place, values), said if place or waits else "Kept."
        )

    def take_value(self, place: tuple[str | None, int], dimension: Dimension, text: str) -> None:
        """Keep a free value."""
        if place != self.place():
            return
        pieces = text.split(",") if dimension.kind == "country" else [text]
        values = [piece.strip() for piece in pieces if piece.strip()]
        self.refused[place] = text
        if self.keep(partial(self.session.code, dimension, values), "Kept."):
            del self.refused[place]

    def action_evidence(self, name: EvidenceField) -> None:
        """Ask for quote, page or note."""
        dimension = self.session.dimension
        if self.session.sheet is None or dimension is None:
            return
        value = getattr(self.session.evidence(dimension), name)
        words = "" if self.session.values(dimension) else "It is kept together with the values."
        then = partial(self.take_evidence, self.place(), dimension, name)
        self.push_screen(LineScreen(EVIDENCE_QUESTIONS[name], value, words), self.when_answered(then))

    def take_evidence(
        self, place: tuple[str | None, int], dimension: Dimension, name: EvidenceField, text: str
    ) -> None:
        """Keep evidence, or hold it until there are values."""
        if place != self.place():
            return
        waits = not self.session.values(dimension)
        said = "It waits for the values." if waits else "Kept."
        self.keep(partial(self.session.write, dimension, name, text), said)

    def keep(self, change: Callable[[], object], said: str) -> bool:
        """Make a change durable and say so, or why not; whether it was kept."""
        before, kept = self.desk.progress().left, False
        with self.saying_why_not():
            change()
            kept = True
            done = self.desk.progress().left < before
            self.say("Everything required of this study is coded. → goes to the next." if done else said)
        self.show_codebook()
        return kept

    def action_undo(self) -> None:
        """Take back the last change."""
        with self.saying_why_not():
            before = self.session.walk.here
            if not self.session.undo():
                self.say("Nothing of this session is left to undo.")
                return
            self.say("Taken back.")
            if self.session.walk.here == before:
                self.show_codebook()
            else:
                self.show_study()

    def unkept_words(self) -> str:
        """Evidence that waits for values."""
        unkept = len(self.session.drafts)
        what = "Evidence was" if unkept == 1 else f"Evidence for {unkept} dimensions was"
        return f"{what} typed that no coding holds yet; it would be lost." if unkept else ""
