"""`slr import` of many files at once, from stdin, taken back: as a librarian's folder of downloads really is."""

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from conftest import Folder, ris


def saved(folder: Folder, place: str, *records: str, name: str = "savedrecs.ris") -> Path:
    """A download in a folder of its own: Web of Science calls every file the same."""
    path = folder.root.parent / place / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(ris(*records), encoding="utf-8")
    return path


def expecting(folder: Folder, count: int) -> None:
    protocol = folder.root / "protocol.yaml"
    text = protocol.read_text(encoding="utf-8")
    protocol.write_text(
        text.replace("source: Scopus,", f"source: Scopus, expected: {count},"), encoding="utf-8"
    )


def test_files_of_one_name_in_one_command_are_all_kept(empty: Folder) -> None:
    given = [
        saved(empty, "a", "One"),
        saved(empty, "b", "Two"),
        saved(empty, "c", "Three", name="SavedRecs.ris"),
    ]
    empty("import", *given, "--search", "scopus")
    kept = list((empty.root / "searches" / "scopus").iterdir())
    assert {path.read_bytes() for path in kept} == {path.read_bytes() for path in given}
    assert len({path.name.casefold() for path in kept}) == 3  # a clone on a Mac or Windows holds them, too
    named = {event["data"]["file"] for event in empty.json("log", "--kind", "import", "-n", "0")}
    assert named == {f"searches/scopus/{path.name}" for path in kept}
    assert "everything holds" in empty("verify").err


def test_a_name_that_differs_in_case_alone_from_an_earlier_one_is_told_apart(empty: Folder) -> None:
    empty("import", saved(empty, "a", "One"), "--search", "scopus")
    empty("import", saved(empty, "b", "Two", name="SAVEDRECS.ris"), "--search", "scopus")
    names = {path.name.casefold() for path in (empty.root / "searches" / "scopus").iterdir()}
    assert len(names) == 2


def test_what_is_wrong_is_said_with_the_path_as_it_was_given(empty: Folder) -> None:
    first, second = saved(empty, "a", " | Ames, Ann | 2010"), saved(empty, "b", "Two | Boyd, Bo | soon")
    bad = empty.root.parent / "b" / "savedrecs.txt"
    bad.write_bytes(b"\x00\x01\x02 nothing")
    ran = empty("import", first, second, bad, "--search", "scopus", code=1)
    assert f"{first}:1: warning I201" in ran.err
    assert f"{second}:1: warning I202" in ran.err
    assert f"{bad} is of no known format" in ran.err
    assert str(first.parent) not in empty("log", "--json").out  # no machine's paths in the ledger
    ran = empty("convert", first, bad, code=2)
    assert f"{bad} is of no known format" in ran.err


def test_a_file_given_twice_is_taken_once_and_said(empty: Folder) -> None:
    one, copy = saved(empty, "a", "One"), saved(empty, "b", "One", name="savedrecs (1).ris")
    before = empty.snapshot()
    assert "are the same file" in empty("import", one, copy, "--search", "scopus", "--strict", code=2).err
    assert empty.snapshot() == before
    ran = empty("import", one, copy, "--search", "scopus", code=1)
    assert f"{copy} and {one} are the same file" in ran.err
    assert empty.json("status")["records"] == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--search", "Scopus"], "'Scopus' cannot name a search"),
        (["--search", "scopus", "--format", "risk"], 'no format "risk"'),
        (["--search", "scopus", "--date", "2011-01-01"], "the protocol says date 2015-07-12"),
        (["--search", "scopus", "--encoding", "klingon"], "slr reads no encoding"),
        (["--search", "scopus", "--columns", "titel=A"], "titel"),
        (["--search", "scopus", "--replace", "gone.ris"], "nothing was imported as gone.ris"),
        (
            ["--search", "scopus", "--columns", "title=A", "--columns", "title=B"],
            "the column of title is named twice",
        ),
    ],
)
def test_what_no_file_can_help_is_said_once(empty: Folder, words: list[str], message: str) -> None:
    ran = empty("import", saved(empty, "a", "One"), saved(empty, "b", "Two"), *words, code=2)
    assert ran.err.count(message) == 1


