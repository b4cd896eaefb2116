"""Folders of each released version, read as they were written."""

import json
import runpy
import shutil
from pathlib import Path

import pytest

from slr.store.ledger import read_ledger
from slr.store.paths import ReviewPaths

HERE = Path(__file__).resolve().parents[1] / "golden_folders"
MAKE = runpy.run_path(str(HERE / "make.py"))
RELEASES = sorted(path.name for path in HERE.iterdir() if (path / "review").is_dir())


def test_there_is_one() -> None:
    assert "0.1.0" in RELEASES


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("name", MAKE["ASKED"])
def test_an_old_folder_says_what_it_said(release: str, name: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / release / "review", tmp_path / "review")
    code, text = MAKE["answer"](tmp_path / "review", MAKE["ASKED"][name])
    first, _, kept = (HERE / release / name).read_bytes().decode().partition("\n")
    assert (json.loads(first)["exit"], text) == (code, kept)


@pytest.mark.parametrize("release", RELEASES)
def test_reading_an_old_folder_changes_nothing_in_it(release: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / release / "review", tmp_path / "review")
    for words in MAKE["ASKED"].values():
        MAKE["answer"](tmp_path / "review", words)
    for path in (p for p in sorted((HERE / release / "review").rglob("*")) if p.is_file()):
        assert (
            tmp_path / "review" / path.relative_to(HERE / release / "review")
        ).read_bytes() == path.read_bytes()


def test_the_first_release_holds_every_kind_of_event_that_it_wrote() -> None:
    ledger = read_ledger(ReviewPaths(HERE / "0.1.0" / "review"))
    kinds = {event.kind for event in ledger.events}
    assert len(kinds) > 35 and {event.v for event in ledger.events} == {1}
    assert {finding.code for finding in ledger.findings} == {"L001"}
