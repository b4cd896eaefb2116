"""No command reaches for a network, and none starts a program that is not named here."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from everything_once import noted, watch
from slr.cli.main import COMMANDS

TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A folder in which every command ran, and what it said of itself."""
    place = tmp_path_factory.mktemp("everything")
    done = subprocess.run(
        [sys.executable, str(TESTS / "everything_once.py"), str(place)],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(place), "MPLCONFIGDIR": str(place)},
    )
    return place, json.loads(done.stdout)


def test_no_command_opens_a_connection_or_starts_a_stranger(everything: tuple[Path, dict[str, Any]]) -> None:
    _, said = everything
    assert {verb for verb, _, _ in said["ran"]} == set(COMMANDS), "every command runs here once"
    assert [one for one in said["ran"] if one[1] != 0] == []
    assert said["network"] == []
    assert {Path(program).name for program in said["programs"]} <= {"git", Path(sys.executable).name}


def test_what_every_command_leaves_behind_verifies(everything: tuple[Path, dict[str, Any]], slr: Run) -> None:
    place, _ = everything
    for root in (place / "review", place / "slr-demo"):
        found = json.loads(slr("-C", root, "verify", "--json").out)["findings"]
        assert [one for one in found if one["severity"] != "info"] == [], root.name


def test_a_connection_would_be_noted() -> None:
    watch("socket.connect", ("socket", ("192.0.2.1", 80)))
    watch("open", ("a file", "r", 0))
    assert noted["network"].pop() == "socket.connect ('192.0.2.1', 80)" and not noted["network"]
