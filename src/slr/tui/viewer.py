"""Opening a file in the viewer of the system, without waiting for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def open_file(path: Path) -> bool:
    """Hand a file to the program that the system opens it with; False where there is none."""
    if os.name == "nt":
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]
        return True
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    seen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not seen or shutil.which(opener) is None:
        return False  # over SSH nobody would see it
    subprocess.Popen(
        [opener, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True
