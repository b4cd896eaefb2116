"""Judgements of risk of bias or quality as traffic lights: studies by domains, a sign in every color."""

from collections.abc import Mapping, Sequence

from slr.model.codebook import Codebook, Dimension
from slr.publish.drawing import MARGIN, Circle, Drawing, Line, Rect, Shape, Words, fitted, framed, room_for

# By the category's id: color and sign, so that nobody needs to tell red from green.
JUDGEMENTS: Mapping[str, tuple[str, str]] = {
    "low": ("#4f9d5d", "+"),
    "yes": ("#4f9d5d", "+"),
    "include": ("#4f9d5d", "+"),
    "some-concerns": ("#f2c744", "–"),
    "moderate": ("#f2c744", "–"),
    "unclear": ("#f2c744", "?"),
    "cannot-tell": ("#f2c744", "?"),
    "seek-further-info": ("#f2c744", "?"),
    "high": ("#c8473a", "×"),
    "serious": ("#e08a3c", "×"),
    "critical": ("#a3231b", "!"),
    "no": ("#c8473a", "×"),
    "exclude": ("#c8473a", "×"),
    "no-information": ("#a9b3bf", "?"),
    "not-applicable": ("#e3e8ed", "·"),
}
_CELL = 34.0


def judged(book: Codebook) -> tuple[Dimension, ...]:
    """The dimensions of a codebook that are judgements: one of categories that all have a light."""
    return tuple(
        d
        for d in book.dimensions
        if d.kind == "single" and len(d.categories) > 1 and all(c.id in JUDGEMENTS for c in d.categories)
    )


def is_appraisal(book: Codebook) -> bool:
    """Whether a codebook appraises risk of bias or quality: two or more of its dimensions are judgements."""
    return len(judged(book)) > 1


def traffic_lights(
    name: str,
    caption: str,
    dimensions: Sequence[Dimension],
    judgements: Sequence[tuple[str, Mapping[str, str]]],
    *,
    notice: str = "",
) -> Drawing:
    """`judgements` are (study, {dimension: category}) in order; what was not judged stays empty."""
    labels = [fitted(study, 220) for study, _ in judgements]
    left = MARGIN + max(map(room_for, labels), default=0) + 10
    keys = [f"D{n}" for n in range(1, len(dimensions) + 1)]
    notes = [f"{key}: {d.name or d.id}" for key, d in zip(keys, dimensions, strict=True)]
    used = list(dict.fromkeys((c.id, c.name or c.id) for d in dimensions for c in d.categories))
    width = max(
        left + _CELL * len(dimensions) + MARGIN,
        room_for(caption, 14) + 2 * MARGIN,
        min(max(map(room_for, notes), default=0) + 2 * MARGIN, 620),
    )
    shapes: list[Shape] = []
    for n, key in enumerate(keys):
        shapes.append(Words(key, left + (n + 0.5) * _CELL, 12, anchor="middle", bold=True))
    for row, (label, (study, given)) in enumerate(zip(labels, judgements, strict=True)):
        y = 20 + row * _CELL
        shapes.append(Line(MARGIN, y, left + _CELL * len(dimensions), y, "#d5dbe2"))
        shapes.append(Words(label, left - 10, y + 21, anchor="end"))
        for n, dimension in enumerate(dimensions):
            light = JUDGEMENTS.get(given.get(dimension.id, ""))
            if light:
                x = left + (n + 0.5) * _CELL
                says = f"{study}, {dimension.name or dimension.id}: {given[dimension.id]}"
                shapes += _light(x, y + _CELL / 2, light, says)
    bottom = 20 + len(labels) * _CELL + 22
    legend, bottom = _legend(used, notes, bottom, width)
    return framed(
        name,
        caption,
        "; ".join(_said(study, given, dimensions) for study, given in judgements),
        notice=notice,
        width=width,
        height=bottom,
        body=[*shapes, *legend],
    )


def _said(study: str, given: Mapping[str, str], dimensions: Sequence[Dimension]) -> str:
    parts = [f"D{n} {given[d.id]}" for n, d in enumerate(dimensions, 1) if d.id in given]
    return f"{study}: {', '.join(parts)}"


def judgement_bars(
    name: str,
    caption: str,
    dimensions: Sequence[Dimension],
    judgements: Sequence[tuple[str, Mapping[str, str]]],
    *,
    notice: str = "",
) -> Drawing:
    """The share of each judgement in each domain, as one bar a domain; what was not judged is left out."""
    labels = [fitted(d.name or d.id, 320) for d in dimensions]
    left = MARGIN + max(map(room_for, labels), default=0) + 10
    width = max(left + 360 + MARGIN, room_for(caption, 14) + 2 * MARGIN)
    shapes: list[Shape] = []
    said = []
    for row, (label, dimension) in enumerate(zip(labels, dimensions, strict=True)):
        y = row * 30.0
        shapes.append(Words(label, left - 10, y + 18, anchor="end"))
        given = [one[dimension.id] for _, one in judgements if dimension.id in one]
        x = left
        for category in dimension.categories:
            n = given.count(category.id)
            if n:
                wide = 360 * n / len(given)
                color, _ = JUDGEMENTS[category.id]
                says = (
                    f"{dimension.name or dimension.id}, {category.name or category.id}: {n} of {len(given)}"
                )
                said.append(says)
                shapes.append(Rect(x, y + 4, wide, 22, color, "#ffffff", says))
                if room_for(str(n)) + 6 < wide:
                    shapes.append(Words(str(n), x + wide / 2, y + 19, anchor="middle", color=_ink(color)))
                x += wide
    used = list(dict.fromkeys((c.id, c.name or c.id) for d in dimensions for c in d.categories))
    legend, bottom = _legend(used, (), len(labels) * 30 + 22, width)
    return framed(
        name,
        caption,
        "; ".join(said),
        notice=notice,
        width=width,
        height=bottom,
        body=[*shapes, *legend],
    )


def _light(x: float, y: float, light: tuple[str, str], says: str = "") -> list[Shape]:
    color, sign = light
    return [
        Circle(x, y, 12, color, "#1f2933", says),
        Words(sign, x, y + 5, anchor="middle", size=15, bold=True, color=_ink(color)),
    ]


def _ink(color: str) -> str:
    return "#ffffff" if color in ("#4f9d5d", "#c8473a", "#a3231b") else "#1f2933"


def _legend(
    used: Sequence[tuple[str, str]], notes: Sequence[str], y: float, width: float
) -> tuple[list[Shape], float]:
    shapes: list[Shape] = []
    x = MARGIN
    for category, name in used:
        shown = fitted(name, 200)
        wide = room_for(shown) + 48
        if x > MARGIN and x + wide > width - MARGIN:
            x, y = MARGIN, y + 30
        shapes += [*_light(x + 12, y, JUDGEMENTS[category]), Words(shown, x + 30, y + 4)]
        x += wide
    y += 34
    for note in notes:
        shapes.append(Words(fitted(note, width - 2 * MARGIN), MARGIN, y))
        y += 16
    return shapes, y + MARGIN / 2
