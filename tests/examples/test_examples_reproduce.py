"""The worked case's script, as a reader would run it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "tursunbayeva-2017"


@pytest.mark.skipif(shutil.which("bash") is None, reason="the script is for bash")
def test_the_script_builds_the_review_and_its_flow_agrees(tmp_path: Path) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    slr = commands / "slr"
    slr.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m slr "$@"\n', encoding="utf-8")
    slr.chmod(0o755)
    review = tmp_path / "review"
    done = subprocess.run(
        ["bash", str(EXAMPLE / "reproduce.sh"), str(review)],
        env=os.environ | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=1800,
    )
    assert done.returncode == 0, done.stderr
    assert "all 46 numbers agree" in done.stderr
    status = done.stdout.rpartition("2441 records, 1678 reports")[2]
    assert "Included: 22 studies" in status
    assert "slr dedup" not in status  # no pair is left for a person to decide
    page = (review / "output" / "report.html").read_text(encoding="utf-8")
    assert "is made up" in page


def test_the_script_asks_for_a_folder() -> None:
    done = subprocess.run(["bash", str(EXAMPLE / "reproduce.sh")], capture_output=True, text=True)
    assert done.returncode == 2
    assert "usage" in done.stderr
