"""A published flow is read with hints and compared box by box."""

from typing import Any

import pytest

from flow_builder import databases_only, updated, with_other_methods
from slr.flow.expect import compare, read_expectation
from slr.model.words import Severity


def one(**entry: Any) -> dict[str, Any]:
    return {"boxes": [entry]}


def test_reads_boxes_with_their_defaults() -> None:
    data = {
        "about": " Published. ",
        "boxes": [
            {"box": "identified", "column": "all", "unit": "records", "count": 2441, "source": "published"},
            {"box": "identified", "column": "databases", "item": "scopus", "count": 980, "note": "ours"},
            {"box": "included-studies", "count": 22},
        ],
    }
    expectation, findings = read_expectation(data)
    assert findings == []
    assert expectation.about == "Published."
    assert [(b.box, b.column, b.item, b.unit, b.count) for b in expectation.boxes] == [
        ("identified", "all", "", "records", 2441),
        ("identified", "databases", "scopus", None, 980),
        ("included-studies", "all", "", None, 22),
    ]
    assert expectation.boxes[0].source == "published"
    assert expectation.boxes[1].note == "ours"


@pytest.mark.parametrize(
    ("entry", "code", "hint"),
    [
        ({"box": "identifed", "count": 1}, "expect-box", "did you mean identified?"),
        ({"count": 1}, "expect-box", "one of: previous-reports"),
        ({"box": "sought", "column": "database", "count": 1}, "expect-column", "did you mean databases?"),
        ({"box": "sought", "unit": "report", "count": 1}, "expect-unit", "did you mean reports?"),
        ({"box": "sought", "count": "12"}, "expect-count", ""),
        ({"box": "sought", "count": -1}, "expect-count", ""),
        ({"box": "sought", "count": True}, "expect-count", ""),
        ({"box": "sought"}, "expect-count", ""),
        ({"box": "sought", "count": 1, "cuont": 2}, "expect-key", "did you mean count?"),
    ],
)
def test_a_wrong_entry_is_a_finding_with_the_nearest_name(
    entry: dict[str, Any], code: str, hint: str
) -> None:
    expectation, findings = read_expectation({"boxes": [entry, {"box": "screened", "count": 5}]})
    assert [f.code for f in findings] == [code]
    assert findings[0].severity is Severity.ERROR
    assert hint in findings[0].hint
    assert "box 1" in findings[0].message
    assert [b.box for b in expectation.boxes] == ["screened"]


@pytest.mark.parametrize("data", [None, [], "text", {}, {"boxes": {}}, {"boxes": []}, {"boxes": ["sought"]}])
def test_a_file_of_another_shape_is_a_finding(data: Any) -> None:
    expectation, findings = read_expectation(data)
    assert expectation.boxes == ()
    assert [f.code for f in findings] == ["expect-shape"]


def test_an_unknown_key_on_top_is_a_finding() -> None:
    _, findings = read_expectation({"abuot": "x", "boxes": [{"box": "sought", "count": 1}]})
    assert [(f.code, f.hint) for f in findings] == [("expect-key", "did you mean about?")]


@pytest.mark.parametrize(
    ("entry", "found", "equal"),
    [
        ({"box": "identified", "count": 1115}, 1115, True),  # both columns together
        ({"box": "identified", "column": "databases", "count": 1054}, 1054, True),
        ({"box": "identified", "column": "other", "count": 60}, 61, False),
        ({"box": "identified", "column": "databases", "item": "scopus", "count": 330}, 330, True),
        ({"box": "identified", "item": "MEDLINE (Ovid)", "count": 184}, 184, True),
        ({"box": "excluded-full-text", "item": "design", "count": 83}, 83, True),  # 35 and 48
        ({"box": "included-studies", "count": 26, "unit": "studies"}, 26, True),
        ({"box": "previous-studies", "column": "previous", "count": 17}, None, False),
    ],
)
def test_compares_with_the_flow(entry: dict[str, Any], found: int | None, equal: bool) -> None:
    expectation, findings = read_expectation(one(**entry))
    assert findings == []
    comparison = compare(with_other_methods(), expectation)
    assert [(r.found, r.equal) for r in comparison.rows] == [(found, equal)]
    assert len(comparison.differences) == (not equal)


def test_what_is_not_there_is_not_zero_and_says_why() -> None:
    data = {
        "boxes": [
            {"box": "awaiting", "count": 0},
            {"box": "identified", "item": "scopsu", "count": 330},
            {"box": "sought", "unit": "records", "count": 128},
            {"box": "sought", "count": 128},
        ]
    }
    expectation, _ = read_expectation(data)
    comparison = compare(databases_only(), expectation)
    assert [r.found for r in comparison.differences] == [None, None, None]
    assert [r.hint for r in comparison.differences] == [
        "the flow has no such box",
        "no item 'scopsu' in this box; did you mean scopus?",
        "the flow counts reports in this box",
    ]


def test_compares_an_updated_review_with_its_totals() -> None:
    expectation, _ = read_expectation({"boxes": [{"box": "total-studies", "count": 43}]})
    assert compare(updated(), expectation).differences == ()
