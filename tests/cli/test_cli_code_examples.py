"""The example reviews that are about coding, built by their scripts as a reader would run them."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from slr.coding.countries import find_country

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the scripts are for bash")
Slr = Callable[..., Any]


def reproduce(name: str, folder: Path) -> tuple[subprocess.CompletedProcess[str], Slr]:
    """Run an example's script; what it said, and `slr … --json` on what it built."""
    commands = folder / "bin"
    commands.mkdir()
    slr = commands / "slr"
    slr.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m slr "$@"\n', encoding="utf-8")
    slr.chmod(0o755)
    review = folder / "review"
    path = f"{commands}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", str(EXAMPLES / name / "reproduce.sh"), str(review)],
        env=os.environ | {"PATH": path, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr

    def as_json(*words: str) -> Any:
        ran = subprocess.run(
            [str(slr), "-C", str(review), *words, "--json"], capture_output=True, text=True, check=True
        )
        return json.loads(ran.stdout)

    return done, as_json


@pytest.fixture(scope="module")
def innovation_map(tmp_path_factory: pytest.TempPathFactory) -> Slr:
    """The mapping review, built."""
    done, slr = reproduce("innovation-map", tmp_path_factory.mktemp("map"))
    assert "2000 rows: 2000 new" in done.stderr and "1000 rows: 1000 new" in done.stderr
    return slr


@pytest.mark.parametrize(("one", "two"), [("field", "barrier"), ("field", "country"), ("barrier", "country")])
def test_every_cell_of_the_map_is_as_its_generator_counted(innovation_map: Slr, one: str, two: str) -> None:
    table = innovation_map("tabulate", one, two)
    counted = {
        (row["id"], cell["id"]): cell["count"]
        for row in table["table"]
        for cell in row["cells"]
        if "(" not in row["id"] + cell["id"]
    }
    path = EXAMPLES / "innovation-map" / "tables" / f"{one}-by-{two}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def shown(value: str) -> str:
        country = find_country(value) if two == "country" else None
        return country.name if country else value

    assert counted == {(row[one], shown(row[two])): int(row["cases"]) for row in rows}
    assert table["conflicts"] == []
    assert len(table["studies"]) == 3000
