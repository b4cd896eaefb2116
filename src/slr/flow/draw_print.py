"""The flow diagram as PNG and PDF, drawn by matplotlib with the font that it brings along.

The same layout as the SVG. DejaVu Sans is wider than Arial, so its size is chosen such that every line still
fits the width it was measured for; scripts that it lacks come from the system's fonts.
"""

import io
import logging
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from slr.flow.diagram import diagram_of
from slr.flow.draw_svg import COLORS, INK, arrow_head
from slr.flow.layout import Arrow, Layout, Placed, Rect, Text, lay_out
from slr.flow.metrics import is_measured
from slr.flow.style import PRISMA_2020, Style
from slr.flow.wrapping import NBSP
from slr.model.flow import Flow

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FAMILY = "DejaVu Sans"
_OTHERS = ("Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC", "SimSun")
_POINTS = 72.0  # to the inch; one unit of the layout is one point


def draw_png(flow: Flow, *, dpi: int = 300, style: Style = PRISMA_2020) -> bytes:
    """The diagram as PNG, `dpi` pixels to the inch, one unit of the SVG being a point (1/72 inch)."""
    return _drawn(flow, style, "png", {"Software": None}, dpi)


def draw_pdf(flow: Flow, *, style: Style = PRISMA_2020) -> bytes:
    """The diagram as a one-page PDF as large as the drawing, its text selectable and its font embedded."""
    about = {"Title": flow.title or None, "CreationDate": None, "Creator": None, "Producer": None}
    return _drawn(flow, style, "pdf", about, _POINTS)


def _drawn(flow: Flow, style: Style, kind: str, about: Mapping[str, Any], dpi: float) -> bytes:
    import matplotlib as mpl

    layout = lay_out(diagram_of(flow, style))
    out = io.BytesIO()
    settings: dict[Any, Any] = {
        "pdf.fonttype": 42,
        "font.family": _families(layout),
        "text.parse_math": False,  # a dollar sign in a reason is money
    }
    with mpl.rc_context(settings), warnings.catch_warnings(), _quiet_fonts():
        # A letter that no font here has is drawn as a box; that is the reader's to see, not the terminal's.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = figure_of(layout, style.colors)
        figure.savefig(out, format=kind, dpi=dpi, metadata=dict(about))
    return out.getvalue()


@contextmanager
def _quiet_fonts() -> Iterator[None]:
    """A font that has no bold letters is used as it is: that is nothing to tell on a terminal."""
    log = logging.getLogger("matplotlib.font_manager")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _families(layout: Layout) -> list[str]:
    """The font that matplotlib brings; others of this system only for scripts that it may lack."""
    from matplotlib import font_manager

    if all(is_measured(line.text) for line in _lines(layout)):
        return [_FAMILY]
    known = set(font_manager.get_font_names())
    return [_FAMILY, *(name for name in _OTHERS if name in known)]


def _lines(layout: Layout) -> list[Text]:
    return [*layout.loose, *(line for box in layout.boxes for line in box.lines)]


def figure_of(layout: Layout, colors: Mapping[str, tuple[str, str, str]]) -> "Figure":
    """The layout as a matplotlib figure; `colors` replace those of looks."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(layout.width / _POINTS, layout.height / _POINTS))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, layout.width)
    axes.set_ylim(layout.height, 0)
    axes.set_axis_off()
    scale = _font_scale(layout)
    for points in layout.joins:
        axes.plot(*zip(*points, strict=True), color=INK, linewidth=1.2, solid_capstyle="butt")
    for arrow in layout.arrows:
        _arrow(axes, arrow)
    for box in layout.boxes:
        _box(axes, box, colors.get(box.look, COLORS[box.look]), scale)
    for line in layout.loose:
        _text(axes, line, INK, scale)
    return figure


def _font_scale(layout: Layout) -> float:
    """How much smaller than the layout's the font must be for every line to keep to its width."""
    scale = 1.0
    for line in _lines(layout):
        shown = _shown(line)
        if shown.strip() and line.width:
            wide = _drawn_width(shown, line.size, bold=line.bold)
            scale = min(scale, line.width / wide if wide else 1.0)
    return max(scale, 0.6)


@cache
def _drawn_width(text: str, size: float, *, bold: bool) -> float:
    """How wide the font draws a text; PNG and PDF of one flow ask for the same lines."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    font = FontProperties(family=_FAMILY, weight="bold" if bold else "normal")
    return float(TextPath((0, 0), text, size=size, prop=font, usetex=False).get_extents().width)


def _shown(line: Text) -> str:
    return line.text.replace(NBSP, " ")


def _box(axes: "Axes", box: Placed, colors: tuple[str, str, str], scale: float) -> None:
    from matplotlib.patches import FancyBboxPatch, Rectangle

    fill, stroke, ink = colors
    rect = box.rect
    if box.look in ("heading", "phase"):
        rounded = "round,pad=0,rounding_size=6"
        axes.add_patch(
            FancyBboxPatch(
                (rect.x, rect.y), rect.width, rect.height, boxstyle=rounded, facecolor=fill, edgecolor=stroke
            )
        )
    else:
        dashes = (0, (5, 3)) if box.look == "pending" else "solid"
        axes.add_patch(
            Rectangle(
                (rect.x, rect.y), rect.width, rect.height, facecolor=fill, edgecolor=stroke, linestyle=dashes
            )
        )
    for line in box.lines:
        _text(axes, line, ink, scale, bar=box.rect if box.upright else None)


def _text(axes: "Axes", line: Text, ink: str, scale: float, *, bar: Rect | None = None) -> None:
    """A line at its baseline, or upright in the middle of a bar."""
    axes.text(
        bar.center if bar else line.x,
        line.y,
        _shown(line),
        color=ink,
        fontsize=line.size * scale,
        fontweight="bold" if line.bold else "normal",
        ha="center" if line.middle else "left",
        va="center" if bar else "baseline",
        rotation=90 if bar else 0,
    )


def _arrow(axes: "Axes", arrow: Arrow) -> None:
    from matplotlib.patches import Polygon

    axes.plot(*zip(*arrow, strict=True), color=INK, linewidth=1.2, solid_capstyle="butt")
    axes.add_patch(Polygon(arrow_head(arrow), closed=True, facecolor=INK, edgecolor="none"))
