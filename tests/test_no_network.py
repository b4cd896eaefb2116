"""No command reaches for a network, and none starts a program that is not named here."""

import json
import os
import subprocess
import sys
from pathlib import Path

from everything_once import noted, watch
from slr.cli.main import COMMANDS

TESTS = Path(__file__).parent


def test_no_command_opens_a_connection_or_starts_a_stranger(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(TESTS / "everything_once.py"), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)},
    )
    said = json.loads(done.stdout)
    assert {verb for verb, _, _ in said["ran"]} == set(COMMANDS), "every command runs here once"
    assert [one for one in said["ran"] if one[1] != 0] == []
    assert said["network"] == []
    assert {Path(program).name for program in said["programs"]} <= {"git", Path(sys.executable).name}


def test_a_connection_would_be_noted() -> None:
    watch("socket.connect", ("socket", ("192.0.2.1", 80)))
    watch("open", ("a file", "r", 0))
    assert noted["network"].pop() == "socket.connect ('192.0.2.1', 80)" and not noted["network"]
