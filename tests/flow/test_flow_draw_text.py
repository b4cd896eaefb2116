"""The terminal's diagram: golden files at every shape, and properties of any."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_builder import SHAPES, box, databases_only, draft, updated, with_other_methods
from flow_golden import check_golden
from flow_strategies import flows
from slr.flow.draw_text import draw_text
from slr.flow.metrics import cells
from slr.flow.style import Style
from slr.flow.wrapping import width_of
from slr.model.errors import SlrError
from slr.model.flow import Flow, flow_from_boxes


@pytest.mark.parametrize("shape", SHAPES)
def test_draws_every_shape_in_80_columns(shape: str) -> None:
    check_golden(f"{shape}-80.txt", draw_text(SHAPES[shape]()))


@pytest.mark.parametrize("ascii_only", [False, True])
def test_draws_two_columns_side_by_side_where_there_is_room(ascii_only: bool) -> None:
    name = "updated-160-ascii.txt" if ascii_only else "updated-160.txt"
    check_golden(name, draw_text(updated(), width=160, ascii=ascii_only))


def test_draws_a_draft_in_ascii() -> None:
    text = draw_text(draft(), ascii=True)
    check_golden("draft-ascii.txt", text)
    assert text.isascii()


def test_what_nobody_gave_is_not_zero() -> None:
    text = draw_text(flow_from_boxes([box("screened", 0)]))
    assert "Databases (n = ?)" in text
    assert "Duplicate records removed" in text
    assert "Records screened (n = 0)" in text
    assert "Records excluded (n = ?)" in text
    assert "DRAFT" not in text


def test_a_draft_says_so_and_what_is_pending_and_a_final_flow_does_not() -> None:
    assert "DRAFT, pending: Records still to be screened: 197" in draw_text(draft(), width=200)
    assert "DRAFT" not in draw_text(databases_only())


def test_synthetic_data_are_said_to_be_synthetic() -> None:
    assert "Synthetic data: every record" in draw_text(draft())


def test_other_methods_that_are_screened_get_their_own_screening() -> None:
    flow = with_other_methods(box("screened", 52, "other"), box("excluded", 7, "other"))
    assert draw_text(flow).count("Records screened") == 2
    assert draw_text(with_other_methods()).count("Records screened") == 1


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(SlrError) as caught:
        draw_text(databases_only(), style=Style(language="tlh"))
    assert "en" in caught.value.hint


def test_labels_cannot_steer_the_terminal() -> None:
    hostile = "\x1b[31mred\x07\u202eevil\nline"
    flow = databases_only(box("excluded-full-text", 4, rows=(("bad", hostile, 4),)))
    text = draw_text(flow)
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
    assert "redevil line (n = 4)" in text


@settings(max_examples=60, deadline=None)
@given(flows(), st.integers(20, 200), st.booleans())
def test_no_line_is_wider_than_asked_and_no_box_is_torn(flow: Flow, width: int, ascii_only: bool) -> None:
    text = draw_text(flow, width=width, ascii=ascii_only)
    assert all(width_of(line, cells) <= max(width, 60) for line in text.splitlines())
    if not ascii_only:
        assert text.count("┌") == text.count("┐")
        assert text.count("┌") <= text.count("└")  # the trunk of an arrow ends in one as well
    reasons = flow.box("excluded-full-text")
    assert all(f"(n = {row.count})" in text for row in (reasons.rows if reasons else ()))


def test_a_source_that_is_called_like_its_kind_has_one_line() -> None:
    flow = with_other_methods()
    (found,) = [one for one in flow.boxes if (one.name, one.column) == ("identified", "other")]
    rows = tuple(replace(r, label="Citation searching") if r.kind == "citation" else r for r in found.rows)
    boxes = [replace(one, rows=rows) if one is found else one for one in flow.boxes]
    text = draw_text(flow_from_boxes(boxes, title=flow.title))
    assert text.count("Citation searching (n = 10)") == 1
    assert "Google (n = 30)" in text and "Websites (n = 30)" in text
