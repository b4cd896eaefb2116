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

from slr.cli.main import main
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
        timeout=1800,
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


@pytest.fixture(scope="module")
def synthesis(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Slr]:
    """The framework synthesis, built; what was said, and the review."""
    done, slr = reproduce("skills-synthesis", tmp_path_factory.mktemp("synthesis"))
    return done.stdout + done.stderr, slr


def counted(name: str) -> list[dict[str, str]]:
    """A table of the synthesis as its generator counted it."""
    with (EXAMPLES / "skills-synthesis" / "tables" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_synthesis_counts_both_frameworks_as_its_generator_did(synthesis: tuple[str, Slr]) -> None:
    _, slr = synthesis
    table = slr("tabulate", "factor", "--codebook", "ability-motivation-opportunity")
    expected = {row["factor"]: int(row["studies"]) for row in counted("factor.csv")}
    assert {row["id"]: row["count"] for row in table["table"] if row["count"]} == expected
    assert (len(table["studies"]), table["conflicts"], table["not_coded"]) == (24, [], [])
    crossed = {
        (row["id"], skill, cell["id"]): cell["count"]
        for skill in ("iteration", "data-literacy", "user-centricity", "storytelling")
        for row in slr("tabulate", "ability-motivation-opportunity/factor", f"oecd-core-skills/{skill}")[
            "table"
        ]
        for cell in row["cells"]
        if not cell["id"].startswith("(")
    }
    rows = counted("factor-by-skill.csv")
    assert crossed == {(r["factor"], r["skill"], r["level"]): int(r["studies"]) for r in rows}


def test_the_category_that_emerged_is_told_and_no_study_is_left_to_look_at(
    synthesis: tuple[str, Slr],
) -> None:
    said, slr = synthesis
    assert "12 studies coded before: catalogue-" in said and "11 codings looked at again" in said
    shown = slr("codebook", "show", "ability-motivation-opportunity")
    assert [(e["category"], e["who"]) for e in shown["emerged"]] == [("peer-learning", "coder-a")]
    assert shown["look_again"] == []


def test_the_synthesis_is_rebuilt_byte_for_byte_and_says_that_it_is_made_up(tmp_path: Path) -> None:
    example = EXAMPLES / "skills-synthesis"
    command = [sys.executable, "-B", str(example / "generate.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 12
    for name in made:
        assert (example / name).read_bytes() == (tmp_path / name).read_bytes(), f"{name} is not as generated"
    assert (example / "searches" / "catalogue.ris").read_text().count("made-up study") == 30


def test_two_codebooks_of_different_units_make_no_table(synthesis: tuple[str, Slr], tmp_path: Path) -> None:
    review = tmp_path / "review"
    protocol = (EXAMPLES / "innovation-map" / "protocol.yaml").read_text()
    assert main(["init", str(review), "--title", "x"]) == 0
    (review / "protocol.yaml").write_text(protocol.replace("[innovation-map]", "[rob-2, bertot-2010]"))
    assert main(["-C", str(review), "tabulate", "rob-2/d1", "bertot-2010/objective"]) == 2
