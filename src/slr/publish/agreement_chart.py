"""Agreement as points with their intervals, a group for each stage."""

from collections.abc import Sequence

from slr.publish.charts import BAR, GRID
from slr.publish.data import Table
from slr.publish.drawing import MARGIN, Circle, Drawing, Line, Shape, Words, fitted, framed, room_for
from slr.publish.plain_text import number

_ROW, _WIDE, _LABELS = 24.0, 320.0, 260.0


def agreement_chart(name: str, caption: str, tables: Sequence[Table], *, notice: str = "") -> Drawing:
    """Each table's first columns are measure, value, low and high; a row without a value is left out.

    The axis runs from 0, or from -1 where a value or an interval is below it, to 1.
    """
    rows = [(table, row) for table in tables for row in table.rows if isinstance(row[1], int | float)]
    given = [float(cell) for _, row in rows for cell in row[1:4] if isinstance(cell, int | float)]
    start = -1.0 if min(given, default=0.0) < 0 else 0.0
    labels = [fitted(str(row[0]), _LABELS) for _, row in rows] + [fitted(t.caption, _LABELS) for t in tables]
    left = MARGIN + max(map(room_for, labels), default=0) + 14
    width = max(left + _WIDE + 120, room_for(caption, 14) + 2 * MARGIN)
    shapes: list[Shape] = []
    said = []
    y = 0.0
    for table in tables:
        shapes.append(Words(fitted(table.caption, width - 2 * MARGIN), MARGIN, y + 16, bold=True))
        y += _ROW
        for _, row in (one for one in rows if one[0] is table):
            text = _in_words(row[1:4])
            says = f"{row[0]}: {text}"
            said.append(f"{table.caption}, {says}")
            shapes += _point(str(row[0]), row[1:4], left, y, start, says)
            shapes.append(Words(text, left + _WIDE + 14, y + 16, size=10))
            y += _ROW
        y += 8
    axis = _axis(left, y, start)
    return framed(
        name,
        caption,
        "; ".join(said) or "no agreement is known",
        notice=notice,
        width=width,
        height=y + 24 + MARGIN / 2,
        body=[*axis, *shapes],
    )


def _in_words(cells: Sequence[object]) -> str:
    """`0.853 (0.812 to 0.894)`."""
    value, low, high = (f"{c:.3f}" if isinstance(c, int | float) else "" for c in cells)
    return f"{value} ({low} to {high})" if low and high else value


def _point(
    label: str, cells: Sequence[object], left: float, y: float, start: float, says: str
) -> list[Shape]:
    value, low, high = ((float(c) if isinstance(c, int | float) else None) for c in cells)
    middle = y + _ROW / 2
    shapes: list[Shape] = [Words(fitted(label, _LABELS), left - 10, y + 16, anchor="end")]
    if low is not None and high is not None:
        shapes.append(Line(_at(low, left, start), middle, _at(high, left, start), middle, BAR, 2))
    if value is not None:
        shapes.append(Circle(_at(value, left, start), middle, 5, BAR, says=says))
    return shapes


def _at(value: float, left: float, start: float) -> float:
    return left + _WIDE * (value - start) / (1 - start)


def _axis(left: float, bottom: float, start: float) -> list[Shape]:
    """A line for each fifth of the way, with its number below."""
    shapes: list[Shape] = []
    for step in range(6):
        value = start + (1 - start) * step / 5
        x = _at(value, left, start)
        shapes += [
            Line(x, 0, x, bottom, GRID),
            Words(number(round(value, 2)), x, bottom + 16, anchor="middle", size=10),
        ]
    return shapes
