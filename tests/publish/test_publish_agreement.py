"""The agreement chart: points where they belong, nothing where nothing is defined."""

from dataclasses import replace

from report_builder import report
from slr.publish.agreement_chart import agreement_chart
from slr.publish.blocks import Paragraph
from slr.publish.data import Table
from slr.publish.drawing import Circle, Line, Words, svg_text
from slr.publish.figures import report_figures
from slr.publish.narrative import agreement_sentences, narrative

COLUMNS = ("Measure", "Value", "95% CI, low", "95% CI, high", "Reports", "Method")


def table(*rows: tuple[str, float | None, float | None, float | None]) -> Table:
    """A stage's table of these coefficients."""
    return Table(
        id="agreement-full-text",
        caption="Agreement at Full text",
        columns=COLUMNS,
        rows=tuple((*row, 40, "a method") for row in rows),
    )


def points(*rows: tuple[str, float | None, float | None, float | None]) -> list[Circle]:
    """The points that are drawn."""
    drawing = agreement_chart("agreement", "Agreement", [table(*rows)])
    return [shape for shape in drawing.shapes if isinstance(shape, Circle)]


def test_a_point_stands_where_its_value_is_and_its_interval_around_it() -> None:
    half, whole = points(("Raw agreement", 0.5, 0.4, 0.6), ("PABAK", 1.0, None, None))
    zero, one = points(("a", 0.0, None, None), ("b", 1.0, None, None))
    assert half.x == (zero.x + one.x) / 2 and whole.x == one.x
    drawing = agreement_chart("agreement", "Agreement", [table(("Raw agreement", 0.5, 0.4, 0.6))])
    (interval,) = [s for s in drawing.shapes if isinstance(s, Line) and s.width == 2]
    assert interval.x1 < half.x < interval.x2
    assert "0.500 (0.400 to 0.600)" in [s.text for s in drawing.shapes if isinstance(s, Words)]


def test_the_axis_reaches_minus_one_only_where_something_is_below_zero() -> None:
    def axis(low: float) -> list[str]:
        drawing = agreement_chart("agreement", "Agreement", [table(("Cohen's kappa", 0.2, low, 0.4))])
        return [s.text for s in drawing.shapes if isinstance(s, Words) and s.size == 10][-6:]

    assert "-1" not in " ".join(axis(0.1)) and "0.2" in " ".join(axis(0.1))
    drawing = agreement_chart("agreement", "Agreement", [table(("Cohen's kappa", 0.2, -0.1, 0.4))])
    assert "-1" in [s.text for s in drawing.shapes if isinstance(s, Words)]


def test_what_is_not_defined_is_not_drawn_and_no_chart_is_made_of_it_alone() -> None:
    assert points(("Cohen's kappa", None, None, None)) == []
    undefined = replace(report(), agreement=(table(("Cohen's kappa", None, None, None)),))
    assert "agreement" not in [figure.name for figure in report_figures(undefined)]
    defined = replace(report(), agreement=(table(("Raw agreement", 0.5, 0.4, 0.6)),))
    assert "agreement" in [figure.name for figure in report_figures(defined)]


def test_everything_keeps_inside_the_frame() -> None:
    long = "A coefficient whose name is far longer than any that anybody ever published " * 3
    drawing = agreement_chart("agreement", "Agreement", [table((long, -1.0, -1.0, 1.0))], notice=long)
    for shape in drawing.shapes:
        if isinstance(shape, Circle):
            assert shape.x - shape.radius >= 0 and shape.x + shape.radius <= drawing.width
            assert shape.y + shape.radius <= drawing.height
        if isinstance(shape, Line):
            assert min(shape.x1, shape.x2) >= 0 and max(shape.x1, shape.x2) <= drawing.width
            assert max(shape.y1, shape.y2) <= drawing.height
    assert svg_text(drawing).startswith("<svg")


def test_the_document_says_the_agreement_in_a_sentence() -> None:
    given = (table(("Raw agreement", 0.5, 0.4, 0.6), ("Cohen's kappa", 0.25, None, None)), table())
    assert agreement_sentences(given) == (
        "Agreement at Full text: raw agreement 0.500 (95% CI 0.400 to 0.600) and Cohen's kappa 0.250, on "
        "40 reports."
    )
    said = [b.text for b in narrative(replace(report(), agreement=given)) if isinstance(b, Paragraph)]
    assert agreement_sentences(given) in said
