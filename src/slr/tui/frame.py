"""What every screen of slr has: heading, notice, a message line, the line of keys, help, themes, quitting."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import ScreenResultType
from textual.widgets import Static

from slr.model.errors import SlrError
from slr.model.untrusted import one_line
from slr.tui.key_bar import KeyBar, keys_by_action
from slr.tui.preferences import Preferences
from slr.tui.prompts import HelpScreen, LineScreen, YesNoScreen
from slr.tui.themes import THEMES

NARROW, WIDE, VAST = 0, 108, 170  # columns from which a screen is so
GONE_AFTER = 2.0  # seconds, about, in which a screen sees that its terminal has gone


class Frame(App[None]):
    """The common frame; a subclass fills the body, binds its keys and names those in the key line."""

    ENABLE_COMMAND_PALETTE = False
    # Textual declares an instance variable here, so that it cannot be annotated as a class's.
    HORIZONTAL_BREAKPOINTS = [(NARROW, "-narrow"), (WIDE, "-wide"), (VAST, "-vast")]  # noqa: RUF012
    CSS = """
    Screen { background: $background; color: $foreground; layout: vertical; overflow: hidden; }
    #heading { height: 1; background: $panel; padding: 0 1; }
    #heading-left { width: 1fr; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
    #heading-right { width: auto; padding-left: 2; }
    #notice {
        height: 1; padding: 0 1; color: $warning; display: none;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    #notice.-shown { display: block; }
    #body { height: 1fr; }
    #message { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #message.-bad { height: auto; max-height: 4; text-wrap: wrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "help", id="help"),
        Binding("d", "toggle_theme", "dark or light", id="theme"),
        Binding("q", "leave", "quit", id="quit"),
    ]
    # The actions shown in the line of keys, in order, each with its short label.
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (("help", "help"), ("leave", "quit"))
    HELP_WORDS: ClassVar[str] = ""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences

    def compose(self) -> ComposeResult:
        """Heading, notice, body, message, keys."""
        with Horizontal(id="heading"):
            yield Static(markup=False, id="heading-left")
            yield Static(markup=False, id="heading-right")
        yield Static(markup=False, id="notice")
        yield from self.compose_body()
        yield Static(markup=False, id="message")
        yield KeyBar(markup=False)

    def compose_body(self) -> ComposeResult:
        """The subclass's own part, in one container `#body`."""
        yield Horizontal(id="body")

    def on_mount(self) -> None:
        """Put on the theme and the person's keys."""
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[self.preferences.theme].name
        self.animation_level = "none"
        if self.preferences.keys:
            self.set_keymap(dict(self.preferences.keys))
        if has_terminal():
            self.set_interval(GONE_AFTER, self.leave_a_dead_terminal)
        self.show_first()
        if self.preferences.trouble:
            self.say(self.preferences.trouble, bad=True)

    def leave_a_dead_terminal(self) -> None:
        """End where the terminal has gone without the system's saying so: nobody could give back the seat."""
        if not has_terminal():
            self.exit()

    def show_first(self) -> None:
        """Show what the screen opens with."""

    def on_key(self, event: events.Key) -> None:
        """Pass a key on that was meant for a line which was not ready when it was pressed."""
        if isinstance(self.screen, LineScreen) and self.screen.take_early(event.key, event.character):
            event.prevent_default()

    def head(self, left: str, right: str, notice: str) -> None:
        """Fill the heading."""
        self.fill("#heading-left", Content(one_line(left)))
        self.fill("#heading-right", Content(one_line(right)), layout=True)
        self.query_one("#notice", Static).set_class(bool(notice), "-shown")
        self.fill("#notice", Content(one_line(notice)))

    def fill(self, selector: str, content: Content, *, layout: bool = False) -> None:
        """Put text in a line of fixed size: a key press must not lay out the whole screen for each line."""
        shown = self.line(selector)
        if shown is not None and shown.content != content:
            grown = layout and len(content) != len(str(shown.content))
            shown.update(content, layout=grown)

    def say(self, message: str, hint: str = "", *, bad: bool = False) -> None:
        """Show a message until the next one; a bad one starts with an exclamation mark."""
        parts = Content.assemble(
            ("! ", "bold $error") if bad else "", (one_line(message), "bold" if bad else "")
        )
        self.say_content(Content.assemble(parts, "  ", one_line(hint)) if hint else parts, bad=bad)

    def say_content(self, content: Content, *, bad: bool = False) -> None:
        """Show a styled message; a bad one may take several lines."""
        if (line := self.line("#message")) is not None:
            line.set_class(bad, "-bad")
        self.fill("#message", content, layout=bad)

    def line(self, selector: str) -> Static | None:
        """A line of the screen; None once it was taken down, when a timer or a worker may still come."""
        try:
            return self.query_one(selector, Static)
        except NoMatches:
            return None

    @contextmanager
    def saying_why_not(self) -> Iterator[None]:
        """Show an SlrError as a message: what the person had is still there."""
        try:
            yield
        except SlrError as problem:
            self.say(problem.message, problem.hint, bad=True)

    def show_keys(self) -> None:
        """Show the keys in force."""
        keys = keys_by_action(self.screen_stack[0].active_bindings)
        self.query_one(KeyBar).show_keys(self.key_items(keys))

    def key_items(self, keys: dict[str, list[str]]) -> list[tuple[str, str]]:
        """The (key, label) pairs of the line of keys."""
        return [(keys[action][0], label) for action, label in self.KEYS if keys.get(action)]

    def help_items(self) -> list[tuple[str, str]]:
        """Every (keys, meaning) of the help: what the screen is for first, what every screen has last."""
        bindings = self.screen_stack[0].active_bindings
        meanings = {
            active.binding.action: active.binding.description
            for active in bindings.values()
            if active.binding.id and active.binding.description  # the person's own keys, not Textual's
        }
        keys = keys_by_action(bindings)
        bound = (
            binding.action
            for kind in type(self).__mro__
            for binding in kind.__dict__.get("BINDINGS", ())
            if isinstance(binding, Binding)
        )
        order = [action for action in dict.fromkeys(bound) if action in meanings and action in keys]
        return [(" ".join(keys[action]), meanings[action]) for action in order]

    def action_help(self) -> None:
        """Every key."""
        self.push_screen(HelpScreen("Keys", self.help_items(), self.HELP_WORDS))

    def action_toggle_theme(self) -> None:
        """Dark or light."""
        names = [theme.name for theme in THEMES.values()]
        self.theme = names[1 - names.index(self.theme)]

    def action_leave(self) -> None:
        """Stop; everything decided is already kept. Ask first where something else would be lost."""
        if warning := self.unkept_words():
            self.push_screen(YesNoScreen(f"Quit? {warning}"), lambda yes: self.exit() if yes else None)
        else:
            self.exit()

    def unkept_words(self) -> str:
        """A sentence on what quitting now would lose; empty where nothing."""
        return ""

    def when_answered(
        self, then: Callable[[ScreenResultType], None]
    ) -> Callable[[ScreenResultType | None], None]:
        """A callback for a prompt that does nothing where the person went back."""

        def answered(answer: ScreenResultType | None) -> None:
            if answer is not None:
                then(answer)

        return answered


def has_terminal() -> bool:
    """Whether this process reads from a terminal that is still there."""
    try:
        return sys.__stdin__ is not None and os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return False
