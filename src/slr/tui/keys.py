"""The keys of the screening screen by command, and how a person may write a key."""

import re
from collections.abc import Mapping

from slr.tui.key_bar import KEY_NAMES

NAMED = {name.casefold(): key for key, name in KEY_NAMES.items()} | {key: key for key in KEY_NAMES}
CHORD = re.compile(
    r"(?:(?:ctrl|shift|alt)\+)+(?:[a-z0-9]|[a-z]{2,12})|f(?:1[0-9]|2[0-4]|[1-9])|insert|delete"
)


def default_keys() -> dict[str, tuple[tuple[str, ...], str]]:
    """The commands of screening and resolving, each with its keys and what it does, in the help's order."""
    from textual.binding import Binding

    from slr.tui.screening import ScreeningApp

    found: dict[str, tuple[tuple[str, ...], str]] = {}
    kinds = [kind for kind in ScreeningApp.__mro__ if kind.__module__.startswith("slr.")]
    for kind in sorted(kinds, key=lambda kind: kind is ScreeningApp):
        for binding in kind.__dict__.get("BINDINGS", ()):
            if isinstance(binding, Binding) and binding.id:
                meaning = binding.description or f"exclude at once, for criterion {binding.key}"
                found[binding.id] = (tuple(binding.key.split(",")), meaning)
    return found


def key_of(written: str) -> str | None:
    """The key as Textual calls it, from a name or from the character itself; None where there is none."""
    if len(written) == 1 and written.isprintable():
        from textual.keys import _character_to_key

        return _character_to_key(written)
    return NAMED.get(written.casefold()) or (written if CHORD.fullmatch(written) else None)


def keys_in_force(chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys of every command: a person's own, else the default ones that nobody's own took."""
    own = {command: tuple(keys.split(",")) for command, keys in chosen.items()}
    taken = {key for keys in own.values() for key in keys}
    return {
        command: own.get(command) or tuple(key for key in keys if key not in taken)
        for command, (keys, _) in default_keys().items()
    }
