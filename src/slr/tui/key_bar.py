"""The line of keys at the bottom: what can be pressed now, as the bindings in force say."""

from collections.abc import Iterable, Mapping

from textual import events
from textual.binding import ActiveBinding
from textual.content import Content
from textual.widgets import Static

KEY_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "backspace": "Backspace",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "comma": ",",
    "full_stop": ".",
    "minus": "-",
    "plus": "+",
}


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    return KEY_NAMES.get(key, key)


def keys_by_action(bindings: Mapping[str, ActiveBinding]) -> dict[str, list[str]]:
    """The keys of every action that can be taken now, in the order they were bound."""
    keys: dict[str, list[str]] = {}
    for key, active in bindings.items():
        if active.enabled:
            keys.setdefault(active.binding.action, []).append(key_name(key))
    return keys


class KeyBar(Static):
    """Shows keys and what they do; a key and its word stay in one line."""

    DEFAULT_CSS = """
    KeyBar { height: auto; max-height: 3; padding: 0 1; background: $panel; color: $foreground; }
    """
    items: tuple[tuple[str, str], ...] = ()

    def show_keys(self, items: Iterable[tuple[str, str]]) -> None:
        """Show (key, what it does) pairs; only repaint where they changed."""
        wanted = tuple(items)
        if wanted != self.items:
            self.items = wanted
            self.lay_out()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew."""
        self.lay_out()

    def lay_out(self) -> None:
        """Fill lines of the screen's width."""
        room = max(self.app.size.width - 2, 20)
        lines = [Content("")]
        for key, label in self.items:
            item = Content.assemble((key, "bold $accent"), " ", label)
            if lines[-1] and lines[-1].cell_length + 2 + item.cell_length > room:
                lines.append(Content(""))
            lines[-1] = Content.assemble(lines[-1], "  ", item) if lines[-1] else item
        content = Content("\n").join(lines)
        if self.content != content:
            self.update(content)
