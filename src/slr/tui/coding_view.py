"""What the coding screen shows of a codebook: its dimensions, the categories of one, their definitions."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from slr.app.ask import CodingDesk
from slr.model.codebook import Category, Dimension
from slr.model.untrusted import one_line, printable
from slr.tui.coding_session import CHOSEN_KINDS, CodingSession, EvidenceField

# Numbers first, then the letters that mean nothing else on this screen.
MARKS = 20  # dimensions whose state stands in the line of the question
CATEGORY_KEYS = "123456789aceimorsuwxy"
# What there is nothing to do with as long as no result is named.
CODING_ACTIONS = frozenset(["choose", "choose_here", "dimension", "category", "evidence", "definitions"])
KIND_WORDS = {
    "single": "one category",
    "many": "several categories",
    "text": "text",
    "number": "a number",
    "date": "a date",
    "country": "countries",
}
EVIDENCE_QUESTIONS: dict[EvidenceField, str] = {
    "quote": "Quote, the words of the text",
    "page": "Page or place of the quote",
    "note": "Note",
}
VALUE_QUESTIONS = {
    "number": "A number",
    "text": "Text",
    "date": "A date, such as 2015-07-12, 2015-07 or 2015",
    "country": "Countries, with commas between them",
}
CODING_CSS = """
#body { layout: vertical; }
.-wide #body, .-vast #body { layout: horizontal; }
#codebook { height: 66%; border-top: solid $panel; }
.-wide #codebook { width: 56; height: 1fr; border-top: none; border-left: solid $panel; }
.-vast #codebook { width: 80; height: 1fr; border-top: none; border-left: solid $panel; }
DimensionList { display: none; }
.-wide DimensionList, .-vast DimensionList { display: block; }
#question { height: auto; max-height: 3; padding: 0 1; }
#definition { height: auto; max-height: 3; padding: 0 1; color: $foreground-muted; }
.-wide CategoryList, .-vast CategoryList { height: auto; max-height: 50%; }
.-wide #definition, .-vast #definition { max-height: 12; margin-top: 1; }
#evidence { height: auto; max-height: 2; padding: 0 1; }
.-wide #evidence, .-vast #evidence { max-height: 8; margin-top: 1; }
"""


def name_of(thing: Dimension | Category) -> str:
    """Its name, or its id."""
    return one_line(thing.name or thing.id, 120)


def value_words(session: CodingSession, dimension: Dimension) -> str:
    """The values in force in words; empty where there are none."""
    names = {category.id: name_of(category) for category in dimension.categories}
    return ", ".join(names.get(value, one_line(value)) for value in session.values(dimension))


def question(session: CodingSession, dimension: Dimension) -> Content:
    """Which dimension, how it is coded, and its question."""
    coded = "".join("x" if session.values(one) else "." for one in session.dimensions[:MARKS])
    place = f"{session.dimension_place + 1} of {len(session.dimensions)} [{coded}]"
    place += f" · {session.not_asked} not asked" if session.not_asked else ""
    need = "required" if dimension.required else "optional"
    quoted = " · quote" if dimension.quote else ""
    kind = KIND_WORDS[dimension.kind] + (f" ({one_line(dimension.unit)})" if dimension.unit else "")
    head = Content.assemble(
        (name_of(dimension), "bold $primary"),
        (f"  {place} · {kind} · {need}{quoted}", "$foreground-muted"),
    )
    return Content.assemble(head, "\n", printable(dimension.question)) if dimension.question else head


def unnamed_words(desk: CodingDesk) -> Content:
    """That a result (or arm) of the study must be named first, and how."""
    unit = desk.codebook.unit
    needed = ", ".join(name for name, must in desk.part_columns if must)
    head = Content.styled(f"No {unit} of this study is named yet", "bold $primary")
    return Content.assemble(head, "\n", f"{desk.codebook.id} judges each {unit}. + names one by: {needed}.")


def definition(category: Category | None) -> Content:
    """What the category in focus means, when to use it and when not."""
    if category is None:
        return Content("")
    parts = [Content.assemble((name_of(category), "bold"), ": ", printable(category.definition))]
    parts += [Content.assemble(("Use: ", "bold"), printable(category.use))] if category.use else []
    parts += [Content.assemble(("Not: ", "bold"), printable(category.avoid))] if category.avoid else []
    return Content(" ").join(parts)


def all_definitions(dimension: Dimension) -> str:
    """The dimension's question and the definitions of all of its categories, to be read in peace."""
    parts = [printable(dimension.question)]
    for category in dimension.categories:
        examples = "".join(f"\nExample: {printable(example)}" for example in category.examples)
        parts.append(definition(category).plain + examples)
    return "\n\n".join(part for part in parts if part)


