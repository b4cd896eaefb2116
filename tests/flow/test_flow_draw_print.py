"""PNG and PDF: the same bytes twice, the right size, and every line keeps to its box."""

import logging
import struct

import pytest

from flow_builder import box, databases_only, draft, updated
from slr.flow import draw_print
from slr.flow.diagram import diagram_of
from slr.flow.draw_print import draw_pdf, draw_png
from slr.flow.layout import lay_out
from slr.flow.style import Style

pytest.importorskip("matplotlib")


def test_the_png_has_the_size_and_resolution_asked_for() -> None:
    layout = lay_out(diagram_of(updated()))
    png = draw_png(updated(), dpi=72)
    assert png.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", png[16:24])
    assert abs(width - layout.width) <= 1 and abs(height - layout.height) <= 1
    assert struct.unpack(">II", draw_png(databases_only(), dpi=144)[16:24])[0] > width / 2


def test_png_and_pdf_are_the_same_bytes_twice_and_hold_no_clock() -> None:
    assert draw_png(draft(), dpi=60) == draw_png(draft(), dpi=60)
    pdf = draw_pdf(draft())
    assert pdf == draw_pdf(draft())
    assert pdf.startswith(b"%PDF-") and b"CreationDate" not in pdf
    assert b"DejaVuSans" in pdf  # embedded


def test_dollars_are_money_and_unknown_scripts_no_warning(recwarn: pytest.WarningsRecorder) -> None:
    reasons = box(
        "excluded-full-text", 2, rows=(("a", "costs $5 to $9 \\alpha", 1), ("b", "\U0001f600 \u0e01", 1))
    )
    assert draw_png(databases_only(reasons), dpi=40, style=Style(language="zh"))
    assert [str(w.message) for w in recwarn] == []


def test_no_text_reaches_out_of_its_box() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from slr.flow.draw_print import figure_of

    layout = lay_out(diagram_of(draft()))
    figure = figure_of(layout, {})
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = {text.get_text(): text.get_window_extent(renderer) for text in figure.axes[0].texts}
    scale = figure.dpi / 72
    for placed in layout.boxes:
        for line in placed.lines:
            extent = texts[line.text.replace("\u00a0", " ")]
            assert extent.x0 >= placed.rect.x * scale - 1
            assert extent.x1 <= placed.rect.right * scale + 1


def test_what_a_font_lacks_is_not_told_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    log = logging.getLogger("matplotlib.font_manager")
    before, seen = log.level, []
    real = draw_print.figure_of

    def figure_of(*given: object) -> object:
        seen.append(log.isEnabledFor(logging.WARNING))
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(draw_print, "figure_of", figure_of)
    assert draw_png(databases_only(), dpi=40)
    assert seen == [False] and log.level == before
