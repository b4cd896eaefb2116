"""`slr import --reread` and `--from-citations`: ids stay whatever a better reader sees."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

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


def zip_of(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()


REFUSED = "TY  - JOUR\nER  - \nTY  - JOUR\nTI  - {}\nER  - \n"
ZIPPED = {
    "a.ris": REFUSED.format("One"),
    "b.ris": REFUSED.format("Two"),
    "c.bib": "@book{x, title = {Three}}\n\n@book{y}\n",
}
ONE_LINE = "<xml><records>" + "".join(
    f"<record><ref-type name='Book'>6</ref-type><titles><title>{t}</title></titles></record>"
    for t in ("One", "Two", "Three")
)


def test_each_entry_of_a_zip_is_matched_by_its_member_though_all_share_their_lines(
    empty: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = empty.root.parent / "x.zip"
    path.write_bytes(zip_of(ZIPPED))
    ran = empty("import", path, "--search", "scopus", code=1)
    assert "imported 3 records, 3 refused" in ran.out
    (event,) = (e["data"] for e in empty.json("log", "--kind", "import", "-n", "0"))
    assert [(one["position"], one["member"], one["line"], one["message"]) for one in event["refused"]] == [
        (1, "a.ris", 1, "An entry without any field was refused."),
        (3, "b.ris", 1, "An entry without any field was refused."),
        (6, "c.bib", 3, "A BibTeX entry was refused: it has no fields."),
    ]
    assert empty.json("import", "--reread", "x.zip") == [
        {"file": "searches/scopus/x.zip", "new": [], "changes": []}
    ]

    def backwards(reading: Reading) -> Reading:
        """The same entries, found in another order."""
        entries = [replace(entry, position=n) for n, entry in enumerate(reversed(reading.entries), start=1)]
        return replace(reading, entries=tuple(entries))

    read_as(monkeypatch, backwards)
    assert empty.json("import", "--reread", "x.zip")[0]["changes"] == []


def test_entries_on_one_line_are_matched_by_their_byte(empty: Folder) -> None:
    empty("import", empty.file("x.xml", f"{ONE_LINE}</records></xml>"), "--search", "scopus")
    assert empty.json("import", "--reread", "scopus") == [
        {"file": "searches/scopus/x.xml", "new": [], "changes": []}
    ]


def test_an_entry_that_a_better_reader_begins_earlier_is_matched_by_its_line(
    empty: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def earlier(reading: Reading) -> Reading:
        entries = [replace(e, span=replace(e.span, start=max(e.span.start - 1, 0))) for e in reading.entries]
        return replace(reading, entries=tuple(entries))

    empty("import", empty.file("x.xml", f"{ONE_LINE}</records></xml>"), "--search", "scopus")
    read_as(monkeypatch, earlier)
    assert empty.json("import", "--reread", "scopus")[0]["changes"] == []


def test_what_was_said_of_the_letters_holds_when_it_is_read_again(empty: Folder) -> None:
    path = empty.root.parent / "x.ris"
    path.write_bytes("TY  - JOUR\nTI  - Żółw\nER  - \n".encode("cp1250"))
    empty("import", path, "--search", "scopus", "--encoding", "Windows-1250")
    assert empty.json("why", empty.id("scopus.1"))["record"]["title"] == "Żółw"
    assert empty.json("import", "--reread", "scopus")[0]["changes"] == []
    (event,) = (e["data"] for e in empty.json("log", "--kind", "import", "-n", "0"))
    assert (event["said"], event["encoding"]) == ({"encoding": "Windows-1250"}, "cp1250")


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


def test_what_changes_in_the_raw_fields_alone_is_shown_and_kept(
    imported: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep_ends(reading: Reading) -> Reading:
        entries = [replace(e, raw=(*e.raw, ("XX", "more"))) if e.record else e for e in reading.entries]
        return replace(reading, entries=tuple(entries), version=9)

    read_as(monkeypatch, keep_ends)
    changes = imported.json("import", "--reread", "scopus")[0]["changes"]
    assert [(c["record"], c["field"], c["before"], c["after"]) for c in changes] == [
        (imported.id("scopus.1"), "raw", [], [["XX", "more"]]),
        (imported.id("scopus.3"), "raw", [], [["XX", "more"]]),
    ]
    assert imported.json("import", "--reread", "scopus", "--dry-run")[0]["changes"] == []


def test_a_newer_reader_that_reads_the_same_is_no_finding(
    imported: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("slr.formats.ris.VERSION", 9)
    found = imported.json("verify")["findings"]
    assert not [one for one in found if one["code"] in ("V004", "V005")]


def test_a_file_of_several_formats_is_read_again_as_the_same_records(empty: Folder) -> None:
    text = "TY  - JOUR\nTI  - One\nER  - \n\n@article{a,\n title = {Two}\n}\n"
    empty("import", empty.file("both.txt", text), "--search", "pasted")
    assert empty.json("import", "--reread", "pasted")[0]["changes"] == []
    assert not [one for one in empty.json("verify")["findings"] if one["code"] == "V004"]


def test_of_many_changes_the_first_are_shown_where_they_differ_and_all_are_counted(
    review: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "A study of things that nobody had looked at before and that everybody knew, in seven towns"
    records = ris(*(f"{long} {place}" for place in range(60)))
    review("import", review.file("many.ris", records), "--search", "grey")
    ran = review("import", "--reread", "grey", "--dry-run")
    assert "searches/grey/many.ris: read as before, nothing changes" in ran.err

    def louder(reading: Reading) -> Reading:
        told = [(entry, entry.record) for entry in reading.entries]
        entries = [
            replace(entry, record=replace(record, title=f"{record.title}!"))
            for entry, record in told
            if record
        ]
        return replace(reading, entries=tuple(entries))

    read_as(monkeypatch, louder)
    ran = review("import", "--reread", "grey", "--dry-run")
    assert "seven towns 7!" in ran.out and "seven towns 7 " in ran.out
    assert "seven towns 59" not in ran.out
    assert "… and 20 more" in ran.err
    assert "changed in: title 60" in ran.out
    assert len(review.json("import", "--reread", "grey", "--dry-run")[0]["changes"]) == 60
