"""Golden screens: what stands on a screen as lines of text, compared with a committed file.

`SLR_UPDATE_GOLDEN=1 pytest tests/tui` writes the files anew; read the difference before committing it.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

GOLDEN = Path(__file__).parent / "golden"
PATIENCE = 60  # seconds


def writing_golden() -> bool:
    """Whether the files are to be written anew."""
    return bool(os.environ.get("SLR_UPDATE_GOLDEN"))


def screen_text(app: App[Any]) -> str:
    """The screen's rows as text, trailing blanks cut."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


async def until(pilot: Pilot[Any], there: Callable[[], bool]) -> None:
    """Wait until something is so, on a slow machine too; fails where it never is."""
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "waited in vain"
        await pilot.pause(0.02)


async def until_shown(pilot: Pilot[Any], words: str) -> None:
    """Wait until these words stand on the screen."""
    await until(pilot, lambda: words in screen_text(pilot.app))


def check_golden(name: str, text: str) -> None:
    """Compare with golden/<name>.txt."""
    path = GOLDEN / f"{name}.txt"
    if writing_golden():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path.name} is missing: run with SLR_UPDATE_GOLDEN=1"
    assert text == path.read_text(encoding="utf-8")
