"""Drawings as PNG and PDF, by matplotlib and the font that it brings along."""

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from slr.publish.drawing import Circle, Drawing, Line, Rect, Shape, Words
from slr.publish.plain_text import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_SCALE = 0.86  # DejaVu Sans is that much wider than the Arial that drawings are laid out for
_POINTS = 72.0
_FAMILY = "DejaVu Sans"
# For scripts that it lacks, whichever of these the system has.
_OTHERS = ("Noto Sans CJK SC", "WenQuanYi Micro Hei", "Microsoft YaHei", "PingFang SC", "SimSun")
_EAST_ASIAN = "\u2e80"  # where the letters begin that it lacks


def png(drawing: Drawing, *, dpi: int = 300) -> bytes:
    """The drawing as PNG; one unit of it is a point."""
    return _drawn(drawing, "png", {"Software": None}, dpi)


def pdf(drawing: Drawing) -> bytes:
    """The drawing as a one-page PDF with its font embedded."""
    about = {"Title": printable(drawing.caption), "CreationDate": None, "Creator": None, "Producer": None}
    return _drawn(drawing, "pdf", about, _POINTS)


def _drawn(drawing: Drawing, kind: str, about: dict[str, Any], dpi: float) -> bytes:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    settings: dict[Any, Any] = {
        "pdf.fonttype": 42,
        "font.family": _families(drawing),
        "text.parse_math": False,
    }
    out = io.BytesIO()
    log = logging.getLogger("matplotlib.font_manager")  # a font without bold letters is nothing to tell
    with mpl.rc_context(settings), warnings.catch_warnings(), _at_level(log, logging.ERROR):
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(drawing.width / _POINTS, drawing.height / _POINTS))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, drawing.width)
        axes.set_ylim(drawing.height, 0)
        axes.set_axis_off()
        for shape in drawing.shapes:
            _put(axes, shape)
        figure.savefig(out, format=kind, dpi=dpi, metadata=about)
    return out.getvalue()


def _families(drawing: Drawing) -> list[str]:
    """The font that matplotlib brings; others of this system only for scripts that it may lack."""
    from matplotlib import font_manager

    texts = (shape.text for shape in drawing.shapes if isinstance(shape, Words))
    if not any(letter >= _EAST_ASIAN for text in texts for letter in text):
        return [_FAMILY]
    known = set(font_manager.get_font_names())
    return [_FAMILY, *(name for name in _OTHERS if name in known)]


@contextmanager
def _at_level(log: logging.Logger, level: int) -> Iterator[None]:
    """What is below the level is not told meanwhile."""
    before = log.level
    log.setLevel(level)
    try:
        yield
    finally:
        log.setLevel(before)


def _put(axes: "Axes", shape: Shape) -> None:
    from matplotlib import patches

    if isinstance(shape, Rect):
        corner = (shape.x, shape.y)
        axes.add_patch(
            patches.Rectangle(
                corner, shape.width, shape.height, facecolor=shape.fill, edgecolor=shape.stroke, linewidth=1
            )
        )
    elif isinstance(shape, Circle):
        axes.add_patch(
            patches.Circle((shape.x, shape.y), shape.radius, facecolor=shape.fill, edgecolor=shape.stroke)
        )
    elif isinstance(shape, Line):
        axes.plot([shape.x1, shape.x2], [shape.y1, shape.y2], color=shape.stroke, linewidth=shape.width)
    else:
        _write(axes, shape)


def _write(axes: "Axes", words: Words) -> None:
    align = {"start": "left", "middle": "center", "end": "right"}[words.anchor]
    turned = {"start": "bottom", "middle": "center", "end": "top"}[words.anchor]
    axes.text(
        words.x,
        words.y,
        printable(words.text),
        color=words.color,
        fontsize=words.size * _SCALE,
        fontweight="bold" if words.bold else "normal",
        ha="right" if words.turned else align,
        va=turned if words.turned else "baseline",
        rotation=90 if words.turned else 0,
    )
