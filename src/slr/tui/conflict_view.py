"""What the screen of coders' differences shows: what each said, side by side, and the categories."""

from collections.abc import Sequence

from textual.containers import HorizontalScroll
from textual.content import Content
from textual.widgets import Static

from slr.model.codebook import Coding, Dimension
from slr.model.untrusted import one_line, printable
from slr.tui.coding_view import name_of
from slr.tui.conflict_session import ConflictSession

CONFLICT_CSS = """
#body { layout: vertical; }
.-wide #body, .-vast #body { layout: horizontal; }
#codebook { height: 75%; border-top: solid $panel; }
.-wide #codebook { width: 64; height: 1fr; border-top: none; border-left: solid $panel; }
.-vast #codebook { width: 96; height: 1fr; border-top: none; border-left: solid $panel; }
#question { height: auto; max-height: 3; padding: 0 1; }
#categories { height: auto; max-height: 40%; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
#definition { height: auto; max-height: 2; padding: 0 1; color: $foreground-muted; }
.-wide #definition, .-vast #definition { max-height: 12; margin-top: 1; }
#evidence { height: auto; max-height: 2; padding: 0 1; }
.-wide #evidence, .-vast #evidence { max-height: 8; margin-top: 1; }
"""


def names_of(dimension: Dimension, values: Sequence[str]) -> str:
    """Values in words; that there are none is said too."""
    found = [dimension.category(value) for value in values]
    names = [name_of(one) if one else one_line(v) for one, v in zip(found, values, strict=True)]
    return ", ".join(names) or "no value"


class CodingsView(HorizontalScroll, can_focus=False):
    """One column for each answer: its number, whose it is, the values, the words of the text, notes."""

    DEFAULT_CSS = """
    CodingsView { height: auto; max-height: 50%; }
    .-wide CodingsView, .-vast CodingsView { max-height: 60%; }
    CodingsView > Static {
        width: 1fr; min-width: 24; max-width: 60; height: auto; padding: 0 1; border: round $secondary;
    }
    """

    def show_groups(self, dimension: Dimension, groups: Sequence[Sequence[Coding]]) -> None:
        """Fill the columns; there are as many as the widest difference of the session had."""
        columns = list(self.query(Static))
        while len(columns) < len(groups):
            columns.append(Static(markup=False))
            self.mount(columns[-1])
        for place, column in enumerate(columns):
            column.display = place < len(groups)
            if place < len(groups):
                column.update(group_content(place + 1, dimension, groups[place]))


def group_content(number: int, dimension: Dimension, group: Sequence[Coding]) -> Content:
    """One answer, and whose it is."""
    who = ", ".join(one_line(coding.coder) for coding in group)
    lines = [
        Content.assemble((f"{number} ", "bold $accent"), (who, "bold")),
        Content(names_of(dimension, group[0].values)),
    ]
    for coding in group:
        lead = f"{one_line(coding.coder)}: " if len(group) > 1 else ""
        page = f" ({one_line(coding.page)})" if coding.page else ""
        if coding.quote:
            lines.append(Content.assemble((lead, "$foreground-muted"), f"“{printable(coding.quote)}”{page}"))
        if coding.note:
            lines.append(Content.assemble((f"{lead}note ", "$foreground-muted"), printable(coding.note)))
    return Content("\n").join(lines)


def question_of(session: ConflictSession, dimension: Dimension) -> Content:
    """Which difference, in which dimension, and whether it is settled."""
    sheet = session.sheet
    settled = sheet.settled if sheet else None
    state = f"settled: {names_of(dimension, settled.values)}" if settled else "not settled"
    head = Content.assemble((name_of(dimension), "bold $primary"), (f"  {state}", "$foreground-muted"))
    return Content.assemble(head, "\n", printable(dimension.question)) if dimension.question else head


def categories_of(session: ConflictSession, dimension: Dimension, room: int) -> Content:
    """The categories with those chosen, as many lines as there is room for, the one in focus among them."""
    if not dimension.categories:
        value = ", ".join(map(one_line, session.values))
        return Content(f"Value: {value}" if value else "Another value? Enter types it.")
    lines = []
    for place, category in enumerate(dimension.categories):
        here = place == session.category_place
        mark = "[x] " if category.id in session.values else "[ ] "
        style = "bold $primary" if here else ""
        lines.append(Content.assemble("› " if here else "  ", (mark + name_of(category), style)))
    first = min(max(session.category_place - room + 1, 0), max(len(lines) - room, 0))
    return Content("\n").join(lines[first : first + room])


def unkept_line(session: ConflictSession) -> Content:
    """What was put together and waits for Enter."""
    own = session.evidence
    parts = [
        Content.assemble(("quote ", "bold"), f"“{printable(own.quote)}”") if own.quote else Content(""),
        Content.assemble(("page ", "bold"), printable(own.page)) if own.page else Content(""),
        Content.assemble(("note ", "bold"), printable(own.note)) if own.note else Content(""),
        Content.styled("not kept yet", "bold $warning") if session.unkept else Content(""),
    ]
    return Content(" · ").join(part for part in parts if part)
