"""The worked case: `slr demo` and the script of plain commands build the same review, byte for byte."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Folder, Run
from slr.protocol.bundled import example_folder

EXAMPLE = Path(str(example_folder("tursunbayeva-2017")))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built once."""
    folder = tmp_path_factory.mktemp("demo") / "review"
    command = [sys.executable, "-m", "slr", "demo", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "all 46 numbers agree" in done.stderr
    return folder


def output(folder: Path) -> dict[str, bytes]:
    """The files that were built."""
    root = folder / "output"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_script_of_plain_commands_does_the_same(built: Path, tmp_path: Path) -> None:
    shim = tmp_path / "bin" / "slr"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m slr "$@"\n')
    shim.chmod(0o755)
    path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"
    script = ["bash", str(EXAMPLE / "reproduce.sh"), str(tmp_path / "review")]
    done = subprocess.run(
        script, capture_output=True, text=True, env=os.environ | {"PATH": path}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert output(tmp_path / "review") == output(built)


def test_every_number_can_be_traced(built: Path, slr: Run) -> None:
    review = Folder(built, slr)
    for box in review.json("flow")["boxes"]:
        words = ["flow", "--explain", box["box"], "--column", box["column"]]
        assert len(review.json(*words)["ids"]) == box["count"]
        for row in box.get("rows", ()):
            assert len(review.json(*words, "--item", row["item"])["ids"]) == row["count"]


def test_the_synthetic_review_says_so_everywhere(built: Path, slr: Run) -> None:
    notice = "made up"
    assert notice in slr("-C", built, "status").out
    assert notice in slr("-C", built, "flow").out
    for name in ("report.html", "flow.svg", "flow.json", "flow.txt"):
        assert notice in " ".join(output(built)[name].decode().split()), name


def test_nothing_is_left_to_decide(built: Path, slr: Run) -> None:
    review = Folder(built, slr)
    status = review.json("status")
    assert [step["command"] for step in status["next"]] == ["slr flow --freeze submission"]
    assert status["findings"] == []
    flow = json.loads(output(built)["flow.json"])
    assert flow["draft"] is False
    table = review.json("tabulate", "objective")
    counts = {row["id"]: row["count"] for row in table["table"]}
    assert max(counts, key=counts.__getitem__) == "transparency-accountability"
    assert counts["co-production"] < counts["democratic-participation"]
    assert counts["evaluation"] > 0


def test_a_fresh_demo_stops_before_screening(tmp_path: Path, slr: Run) -> None:
    ran = slr("demo", "--fresh", tmp_path / "mine")
    assert "screen --as reviewer-a" in ran.err
    stage = Folder(tmp_path / "mine", slr).json("status")["stages"][0]
    assert {k for k, n in stage["outcomes"].items() if n} == {"pending"}


def test_a_folder_that_is_there_is_not_overwritten(tmp_path: Path, slr: Run) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    assert "is there already" in slr("demo", tmp_path / "mine", code=2).err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_the_expectation_names_box_unit_column_and_source_for_every_number() -> None:
    from slr.protocol.yaml import load_yaml

    data, _, findings = load_yaml((EXAMPLE / "flow.expect.yaml").read_text(), "flow.expect.yaml")
    assert not findings
    for box in data["boxes"]:  # type: ignore[index,call-overload]
        assert {"box", "unit", "column", "count", "source"} <= set(box), box
        assert box["source"] in ("published", "ours")


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_an_evidence_map_of_any_dimensions(built: Path, slr: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"map.{ending}"
    slr("-C", built, "tabulate", "objective", "study-design", "--map", file, "--color", "income-group")
    content = file.read_bytes()
    assert content.startswith({"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[ending])
    if ending == "svg":
        assert b"Co-production" in content and b"made up" in content
    slr("-C", built, "tabulate", "objective", "nothing", "--map", file, code=2)
    slr("-C", built, "tabulate", "objective", "study-design", "--map", tmp_path / "map.bmp", code=2)
