"""The resolving screen: the decisions that disagree, side by side, above the report they are about."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import HorizontalScroll
from textual.content import Content
from textual.widgets import Static

from slr.app.ask import ResolvingDesk
from slr.model.plan import Criterion
from slr.model.report import Decision
from slr.model.untrusted import one_line, printable
from slr.tui.deciding import DecidingApp
from slr.tui.frame import WIDE
from slr.tui.preferences import Preferences
from slr.tui.session import ResolvingSeat, View
from slr.tui.themes import VERDICT_MARKS, VERDICT_STYLES, VERDICT_WORDS

ABOUT_WORDS = {"verdict": "they differ on the verdict", "reason": "they differ on the reason"}


class DecisionsView(HorizontalScroll, can_focus=False):
    """One column a decision: who, verdict, reason, note."""

    DEFAULT_CSS = """
    DecisionsView { height: auto; max-height: 40%; }
    DecisionsView > Static {
        width: 1fr; min-width: 24; max-width: 60; height: auto; padding: 0 1; border: round $secondary;
    }
    """

    def show_decisions(self, decisions: tuple[Decision, ...], criteria: tuple[Criterion, ...]) -> None:
        """Fill the columns; there are as many as the widest conflict of the session had."""
        narrow = self.app.size.width < WIDE  # there the criteria's texts stand close below
        texts = {criterion.id: criterion.text for criterion in criteria}
        columns = list(self.query(Static))
        while len(columns) < len(decisions):
            columns.append(Static(markup=False))
            self.mount(columns[-1])
        for place, column in enumerate(columns):
            column.display = place < len(decisions)
            if place < len(decisions):
                column.update(_decision_content(decisions[place], {} if narrow else texts))
        self.display = bool(decisions)


def _decision_content(decision: Decision, texts: dict[str, str]) -> Content:
    verdict = decision.verdict
    words = f"{VERDICT_MARKS[verdict]} {VERDICT_WORDS[verdict]}"
    lines = [
        Content.assemble((one_line(decision.reviewer), "bold"), "  ", (words, VERDICT_STYLES[verdict])),
    ]
    if decision.reason:
        text = texts.get(decision.reason, "")
        words = f"  {one_line(text)}" if text else ""
        lines.append(Content.assemble((one_line(decision.reason), "bold"), words))
    if decision.note:
        lines.append(Content(f"“{printable(decision.note)}”"))
    return Content("\n").join(lines)


class ResolvingApp(DecidingApp):
    """Resolving at a desk."""

    OPEN_WORDS: ClassVar[str] = "not resolved"
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("include", "include"),
        ("exclude", "exclude"),
        ("awaiting", "awaiting"),
        ("ongoing", "ongoing"),
        ("undo", "undo"),
        ("note", "note"),
        ("skip", "skip"),
        ("step(-1)", "back"),
        ("step(1)", "next"),
        ("list", "list"),
        ("help", "help"),
        ("leave", "quit"),
    )
    DONE_WORDS: ClassVar[tuple[str, str]] = (
        "All conflicts of this session are resolved.",
        "There is no conflict at this stage.",
    )

    def __init__(self, desk: ResolvingDesk, preferences: Preferences | None = None) -> None:
        super().__init__(ResolvingSeat(desk), preferences or Preferences())
        self.desk = desk

    def compose_above(self) -> ComposeResult:
        """The decisions."""
        yield DecisionsView()

    def heading(self) -> str:
        """Say that this is resolving, and at which stage."""
        stage = self.desk.stage.name or self.desk.stage.id
        return " · ".join(
            part for part in (self.desk.reviewer, f"Conflicts at {stage}", self.desk.title) if part
        )

    def status(self, view: View) -> Content:
        """Where in the queue, what they differ on, and what this person settled."""
        about = ABOUT_WORDS.get(view.about, "they differ")
        words = super().status(view)
        return words if view.mine else Content.assemble(words, " · ", about)

    def show_more(self, view: View | None) -> None:
        """The decisions on the report on show."""
        others = view.others if view else ()
        self.query_one(DecisionsView).show_decisions(others, self.session.reasons)
