"""`slr codebook`: what a person chooses a codebook by, and hints that name what was typed."""

from conftest import Folder

OWN = """\
id: own
name: Our book
source: ours
unit: case
dimensions:
  - id: aim
    kind: many
    categories: [{id: open, definition: Openness.}]
"""


def with_book(folder: Folder, text: str = OWN) -> Folder:
    (folder.root / "codebooks").mkdir()
    (folder.root / "codebooks" / "own.yaml").write_text(text)
    return folder


def test_the_list_says_what_each_codes_and_how_much(empty: Folder) -> None:
    listed = {one["id"]: one for one in with_book(empty).json("codebook", "list")}
    own = {"id": "own", "from": "this review", "name": "Our book", "unit": "case", "dimensions": 1}
    assert listed["own"] == own
    assert (listed["rob-2"]["unit"], listed["rob-2"]["from"]) == ("result", "bundled")
    (row,) = [line for line in empty("codebook").out.splitlines() if line.startswith("own ")]
    assert row.split() == ["own", "this", "review", "case", "1", "Our", "book"]


def test_a_broken_book_is_listed_with_the_command_that_says_why(empty: Folder) -> None:
    with_book(empty, "id: own\ndimensions: []\n")
    assert "cannot be used: slr codebook check own" in empty("codebook", "list").out
    (own,) = [one for one in empty.json("codebook", "list") if one["id"] == "own"]
    assert own["name"] is None


def test_without_an_id_all_of_the_review_s_own_are_checked(empty: Folder) -> None:
    assert "no codebook of this review's own" in empty("codebook", "check", code=2).err
    with_book(empty, OWN.replace("source: ours\n", ""))
    assert [one["code"] for one in empty.json("codebook", "check")] == ["C019"]


def test_the_hint_repeats_what_was_typed(empty: Folder) -> None:
    with_book(empty)
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("[bertot-2010]", "[own]"))
    err = empty("codebook", "add", "own", "aim", "learn", "--as", "ana", code=2).err
    assert 'slr codebook add own aim learn --definition "…" --why "…"' in err


def test_a_protocol_without_codebooks_is_told_how_to_name_one(empty: Folder) -> None:
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("codebooks: [bertot-2010]\n", ""))
    err = empty("tabulate", "aim", code=2).err
    assert "the protocol names no codebook" in err and "codebooks: [bertot-2010]" in err


def test_dimensions_of_agreement_are_set_apart(empty: Folder) -> None:
    two = OWN + "  - id: how\n    kind: single\n    categories: [{id: web, definition: Online.}]\n"
    with_book(empty, two)
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("[bertot-2010]", "[own]"))
    cases = empty.file("cases.csv", "id,title\nc1,Case 1\nc2,Case 2\n")
    empty("code", "--codebook", "own", "--import-cases", cases, "--as", "ana")
    rows = [
        f"c{n},{dimension},{value},{who}"
        for n in (1, 2)
        for dimension, value in (("aim", "open"), ("how", "web"))
        for who in ("ana", "ben")
    ]
    empty("code", "--codebook", "own", "--apply", empty.csv("c.csv", "study,dimension,values,coder", *rows))
    out = empty("agree", "--codebook", "own").out
    assert "\n\nhow: 2 coded by two or more of ana, ben\n" in out and "\n\ncategory" in out
    (raw, _) = [line for line in out.splitlines() if line.startswith("raw agreement")]
    assert "Wilson 1927" in raw