def place_word(page: str) -> str:
    """What stands before the place of a quote: it may be a page, or lines of a text without pages."""
    return "page" if page[:1].isdigit() else "at"


def evidence_line(session: CodingSession, dimension: Dimension) -> Content:
    """Quote, page and note, and whether they wait for values."""
    evidence = session.evidence(dimension)
    parts = [
        Content.assemble(("quote ", "bold"), f"“{printable(evidence.quote)}”")
        if evidence.quote
        else Content(""),
        Content.assemble((f"{place_word(evidence.page)} ", "bold"), printable(evidence.page))
        if evidence.page
        else Content(""),
        Content.assemble(("note ", "bold"), printable(evidence.note)) if evidence.note else Content(""),
        Content.styled("not kept yet", "bold $warning") if session.waits(dimension) else Content(""),
    ]
    if session.sheet and session.sheet.proposal and dimension.id == "overall":
        parts.append(Content.assemble(("the tool’s rule says ", "bold"), one_line(session.sheet.proposal)))
    return Content(" · ").join(part for part in parts if part)


class DimensionList(Static):
    """All dimensions, one a line, with what is coded; shown where there is room."""

    DEFAULT_CSS = """
    DimensionList {
        height: auto; max-height: 40%; padding: 0 1; margin-bottom: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show_dimensions(self, session: CodingSession) -> None:
        """Draw the list."""
        lines = []
        for place, dimension in enumerate(session.dimensions):
            values = value_words(session, dimension)
            focus = "› " if place == session.dimension_place else "  "
            mark = "[x] " if values else "[ ] "
            style = "bold $primary" if focus.strip() else ""
            need = "" if values or not dimension.required else "required"
            lines.append(Content.assemble((focus + mark + name_of(dimension), style), "  ", values or need))
        if session.not_asked:
            words = f"  {session.not_asked} more are not asked of a study coded so"
            lines.append(Content.styled(words, "$foreground-muted"))
        self.update(Content("\n").join(lines))


class CategoryList(VerticalScroll, can_focus=False):
    """The categories of a dimension, one a line, or its free value."""

    DEFAULT_CSS = """
    CategoryList { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    CategoryList > Static { text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def show_categories(self, session: CodingSession, dimension: Dimension) -> None:
        """Draw the lines and bring the one in focus into view."""
        if dimension.kind in CHOSEN_KINDS:
            content = Content("\n").join(self._lines(session, dimension))
        else:
            value = value_words(session, dimension)
            content = Content(f"Value: {value}" if value else "No value yet. Enter types it.")
        self.show_words(content)
        self.call_after_refresh(self._bring_into_view, session.category_place)

    def show_words(self, content: Content | str) -> None:
        """Draw other lines."""
        self.query_one(Static).update(content)

    def _bring_into_view(self, place: int) -> None:
        top, height = int(self.scroll_y), max(self.size.height, 1)
        if not top <= place < top + height:
            self.scroll_to(y=place if place < top else place - height + 1, animate=False, immediate=True)

    def _lines(self, session: CodingSession, dimension: Dimension) -> list[Content]:
        values = session.values(dimension)
        lines = []
        for place, category in enumerate(dimension.categories):
            key = CATEGORY_KEYS[place] if place < len(CATEGORY_KEYS) else " "
            here = place == session.category_place
            mark = "[x] " if category.id in values else "[ ] "
            style = "bold $primary" if here else "bold" if category.id in values else ""
            lines.append(
                Content.assemble(
                    "› " if here else "  ",
                    (key, "bold $accent"),
                    " ",
                    (mark, style),
                    (name_of(category), style),
                )
            )
        strangers = [value for value in values if dimension.category(value) is None]
        return lines + [Content(f"    [x] {one_line(value)} (not in this codebook)") for value in strangers]
