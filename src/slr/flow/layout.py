"""Where everything of a flow diagram goes: boxes, wrapped lines, arrows and bars, in points.

Heights follow from the text, measured with the bundled widths, so nothing overlaps whatever the counts and
reasons are. x grows to the right and y down, as in SVG.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from slr.flow.metrics import advance
from slr.flow.parts import Diagram, Node, Phase, Step, Track
from slr.flow.wrapping import width_of, wrap

FONT = 12.0
LEADING = 15.0
MAIN_WIDTH = 226.0
SIDE_WIDTH = 230.0
_PAD_X = 10.0
_PAD_Y = 8.0
_INDENT = 14.0
_HANG = 6.0
_GAP_X = 36.0  # main to side
_GAP_Y = 28.0  # slot to slot: room for an arrow
_STACK = 12.0  # side to side
_BETWEEN = 40.0  # column to column
_BAR = 26.0
_BAR_GAP = 14.0
_MARGIN = 16.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text at its baseline. `width` is as measured; `middle` anchors it at its center."""

    text: str
    x: float
    y: float
    width: float
    bold: bool = False
    middle: bool = False
    address: str = ""
    size: float = FONT


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """The y of the center."""
        return self.y + self.height / 2

    @property
    def center(self) -> float:
        """The x of the center."""
        return self.x + self.width / 2

    def overlaps(self, other: "Rect") -> bool:
        """Whether they share any area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its lines. `look`: main, side, pending, heading, phase, notice, draft."""

    look: str
    rect: Rect
    lines: tuple[Text, ...]
    address: str = ""
    upright: bool = False  # text turned to read from the bottom up


Arrow = tuple[tuple[float, float], ...]  # the points of a line that ends in an arrow's head


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole page. `loose` is text outside boxes: title and credit; `joins` are lines without a head."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    arrows: tuple[Arrow, ...]
    loose: tuple[Text, ...]
    joins: tuple[Arrow, ...] = ()


@dataclass(slots=True)
class _Sheet:
    boxes: list[Placed] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    loose: list[Text] = field(default_factory=list)
    joins: list[Arrow] = field(default_factory=list)
    mains: dict[tuple[str, str], Rect] = field(default_factory=dict)  # (column, slot)


def lay_out(diagram: Diagram) -> Layout:
    """The layout of a diagram: the same for the same flow, to the last digit."""
    sheet = _Sheet()
    lefts, right = _columns(diagram)
    inner = right - _MARGIN
    y = _top(sheet, diagram, inner)
    y = _headings(sheet, diagram.tracks, lefts, y)
    spans: dict[Phase, tuple[float, float]] = {}
    for slot, phase in diagram.slots:
        found = [(track, step) for track in diagram.tracks for step in track.steps if step.slot == slot]
        height = max(_step_height(step) for _, step in found)
        if [its_phase for _, its_phase in diagram.slots].count(phase) == 1:
            height = max(height, _bar_length(diagram.words[phase]))
        for track, step in found:
            _place_step(sheet, track.column, step, Rect(lefts[track.column], y, 0, height))
        start = spans[phase][0] if phase in spans else y
        spans[phase] = (start, y + height)
        y += height + _GAP_Y
    bottom = y - _GAP_Y
    _phase_bars(sheet, spans, diagram.words)
    _ways(sheet, diagram)
    credit = diagram.words["after"]
    small = partial(width_of, advance=advance)
    size = 8.0
    for n, piece in enumerate(wrap(credit, inner / size, advance), 1):
        bottom_line = bottom + _MARGIN + n * 10
        sheet.loose.append(Text(piece, _MARGIN, bottom_line, small(piece) * size, size=size))
    foot = sheet.loose[-1].y
    return Layout(
        right + _MARGIN,
        foot + _MARGIN,
        tuple(sheet.boxes),
        tuple(sheet.arrows),
        tuple(sheet.loose),
        tuple(sheet.joins),
    )


