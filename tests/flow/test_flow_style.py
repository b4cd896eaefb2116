"""Languages, scoping reviews and PRISMA 2009."""

import pytest

from flow_builder import SHAPES, box, draft, updated, with_other_methods
from flow_golden import check_golden
from slr.flow.diagram import diagram_of
from slr.flow.draw_graph import draw_dot, draw_mermaid
from slr.flow.draw_svg import COLORS, draw_svg
from slr.flow.draw_text import draw_text
from slr.flow.labels import ENGLISH, LANGUAGES
from slr.flow.style import LOOKS, Style, read_colors
from slr.flow.wrapping import NBSP
from slr.model.errors import SlrError
from slr.model.flow import Flow


def said(flow: Flow, style: Style) -> str:
    """Every line of the diagram, before it is wrapped."""
    diagram = diagram_of(flow, style)
    nodes = [n for track in diagram.tracks for step in track.steps for n in (step.main, *step.sides)]
    return "\n".join(line.text.replace(NBSP, " ") for node in nodes for line in node.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_and_no_two_boxes_share_one(language: str) -> None:
    words = LANGUAGES[language]
    assert words.keys() == ENGLISH.keys()
    assert all(word.strip() for word in words.values())
    boxes = [words[key] for key in ENGLISH if not key.startswith("head") and key not in ("register", "n")]
    assert len(boxes) == len(set(boxes))


def test_the_labels_are_those_of_the_language() -> None:
    text = draw_text(updated(), style=Style(language="de"), width=200)
    assert "Entfernte Duplikate (n = 214)" in text
    assert "Duplicate" not in text
    assert "尚待筛选的记录: 197" in draw_svg(draft(), style=Style(language="zh"))


def test_a_scoping_review_speaks_of_sources_of_evidence() -> None:
    text = said(with_other_methods(), Style(scoping=True))
    assert "Sources of evidence included in review (n = 26)" in text
    assert "Studies included" not in text


@pytest.mark.parametrize("shape", ["other-methods", "draft"])
def test_draws_prisma_2009(shape: str) -> None:
    style = Style(edition="2009")
    check_golden(f"{shape}-2009.txt", draw_text(SHAPES[shape](), style=style))
    check_golden(f"{shape}-2009.svg", draw_svg(SHAPES[shape](), style=style))


def test_prisma_2009_counts_both_columns_together() -> None:
    text = said(with_other_methods(), Style(edition="2009"))
    assert "Records after duplicates removed (n = 892)" in text  # 1054 + 61 - 214 - 9
    assert "Records of other sources sought in full text unscreened (n = 52)" in text
    assert "Full-text articles assessed for eligibility (n = 174)" in text  # 124 + 50
    assert "Not an empirical study (n = 83)" in text  # 35 + 48
    assert "Full-text articles not retrieved (n = 6)" in text  # 4 + 2
    screened = with_other_methods(box("screened", 52, "other"), box("excluded", 7, "other"))
    both = said(screened, Style(edition="2009"))
    assert "Records screened (n = 877)" in both
    assert "unscreened" not in both


def test_what_counts_both_columns_leads_to_no_one_column_s_list() -> None:
    diagram = diagram_of(with_other_methods(), Style(edition="2009"))
    addresses = [step.main.address for step in diagram.tracks[0].steps]
    assert addresses == [
        "databases/identified",
        "both/duplicates",
        "both/screened",
        "both/assessed",
        "all/included-studies",
    ]


@pytest.mark.parametrize("style", [Style(language="de", scoping=True), Style(language="fr", edition="2009")])
def test_what_is_in_english_only_says_so(style: Style) -> None:
    with pytest.raises(SlrError, match="in English only"):
        diagram_of(with_other_methods(), style)


def test_colors_of_a_look_are_settable_in_every_drawing() -> None:
    style = Style(colors=read_colors(["main=#ABCDEF,#000000,#123456"]))
    assert style.colors == {"main": ("#abcdef", "#000000", "#123456")}
    for draw in (draw_svg, draw_mermaid, draw_dot):
        assert "#abcdef" in draw(updated(), style=style) and "#abcdef" not in draw(updated())
    assert set(LOOKS) == set(COLORS)


@pytest.mark.parametrize(
    "said",
    ["mian=#ffffff,#000000,#000000", "main=#fff", "main=red,red,red", 'main=#ffffff,#000000,"/><script>'],
)
def test_what_is_no_color_is_refused(said: str) -> None:
    with pytest.raises(SlrError):
        read_colors([said])
