"""Where a command writes: never over what was read or what a review keeps; and what a set at a stage is."""

import json
from pathlib import Path

import pytest

from conftest import Folder, Run, ris


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "mine.ris"
    path.write_text(ris("One | Ames, Ann | 2010"), encoding="utf-8")
    return path


def test_an_export_is_never_written_over_by_what_is_made_of_it(slr: Run, given: Path) -> None:
    before = given.read_bytes()
    other = given.parent / "." / "mine.ris"
    for words in (
        ["convert", given, "-o", other],
        ["dedup", given, "-o", given],
        ["dedup", given, "--groups", given],
    ):
        assert "is what is read: it would be written over" in slr(*words, code=2).err
        assert given.read_bytes() == before


@pytest.mark.parametrize("kept", ["searches/scopus/scopus.ris", "protocol.yaml"])
def test_what_a_review_keeps_is_not_written_over(review: Folder, given: Path, kept: str) -> None:
    before = review.snapshot()
    for words in (
        ["-C", review.root, "export", "all", "--to", "ris"],
        ["convert", given, "--to", "ris"],
        ["-C", review.root, "flow"],
    ):
        ran = review.slr(*words, "-o", review.root / kept, code=2)
        if "flow" not in words:
            assert "is kept by the review in" in ran.err
        assert review.snapshot() == before
    review("export", "all", "-o", review.root / "all.ris")
    review("export", "all", "-o", review.root / "all.ris")  # one's own file may be written anew


def test_a_format_is_named_by_the_ending_of_its_files_too(slr: Run, given: Path) -> None:
    assert slr("convert", given, "--to", "bib").out == slr("convert", given, "--to", "bibtex").out
    assert json.loads(slr("convert", given, "--to", "json").out)[0]["title"] == "One"
    assert slr("convert", given, "--to", "XML").out.startswith("<?xml")
    assert "slr writes no refworks" in slr("convert", given, "--to", "refworks", code=2).err


def titles(folder: Folder, *words: str) -> set[str]:
    return {json.loads(line)["title"] for line in folder("export", *words, "--to", "jsonl").out.splitlines()}


def test_a_set_of_one_stage_is_what_it_says_of_that_stage(review: Folder) -> None:
    review("dedup")
    rows = [
        "scopus.1,ana,include,",
        "scopus.1,ben,include,",
        "scopus.2,ana,exclude,",
        "scopus.2,ben,exclude,",
    ]
    decided = review.csv("d.csv", "report,reviewer,decision,reason", *rows)
    review("screen", "--stage", "title-abstract", "--apply", decided)
    at = ("--stage", "title-abstract")
    alpha, beta, gamma = "Alpha study of things", "Beta study of birds", "Gamma rays in spring"
    assert titles(review, "included", *at) == {alpha}
    assert titles(review, "excluded", *at) == {beta}
    assert titles(review, "pending", *at) == {gamma}
    assert titles(review, "all", *at) == {alpha, beta, gamma}
    assert titles(review, "awaiting", *at) == set()
    assert titles(review, "all", "--stage", "full-text") == {alpha}
    assert titles(review, "included") == set()


def test_a_stage_that_is_none_or_a_set_of_none_is_refused(review: Folder) -> None:
    assert "did you mean full-text?" in review("export", "all", "--stage", "fulltext", code=2).err
    for name in ("records", "full-text"):
        ran = review("export", name, "--stage", "title-abstract", code=2)
        assert f"{name} is no set of one stage" in ran.err


def test_a_name_that_names_no_format_gets_a_hint_that_the_command_takes(review: Folder, given: Path) -> None:
    out = given.parent / "made"
    ran = review.slr("convert", given, "-o", out, code=2)
    assert "end its name in .ris, .nbib, .bib" in ran.err and "or say it with --to: ris, nbib" in ran.err
    for words in (["dedup", given, "-o", out], ["-C", review.root, "retrieve", "--order", out]):
        ran = review.slr(*words, code=2)
        assert "end its name in .ris, .nbib, .bib" in ran.err and "--to" not in ran.err