def _columns(diagram: Diagram) -> tuple[dict[str, float], float]:
    """The left edge of each column, and the right edge of the last."""
    x = _MARGIN + _BAR + _BAR_GAP
    lefts: dict[str, float] = {}
    for track in diagram.tracks:
        lefts[track.column] = x
        x += _track_width(track) + _BETWEEN
    return lefts, x - _BETWEEN


def _track_width(track: Track) -> float:
    return MAIN_WIDTH if track.column == "previous" else MAIN_WIDTH + _GAP_X + SIDE_WIDTH


def _top(sheet: _Sheet, diagram: Diagram, width: float) -> float:
    """Title, notice and draft across the page; the y below them."""
    y = _MARGIN
    if diagram.title:
        size = 14.0
        for piece in wrap(diagram.title, width / size, partial(advance, bold=True)):
            y += size + 4
            wide = width_of(piece, partial(advance, bold=True)) * size
            sheet.loose.append(Text(piece, _MARGIN, y, wide, bold=True, size=size))
        y += 12
    for look, text in (("notice", diagram.notice), ("draft", diagram.draft)):
        if text:
            placed = _banner(look, text, Rect(_MARGIN, y, width, 0), middle=False)
            sheet.boxes.append(placed)
            y = placed.rect.bottom + 10
    return y


def _headings(sheet: _Sheet, tracks: Sequence[Track], lefts: Mapping[str, float], y: float) -> float:
    """The colored heading of each column, all as high as the highest; the y below them."""
    if not any(track.heading for track in tracks):
        return y + 8
    made = [
        _banner("heading", track.heading, Rect(lefts[track.column], y, _track_width(track), 0), middle=True)
        for track in tracks
    ]
    height = max(placed.rect.height for placed in made)
    for placed in made:
        spare = (height - placed.rect.height) / 2
        lines = tuple(_moved(line, spare) for line in placed.lines)
        rect = Rect(placed.rect.x, y, placed.rect.width, height)
        sheet.boxes.append(Placed(placed.look, rect, lines))
    return y + height + 18


def _moved(line: Text, down: float) -> Text:
    return Text(line.text, line.x, line.y + down, line.width, line.bold, line.middle, line.address, line.size)


def _banner(look: str, text: str, place: Rect, *, middle: bool) -> Placed:
    """A box of one bold paragraph, as high as its text."""
    bold = partial(advance, bold=True)
    pieces = wrap(text, (place.width - 2 * _PAD_X) / FONT, bold)
    x = place.center if middle else place.x + _PAD_X
    lines = [
        Text(piece, x, place.y + _PAD_Y + n * LEADING + FONT, width_of(piece, bold) * FONT, True, middle)
        for n, piece in enumerate(pieces)
    ]
    height = len(pieces) * LEADING + 2 * _PAD_Y
    return Placed(look, Rect(place.x, place.y, place.width, height), tuple(lines))


def _node_lines(node: Node, width: float) -> list[tuple[str, float, str]]:
    """The wrapped lines of a node: text, indent, address."""
    lines: list[tuple[str, float, str]] = []
    for line in node.lines:
        indent = line.level * _INDENT
        room = (width - 2 * _PAD_X - indent) / FONT
        for n, piece in enumerate(wrap(line.text, room, advance, hang=_HANG / FONT)):
            lines.append((piece, indent + (_HANG if n else 0), line.address))
    return lines


def _node_height(node: Node, width: float) -> float:
    return len(_node_lines(node, width)) * LEADING + 2 * _PAD_Y


def _step_height(step: Step) -> float:
    sides = sum(_node_height(node, SIDE_WIDTH) for node in step.sides)
    return max(_node_height(step.main, MAIN_WIDTH), sides + _STACK * max(len(step.sides) - 1, 0))


def _place_node(sheet: _Sheet, node: Node, rect: Rect) -> None:
    lines = [
        Text(
            piece,
            rect.x + _PAD_X + indent,
            rect.y + _PAD_Y + n * LEADING + FONT,
            width_of(piece, advance) * FONT,
            address=address,
        )
        for n, (piece, indent, address) in enumerate(_node_lines(node, rect.width))
    ]
    sheet.boxes.append(Placed(node.kind, rect, tuple(lines), node.address))


