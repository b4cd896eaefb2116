"""`slr import --reread` and `--from-citations`: ids stay whatever a better reader sees."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from conftest import Folder, ris
from slr.formats.registry import read_export
from slr.model.reading import Reading


@pytest.fixture
def imported(empty: Folder) -> Folder:
    """One export with a refused entry in the middle."""
    text = "TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nER  - \nTY  - JOUR\nTI  - Three\nER  - \n"
    empty("import", empty.file("x.ris", text), "--search", "scopus", code=1)
    return empty


def read_as(monkeypatch: pytest.MonkeyPatch, change: Callable[[Reading], Reading]) -> None:
    """Let the reader be another one."""

    def better(data: bytes, **words: Any) -> Reading:
        return change(read_export(data, **words))

    monkeypatch.setattr("slr.app.reread.read_export", better)


def test_the_same_reader_changes_nothing(imported: Folder) -> None:
    before = imported.snapshot()
    assert imported.json("import", "--reread", "scopus") == [
        {"file": "searches/scopus/x.ris", "new": [], "changes": []}
    ]
    assert imported.snapshot() == before


def test_a_better_reader_shows_what_it_changes_and_keeps_the_ids(
    imported: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shout(reading: Reading) -> Reading:
        entries = [
            replace(e, record=replace(e.record, title=e.record.title.upper())) if e.record else e
            for e in reading.entries
        ]
        return replace(reading, entries=tuple(entries), version=9)

    read_as(monkeypatch, shout)
    before = imported.snapshot()
    dry = imported.json("import", "--reread", "x.ris", "--dry-run")
    assert imported.snapshot() == before
    changes = [(c["record"], c["field"], c["before"], c["after"]) for c in dry[0]["changes"]]
    assert changes == [
        (imported.id("scopus.1"), "title", "One", "ONE"),
        (imported.id("scopus.3"), "title", "Three", "THREE"),
    ]
    imported("import", "--reread", "scopus")
    assert imported.json("why", imported.id("scopus.3"))["record"]["title"] == "THREE"
    status = imported.json("status")
    assert (status["records"], status["searches"][0]["refused"]) == (2, 1)


def test_an_entry_that_was_refused_becomes_a_record_under_its_own_position(
    imported: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mend(reading: Reading) -> Reading:
        first = reading.entries[0].record
        assert first is not None
        entries = [e if e.record else replace(e, record=replace(first, title="Two")) for e in reading.entries]
        return replace(reading, entries=tuple(entries))

    read_as(monkeypatch, mend)
    assert imported.json("import", "--reread", "scopus")[0]["new"] == [imported.id("scopus.2")]
    assert imported.json("why", imported.id("scopus.2"))["record"]["title"] == "Two"
    assert imported.json("status")["searches"][0] == {
        "search": "scopus",
        "source": "Scopus",
        "entries": 3,
        "refused": 0,
        "expected": None,
    }


def test_a_reader_that_would_lose_a_record_is_refused(
    imported: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_as(monkeypatch, lambda reading: replace(reading, entries=reading.entries[:1]))
    before = imported.snapshot()
    ran = imported("import", "--reread", "scopus", code=2)
    assert f"1 records would be lost, the first {imported.id('scopus.3')}" in ran.err
    assert imported.snapshot() == before


def test_an_export_whose_bytes_changed_is_not_read_again(imported: Folder) -> None:
    path = imported.root / "searches" / "scopus" / "x.ris"
    path.write_bytes(path.read_bytes() + b"\n")
    assert "its SHA-256 has changed" in imported("import", "--reread", "scopus", code=2).err


def test_citation_searching_names_its_seed_and_goes_down_the_second_column(review: Folder) -> None:
    given = review.file("refs.ris", ris("Cited work | Old, Ollie | 1999"))
    assert (
        "needs the report it began with"
        in review("import", given, "--search", "refs", "--from-citations", review.id("scopus.1"), code=2).err
    )
    words = ("--from-citations", "10.5555/alpha", "--direction", "backward")
    review(
        "--as", "ana", "import", given, "--search", "refs", *words, code=2
    )  # two reports still have this DOI
    review("dedup")
    review("import", given, "--search", "refs", *words)
    settings = review.json("log", "--kind", "import")[-1]["data"]["settings"]
    assert settings == {"citations_of": review.id("scopus.1"), "direction": "backward", "kind": "citation"}
    boxes = {(b["box"], b["column"]): b["count"] for b in review.json("flow")["boxes"]}
    assert boxes["identified", "other"] == 1 and boxes["sought", "other"] == 1
