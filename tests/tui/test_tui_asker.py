"""The full screen as an asker."""

from typing import Any

import pytest

from slr.app.ask import Asker
from slr.tui.asker import FullScreen
from slr.tui.frame import Frame
from tui_desks import FakeCodingDesk, FakeResolvingDesk, FakeScreeningDesk


def test_the_full_screen_runs_the_apps_without_the_mouse(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(Frame, "run", lambda self, **how: ran.append((type(self).__name__, how)))
    asker: Asker = FullScreen()
    asker.screen(FakeScreeningDesk())
    asker.resolve(FakeResolvingDesk())
    asker.code(FakeCodingDesk())
    assert ran == [(name, {"mouse": False}) for name in ("ScreeningApp", "ResolvingApp", "CodingApp")]