def test_the_files_of_one_search_add_up_to_what_the_protocol_expects(empty: Folder) -> None:
    expecting(empty, 4)
    ran = empty("import", saved(empty, "a", "1", "2"), saved(empty, "b", "3"), "--search", "scopus")
    assert ran.err.count("I002") == 1
    assert "3 entries so far, in 2 files, where the protocol expects 4 of scopus" in ran.err
    ran = empty("import", saved(empty, "c", "4"), "--search", "scopus")
    assert "I002" not in ran.err
    assert empty.json("status")["searches"][0]["entries"] == 4
    ran = empty("import", saved(empty, "d", "5"), "--search", "scopus")
    assert "5 entries in 4 files, where the protocol expects 4 of scopus" in ran.err


def test_an_import_that_replaces_others_is_counted_without_them(empty: Folder) -> None:
    expecting(empty, 2)
    empty("import", saved(empty, "a", "1", "2", "3"), saved(empty, "b", "4"), "--search", "scopus")
    new = saved(empty, "c", "5", name="new.ris"), saved(empty, "d", "6", name="more.ris")
    ran = empty("import", *new, "--search", "scopus", "--replace", "scopus")
    assert "I002" not in ran.err
    assert empty.json("status")["searches"][0]["entries"] == 2


def test_nothing_is_replaced_where_one_of_the_new_files_is_bad(empty: Folder) -> None:
    empty("import", saved(empty, "a", "1", "2"), "--search", "scopus")
    before = empty.snapshot()
    good, bad = saved(empty, "b", "3"), empty.file("bad.ris", "nothing of a record\n")
    empty("import", good, bad, "--search", "scopus", "--replace", "scopus", code=2)
    assert empty.snapshot() == before


def test_withdrawing_can_be_tried_and_read_by_a_script(review: Folder) -> None:
    before = review.snapshot()
    ran = review("import", "--withdraw", "scopus", "--dry-run")
    assert "would be withdrawn: searches/scopus/scopus.ris (2 records would leave every count)" in ran.err
    assert review.snapshot() == before
    tried = review.json("import", "--withdraw", "scopus", "--dry-run")
    assert review.snapshot() == before
    done = review.json("import", "--withdraw", "scopus")
    (one,) = done["withdrawn"]
    assert (one["search"], one["file"], one["records"]) == ("scopus", "searches/scopus/scopus.ris", 2)
    assert (tried["dry_run"], done["dry_run"]) == (True, False)
    assert tried["withdrawn"] == done["withdrawn"]
    assert "scopus" in review("log", "--kind", "withdraw").out


@pytest.mark.parametrize("words", [["--withdraw", "scopus"], ["--reread", "scopus"]])
def test_no_file_is_passed_over_in_silence(review: Folder, words: list[str]) -> None:
    before = review.snapshot()
    given = saved(review, "a", "New")
    assert "--reason" in review("import", given, "--search", "scopus", "--reason", "x", code=2).err
    ran = review("import", given, "--search", "scopus", *words, code=2)
    assert f"{words[0]} takes no files" in ran.err
    assert review.snapshot() == before


