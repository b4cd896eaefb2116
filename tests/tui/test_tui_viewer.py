"""Opening a file in the system's viewer: with which program, and that nobody waits for it."""

import subprocess
import sys
from pathlib import Path

import pytest

from slr.tui import viewer

FILE = Path("fulltexts/made-up-000000-1.pdf")


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was started."""
    if sys.platform == "win32":
        pytest.skip("Windows has a function of its own")
    commands: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: commands.append(command))
    monkeypatch.setattr(viewer.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return commands


def test_linux_with_a_display(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("DISPLAY", ":0")
    assert viewer.open_file(FILE)
    assert started == [["xdg-open", str(FILE)]]


def test_over_ssh_nobody_would_see_it(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not viewer.open_file(FILE)
    assert not started


def test_macos(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert viewer.open_file(FILE)
    assert started == [["open", str(FILE)]]


def test_no_program_that_opens(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(viewer.shutil, "which", lambda name: None)
    assert not viewer.open_file(FILE)


@pytest.mark.parametrize(
    ("display", "browser", "seen"),
    [
        (":0", "", True),
        ("", "", False),
        ("", "/home/ana/.vscode-server/bin/helpers/browser.sh", True),
        ("", "/usr/bin/w3m -B", False),
        ("", "lynx", False),
    ],
)
def test_no_browser_is_opened_that_would_draw_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch, display: str, browser: str, seen: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(viewer.os, "name", "posix")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("BROWSER", browser)
    assert viewer.browser_is_seen() is seen
