"""`slr screen --rules`: never silent, unknown never excludes, undone at will, counted as automation."""

import pytest

from conftest import PROTOCOL, Folder, ris

RULES = """
  - {id: y1, text: Published from 2004 on, type: include, rule: {year: {from: 2004}}, auto: exclude}
  - {id: t1, text: About trials, type: include, rule: {title: [trial*]}, terms: [trial*]}
codebooks:"""


@pytest.fixture
def ruled(empty: Folder) -> Folder:
    """Four records: one too old, one without a year, two of age."""
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(PROTOCOL.lstrip().replace("\ncodebooks:", RULES))
    records = [
        "Old trial | A, A | 1999",
        "Undated trials | B, B",
        "New trial | C, C | 2005",
        "New cohort | D, D | 2006",
    ]
    empty("import", empty.file("x.ris", ris(*records)), "--search", "scopus")
    return empty


def test_a_dry_run_lists_what_each_rule_would_do_and_writes_nothing(ruled: Folder) -> None:
    before = ruled.snapshot()
    found = {one["criterion"]: one for one in ruled.json("screen", "--rules")}
    assert found["y1"] == {
        "criterion": "y1",
        "auto": True,
        "excludes": [ruled.id("scopus.1")],
        "contradicted": [],
        "unknown": 1,
    }
    assert (found["t1"]["auto"], found["t1"]["excludes"]) == (False, [ruled.id("scopus.4")])
    assert "nothing was written" in ruled("screen", "--rules").err
    assert ruled.snapshot() == before


def test_only_auto_decides_and_is_counted_as_automation_and_undone(ruled: Folder) -> None:
    assert "1 mark new, 0 taken back" in ruled("screen", "--rules", "--run").err
    (box,) = [
        b for b in ruled.json("flow")["boxes"] if (b["box"], b["column"]) == ("automation", "databases")
    ]
    assert box["rows"] == [{"item": "y1", "label": "Published from 2004 on", "count": 1, "kind": "rule"}]
    assert "0 marks new" in ruled("screen", "--rules", "--run").err
    ruled("screen", "--rules", "--undo")
    assert ruled.json("status")["stages"][0]["outcomes"]["pending"] == 4


def test_a_changed_rule_takes_its_old_marks_back(ruled: Folder) -> None:
    ruled("screen", "--rules", "--run")
    protocol = ruled.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("from: 2004", "from: 1990"))
    assert "0 marks new, 1 taken back" in ruled("screen", "--rules", "--run").err
    assert ruled.json("status")["stages"][0]["outcomes"]["pending"] == 4


def test_a_wrong_rule_is_said(ruled: Folder) -> None:
    protocol = ruled.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("{year: {from: 2004}}", "{yeer: 2004}"))
    assert "yeer" in ruled("screen", "--rules", code=2).err


def test_a_review_without_rules_says_how_to_write_one(review: Folder) -> None:
    assert "rule: {year: {from: 2004}}" in review("screen", "--rules", code=2).err