def _place_step(sheet: _Sheet, column: str, step: Step, slot: Rect) -> None:
    """The main box and what leaves beside it; a lone side box is level with the main box."""
    main = Rect(slot.x, slot.y, MAIN_WIDTH, _node_height(step.main, MAIN_WIDTH))
    heights = [_node_height(node, SIDE_WIDTH) for node in step.sides]
    if len(heights) == 1:
        tall = max(main.height, heights[0])
        level = tall <= main.height + 3 * LEADING or step.sides[0].kind == "source"
        main = Rect(main.x, slot.y, MAIN_WIDTH, tall if level else main.height)
        heights = [main.height if heights[0] <= main.height else heights[0]]
    _place_node(sheet, step.main, main)
    sheet.mains[column, step.slot] = main
    y = slot.y
    sides = []
    for node, height in zip(step.sides, heights, strict=True):
        rect = Rect(main.right + _GAP_X, y, SIDE_WIDTH, height)
        _place_node(sheet, node, rect)
        sides.append(rect)
        y = rect.bottom + _STACK
    if step.sides and step.sides[0].kind == "source":
        _join(sheet, main, sides[0])
    else:
        _side_arrows(sheet, main, sides)


def _join(sheet: _Sheet, main: Rect, source: Rect) -> None:
    """A line from a second source into the arrow that leads down from the main box."""
    level = main.bottom + _GAP_Y / 2
    sheet.joins.append(((source.center, source.bottom), (source.center, level), (main.center, level)))


def _side_arrows(sheet: _Sheet, main: Rect, sides: list[Rect]) -> None:
    """One straight arrow to each side box that is level with the main box, else one with two bends."""
    trunk = main.right + _GAP_X / 2
    start = main.middle
    for place, side in enumerate(sides):
        top, bottom = max(main.y, side.y), min(main.bottom, side.bottom)
        if bottom - top >= LEADING:
            level = (top + bottom) / 2
            start = start if place else level
            sheet.arrows.append(((main.right, level), (side.x, level)))
        else:
            sheet.arrows.append(
                ((main.right, start), (trunk, start), (trunk, side.middle), (side.x, side.middle))
            )


def _bar_length(word: str) -> float:
    """The least height of a phase's bar."""
    return width_of(word, partial(advance, bold=True)) * FONT + 2 * _PAD_Y


def _phase_bars(sheet: _Sheet, spans: Mapping[Phase, tuple[float, float]], words: Mapping[str, str]) -> None:
    """The upright bars on the left."""
    for phase, (top, bottom) in spans.items():
        rect = Rect(_MARGIN, top, _BAR, bottom - top)
        wide = _bar_length(words[phase]) - 2 * _PAD_Y
        line = Text(words[phase], rect.center + 0.36 * FONT, rect.middle, wide, bold=True, middle=True)
        sheet.boxes.append(Placed("phase", rect, (line,), upright=True))


def _ways(sheet: _Sheet, diagram: Diagram) -> None:
    """The arrows from step to step, and those that join the first column."""
    for track in diagram.tracks:
        mains = [sheet.mains[track.column, step.slot] for step in track.steps]
        for upper, lower in pairwise(mains):
            sheet.arrows.append(((upper.center, upper.bottom), (lower.center, lower.y)))
        if track.column == "other":
            included = sheet.mains["databases", "included"]
            last = mains[-1]
            level = included.middle
            sheet.arrows.append(((last.center, last.bottom), (last.center, level), (included.right, level)))
        if track.column == "previous":
            total = sheet.mains["databases", "total"]
            own = mains[-1]
            sheet.arrows.append(
                ((own.center, own.bottom), (own.center, total.middle), (total.x, total.middle))
            )


def text_rect(line: Text) -> Rect:
    """The area that a line of upright text takes, from ascender to descender."""
    left = line.x - line.width / 2 if line.middle else line.x
    return Rect(left, line.y - 0.95 * line.size, line.width, 1.2 * line.size)
