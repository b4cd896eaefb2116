"""`slr import`: what a librarian hands over comes in byte for byte, once, and can be taken back."""

import json

import pytest

from conftest import Folder, ris

BROKEN_BIB = """
@article{good, title = {A good one}, year = {2012}, author = {Ames, Ann}}
@article{cut
"""


def events(folder: Folder, kind: str) -> list[dict[str, object]]:
    return [event["data"] for event in folder.json("log", "--kind", kind, "-n", "0")]


def test_the_export_is_copied_byte_for_byte_and_counted_in_the_ledger(empty: Folder) -> None:
    given = empty.root.parent / "export.ris"
    given.write_bytes(b"\xef\xbb\xbf" + ris("One | A, B | 2010", "Two").replace("\n", "\r\n").encode())
    ran = empty("import", given, "--search", "scopus")
    assert "imported 2 records from searches/scopus/export.ris (ris) into scopus" in ran.out
    kept = empty.root / "searches" / "scopus" / "export.ris"
    assert kept.read_bytes() == given.read_bytes()
    (event,) = events(empty, "import")
    assert (event["entries"], event["records"], event["refused"], event["format"]) == (2, 2, [], "ris")
    assert event["bytes"] == len(given.read_bytes())


def test_record_files_are_the_same_bytes_in_two_clones(empty: Folder) -> None:
    given = empty.file("x.ris", ris("One | A, B | 2010", "Two"))
    empty("import", given, "--search", "scopus")
    other = Folder(empty.root.parent / "other", empty.slr)
    empty.slr("init", other.root, "--protocol", empty.root / "protocol.yaml")
    other("--as", "ben", "import", given, "--search", "scopus")
    records = {name: data for name, data in empty.snapshot().items() if name.startswith("ledger/records")}
    assert records
    assert records == {n: d for n, d in other.snapshot().items() if n.startswith("ledger/records")}


def test_the_same_file_twice_is_refused_not_doubled(review: Folder) -> None:
    before = review.snapshot()
    again = review.root / "searches" / "scopus" / "scopus.ris"
    ran = review("import", again, "--search", "wos", code=2)
    assert "was imported already, as searches/scopus/scopus.ris of the search scopus" in ran.err
    assert review.snapshot() == before


def test_a_dry_run_says_what_would_be_and_writes_nothing(empty: Folder) -> None:
    before = empty.snapshot()
    ran = empty("import", empty.file("x.ris", ris("One")), "--search", "scopus", "--dry-run")
    assert "would import 1 record" in ran.out
    assert empty.snapshot() == before


def test_the_format_is_found_from_the_contents(empty: Folder) -> None:
    given = empty.file("export.txt", "PMID- 123\nTI  - A title\nFAU - Ames, Ann\nDP  - 2010 Jan\n")
    assert empty.json("import", given, "--search", "scopus")["imported"][0]["format"] == "nbib"
    table = empty.file("list.dat", 'Title,Authors,Year,DOI\nA thing,"Ames, Ann",2011,10.5555/a\n')
    assert empty.json("import", table, "--search", "wos")["imported"][0]["format"] == "csv"


def test_a_refused_entry_is_counted_said_and_exits_1(empty: Folder) -> None:
    ran = empty("import", empty.file("x.bib", BROKEN_BIB), "--search", "scopus", code=1)
    assert "1 refused" in ran.out
    assert "x.bib:2" in ran.err
    (event,) = events(empty, "import")
    (refused,) = event["refused"]  # type: ignore[misc]
    assert (refused["position"], refused["line"]) == (2, 2)
    assert empty.json("status")["searches"][0]["refused"] == 1


def test_a_withdrawn_import_leaves_the_counts_and_can_come_back(review: Folder) -> None:
    review("import", "--withdraw", "scopus.ris", "--reason", "the wrong query")
    assert review.json("status")["records"] == 2
    assert events(review, "withdraw")[0]["reason"] == "the wrong query"
    review("import", review.root / "searches" / "scopus" / "scopus.ris", "--search", "scopus")
    assert review.json("status")["records"] == 4
    assert "nothing was imported as other" in review("import", "--withdraw", "other", code=2).err


def test_an_import_can_take_the_place_of_another(review: Folder) -> None:
    new = review.file("new.ris", ris("Alpha study of things", "Beta study of birds", "Delta"))
    review("import", new, "--search", "scopus", "--replace", "scopus.ris")
    status = review.json("status")
    assert status["searches"][0]["entries"] == 3
    assert status["records"] == 5
    wrong = review(
        "import", review.file("n2.ris", ris("E")), "--search", "wos", "--replace", "new.ris", code=2
    )
    assert "belongs to the search scopus" in wrong.err


