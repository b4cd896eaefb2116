"""Judging each criterion of one report: a small screen below it, and the same in plain lines."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from slr.model.plan import Criterion
from slr.model.untrusted import one_line
from slr.model.words import Judgment, Verdict
from slr.screening.judging import derived, failing, first_failing, passing
from slr.tui.criteria_view import criterion_line
from slr.tui.prompts import PROMPT_CSS

Judged = dict[str, Judgment]
WORDS = {Judgment.YES: "yes    ", Judgment.NO: "no     ", Judgment.UNCLEAR: "unclear", None: "·      "}
KEYS = {"y": Judgment.YES, "n": Judgment.NO, "u": Judgment.UNCLEAR}


def to_begin_with(
    criteria: Sequence[Criterion], verdict: Verdict, reason: str, mine: Mapping[str, Judgment]
) -> Judged:
    """What a key that decides says of the criteria already: all let through, or this one rules out."""
    if verdict is Verdict.INCLUDE:
        return {one.id: mine.get(one.id, passing(one)) for one in criteria}
    return {**mine, **{one.id: failing(one) for one in criteria if one.id == reason}}


def outcome_words(criteria: Sequence[Criterion], judged: Mapping[str, Judgment]) -> str:
    """What the judgments come to, or how many are left."""
    verdict = derived(criteria, judged)
    if verdict is None:
        left = sum(one.id not in judged for one in criteria)
        return f"{left} left to judge"
    first = first_failing(criteria, judged)
    return f"{verdict.value}, reason {one_line(first)}" if first else verdict.value


class JudgeScreen(ModalScreen[Judged | None]):
    """Says yes, no or unclear to each criterion; Enter keeps it once a verdict follows, Esc goes back."""

    CSS = PROMPT_CSS.format(name="JudgeScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "cancel", "back"),
        Binding("enter", "keep", "keep"),
        Binding("j,down", "move(1)", "next", show=False),
        Binding("k,up", "move(-1)", "previous", show=False),
        Binding("backspace,delete", "clear", "clear", show=False),
    ]

    def __init__(self, criteria: Sequence[Criterion], judged: Judged) -> None:
        super().__init__()
        self.criteria = criteria
        self.judged = judged
        left = (n for n, one in enumerate(criteria) if one.id not in judged)
        self.place = 0 if derived(criteria, judged) else next(left, 0)

    def compose(self) -> ComposeResult:
        """Criteria, what follows, keys."""
        with Vertical(classes="prompt"):
            yield Static("Does the report meet each criterion, as it is worded?", classes="prompt-title")
            yield Static(self.lines(), id="judged")
            keys = "y yes   n no   u unclear   ↑ ↓   Backspace clear   Enter keep   Esc back"
            yield Static(keys, markup=False, classes="prompt-keys")

    def lines(self) -> Content:
        """Each criterion with its judgment, then the verdict that follows."""
        told = []
        for place, one in enumerate(self.criteria):
            style = "bold $accent" if place == self.place else ""
            mark = "▸ " if place == self.place else "  "
            said = WORDS[self.judged.get(one.id)]
            told.append(Content.assemble((mark, style), (said, style), "  ", criterion_line(one)))
        told.append(Content.styled(f"→ {outcome_words(self.criteria, self.judged)}", "bold"))
        return Content("\n").join(told)

    def on_key(self, event: events.Key) -> None:
        """A judgment, and on to the next criterion."""
        if event.key in KEYS:
            event.stop()
            self.judged[self.criteria[self.place].id] = KEYS[event.key]
            self.action_move(1)

    def action_move(self, by: int) -> None:
        """To another criterion."""
        self.place = min(max(self.place + by, 0), len(self.criteria) - 1)
        self.query_one("#judged", Static).update(self.lines())

    def action_clear(self) -> None:
        """Take the judgment of this criterion back."""
        self.judged.pop(self.criteria[self.place].id, None)
        self.action_move(0)

    def action_keep(self) -> None:
        """Keep the judgments, once a verdict follows from them."""
        if derived(self.criteria, self.judged) is not None:
            self.dismiss(self.judged)

    def action_cancel(self) -> None:
        """Judge nothing."""
        self.dismiss(None)


def judge_in_lines(
    criteria: Sequence[Criterion], judged: Judged, ask: Callable[[str], str], say: Callable[[str], None]
) -> Judged | None:
    """Ask for each criterion that is not judged yet, until one rules the report out; None to go back."""
    for place, one in enumerate(criteria, 1):
        if derived(criteria, judged) is not None:
            break
        while one.id not in judged:
            lead = "include if" if one.type == "include" else "exclude if"
            word = ask(f"{place}. {one.id}, {lead}: {one_line(one.text, 1000)} [y]es [n]o [u]nclear").lower()
            if not word:
                return None
            if word[0] in KEYS:
                judged[one.id] = KEYS[word[0]]
    say(f"Judged: {'; '.join(f'{name} {word.value}' for name, word in judged.items())}.")
    return judged
