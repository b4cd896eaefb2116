"""What the store asks of git: who works here, and whether the folder is in a repository."""

import subprocess
from pathlib import Path


def git_identity(folder: Path) -> tuple[str, str]:
    """git's user.name and user.email as set for this folder; empty where git or a setting is missing."""
    return _config(folder, "user.name"), _config(folder, "user.email")


def _config(folder: Path, key: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "config", "--get", key], capture_output=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors="replace").strip()