class Piped:
    """A stdin with these bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_an_export_comes_in_through_a_pipe(empty: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    data = ris("One", "Two").encode()
    monkeypatch.setattr(sys, "stdin", Piped(data))
    ran = empty("import", "-", "--search", "scopus")
    assert "imported 2 records from searches/scopus/export.ris (ris) into scopus" in ran.out
    assert (empty.root / "searches" / "scopus" / "export.ris").read_bytes() == data
    monkeypatch.setattr(sys, "stdin", Piped(data))
    assert "stdin was imported already" in empty("import", "-", "--search", "scopus", code=2).err
    monkeypatch.setattr(sys, "stdin", Piped(b""))
    assert "stdin is empty" in empty("import", "-", "--search", "scopus", code=2).err


@pytest.mark.parametrize("name", ["a query with many words " * 9 + ".ris", "ü" * 120 + ".ris"])
def test_a_name_too_long_for_a_disk_is_cut_and_marked(empty: Folder, name: str) -> None:
    given = saved(empty, "a", "One", name=name)
    empty("import", given, "--search", "scopus")
    (kept,) = (empty.root / "searches" / "scopus").iterdir()
    assert len(kept.name.encode()) <= 150
    assert kept.stem[:40] == name[:40] and kept.suffix == ".ris"
    assert kept.read_bytes() == given.read_bytes()
    assert "was imported already" in empty("import", given, "--search", "scopus", code=2).err


def test_a_script_is_told_what_is_wrong_and_why_a_file_failed(empty: Folder) -> None:
    odd, bad = saved(empty, "a", " | Ames, Ann | 2010"), empty.file("bad.ris", "nothing of a record\n")
    told = empty.json("import", odd, bad, "--search", "scopus", code=1)
    ((first,), (failure,)) = ([one["problems"] for one in told["imported"]], told["failures"])
    assert (first[0]["code"], first[0]["file"], first[0]["line"]) == ("I201", str(odd), 1)
    assert told["failed"] == [failure["file"]] == [str(bad)]
    assert "no known format" in failure["message"] and failure["hint"]
    ran = empty("import", odd, bad, "--search", "wos", code=1)
    assert f"2 of 2 files not imported: {odd}, {bad}" in ran.err


@pytest.mark.parametrize("place", ["savedrecs (1).ris", "search of May; 2nd part.ris", "2026/savedrecs.ris"])
def test_a_file_put_into_its_searchs_folder_by_hand_stays_where_it_is(empty: Folder, place: str) -> None:
    file = empty.root / "searches" / "scopus" / place
    file.parent.mkdir(parents=True)
    file.write_text(ris("One"), encoding="utf-8")
    empty("import", file, "--search", "scopus")
    kept = [path for path in (empty.root / "searches" / "scopus").rglob("*") if path.is_file()]
    assert kept == [file]
    assert "F022" not in empty("check").out
    assert "everything holds" in empty("verify").err
    assert empty.json("import", "--reread", "scopus")[0]["changes"] == []


def test_a_kept_file_that_is_gone_is_copied_and_not_imported_anew(review: Folder) -> None:
    kept = review.root / "searches" / "scopus" / "scopus.ris"
    given = saved(review, "a", "x", name="again.ris")
    given.write_bytes(kept.read_bytes())
    kept.unlink()
    ran = review("import", given, "--search", "scopus", code=2)
    assert f"that file is gone: copy {given} there" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of POSIX")
def test_what_comes_from_a_named_pipe_is_named_by_its_format(empty: Folder) -> None:
    """As of `slr import <(zcat found.gz) --search scopus`, where the file is called 63."""
    pipe = empty.root.parent / "63"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(ris("One"),))
    writer.start()
    empty("import", pipe, "--search", "scopus")
    writer.join()
    assert [path.name for path in (empty.root / "searches" / "scopus").iterdir()] == ["export.ris"]


def test_wildcards_are_resolved_where_the_shell_does_not(
    empty: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = saved(empty, "a", "One"), saved(empty, "b", "Two")
    literal = saved(empty, "a", "Three", name="x[1].ris")
    (empty.root.parent / "folder.ris").mkdir()
    monkeypatch.chdir(empty.root.parent)
    told = empty.json("import", "*/savedrecs.ris", "a/x[1].ris", "--search", "scopus")
    assert len(told["imported"]) == 3
    made = empty.slr("convert", "?/savedrecs.ris", "--to", "ris").out
    assert "TI  - One" in made and "TI  - Two" in made
    assert "there is no file *.bib" in empty("import", "*.bib", "--search", "scopus", code=2).err
    assert "folder.ris is a folder" in empty("import", "f*.ris", "folder.ris", "--search", "wos", code=1).err
    assert {one.name, two.name, literal.name} == {"savedrecs.ris", "x[1].ris"}


def test_the_folder_of_a_file_says_which_search_it_is_of(empty: Folder) -> None:
    for search in ("scopus", "wos"):
        file = empty.root / "searches" / search / "savedrecs.ris"
        file.parent.mkdir()
        file.write_text(ris(f"Of {search}"), encoding="utf-8")
    ran = empty("import", *sorted(empty.root.glob("searches/*/savedrecs.ris")))
    assert "into scopus" in ran.out and "into wos" in ran.out
    assert [s["entries"] for s in empty.json("status")["searches"]] == [1, 1, 0]
    assert "F022" not in empty("check").out
    outside = saved(empty, "a", "Of nobody")
    ran = empty("import", empty.root / "searches" / "wos" / "savedrecs.ris", outside, code=2)
    assert f"which search gave {outside}?" in ran.err
