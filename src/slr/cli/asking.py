"""Who sits at a desk: the full screen, or plain lines."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from slr.model.errors import SlrError

if TYPE_CHECKING:
    from slr.app.ask import Asker


def asker(*, plain: bool, twin: str, terms: "Mapping[str, tuple[str, ...]] | None" = None) -> "Asker":
    """The full screen, or plain lines where asked for. Raises SlrError where nobody is at a terminal.

    `twin` is the command that does the same from a script; `terms` are to be highlighted, by criterion.
    """
    if plain:
        from slr.tui.plain import PlainLines

        return PlainLines(sys.stdin, sys.stdout)
    must_be_terminal(twin)
    from slr.tui.asker import FullScreen
    from slr.tui.preferences import Preferences

    return FullScreen(Preferences(terms=terms or {}))


def must_be_terminal(twin: str) -> None:
    """Raise SlrError where nobody is at a terminal; `twin` does the same from a script."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SlrError(
            "a person decides here, and this is no terminal", f"from a script: {twin}; or add --plain"
        )
