"""Bad input: one clear message with place and hint, exit 2, and the folder as it was."""

from pathlib import Path

import pytest

from conftest import PROTOCOL, Folder, Run, ris


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (b"", "empty"),
        (b"Dear colleague,\nplease find attached nothing.\n", "format"),
        (b"%PDF-1.4 binary", "PDF"),
        (b"\x00\x01\x02\x03" * 100, ""),
        (b"<html><body>Your session has expired</body></html>", "web page"),
    ],
)
def test_a_file_of_no_known_format(empty: Folder, contents: bytes, message: str) -> None:
    path = empty.root.parent / "export.ris"
    path.write_bytes(contents)
    before = empty.snapshot()
    ran = empty("import", path, "--search", "scopus", code=2)
    assert "export.ris" in ran.err and message in ran.err and "hint: " in ran.err
    assert empty.snapshot() == before


def test_a_missing_file(empty: Folder) -> None:
    before = empty.snapshot()
    ran = empty("import", empty.root / "nothing.ris", "--search", "scopus", code=2)
    assert "there is no file" in ran.err and "hint: " in ran.err
    assert empty.snapshot() == before


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("stages:", "stages: [", "protocol.yaml:"),
        ("reviewers: 2}", "reviewers: two}", "protocol.yaml:13"),
        ("kind: database", "kind: datbase", "protocol.yaml:9"),
        ("title: A review", "\ttitle: A review", "protocol.yaml:1"),
        ("type: include", "type: maybe", "protocol.yaml:16"),
    ],
)
@pytest.mark.parametrize("words", [["status"], ["flow"], ["dedup"], ["screen", "--as", "ana", "--plain"]])
def test_broken_yaml_names_file_and_line(
    review: Folder, old: str, new: str, place: str, words: list[str]
) -> None:
    (review.root / "protocol.yaml").write_text(PROTOCOL.lstrip().replace(old, new, 1))
    before = review.snapshot()
    ran = review(*words, code=2)
    assert place in ran.err and "hint: " in ran.err
    assert review.snapshot() == before


def test_check_names_every_trouble_with_file_and_line(review: Folder) -> None:
    path = review.root / "protocol.yaml"
    path.write_text(PROTOCOL.lstrip().replace("kind: database", "kind: datbase", 1).replace("two", "zwei"))
    ran = review("check", code=1)
    assert "protocol.yaml:9:" in ran.out
    assert "database" in ran.out


def test_an_unknown_id_after_screening_began_is_said_not_lost(review: Folder) -> None:
    path = review.csv("d.csv", "report,decision,reviewer", "scopus.1,include,ana")
    review("screen", "--apply", path)
    protocol = review.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("{id: ana, name: Ana}", "{id: anna, name: Ana}"))
    assert review.json("status")["stages"][0]["reviewers"]["ana"] == 1


def test_a_folder_that_is_no_review(tmp_path: Path, slr: Run) -> None:
    for words in (
        ["status"],
        ["dedup"],
        ["flow"],
        ["publish"],
        ["check"],
        ["import", "x.ris", "--search", "s"],
    ):
        ran = slr("-C", tmp_path, *words, code=2)
        assert "is no review folder" in ran.err and "slr init" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_init_does_not_touch_a_review_that_is_there(review: Folder) -> None:
    before = review.snapshot()
    assert "is a review folder already" in review.slr("init", review.root, code=2).err
    assert (
        "did you mean tursunbayeva-2017?"
        in review.slr("init", review.root.parent / "n", "--from", "tursunbayeva", code=2).err
    )
    assert not (review.root.parent / "n").exists()
    assert review.snapshot() == before


def test_init_writes_a_protocol_that_checks_without_an_error(tmp_path: Path, slr: Run) -> None:
    slr("init", tmp_path / "new", "--title", 'A "quoted": title')
    names = sorted(str(p.relative_to(tmp_path / "new")) for p in (tmp_path / "new").rglob("*") if p.is_file())
    assert names == [
        ".gitattributes",
        ".gitignore",
        "protocol.yaml",
        "schemas/protocol.schema.json",
        "searches/.gitkeep",
    ]
    assert 'A "quoted": title' in slr("-C", tmp_path / "new", "status").out
    slr("-C", tmp_path / "new", "check")
    assert slr("init", "--list").out.split() == ["tursunbayeva-2017"]
    slr("init", tmp_path / "published", "--from", "tursunbayeva-2017")
    slr("-C", tmp_path / "published", "check", "--strict")


def test_warnings_exit_0_and_fail_only_when_strict(empty: Folder) -> None:
    ran = empty("import", empty.file("x.ris", ris("One")), "--search", "unplanned")
    assert "warning I001" in ran.err
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("registration: {registry: OSF, id: test-1}\n", ""))
    assert "warning P014" in empty("check").out
    empty("check", "--strict", code=1)


def test_a_damaged_ledger_is_an_error_of_check_and_the_rest_still_counts(review: Folder) -> None:
    first, _ = sorted((review.root / "ledger" / "imports" / "somebody").glob("*.jsonl"))
    first.write_bytes(b"{damaged\n")
    codes = {finding["code"]: finding["file"] for finding in review.json("check", code=1)}
    assert codes["L002"] == first.relative_to(review.root).as_posix()
    assert review.json("status")["records"] == 2
