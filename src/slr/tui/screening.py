"""The screening screen: one report at a time, one key a decision."""

from typing import ClassVar

from slr.app.ask import ScreeningDesk
from slr.tui.deciding import DecidingApp
from slr.tui.preferences import Preferences
from slr.tui.session import ScreeningSeat


class ScreeningApp(DecidingApp):
    """Screening at a desk."""

    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("include", "include"),
        ("exclude", "exclude"),
        ("unsure", "unsure"),
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
        "All reports are decided.",
        "There is nothing to screen at this stage now.",
    )

    def __init__(self, desk: ScreeningDesk, preferences: Preferences | None = None) -> None:
        super().__init__(ScreeningSeat(desk), preferences or Preferences())
        self.desk = desk
