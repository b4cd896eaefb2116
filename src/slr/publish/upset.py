"""An UpSet plot of which searches found the same reports (Lex et al. 2014, doi 10.1109/TVCG.2014.2346248)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from slr.publish.charts import BAR
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

MOST = 24  # combinations that are drawn; the rest is summed up in a note
_STEP, _ROW, _TALL = 26.0, 24.0, 150.0


def upset(
    name: str, caption: str, found_by: Mapping[str, Sequence[str]], sets: Sequence[str], *, notice: str = ""
) -> Drawing:
    """`found_by[report]` are the sets that hold it; `sets` are their names, drawn from the largest down.

    Columns are exact combinations, the largest first, ties in the order of the sets.
    """
    order = {one: place for place, one in enumerate(sets)}
    combined = Counter(
        tuple(sorted({s for s in found if s in order}, key=order.__getitem__)) for found in found_by.values()
    )
    combined.pop((), None)
    sizes = {one: sum(n for combination, n in combined.items() if one in combination) for one in sets}
    rows = sorted(sets, key=lambda one: (-sizes[one], order[one]))
    ranked = sorted(combined.items(), key=lambda item: (-item[1], len(item[0]), [order[s] for s in item[0]]))
    shown, hidden = ranked[:MOST], ranked[MOST:]
    labels = [fitted(one, 200) for one in rows]
    bars = 110.0
    left = MARGIN + bars + max(map(room_for, labels), default=0) + 24
    width = max(left + _STEP * len(shown) + MARGIN, room_for(caption, 14) + 2 * MARGIN, 420)
    matrix = _TALL + 20
    shapes = [
        *_columns(shown, left),
        *_sets(rows, labels, sizes, left, matrix),
        *_dots(shown, rows, left, matrix),
    ]
    bottom = matrix + len(rows) * _ROW + MARGIN
    if hidden:
        rest = sum(n for _, n in hidden)
        note = f"{len(hidden)} more combinations hold {rest} reports."
        shapes.append(Words(note, MARGIN, bottom))
        bottom += MARGIN
    return framed(
        name,
        caption,
        "; ".join(f"{' and '.join(combination)}: {n}" for combination, n in shown) or "no reports",
        notice=notice,
        width=width,
        height=bottom,
        body=shapes,
    )


def _columns(shown: Sequence[tuple[tuple[str, ...], int]], left: float) -> list[Shape]:
    """How many reports each combination holds."""
    most = max((n for _, n in shown), default=0) or 1
    floor = _TALL
    shapes: list[Shape] = []
    for place, (combination, n) in enumerate(shown):
        high = (_TALL - 20) * n / most
        x = left + place * _STEP
        shapes.append(Rect(x + 5, floor - high, _STEP - 10, high, BAR, says=f"{', '.join(combination)}: {n}"))
        shapes.append(Words(str(n), x + _STEP / 2, floor - high - 4, anchor="middle", size=9))
    return shapes


def _sets(
    rows: Sequence[str], labels: Sequence[str], sizes: Mapping[str, int], left: float, top: float
) -> list[Shape]:
    """The names of the sets and how many reports each holds."""
    most = max(sizes.values(), default=0) or 1
    shapes: list[Shape] = []
    for place, (one, label) in enumerate(zip(rows, labels, strict=True)):
        y = top + place * _ROW
        wide = 60 * sizes[one] / most
        right = MARGIN + 110
        shapes += [
            Rect(right - wide, y + 5, wide, _ROW - 10, "#7a8794", says=f"{one}: {sizes[one]}"),
            Words(str(sizes[one]), right - wide - 5, y + 16, anchor="end", size=10),
            Words(label, left - 12, y + 16, anchor="end"),
        ]
    return shapes


def _dots(
    shown: Sequence[tuple[tuple[str, ...], int]], rows: Sequence[str], left: float, top: float
) -> list[Shape]:
    """Which sets a combination is of: dark dots, joined by a line."""
    shapes: list[Shape] = []
    for place, (combination, _) in enumerate(shown):
        x = left + (place + 0.5) * _STEP
        inside = [n for n, one in enumerate(rows) if one in combination]
        shapes += [
            Circle(x, top + (n + 0.5) * _ROW, 5, INK if n in inside else "#d5dbe2") for n in range(len(rows))
        ]
        if len(inside) > 1:
            first, last = (top + (n + 0.5) * _ROW for n in (inside[0], inside[-1]))
            shapes.append(Line(x, first, x, last, INK, 2))
    return shapes
