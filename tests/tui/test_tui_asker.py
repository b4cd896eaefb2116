"""The full screen as an asker."""

from typing import Any

import pytest

from slr.app.ask import Asker
from slr.tui.asker import FullScreen
from slr.tui.frame import Frame
from tui_desks import FakeCodingDesk, FakeDuplicatesDesk, FakeResolvingDesk, FakeScreeningDesk


def test_the_full_screen_runs_the_apps_without_the_mouse(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(Frame, "run", lambda self, **how: ran.append((type(self).__name__, how)))
    screens = FullScreen()
    asker: Asker = screens
    asker.screen(FakeScreeningDesk())
    asker.resolve(FakeResolvingDesk())
    asker.code(FakeCodingDesk())
    screens.review_duplicates(FakeDuplicatesDesk())
    names = ("ScreeningApp", "ResolvingApp", "CodingApp", "DuplicatesApp")
    assert ran == [(name, {"mouse": False}) for name in names]
