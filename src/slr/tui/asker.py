"""The asker that speaks in full screens."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from slr.app.ask import CodingDesk, DuplicatesDesk, ResolvingDesk, ScreeningDesk
from slr.app.ask_codings import CodingResolvingDesk
from slr.tui.preferences import Preferences

OVER_HOURS = (200_000, 50, 1_000)  # a screen makes a little garbage with every key, for hours


@dataclass(frozen=True, slots=True)
class FullScreen:
    """Runs a full screen for each desk. Without the mouse, so that the terminal can still mark text."""

    preferences: Preferences = field(default_factory=Preferences)
    ready: Callable[[], None] = lambda: None  # called before the first report is shown

    def screen(self, desk: ScreeningDesk) -> None:
        """Screen until the person stops."""
        from slr.tui.screening import ScreeningApp

        self.ready()
        gc.freeze()  # what was read stays: no key waits while garbage is searched in 100,000 reports
        gc.set_threshold(*OVER_HOURS)
        ScreeningApp(desk, self.preferences).run(mouse=False)

    def resolve(self, desk: ResolvingDesk) -> None:
        """Resolve until the person stops."""
        from slr.tui.resolving import ResolvingApp

        self.ready()
        ResolvingApp(desk, self.preferences).run(mouse=False)

    def code(self, desk: CodingDesk) -> None:
        """Code until the person stops."""
        from slr.tui.coding import CodingApp

        CodingApp(desk, self._without_keys()).run(mouse=False)

    def resolve_codings(self, desk: CodingResolvingDesk) -> None:
        """Settle coders' differences until the person stops."""
        from slr.tui.coding_resolving import CodingResolvingApp

        CodingResolvingApp(desk, self.preferences).run(mouse=False)

    def review_duplicates(self, desk: DuplicatesDesk) -> None:
        """Review possible duplicates until the person stops."""
        from slr.tui.duplicates import DuplicatesApp

        DuplicatesApp(desk, self._without_keys()).run(mouse=False)

    def _without_keys(self) -> Preferences:
        """The person's keys are of screening and resolving; other screens have commands of their own."""
        return replace(self.preferences, keys={})
