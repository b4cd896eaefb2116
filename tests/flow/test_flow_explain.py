"""The ids behind a box."""

import pytest

from flow_builder import box, databases_only, ids, updated, with_other_methods
from slr.flow.explain import explain_box
from slr.model.errors import SlrError
from slr.model.flow import flow_from_boxes


def test_the_ids_of_a_box_and_of_one_item() -> None:
    flow = databases_only()
    whole = explain_box(flow, "excluded-full-text")
    assert whole.ids == ids(99)
    assert whole.items == (
        ("population", "Wrong population", 40),
        ("design", "Not an empirical study", 35),
        ("outcome", "No outcome of interest", 24),
    )
    part = explain_box(flow, "excluded-full-text", item="design")
    assert part.ids == ids(35, 40)
    assert part.label == "excluded-full-text: Not an empirical study"
    assert (part.unit, part.count) == ("reports", 35)


def test_without_a_column_both_are_meant() -> None:
    flow = flow_from_boxes([box("sought", 2), box("sought", 3, "other")])
    assert explain_box(flow, "sought").columns == ("databases", "other")
    assert explain_box(flow, "sought").count == 5
    assert explain_box(flow, "sought", "other").count == 3
    assert explain_box(updated(), "previous-studies").columns == ("previous",)


@pytest.mark.parametrize(
    ("name", "column", "item", "message", "hint"),
    [
        ("screend", None, None, "no box 'screend'", "did you mean screened?"),
        ("screened", "others", None, "no column 'others'", "did you mean other?"),
        ("included-studies", "previous", None, "in column 'previous'", "it has one in: all"),
        ("ongoing", None, None, "no box 'ongoing'", "nothing of the kind"),
        ("identified", None, "medlin", "no item 'medlin'", "did you mean medline?"),
        ("sought", None, "x", "no item 'x'", "there are none"),
    ],
)
def test_an_impossible_request_has_a_hint(
    name: str, column: str | None, item: str | None, message: str, hint: str
) -> None:
    with pytest.raises(SlrError) as caught:
        explain_box(with_other_methods(), name, column, item)
    assert message in caught.value.message
    assert hint in caught.value.hint
