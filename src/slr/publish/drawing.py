"""Simple drawings: shapes with text, written as SVG by themselves and as PNG and PDF by matplotlib."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from slr.publish.plain_text import printable

FONTS = "Arial, Helvetica, 'Liberation Sans', sans-serif"
INK = "#1f2933"
SIZE = 11.0
MARGIN = 16.0
_NARROW = frozenset("iljtfrI.,:;'|!()[] -/")
_BROAD = frozenset("mwMW@%—…")


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `says` is shown when pointed at and read aloud."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str = "none"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = "none"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: str = INK
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text at its baseline. `anchor` is start, middle or end; `turned` reads from the bottom up."""

    text: str
    x: float
    y: float
    anchor: str = "start"
    size: float = SIZE
    bold: bool = False
    color: str = INK
    turned: bool = False


Shape = Rect | Circle | Line | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A figure: `name` is that of its file; `caption` and `says` are its title and description."""

    name: str
    caption: str
    says: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


def room_for(text: str, size: float = SIZE) -> float:
    """How wide a text is in Arial, rather too much than too little."""
    return sum(map(_letter, text)) * size


def _letter(letter: str) -> float:
    if letter in _NARROW:
        return 0.34
    if letter in _BROAD:
        return 0.95
    if ord(letter) > 0x2E7F:
        return 1.05
    return 0.75 if letter.isupper() else 0.57


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """The text on one line, cut with an ellipsis where it is too wide."""
    shown = printable(text)
    if room_for(shown, size) <= room:
        return shown
    while shown and room_for(shown + "…", size) > room:
        shown = shown[:-1]
    return shown.rstrip() + "…"


def lines_of(text: str, room: float, size: float = SIZE) -> list[str]:
    """The text in as many lines as it needs; a word that is wider than a line is broken."""
    lines, line = [], ""
    for word in printable(text).split():
        longer = f"{line} {word}".strip()
        if room_for(longer, size) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while room_for(word, size) > room and len(word) > 1:
            fits = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or room_for(word[:n], size) <= room)
            lines.append(word[:fits])
            word = word[fits:]
        line = word
    return [*lines, line] if line else lines


def framed(
    name: str,
    caption: str,
    says: str,
    *,
    notice: str,
    width: float,
    height: float,
    body: Sequence[Shape],
) -> Drawing:
    """A drawing of the body (from y = 0 down) below its caption and, where data are synthetic, the notice."""
    y = 8.0
    head: list[Shape] = []
    for text, size, color in ((caption, 14.0, INK), (notice, 10.0, "#7a1210")):
        for line in lines_of(text, width - 2 * MARGIN, size):
            y += size + 4
            head.append(Words(line, MARGIN, y, size=size, bold=size > 12, color=color))
    down = y + 12
    return Drawing(
        name=name,
        caption=caption,
        says=says,
        width=width,
        height=height + down,
        shapes=(*head, *(_moved(shape, down) for shape in body)),
    )


def _moved(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Line):
        return replace(shape, y1=shape.y1 + down, y2=shape.y2 + down)
    return replace(shape, y=shape.y + down)


def svg_text(drawing: Drawing) -> str:
    """The drawing as self-contained SVG, the same text for the same drawing."""
    width, height = _n(drawing.width), _n(drawing.height)
    name = escape(printable(drawing.name), quote=True)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{FONTS}">'
    )
    parts = [
        head,
        f'<title id="{name}-title">{_t(drawing.caption)}</title>',
        f'<desc id="{name}-desc">{_t(drawing.says)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *(_WRITERS[type(shape)](shape) for shape in drawing.shapes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _rect(shape: Rect) -> str:
    attributes = (
        f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}" '
        f'fill="{shape.fill}" stroke="{shape.stroke}"'
    )
    return _told("rect", attributes, shape.says)


def _circle(shape: Circle) -> str:
    attributes = (
        f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}" '
        f'fill="{shape.fill}" stroke="{shape.stroke}"'
    )
    return _told("circle", attributes, shape.says)


def _told(tag: str, attributes: str, says: str) -> str:
    return f"<{tag} {attributes}><title>{_t(says)}</title></{tag}>" if says else f"<{tag} {attributes}/>"


def _line(shape: Line) -> str:
    return (
        f'<line x1="{_n(shape.x1)}" y1="{_n(shape.y1)}" x2="{_n(shape.x2)}" y2="{_n(shape.y2)}" '
        f'stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"/>'
    )


def _words(shape: Words) -> str:
    x, y = _n(shape.x), _n(shape.y)
    turned = f' transform="rotate(-90 {x} {y})"' if shape.turned else ""
    bold = ' font-weight="bold"' if shape.bold else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{_n(shape.size)}" text-anchor="{shape.anchor}"{bold}{turned} '
        f'fill="{shape.color}">{_t(shape.text)}</text>'
    )


_WRITERS: Mapping[type, Callable[..., str]] = {Rect: _rect, Circle: _circle, Line: _line, Words: _words}


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _t(text: str) -> str:
    return escape(printable(text), quote=False)
