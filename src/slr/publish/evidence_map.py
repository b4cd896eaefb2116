"""The evidence gap map: two dimensions as rows and columns, circles as large as there are studies."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slr.publish.charts import GRID
from slr.publish.drawing import (
    INK,
    MARGIN,
    Circle,
    Drawing,
    Line,
    Rect,
    Shape,
    Words,
    fitted,
    framed,
    room_for,
)

# Okabe and Ito (2008): told apart by people who are color-blind, too.
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999")
_LARGEST = 15.0  # radius
_LABELS = 240.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One dimension: its name and its categories (id, name) in order."""

    name: str
    categories: tuple[tuple[str, str], ...]


def evidence_map(
    name: str,
    rows: Axis,
    columns: Axis,
    counts: Mapping[tuple[str, str, str], int],
    *,
    colors: Axis | None = None,
    notice: str = "",
) -> Drawing:
    """Circles of studies by row and column, one beside the other for each category of `colors`.

    `counts[row, column, color]` are numbers of studies (color "" where there is no third dimension). The
    area of a circle is in proportion to its number, and an empty cell is a gap.
    """
    hues = colors.categories if colors else (("", ""),)
    beside = max(
        (
            sum(bool(counts.get((r, c, h), 0)) for h, _ in hues)
            for r, _ in rows.categories
            for c, _ in columns.categories
        ),
        default=1,
    )
    cell = max(2 * _LARGEST * min(max(beside, 1), 3) + 10, 60.0)
    high = 2 * _LARGEST * math.ceil(max(beside, 1) / 3) + 12
    labels = [fitted(label, _LABELS) for _, label in rows.categories]
    heads = [fitted(label, _LABELS) for _, label in columns.categories]
    left = MARGIN + max(map(room_for, labels), default=0) + 10
    top = 12 + max(map(room_for, heads), default=0)
    caption = f"{rows.name} by {columns.name}" + (f" and {colors.name}" if colors else "")
    width = max(left + cell * len(heads) + MARGIN, room_for(caption, 14) + 2 * MARGIN, 360)
    shapes = _grid(left, top, cell, high, labels, heads)
    most = max(counts.values(), default=0) or 1
    said = []
    for y, (row, row_name) in enumerate(rows.categories):
        for x, (column, column_name) in enumerate(columns.categories):
            here = [(hue, place, counts.get((row, column, hue), 0)) for place, (hue, _) in enumerate(hues)]
            here = [one for one in here if one[2]]
            box = Rect(left + x * cell, top + y * high, cell, high, "none")
            where = f"{row_name}, {column_name}"
            shapes += _circles(box, here, most, where, dict(hues))
            said += [f"{where}{f', {dict(hues)[hue]}' if hue else ''}: {n}" for hue, _, n in here]
    bottom = top + len(labels) * high + MARGIN
    if colors:
        legend, bottom = _legend(colors, bottom, width)
        shapes += legend
    return framed(
        name,
        caption,
        "; ".join(said) or "no studies",
        notice=notice,
        width=width,
        height=bottom,
        body=shapes,
    )


def _grid(
    left: float, top: float, cell: float, high: float, labels: Sequence[str], heads: Sequence[str]
) -> list[Shape]:
    right, bottom = left + cell * len(heads), top + high * len(labels)
    shapes: list[Shape] = [
        Words(head, left + (n + 0.5) * cell + 4, top - 6, turned=True) for n, head in enumerate(heads)
    ]
    shapes += [
        Words(label, left - 10, top + (n + 0.5) * high + 4, anchor="end") for n, label in enumerate(labels)
    ]
    shapes += [Line(left + n * cell, top, left + n * cell, bottom, GRID) for n in range(len(heads) + 1)]
    shapes += [Line(left, top + n * high, right, top + n * high, GRID) for n in range(len(labels) + 1)]
    return shapes


def _circles(
    box: Rect, here: Sequence[tuple[str, int, int]], most: int, where: str, names: Mapping[str, str]
) -> list[Shape]:
    """Up to three circles in a line of the cell, the number in each."""
    shapes: list[Shape] = []
    lines = [here[n : n + 3] for n in range(0, len(here), 3)]
    for down, line in enumerate(lines):
        y = box.y + box.height * (down + 0.5) / len(lines)
        for across, (hue, place, count) in enumerate(line):
            x = box.x + box.width * (across + 0.5) / len(line)
            radius = max(_LARGEST * math.sqrt(count / most), 7.0)
            fill = PALETTE[place % len(PALETTE)]
            says = f"{where}{f', {names[hue]}' if hue else ''}: {count}"
            shapes.append(Circle(x, y, radius, fill, says=says))
            shapes.append(Words(str(count), x, y + 4, anchor="middle", bold=True, color=_ink_on(fill)))
    return shapes


def _ink_on(fill: str) -> str:
    red, green, blue = (int(fill[n : n + 2], 16) for n in (1, 3, 5))
    return "#ffffff" if 0.299 * red + 0.587 * green + 0.114 * blue < 120 else INK


def _legend(colors: Axis, y: float, width: float) -> tuple[list[Shape], float]:
    """The colors with their names, in as many lines as they need."""
    shapes: list[Shape] = [Words(fitted(colors.name, width - 2 * MARGIN), MARGIN, y + 4, bold=True)]
    x, y = MARGIN, y + 22
    for place, (_, name) in enumerate(colors.categories):
        shown = fitted(name, width - 2 * MARGIN - 20)
        wide = room_for(shown) + 34
        if x > MARGIN and x + wide > width - MARGIN:
            x, y = MARGIN, y + 20
        shapes += [
            Circle(x + 6, y - 4, 6, PALETTE[place % len(PALETTE)]),
            Words(shown, x + 18, y),
        ]
        x += wide
    return shapes, y + MARGIN
