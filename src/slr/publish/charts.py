"""Charts of counts: studies by year, by category, and one category against another."""

from collections.abc import Sequence

from slr.publish.data import Table
from slr.publish.drawing import INK, MARGIN, Drawing, Line, Rect, Shape, Words, fitted, framed, room_for

BAR = "#2f6f9f"
GRID = "#d5dbe2"
_LABELS = 260.0  # the widest column of labels
_ROW = 24.0


def bar_chart(name: str, caption: str, counts: Sequence[tuple[str, int]], *, notice: str = "") -> Drawing:
    """Lying bars, one for each label, in the order given, each with its number."""
    labels = [fitted(label, _LABELS) for label, _ in counts]
    left = MARGIN + max((room_for(label) for label in labels), default=0) + 8
    width = max(left + 320 + 60, room_for(caption, 14) + 2 * MARGIN)
    most = max((count for _, count in counts), default=0) or 1
    shapes: list[Shape] = []
    for place, ((label, count), shown) in enumerate(zip(counts, labels, strict=True)):
        y = place * _ROW
        wide = 320 * count / most
        shapes += [
            Words(shown, left - 8, y + 16, anchor="end"),
            Rect(left, y + 4, wide, _ROW - 8, BAR, says=f"{label}: {count}"),
            Words(str(count), left + wide + 6, y + 16),
        ]
    height = len(counts) * _ROW + MARGIN
    shapes.append(Line(left, 0, left, height - MARGIN))
    return framed(
        name,
        caption,
        "; ".join(f"{label}: {count}" for label, count in counts),
        notice=notice,
        width=width,
        height=height,
        body=shapes,
    )


def year_chart(name: str, caption: str, counts: Sequence[tuple[int, int]], *, notice: str = "") -> Drawing:
    """Standing bars, one for each year from the first to the last, years without any left empty."""
    given = dict(counts)
    first, last = min(given, default=0), max(given, default=0)
    years = list(range(first, last + 1)) if last - first < 200 else sorted(given)
    left, floor = MARGIN + 34, 180.0
    step = min(max(330 / len(years), 26.0 if len(years) <= 40 else 16.0), 56.0)
    width = max(left + len(years) * step + MARGIN, room_for(caption, 14) + 2 * MARGIN, 380)
    most = max(given.values(), default=0) or 1
    shapes: list[Shape] = []
    for mark in _marks(most):
        y = floor - 170 * mark / most
        shapes += [Line(left, y, width - MARGIN, y, GRID), Words(str(mark), left - 6, y + 4, anchor="end")]
    for place, year in enumerate(years):
        count = given.get(year, 0)
        x = left + place * step
        high = 170 * count / most
        if count:
            shapes.append(
                Rect(x + 0.12 * step, floor - high, 0.76 * step, high, BAR, says=f"{year}: {count}")
            )
        shapes.append(Words(str(year), x + step / 2 + 4, floor + 34, turned=True, size=10))
    shapes.append(Line(left, floor, width - MARGIN, floor))
    return framed(
        name,
        caption,
        "; ".join(f"{year}: {count}" for year, count in sorted(given.items())),
        notice=notice,
        width=width,
        height=floor + 42 + MARGIN / 2,
        body=shapes,
    )


def _marks(most: int) -> list[int]:
    """Up to five round numbers from 0 to the largest count."""
    step = next(s for n in range(10) for s in (10**n, 2 * 10**n, 5 * 10**n) if most / s <= 5)
    return list(range(0, most + 1, step))


def heat_map(name: str, table: Table, *, notice: str = "") -> Drawing:
    """A cross-tabulation, its cells the darker the larger their number; the first column names the rows."""
    columns = [str(column) for column in table.columns[1:]]
    rows = [
        (str(row[0]), [int(cell) if isinstance(cell, int) else 0 for cell in row[1:]]) for row in table.rows
    ]
    most = max((n for _, cells in rows for n in cells), default=0) or 1
    left = MARGIN + max((room_for(fitted(label, _LABELS)) for label, _ in rows), default=0) + 8
    heads = [fitted(column, 220) for column in columns]
    top = max((room_for(head) for head in heads), default=0) + 8
    cell_width, cell_height = 44.0, 28.0
    width = max(left + len(columns) * cell_width + MARGIN, room_for(table.caption, 14) + 2 * MARGIN)
    shapes: list[Shape] = [
        Words(head, left + (n + 0.5) * cell_width + 4, top - 6, turned=True) for n, head in enumerate(heads)
    ]
    for place, (label, cells) in enumerate(rows):
        y = top + place * cell_height
        shapes.append(Words(fitted(label, _LABELS), left - 8, y + 18, anchor="end"))
        for n, count in enumerate(cells):
            fill = shade(count / most)
            x = left + n * cell_width
            says = f"{label}, {columns[n]}: {count}"
            shapes.append(Rect(x, y, cell_width, cell_height, fill, "#ffffff", says))
            ink = "#ffffff" if count / most > 0.55 else INK
            shapes.append(Words(str(count), x + cell_width / 2, y + 18, anchor="middle", color=ink))
    return framed(
        name,
        table.caption,
        "; ".join(f"{label}: {', '.join(map(str, cells))}" for label, cells in rows),
        notice=notice,
        width=width,
        height=top + len(rows) * cell_height + MARGIN,
        body=shapes,
    )


def shade(share: float) -> str:
    """From a light gray (0) to a dark blue (1)."""
    low, high = (0xF2, 0xF5, 0xF8), (0x0B, 0x3C, 0x6E)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(low, high, strict=True))
