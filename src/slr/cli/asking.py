"""Who sits at a desk: the full screen, or plain lines; with the person's own preferences."""

import os
import sys
from collections.abc import Callable, Mapping
from threading import Timer
from typing import TYPE_CHECKING

from slr.model.errors import SlrError

if TYPE_CHECKING:
    from slr.app.ask import Asker


PATIENCE = 1.0  # seconds in which a review opens without a word


class Opening:
    """Says that a review is being opened, where that takes longer than a moment and somebody waits."""

    def __init__(self) -> None:
        """Begin to wait."""
        self.timer = Timer(PATIENCE, self.say) if sys.stderr.isatty() else None
        if self.timer is not None:
            self.timer.daemon = True
            self.timer.start()

    def say(self) -> None:
        """Say so."""
        from slr.cli.output import say

        say("opening the review …", style="hint")

    def end(self) -> None:
        """It is open: from here on nothing is said, for a screen stands there."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer.join()


def nothing() -> None:
    """Nobody waits."""


def asker(
    *,
    plain: bool,
    twin: str,
    terms: "Mapping[str, tuple[str, ...]] | None" = None,
    ready: "Callable[[], None]" = nothing,
) -> "Asker":
    """The full screen, or plain lines where asked for. Raises SlrError where nobody is at a terminal.

    `twin` is the command that does the same from a script; `terms` are to be highlighted, by criterion;
    `ready` is called when the first report is about to be shown.
    """
    if not plain:
        must_be_terminal(twin)
        if os.environ.get("TERM") == "dumb":
            from slr.cli.output import say

            say("this terminal cannot draw (TERM=dumb): line by line, as with --plain", style="hint")
            plain = True
    from dataclasses import replace

    from slr.tui.preferences_file import own_preferences

    preferences, _, _ = own_preferences()
    if plain:
        from slr.tui.plain import PlainLines

        return PlainLines(sys.stdin, sys.stdout, preferences, ready)
    from slr.tui.asker import FullScreen

    return FullScreen(replace(preferences, terms=terms or {}), ready)


def must_be_terminal(twin: str) -> None:
    """Raise SlrError where nobody is at a terminal; `twin` does the same from a script."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SlrError(
            "a person decides here, and this is no terminal", f"from a script: {twin}; or add --plain"
        )


def show_keys(*, as_json: bool) -> None:
    """The keys in force on the screening screen, where the person's file is, and what is wrong with it."""
    from slr.cli.output import emit_json, end, has_errors, say, show_findings, table
    from slr.tui.key_bar import key_name
    from slr.tui.keys import default_keys, keys_in_force
    from slr.tui.preferences_file import own_preferences

    preferences, findings, path = own_preferences()
    known, force = default_keys(), keys_in_force(preferences.keys)
    if as_json:
        emit_json(
            {
                "file": str(path),
                "found": path.is_file(),
                "theme": preferences.theme,
                "break": preferences.break_minutes,
                "criteria": preferences.criteria,
                "keys": {command: list(keys) for command, keys in force.items()},
                "findings": [finding.as_dict() for finding in findings],
            }
        )
    else:
        rows = [
            (command, " ".join(key_name(key) for key in keys) or "none", known[command][1])
            for command, keys in force.items()
        ]
        table(["command", "keys", "what it does"], rows)
        pause = "off" if preferences.break_minutes is None else f"{preferences.break_minutes:g} minutes"
        say(f"theme {preferences.theme}, break {pause}, criteria {preferences.criteria}")
        say(f"{'from' if path.is_file() else 'to change them, write'} {path}", style="hint")
    show_findings(findings)
    end(has_errors(findings))
