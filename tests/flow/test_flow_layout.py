"""Nothing in a drawing overlaps and nothing is cut, whatever the flow."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_builder import SHAPES, draft, updated
from flow_strategies import flows
from slr.flow.diagram import diagram_of
from slr.flow.labels import LANGUAGES
from slr.flow.layout import Arrow, Layout, Placed, Rect, lay_out, text_rect
from slr.flow.style import Style
from slr.model.flow import Flow

STYLES = [*(Style(language=language) for language in LANGUAGES), Style(edition="2009"), Style(scoping=True)]


def faults(layout: Layout) -> list[str]:
    """All that is wrong with a layout, in words."""
    page = Rect(0, 0, layout.width, layout.height)
    found = [
        f"{a.address or a.look} overlaps {b.address or b.look}"
        for a, b in combinations(layout.boxes, 2)
        if a.rect.overlaps(b.rect)
    ]
    found += [f"{b.address} leaves the page" for b in layout.boxes if not inside(b.rect, page)]
    found += [f"{line.text!r} leaves {box.look}" for box in layout.boxes for line in cut_lines(box)]
    found += [f"{line.text!r} leaves the page" for line in layout.loose if not inside(text_rect(line), page)]
    found += [
        f"{line.text!r} runs into {box.look}"
        for line in layout.loose
        for box in layout.boxes
        if text_rect(line).overlaps(box.rect)
    ]
    found += [
        f"an arrow crosses {box.address or box.look}"
        for arrow in (*layout.arrows, *layout.joins)
        for box in layout.boxes
        if crosses(arrow, box.rect)
    ]
    return found


def inside(inner: Rect, outer: Rect) -> bool:
    return (
        inner.x >= outer.x - 0.01
        and inner.y >= outer.y - 0.01
        and inner.right <= outer.right + 0.01
        and inner.bottom <= outer.bottom + 0.01
    )


def cut_lines(box: Placed):  # type: ignore[no-untyped-def]
    """The lines that do not fit their box, or lie on each other."""
    if box.upright:
        return [line for line in box.lines if line.width > box.rect.height]
    rects = [text_rect(line) for line in box.lines]
    bad = [line for line, rect in zip(box.lines, rects, strict=True) if not inside(rect, box.rect)]
    return bad + [box.lines[n] for n, (a, b) in enumerate(pairwise(rects)) if b.y < a.bottom - 0.5]


def crosses(arrow: Arrow, box: Rect) -> bool:
    """Whether any stretch of an arrow runs through the inside of a box."""
    for (x1, y1), (x2, y2) in pairwise(arrow):
        way = Rect(min(x1, x2), min(y1, y2), abs(x1 - x2) or 0.01, abs(y1 - y2) or 0.01)
        shrunk = Rect(box.x + 0.1, box.y + 0.1, box.width - 0.2, box.height - 0.2)
        if way.overlaps(shrunk):
            return True
    return False


@pytest.mark.parametrize("style", STYLES, ids=lambda style: f"{style.language}-{style.edition}")
@pytest.mark.parametrize("shape", SHAPES)
def test_no_fault_at_any_shape(shape: str, style: Style) -> None:
    assert faults(lay_out(diagram_of(SHAPES[shape](), style))) == []


@settings(max_examples=1000, deadline=None)
@given(flows(), st.sampled_from(STYLES))
def test_no_fault_in_any_flow(flow: Flow, style: Style) -> None:
    assert faults(lay_out(diagram_of(flow, style))) == []


def test_every_main_box_is_reached_by_an_arrow_but_the_first_ones() -> None:
    layout = lay_out(diagram_of(updated()))
    ends = [arrow[-1] for arrow in layout.arrows]
    reached = {
        box.address
        for box in layout.boxes
        for x, y in ends
        if box.rect.x - 0.1 <= x <= box.rect.right + 0.1 and box.rect.y - 0.1 <= y <= box.rect.bottom + 0.1
    }
    addresses = {box.address for box in layout.boxes if box.address}
    assert addresses - reached == {
        "previous/previous-studies",
        "databases/identified",
        "other/identified",
    }


def test_the_other_column_joins_the_included_box_and_the_previous_one_the_total() -> None:
    layout = lay_out(diagram_of(updated()))
    rects = {box.address: box.rect for box in layout.boxes if box.address}
    included, total = rects["all/included-studies"], rects["all/total-studies"]
    ends = [arrow[-1] for arrow in layout.arrows]
    assert (included.right, included.middle) in ends
    assert (total.x, total.middle) in ends


def test_phases_span_their_steps() -> None:
    layout = lay_out(diagram_of(draft()))
    bars = {box.lines[0].text: box.rect for box in layout.boxes if box.look == "phase"}
    assert list(bars) == ["Identification", "Screening", "Included"]
    screened = [box.rect for box in layout.boxes if box.address.startswith("databases/screened")]
    assert len(screened) == 2
    assert all(bars["Screening"].y <= r.y and r.bottom <= bars["Screening"].bottom for r in screened)
