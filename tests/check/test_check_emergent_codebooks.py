"""Categories that emerge while coding: they owe no amendment, and what was looked at again is not told again."""

import pytest

from conftest import Folder

OWN = """\
id: own
source: ours
unit: case
dimensions:
  - id: aim
    kind: many
    categories:
      - {id: open, definition: Openness.}
      - {id: join, definition: Joining in.}
"""


@pytest.fixture
def grown(empty: Folder) -> Folder:
    """Two cases, coded by two people before a category emerged."""
    (empty.root / "codebooks").mkdir()
    (empty.root / "codebooks" / "own.yaml").write_text(OWN)
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("[bertot-2010]", "[own]"))
    cases = empty.file("cases.csv", "id,title\nc1,Case 1\nc2,Case 2\n")
    empty("code", "--codebook", "own", "--import-cases", cases, "--as", "ana")
    rows = ["c1,aim,open,ana", "c2,aim,join,ana", "c1,aim,open,ben"]
    empty("code", "--codebook", "own", "--apply", empty.csv("c.csv", "study,dimension,values,coder", *rows))
    said = ("--definition", "Learning.", "--why", "Two cases tell of it.")
    empty("codebook", "add", "own", "aim", "learn", *said, "--as", "ana")
    return empty


def drift(folder: Folder) -> list[tuple[str, str]]:
    return [(one["code"], one["message"]) for one in folder.json("check", "--select", "A")]


def test_a_category_that_emerged_owes_no_amendment(grown: Folder) -> None:
    assert drift(grown) == [("A003", "3 codings made before `own` changed, of: c1, c2.")]


def test_a_category_written_into_the_file_does(grown: Folder) -> None:
    book = grown.root / "codebooks" / "own.yaml"
    book.write_text(OWN + "      - {id: save, definition: Saving.}\n")
    codes = [(code, message.endswith("`save` was added to `aim`.")) for code, message in drift(grown)]
    assert codes == [("A002", True), ("A003", False)]


def test_what_was_looked_at_again_is_not_told_again(grown: Folder) -> None:
    grown("code", "--codebook", "own", "--stands", "all", "--as", "ana")
    assert drift(grown) == [("A003", "1 coding made before `own` changed, of: c1.")]
    grown("code", "--codebook", "own", "--stands", "c1", "--as", "ben")
    assert drift(grown) == []


def test_where_coders_differ_the_hint_names_the_command(grown: Folder) -> None:
    rows = grown.csv("c.csv", "study,dimension,values,coder", "c2,aim,open,ben")
    grown("code", "--codebook", "own", "--apply", rows)
    grown("publish", "--text-only")
    (found,) = grown.json("check", "--select", "F038")
    assert found["hint"] == "Agree, and enter it: slr resolve --codebook own."
