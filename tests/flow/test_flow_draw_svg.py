"""The SVG: golden files, well-formed whatever the text, links that cannot run anything."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings

from flow_builder import SHAPES, box, databases_only, draft, updated
from flow_golden import check_golden
from flow_strategies import flows
from slr.flow.draw_svg import COLORS, draw_svg
from slr.flow.style import Style
from slr.model.flow import Flow, flow_from_boxes

SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    """What the drawing says, line by line."""
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def links(svg: str) -> list[str]:
    """Where the drawing leads."""
    return [element.attrib["href"] for element in ET.fromstring(svg).iter(f"{SVG}a")]


@pytest.mark.parametrize("shape", SHAPES)
def test_draws_every_shape(shape: str) -> None:
    check_golden(f"{shape}.svg", draw_svg(SHAPES[shape]()))


@settings(max_examples=40, deadline=None)
@given(flows())
def test_any_flow_is_well_formed_and_the_same_twice(flow: Flow) -> None:
    svg = draw_svg(flow)
    ET.fromstring(svg)
    assert svg == draw_svg(flow)


def test_says_what_it_is_to_those_who_cannot_see_it() -> None:
    root = ET.fromstring(draw_svg(draft()))
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == "Wildfires and property values"
    said = root.findtext(f"{SVG}desc") or ""
    assert "Synthetic data" in said and "DRAFT" in said and "Reports not retrieved (n = 4)" in said


def test_nothing_comes_from_elsewhere_and_nothing_runs() -> None:
    svg = draw_svg(updated())
    for word in ("<script", "<style", "<image", "<use", "url(", "@import", "onload"):
        assert word not in svg
    assert svg.count("http") == 1  # the name of the language


def test_hostile_text_stays_text() -> None:
    hostile = "<script>alert(1)</script> & \"'>\x00\ud800\u202e" + "y" * 10_000
    flow = flow_from_boxes(
        databases_only(box("excluded-full-text", 2, rows=(("bad", hostile, 2),))).boxes, title=hostile
    )
    svg = draw_svg(flow, links={"databases/sought": '"><script>alert(2)</script>'})
    assert "<script" not in svg
    assert "".join(texts(svg)).count("y" * 20) > 100
    svg.encode()


def test_boxes_and_rows_link_to_their_lists() -> None:
    svg = draw_svg(
        databases_only(),
        links={
            "databases/excluded": "#excluded",
            "databases/excluded-full-text/design": "lists.html#design",
            "databases/identified/wos": "https://example.org/a?b=1&c=2",
        },
    )
    assert sorted(links(svg)) == ["#excluded", "https://example.org/a?b=1&c=2", "lists.html#design"]


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:x", "data:text/html,x", "file:///etc"],
)
def test_links_that_could_run_or_read_something_are_left_out(target: str) -> None:
    assert links(draw_svg(databases_only(), links={"databases/excluded": target})) == []


def test_colors_can_be_set_and_keep_their_contrast() -> None:
    svg = draw_svg(databases_only(), style=Style(colors={"heading": ("#dddddd", "#000000", "#000000")}))
    assert 'fill="#dddddd"' in svg and COLORS["heading"][0] not in svg
    assert all(contrast(fill, ink) >= 7 for fill, _, ink in COLORS.values())


def contrast(one: str, other: str) -> float:
    """The contrast of two colors by WCAG 2."""

    def luminance(color: str) -> float:
        parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
