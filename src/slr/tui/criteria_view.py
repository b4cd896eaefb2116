"""Shows the criteria beside the report, or in one line each below it; their numbers are the reason keys."""

from collections.abc import Callable, Sequence
from itertools import zip_longest

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from slr.model.plan import Criterion
from slr.model.untrusted import one_line, printable

NUMBER_KEYS = 9
ONE_COLUMN = 4  # as many criteria stand one below the other on a small screen
NARROWEST_COLUMN = 24


def criterion_line(criterion: Criterion, style: str = "") -> Content:
    """A criterion in one line: its sign, id and text."""
    sign = "+" if criterion.type == "include" else "-"
    name = (one_line(criterion.id), f"bold {style}".strip())
    return Content.assemble(sign, " ", name, "  ", one_line(criterion.text, 1000))


# Where it stands depends on the screen's width, which a widget's own rules (they are scoped) cannot see.
CRITERIA_CSS = """
.-narrow CriteriaView { height: auto; max-height: 40%; border-top: solid $panel; }
.-narrow CriteriaView.-enlarged { max-height: 70%; }
.-wide CriteriaView { width: 42; height: 1fr; border-left: solid $panel; }
.-vast CriteriaView { width: 56; height: 1fr; border-left: solid $panel; }
"""


class CriteriaView(VerticalScroll, can_focus=False):
    """The criteria of a stage. Narrow: one line each, cut; enlarged or wide: whole."""

    DEFAULT_CSS = """
    CriteriaView { padding: 0 1; scrollbar-size-vertical: 1; }
    CriteriaView > Static { text-wrap: nowrap; text-overflow: ellipsis; }
    CriteriaView.-whole > Static { text-wrap: wrap; }
    """

    def __init__(
        self,
        criteria: Sequence[Criterion],
        *,
        numbered: bool,
        mark: Callable[[str], str] = lambda _: "",
        size: str = "lines",
    ) -> None:
        super().__init__()
        self.hidden = size == "hidden"  # until asked for
        self.mark = mark  # the style of a criterion's highlighted terms, by its id
        self.criteria = criteria
        self.numbered = numbered
        self.enlarged = size == "full"

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def on_mount(self) -> None:
        """Show the criteria."""
        self.set_class(self.enlarged, "-enlarged")
        self.show_criteria()

    def on_resize(self, event: events.Resize) -> None:
        """Lines below the report, blocks beside it."""
        self.show_criteria()

    def toggle_size(self) -> None:
        """Whole texts instead of cut lines, and back."""
        self.enlarged = not self.enlarged
        self.set_class(self.enlarged, "-enlarged")
        self.show_criteria()

    def show_criteria(self) -> None:
        """Draw as the room allows."""
        whole = self.enlarged or not self.screen.has_class("-narrow")
        self.set_class(whole, "-whole")
        draw = self._block if whole else self._line
        parts = [draw(place, criterion) for place, criterion in enumerate(self.criteria, 1)]
        content = Content("\n").join(parts if whole else self._columns(parts))
        shown = self.query_one(Static)
        if shown.content != content:
            shown.update(content)

    def _number(self, place: int) -> Content:
        key = str(place) if self.numbered and place <= NUMBER_KEYS else " "
        return Content.assemble((key, "bold $accent"), " ")

    def _columns(self, lines: list[Content]) -> list[Content]:
        """The lines in two columns where they are many, for the number keys must be in sight."""
        width = (self.app.size.width - 4) // 2
        if len(lines) <= ONE_COLUMN or width < NARROWEST_COLUMN:
            return lines
        half = (len(lines) + 1) // 2
        left = [line.truncate(width, ellipsis=True) for line in lines[:half]]
        padded = [line.pad_right(width - line.cell_length + 1) for line in left]
        return [Content.assemble(*pair) for pair in zip_longest(padded, lines[half:], fillvalue="")]

    def _line(self, place: int, criterion: Criterion) -> Content:
        return Content.assemble(self._number(place), criterion_line(criterion, self.mark(criterion.id)))

    def _block(self, place: int, criterion: Criterion) -> Content:
        lead = "Include if" if criterion.type == "include" else "Exclude if"
        name = (one_line(criterion.id), f"bold {self.mark(criterion.id)}".strip())
        head = Content.assemble(self._number(place), name, "  ", (lead, "$foreground-muted"))
        return Content.assemble(head, "\n", printable(criterion.text), "\n")
