"""Mermaid and DOT say what the diagram says, and no text in them can be markup."""

import re

import pytest
from hypothesis import given, settings

from flow_builder import SHAPES, box, databases_only, draft, updated
from flow_golden import check_golden
from flow_strategies import flows
from slr.flow.draw_graph import draw_dot, draw_mermaid
from slr.model.flow import Flow

HOSTILE = '"]; click b1 call alert() %% <script>x</script> & `x` #quot; {a} \\" end'


@pytest.mark.parametrize("shape", ["updated", "draft"])
def test_draws_mermaid_and_dot(shape: str) -> None:
    check_golden(f"{shape}.mmd", draw_mermaid(SHAPES[shape](), links={"databases/excluded": "#list"}))
    check_golden(f"{shape}.dot", draw_dot(SHAPES[shape](), links={"databases/excluded": "#list"}))


@pytest.mark.parametrize(("draw", "arrow"), [(draw_mermaid, "-->"), (draw_dot, "->")])
def test_both_other_methods_and_previous_studies_join(draw: object, arrow: str) -> None:
    text = draw(updated())  # type: ignore[operator]
    names = dict(re.findall(r'^ *(b\d+) ?\[(?:label=)?"([^(]+) ', text, re.MULTILINE))
    included = next(n for n, label in names.items() if label.startswith("New studies"))
    assert len(re.findall(rf"{arrow} {included}\b", text)) == 2
    total = next(n for n, label in names.items() if label.startswith("Total studies"))
    assert len(re.findall(rf"{arrow} {total}\b", text)) == 2


def test_a_draft_and_synthetic_data_are_named() -> None:
    for text in (draw_mermaid(draft()), draw_dot(draft())):
        assert "Synthetic data: every record" in text
        assert "DRAFT, pending" in text
        assert re.search("dash", text)


def test_text_cannot_be_markup() -> None:
    flow = databases_only(box("excluded-full-text", 4, rows=(("bad", HOSTILE, 4),)))
    mermaid = draw_mermaid(flow)
    line = next(line for line in mermaid.splitlines() if "alert" in line)
    assert line.count('"') == 2
    assert not set("<>&`{}\\") & set(line.replace("<br/>", ""))
    dot = next(line for line in draw_dot(flow).splitlines() if "alert" in line)
    unescaped = re.sub(r"\\.", "", dot)
    assert unescaped.count('"') == 10  # label, three colors and the style, each with a pair


@settings(max_examples=30, deadline=None)
@given(flows())
def test_every_label_of_any_flow_stays_inside_its_quotes(flow: Flow) -> None:
    for line in draw_dot(flow).splitlines():
        assert re.sub(r"\\.", "", line).count('"') % 2 == 0
    for line in draw_mermaid(flow).splitlines():
        assert line.count('"') in (0, 2)


def test_links_that_could_run_are_left_out() -> None:
    for draw in (draw_mermaid, draw_dot):
        assert "javascript" not in draw(databases_only(), links={"databases/excluded": "javascript:x"})
        assert "https://example.org/%22x" in draw_mermaid(
            databases_only(), links={"databases/excluded": 'https://example.org/"x'}
        )
