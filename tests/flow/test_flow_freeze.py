"""A frozen flow shows what changed since, also where the count is the same."""

from dataclasses import replace

import pytest

from flow_builder import box, databases_only, draft
from slr.flow.freeze import changes_since, freeze, read_frozen
from slr.flow.remarks import remarks
from slr.model.flow import Flow, flow_from_boxes
from slr.model.words import Severity


def frozen(flow: Flow):  # type: ignore[no-untyped-def]
    kept, findings = read_frozen(freeze(flow, name="submitted", about={"slr": "0.1.0"}))
    assert findings == [] and kept
    return kept


def test_nothing_changed() -> None:
    kept = frozen(databases_only())
    assert (kept.name, kept.about) == ("submitted", {"slr": "0.1.0"})
    assert changes_since(kept, databases_only()) == ()


def test_the_order_of_ids_is_no_change_but_a_swap_is() -> None:
    sought = box("sought", 3)
    kept = frozen(flow_from_boxes([sought]))
    turned = replace(sought, ids=tuple(reversed(sought.ids)))
    assert changes_since(kept, flow_from_boxes([turned])) == ()
    swapped = replace(sought, ids=(*sought.ids[:2], "other"))
    change = changes_since(kept, flow_from_boxes([swapped]))[0]
    assert (change.address, change.before, change.now, change.same_count) == ("databases/sought", 3, 3, True)


def test_counts_rows_and_boxes_that_came_or_went() -> None:
    kept = frozen(
        flow_from_boxes(
            [box("excluded-full-text", 3, rows=(("a", "A", 2), ("b", "B", 1))), box("ongoing", 0)]
        )
    )
    now = flow_from_boxes([box("excluded-full-text", 3, rows=(("a", "A", 3),)), box("awaiting", 1)])
    assert [(c.address, c.before, c.now) for c in changes_since(kept, now)] == [
        ("databases/excluded-full-text/a", 2, 3),
        ("databases/excluded-full-text/b", 1, None),
        ("databases/awaiting", None, 1),
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 1}', '{"version": 1, "parts": [1], "about": {}, "name": ""}']
)
def test_what_cannot_be_read_is_a_finding(text: str) -> None:
    kept, findings = read_frozen(text)
    assert kept is None
    assert [f.code for f in findings] == ["frozen-unreadable"]


def test_freezing_is_the_same_text_each_time() -> None:
    assert freeze(draft(), name="x", about={"b": "1", "a": "2"}) == freeze(
        draft(), name="x", about={"a": "2", "b": "1"}
    )


def test_an_empty_flow_says_so_plainly() -> None:
    found = remarks(flow_from_boxes([box("identified", 0)]))
    assert [(f.code, f.severity) for f in found] == [("flow-empty", Severity.WARNING)]


def test_everything_pending_says_so_plainly() -> None:
    pending = [
        box("identified", 5),
        box("screened", 5),
        box("screening-pending", 5),
        box("excluded", 0),
        box("sought", 0),
    ]
    found = remarks(flow_from_boxes(pending))
    assert [f.message for f in found] == ["none of the 5 records is decided yet"]


def test_a_draft_says_what_is_left() -> None:
    first = remarks(draft())[0]
    assert first.message == (
        "a draft: 197 records to screen, 20 reports to retrieve, 15 reports to assess are left (37 of them in conflict)"
    )


def test_a_final_flow_needs_no_remark_and_a_wrong_sum_is_one() -> None:
    assert remarks(databases_only()) == []
    assert [f.code for f in remarks(databases_only(box("sought", 100)))] == ["flow-sum", "flow-sum"]
