"""Small questions at the bottom of a screen, with the report still in sight: a list, a line, yes or no."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

PROMPT_CSS = """
{name} {{ align: center bottom; background: $background 0%; }}
{name} > .prompt {{
    height: auto; max-height: 70%; width: 100%; max-width: 120; padding: 0 1;
    background: $panel; border-top: heavy $accent;
}}
{name} .prompt-title {{ text-style: bold; }}
{name} .prompt-keys {{ color: $foreground-muted; }}
"""


class ChoiceScreen(ModalScreen[int | None]):
    """Choose one of several by its number, or with the arrows and Enter; answers with its place from 0."""

    CSS = (
        PROMPT_CSS.format(name="ChoiceScreen")
        + """
    ChoiceScreen OptionList { height: auto; max-height: 12; background: $panel; border: none; padding: 0; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "cancel", "back"),
        Binding("j", "next", "next", show=False),
        Binding("k", "previous", "previous", show=False),
    ]

    def __init__(self, question: str, choices: Sequence[Content]) -> None:
        super().__init__()
        self.question = question
        self.choices = choices

    def compose(self) -> ComposeResult:
        """Question, list, keys."""
        options = [
            Option(Content.assemble((f"{number:>2} ", "bold $accent"), choice))
            for number, choice in enumerate(self.choices, 1)
        ]
        numbers = f"1-{min(len(options), 9)}" if len(options) > 1 else "1"
        with Vertical(classes="prompt"):
            yield Static(self.question, markup=False, classes="prompt-title")
            yield OptionList(*options, markup=False)
            yield Static(f"{numbers} choose   ↑ ↓ Enter   Esc back", markup=False, classes="prompt-keys")

    def on_mount(self) -> None:
        """Let the arrows work at once."""
        self.query_one(OptionList).focus()

    def on_key(self, event: events.Key) -> None:
        """A number chooses."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self.choices):
            event.stop()
            self.dismiss(int(event.character) - 1)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter chooses."""
        self.dismiss(event.option_index)

    def action_cancel(self) -> None:
        """Choose nothing."""
        self.dismiss(None)

    def action_next(self) -> None:
        """Down."""
        self.query_one(OptionList).action_cursor_down()

    def action_previous(self) -> None:
        """Up."""
        self.query_one(OptionList).action_cursor_up()


class LineScreen(ModalScreen[str | None]):
    """Type one line; Enter answers with it, Esc with None."""

    CSS = (
        PROMPT_CSS.format(name="LineScreen")
        + """
    LineScreen Input { border: none; height: 1; padding: 0; background: $background; }
    LineScreen Input:focus { border: none; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", "back")]

    def __init__(self, question: str, value: str = "", help_text: str = "", *, verb: str = "keep") -> None:
        super().__init__()
        self.verb = verb
        self.question = question
        self.value = value
        self.help_text = help_text
        self.early: list[tuple[str, str | None]] = []

    def compose(self) -> ComposeResult:
        """Question, line, keys."""
        with Vertical(classes="prompt"):
            yield Static(self.question, markup=False, classes="prompt-title")
            yield Input(self.value, select_on_focus=False)
            if self.help_text:
                yield Static(self.help_text, markup=False, classes="prompt-keys")
            yield Static(f"Enter {self.verb}   Esc back", markup=False, classes="prompt-keys")

    def on_mount(self) -> None:
        """Type at once, at the end of what is there."""
        line = self.query_one(Input)
        line.focus()
        line.cursor_position = len(self.value)
        for key, character in self.early:
            self.take_early(key, character)

    def take_early(self, key: str, character: str | None) -> bool:
        """A key that was pressed before the line was ready counts too; whether it was such a one.

        Textual hands such a key to what had the focus when it was pressed; the app passes it on to here.
        """
        lines = self.query(Input)
        typed = bool(character) and str(character).isprintable()
        if not lines and (typed or key == "enter"):
            self.early.append((key, character))
        elif typed:
            lines.first().insert_text_at_cursor(str(character))
        elif key == "enter" and not lines.first().has_focus:
            self.dismiss(lines.first().value.strip())
        else:
            return False
        return True

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter."""
        self.dismiss(event.value.strip())

    def action_cancel(self) -> None:
        """Keep what was."""
        self.dismiss(None)


class YesNoScreen(ModalScreen[bool]):
    """A question answered by y or n."""

    CSS = PROMPT_CSS.format(name="YesNoScreen")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "yes"),
        Binding("n,escape", "answer(False)", "no"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self.question = question

    def compose(self) -> ComposeResult:
        """Question and keys."""
        with Vertical(classes="prompt"):
            yield Static(self.question, markup=False, classes="prompt-title")
            yield Static("y yes   n no", markup=False, classes="prompt-keys")

    def action_answer(self, answer: bool) -> None:
        """Answer."""
        self.dismiss(answer)


class HelpScreen(ModalScreen[None]):
    """Every key and what it does."""

    CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    HelpScreen > VerticalScroll {
        width: 76; max-width: 100%; height: auto; max-height: 100%; padding: 0 2;
        background: $panel; border: round $accent;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter,space", "close", "close"),
        Binding("j,down", "scroll(1)", "down", show=False),
        Binding("k,up", "scroll(-1)", "up", show=False),
    ]

    def __init__(self, title: str, keys: Sequence[tuple[str, str]], words: str = "") -> None:
        super().__init__()
        self.heading = title
        self.keys = keys
        self.words = words

    def compose(self) -> ComposeResult:
        """Title, the keys in two columns of text, a few words."""
        width = max((len(key) for key, _ in self.keys), default=0)
        lines = [Content.styled(self.heading, "bold")]
        lines += [
            Content.assemble((f"{key:<{width}}  ", "bold $accent"), meaning) for key, meaning in self.keys
        ]
        if self.words:
            lines += [Content(""), Content(self.words)]
        lines += [Content(""), Content.styled("? or Esc closes this", "$foreground-muted")]
        with VerticalScroll(can_focus=False):
            yield Static(Content("\n").join(lines))

    def action_close(self) -> None:
        """Back to the report."""
        self.dismiss(None)

    def action_scroll(self, by: int) -> None:
        """A line up or down."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)
