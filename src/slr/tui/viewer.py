"""Opening a file in the viewer of the system, without waiting for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

TEXT_BROWSERS = frozenset(["www-browser", "links", "links2", "elinks", "lynx", "w3m"])


def screen_is_seen() -> bool:
    """Whether what a program opens on this machine would be seen: not over SSH."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def browser_is_seen() -> bool:
    """Whether a browser may be opened; one that draws in this very terminal would destroy the screen."""
    browser = os.environ.get("BROWSER", "").partition(os.pathsep)[0]
    named = Path(browser.split()[0]).name if browser.split() else ""
    return screen_is_seen() or (bool(named) and named not in TEXT_BROWSERS)


def open_file(path: Path) -> bool:
    """Hand a file to the program that the system opens it with; False where there is none."""
    if os.name == "nt":
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]
        return True
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    if not screen_is_seen() or shutil.which(opener) is None:
        return False  # over SSH nobody would see it
    subprocess.Popen(
        [opener, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True