def test_the_command_line_fills_in_what_the_protocol_lacks(empty: Folder) -> None:
    given = empty.file("x.ris", ris("One"))
    ran = empty(
        "import", given, "--search", "other", "--source", "OSF", "--kind", "website", "--date", "2015-07-01"
    )
    assert "the protocol has no search other" in ran.err
    (found,) = [s for s in empty.json("status")["searches"] if s["search"] == "other"]
    assert found["source"] == "OSF"
    flow = empty.json("flow")
    assert [b["count"] for b in flow["boxes"] if (b["box"], b["column"]) == ("identified", "other")] == [1]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--source", "PubMed"], "scopus: the protocol says source Scopus, the command line PubMed"),
        (["--kind", "register"], "scopus: the protocol says kind database, the command line register"),
        (["--date", "2015-01-01"], "scopus: the protocol says date 2015-07-12"),
        (["--date", "July"], "'July' is no date"),
        (["--kind", "datbase"], "'datbase' is no kind of search"),
        (["--format", "risk"], "risk"),
    ],
)
def test_a_contradiction_or_a_wrong_word_is_refused(empty: Folder, words: list[str], message: str) -> None:
    before = empty.snapshot()
    ran = empty("import", empty.file("x.ris", ris("One")), "--search", "scopus", *words, code=2)
    assert message in ran.err
    assert empty.snapshot() == before


def test_an_unexpected_number_of_records_is_said(empty: Folder) -> None:
    protocol = empty.root / "protocol.yaml"
    text = protocol.read_text().replace("source: Scopus,", "source: Scopus, expected: 5,")
    protocol.write_text(text)
    ran = empty("import", empty.file("x.ris", ris("One", "Two")), "--search", "scopus")
    assert "2 entries, where the protocol expects 5 of scopus" in ran.err


def test_many_files_go_on_past_a_bad_one_and_strict_refuses_all(empty: Folder) -> None:
    good, bad = empty.file("good.ris", ris("One")), empty.file("bad.ris", "nothing of a record\n")
    before = empty.snapshot()
    empty("import", good, bad, "--search", "scopus", "--strict", code=2)
    assert empty.snapshot() == before
    ran = empty("import", good, bad, "--search", "scopus", code=1)
    assert "imported 1 record" in ran.out
    assert "bad.ris" in ran.err


def test_two_files_of_one_name_are_both_kept(empty: Folder) -> None:
    empty("import", empty.file("x.ris", ris("One")), "--search", "scopus")
    empty("import", empty.file("x.ris", ris("Two")), "--search", "scopus")
    names = sorted(path.name for path in (empty.root / "searches" / "scopus").iterdir())
    assert len(names) == 2 and "x.ris" in names
    assert empty.json("status")["records"] == 2


def test_a_hostile_file_name_stays_in_its_folder(empty: Folder) -> None:
    given = empty.root.parent / "..evil \x07name.ris"
    given.write_text(ris("One"))
    empty("import", given, "--search", "scopus")
    (kept,) = (empty.root / "searches" / "scopus").iterdir()
    assert kept.name == "evil _name.ris"
    assert json.loads(empty("log", "--json").out)[0]["data"]["file"] == "searches/scopus/evil _name.ris"


ODD = 'Nummer,Artikel,Wer,Wann,Titel\n1,The real title,"Ames, Ann",2012,A running head\n'


def test_columns_with_any_names_are_named_by_hand(empty: Folder) -> None:
    given = empty.file("odd.csv", ODD)
    words = ("--columns", "title=Artikel", "--columns", "authors=Wer", "--columns", "year=Wann")
    empty("import", given, "--search", "scopus", "--format", "csv", *words)
    record = empty.json("why", empty.id("scopus.1"))["record"]
    assert (record["title"], record["authors"], record["year"]) == ("The real title", ["Ames, Ann"], 2012)
    event = empty.json("log", "--kind", "import")[0]
    assert event["data"]["columns"] == {"title": "Artikel", "authors": "Wer", "year": "Wann"}
    assert empty.json("import", "--reread", "scopus")[0]["changes"] == []


def test_a_wrong_field_or_pair_is_said(empty: Folder) -> None:
    given = empty.file("odd.csv", ODD)
    for words, message in (("titel=Artikel", "titel"), ("title", "'title' names no column")):
        assert message in empty("import", given, "--search", "scopus", "--columns", words, code=2).err


def test_strict_names_the_file_and_line_of_a_refused_entry(empty: Folder) -> None:
    good, bad = empty.file("good.ris", ris("One")), empty.file("bad.bib", BROKEN_BIB)
    before = empty.snapshot()
    ran = empty("import", good, bad, "--search", "scopus", "--strict", code=2)
    assert "bad.bib:2: 1 entry could not be read" in ran.err
    assert empty.snapshot() == before
