"""Figures say what the data say, in words too, and keep inside their frame."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_builder import BOOK, HOSTILE, coding, record, report
from slr.model.codebook import Category, Codebook, Coding, Dimension
from slr.publish.charts import bar_chart, heat_map, shade, year_chart
from slr.publish.data import ReportData, SearchRow, StudyRow, Table
from slr.publish.drawing import Circle, Drawing, Rect, Words, fitted, room_for, svg_text
from slr.publish.evidence_map import Axis, evidence_map
from slr.publish.figures import evidence_map_of, report_figures
from slr.publish.page import render_page
from slr.publish.traffic_lights import JUDGEMENTS, judged
from slr.publish.upset import upset

LIGHTS = ("low", "some-concerns", "high")


def bias_book() -> Codebook:
    lights = tuple(Category(id=one, name=one.capitalize()) for one in LIGHTS)
    domains = (("d1", "Allocation"), ("overall", "Overall"))
    return Codebook(
        id="bias",
        name="Bias",
        dimensions=tuple(Dimension(id=d, name=n, categories=lights) for d, n in domains),
    )


def judgement(study: str, dimension: str, value: str, coder: str = "ann") -> Coding:
    return Coding(study=study, codebook="bias", dimension=dimension, coder=coder, values=(value,))


def named(data: ReportData) -> dict[str, Drawing]:
    return {figure.name: figure for figure in report_figures(data)}


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Words)]


def faults(drawing: Drawing) -> list[str]:
    """Shapes that leave the frame."""
    found = []
    for shape in drawing.shapes:
        if isinstance(shape, Rect):
            ends = (shape.x, shape.x + shape.width, shape.y, shape.y + shape.height)
        elif isinstance(shape, Circle):
            ends = (
                shape.x - shape.radius,
                shape.x + shape.radius,
                shape.y - shape.radius,
                shape.y + shape.radius,
            )
        elif isinstance(shape, Words):
            ends = span(shape)
        else:
            ends = (
                min(shape.x1, shape.x2),
                max(shape.x1, shape.x2),
                min(shape.y1, shape.y2),
                max(shape.y1, shape.y2),
            )
        left, right, top, bottom = ends
        if left < -0.1 or right > drawing.width + 0.1 or top < -0.1 or bottom > drawing.height + 0.1:
            found.append(repr(shape)[:120])
    return found


def span(shape: Words) -> tuple[float, float, float, float]:
    wide = room_for(shape.text, shape.size)
    if shape.turned:
        return (shape.x - shape.size, shape.x, shape.y - wide, shape.y)
    start = {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
    return (shape.x - start, shape.x - start + wide, shape.y - shape.size, shape.y)


def test_studies_by_year_with_the_years_between() -> None:
    drawing = named(report())["studies-by-year"]
    assert drawing.caption == "Included studies by year (1 without a year)"
    assert drawing.says == "2012: 1"
    chart = year_chart("y", "Years", [(2010, 2), (2013, 1)])
    assert [w for w in words(chart) if w.startswith("20")] == ["2010", "2011", "2012", "2013"]
    assert len([s for s in chart.shapes if isinstance(s, Rect)]) == 2


def test_studies_by_category_count_a_study_in_each_of_its_categories() -> None:
    drawing = named(report())["bertot-2010-aim"]
    assert drawing.says == "Transparency: 2; co-production: 2"
    assert "bertot-2010-design" not in named(report())  # free text has no bars


def test_a_bar_is_as_long_as_its_count() -> None:
    bars = [s for s in bar_chart("b", "B", [("a", 1), ("b", 4), ("c", 0)]).shapes if isinstance(s, Rect)]
    assert [round(bar.width) for bar in bars] == [80, 320, 0]


def test_a_heat_map_is_darker_where_there_is_more() -> None:
    table = Table(id="t", caption="T", columns=("Aim", "x", "y"), rows=(("a", 0, 10), ("b", 5, 2)))
    cells = [s for s in heat_map("h", table).shapes if isinstance(s, Rect)]
    assert [cell.fill for cell in cells] == [shade(n / 10) for n in (0, 10, 5, 2)]
    assert cells[1].says == "a, y: 10"


def test_an_evidence_map_puts_a_study_in_every_cell_of_its_categories() -> None:
    pick = tuple(Category(id=one) for one in ("x", "y"))
    book = Codebook(
        id="bertot-2010",
        dimensions=(
            BOOK.dimensions[0],
            Dimension(id="where", categories=pick),
            Dimension(id="who", categories=pick),
        ),
    )
    codings = (
        coding("a1", "aim", "ann", "transparency", "co-production"),
        coding("a1", "where", "ann", "x"),
        coding("a1", "who", "ann", "y"),
        coding("a2", "aim", "ann", "transparency"),
        coding("a2", "where", "ann", "x"),
    )
    drawing = named(report(codebooks=(book,), codings=codings))["bertot-2010-map"]
    assert drawing.caption == "Aim by where and who"
    assert drawing.says == "Transparency, x, y: 1; Transparency, x: 1; co-production, x, y: 1"
    assert "not coded" in words(drawing)
    empty = evidence_map_of(report(), "m", [], (BOOK.dimensions[0], book.dimensions[1], None))
    assert empty is None


def test_traffic_lights_stay_empty_where_coders_differ() -> None:
    codings = (
        judgement("a1", "d1", "low"),
        judgement("a1", "overall", "high"),
        judgement("a2", "d1", "low"),
        judgement("a2", "d1", "high", "bob"),
        judgement("a2", "overall", "some-concerns"),
    )
    drawing = named(report(codebooks=(bias_book(),), codings=codings))["bias-judgements"]
    assert drawing.says == "Öztürk 2012: D1 low, D2 high; Smith n.d.: D2 some-concerns"
    lights = [s for s in drawing.shapes if isinstance(s, Circle) and s.says]
    assert [light.fill for light in lights] == [
        JUDGEMENTS[one][0] for one in ("low", "high", "some-concerns")
    ]
    assert "D1: Allocation" in words(drawing)
    assert judged(BOOK) == ()


def test_the_summary_of_judgements_shows_shares() -> None:
    codings = tuple(
        judgement(study, "d1", light)
        for study, light in (("a1", "low"), ("a2", "low"), ("a3", "high"), ("a4", "low"))
    )
    overall = (judgement("a1", "overall", "high"),)
    drawing = named(report(codebooks=(bias_book(),), codings=(*codings, *overall)))["bias-summary"]
    assert drawing.says == "Allocation, Low: 3 of 4; Allocation, High: 1 of 4; Overall, High: 1 of 1"
    bars = [(round(s.width), s.fill) for s in drawing.shapes if isinstance(s, Rect)]
    low, high = JUDGEMENTS["low"][0], JUDGEMENTS["high"][0]
    assert bars == [(270, low), (90, high), (360, high)]
    assert faults(drawing) == []


def test_upset_shows_exact_combinations_the_largest_first() -> None:
    found = {"1": ("A", "B"), "2": ("B", "A"), "3": ("B",), "4": ("A", "B", "C"), "5": ("Z",), "6": ()}
    drawing = upset("u", "U", found, ["A", "B", "C"])
    assert drawing.says == "A and B: 2; B: 1; A and B and C: 1"
    labels = [w for w in words(drawing) if w in "ABC"]
    assert labels == ["B", "A", "C"]  # by size


def test_upset_sums_up_what_it_does_not_draw() -> None:
    sets = [f"S{n}" for n in range(30)]
    drawing = upset("u", "U", {one: (one,) for one in sets}, sets)
    assert "6 more combinations hold 6 reports." in words(drawing)
    assert faults(drawing) == []


def test_no_data_no_figures() -> None:
    assert report_figures(report(studies=(), codings=(), cross_tables=())) == ()


TEXTS = st.text(alphabet="aWi m.Ü中", max_size=80)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.integers(0, 5000)), min_size=1, max_size=12), TEXTS, TEXTS)
def test_no_figure_leaves_its_frame(counts: list[tuple[str, int]], caption: str, notice: str) -> None:
    rows = tuple((label, count, count // 2) for label, count in counts)
    table = Table(id="t", caption=caption, columns=("x", caption, notice), rows=rows)
    found = {str(n): (label,) for n, (label, _) in enumerate(counts)}
    for drawing in (
        bar_chart("b", caption, counts, notice=notice),
        heat_map("h", table, notice=notice),
        upset("u", caption, found, list(dict.fromkeys(label for label, _ in counts)), notice=notice),
        year_chart("y", caption, [(1990 + n, c) for n, (_, c) in enumerate(counts)], notice=notice),
    ):
        assert faults(drawing) == []
        ET.fromstring(svg_text(drawing))


def test_maps_and_lights_keep_inside_their_frame() -> None:
    long = "a very long name of a category that nobody can print on one line " * 2
    many = tuple(Category(id=f"c{n}", name=f"{long}{n}") for n in range(6))
    book = Codebook(
        id="bertot-2010", dimensions=tuple(Dimension(id=d, name=long, categories=many) for d in "abc")
    )
    codings = tuple(
        coding(study, dimension, "ann", *(f"c{n}" for n in range(4)))
        for study in ("a1", "a2")
        for dimension in "abc"
    )
    lights = (judgement("a1", "d1", "low"), judgement("a1", "overall", "high"))
    data = report(codebooks=(book, bias_book()), codings=(*codings, *lights))
    drawings = named(data)
    assert {"bertot-2010-map", "bias-judgements"} <= drawings.keys()
    assert {name: faults(drawing) for name, drawing in drawings.items() if faults(drawing)} == {}


def test_text_that_is_too_wide_is_cut_and_says_so() -> None:
    assert fitted("short", 100) == "short"
    assert fitted("x" * 100, 60).endswith("…") and room_for(fitted("x" * 100, 60)) <= 60


def test_the_page_shows_the_figures_and_hostile_names_are_text() -> None:
    studies = (StudyRow(id="a1", records=(record("a1", title=HOSTILE),)),)
    searches = (SearchRow(id="x", source=HOSTILE), SearchRow(id="y", source="B"))
    data = report(studies=studies, searches=searches, found_by={"a1": (HOSTILE, "B")})
    html = render_page(data)
    assert "Reports by the searches that found them" in html
    assert html.count("<script") == 1
    assert 'id="searches-title"' in html
    for drawing in report_figures(data):
        assert "<script" not in svg_text(drawing)


def test_prints_as_png_and_pdf_the_same_twice() -> None:
    pytest.importorskip("matplotlib")
    from slr.publish.print import pdf, png

    drawing = named(replace(report(), found_by={"a1": ("Scopus",)}))["bertot-2010-aim"]
    assert png(drawing, dpi=50).startswith(b"\x89PNG") and png(drawing, dpi=50) == png(drawing, dpi=50)
    assert pdf(drawing).startswith(b"%PDF") and pdf(drawing) == pdf(drawing)


def test_a_long_notice_is_never_cut() -> None:
    notice = (
        "Every record, decision and coding of this review is made up; nothing here is evidence of anything. "
        * 2
    )
    drawing = year_chart("y", "Years", [(2010, 1)], notice=notice)
    assert " ".join(notice.split()) in " ".join(words(drawing))
    assert faults(drawing) == []


def test_a_category_holds_what_is_coded_below_it_in_the_map_too() -> None:
    aim = Dimension(
        id="aim",
        name="Aim",
        kind="many",
        categories=(
            Category(id="skills", name="Skills"),
            Category(id="motives", name="Motives"),
            Category(id="courses", name="Courses", parent="skills"),
        ),
    )
    way = Dimension(id="way", name="Way", categories=(Category(id="a", name="A"), Category(id="b", name="B")))
    book = Codebook(id="own", dimensions=(aim, way))
    said = [("s1", "aim", "courses"), ("s1", "way", "a"), ("s2", "aim", "motives"), ("s2", "way", "b")]
    codings = [Coding(study=s, codebook="own", dimension=d, coder="ann", values=(v,)) for s, d, v in said]
    drawing = named(report(codebooks=(book,), codings=tuple(codings)))["own-map"]
    for cell in ("Skills, A: 1", "Courses, A: 1", "Motives, B: 1"):
        assert cell in svg_text(drawing)
    assert [w for w in words(drawing) if w in ("Skills", "Courses", "Motives")] == [
        "Skills",
        "Courses",
        "Motives",
    ]


def test_bars_are_those_of_the_table_of_the_dimension() -> None:
    place = Dimension(id="place", name="Place", kind="country")
    book = Codebook(id="own", dimensions=(place,))
    table = Table(
        id="own-place",
        caption="Included studies by place",
        columns=("Category", "Studies"),
        rows=(("Italy", 1), ("Kenya", 3), ("(in conflict)", 1), ("(not coded)", 9)),
    )
    coded = Coding(study="s1", codebook="own", dimension="place", coder="ann", values=("KE",))
    drawing = named(report(codebooks=(book,), codings=(coded,), cross_tables=(table,)))["own-place"]
    assert [w for w in words(drawing) if w[0] in "IK("] == [
        "Included studies by place",
        "Kenya",
        "(in conflict)",
        "Italy",
    ]


def test_a_long_category_is_whole_in_the_head_of_a_map() -> None:
    long = "Planning for growth and sustainability"
    assert fitted(long, 240) == long
    axis = Axis(name="X", categories=(("a", long), ("b", "B")))
    assert long in words(evidence_map("m", axis, axis, {("a", "a", ""): 1}))


def test_scripts_that_the_font_lacks_are_looked_for_in_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    font_manager = pytest.importorskip("matplotlib.font_manager")
    from slr.publish import print as printing

    monkeypatch.setattr(font_manager, "get_font_names", lambda: ["SimSun", "Comic Sans MS"])
    assert printing._families(bar_chart("x", "Goals", [("Ö", 1)])) == ["DejaVu Sans"]
    assert printing._families(bar_chart("x", "Goals", [("目标", 1)])) == ["DejaVu Sans", "SimSun"]
