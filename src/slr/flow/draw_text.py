"""The flow diagram for a terminal, in box-drawing characters or in ASCII."""

from collections.abc import Sequence
from dataclasses import dataclass

from slr.flow.diagram import diagram_of
from slr.flow.metrics import cells
from slr.flow.parts import Diagram, Node, Phase, Step, Track
from slr.flow.style import PRISMA_2020, Style
from slr.flow.wrapping import NBSP, width_of, wrap
from slr.model.flow import Flow

NARROWEST = 60
_GAP = 5  # between a main box and what leaves beside it: room for an arrow
_BETWEEN = 4  # between two columns side by side
_WIDEST = 50  # of one box: wider ones are harder to read


@dataclass(frozen=True, slots=True)
class _Strokes:
    """The characters that boxes and arrows are made of."""

    corners: str  # top left, top right, bottom left, bottom right
    across: str
    down: str
    dashed_across: str
    dashed_down: str
    right: str
    arrow_down: str
    rule: str


_LINES = _Strokes("┌┐└┘", "─", "│", "╌", "╎", "►", "▼", "═")
_ASCII = _Strokes("++++", "-", "|", ".", ":", ">", "v", "=")

Block = list[str]  # lines, all of one width in cells


def draw_text(flow: Flow, *, width: int = 80, ascii: bool = False, style: Style = PRISMA_2020) -> str:
    """The PRISMA 2020 diagram in lines no wider than `width` (at least 60), each ended by a newline.

    Phases are headed by rules. Other methods stand beside the databases from 150 columns on, else below them.
    A draft says so and names what is pending. `ascii` draws with `+-|` and leaves labels as they are.
    """
    diagram = diagram_of(flow, style)
    pencil = _Pencil(diagram, max(width, NARROWEST), _ASCII if ascii else _LINES)
    lines = [*pencil.top(), *pencil.body()]
    return "".join(line.rstrip().replace(NBSP, " ") + "\n" for line in lines)


class _Pencil:
    def __init__(self, diagram: Diagram, width: int, strokes: _Strokes) -> None:
        self.diagram = diagram
        self.width = width
        self.strokes = strokes
        self.beside = width >= 150 and any(t.column == "other" for t in diagram.tracks)

    def top(self) -> Block:
        """Title, notice and draft."""
        lines = [t for t in (self.diagram.title, self.diagram.notice, self.diagram.draft) if t]
        wrapped = [piece for line in lines for piece in wrap(line, self.width, cells)]
        return [*wrapped, ""] if wrapped else []

    def body(self) -> Block:
        """Everything below the title."""
        tracks = {track.column: track for track in self.diagram.tracks}
        lines: Block = []
        if "previous" in tracks:
            lines += [*self.headline(tracks["previous"].heading), *self.track_part(tracks["previous"], None)]
            lines.append("")
        ways = [tracks[c] for c in ("databases", "other") if c in tracks]
        end = [step for step in tracks["databases"].steps if step.phase == "included"]
        if self.beside:
            return [*lines, *self.ways_beside(ways), *self.rule("included"), *self.joined_end(end)]
        for way in ways:
            lines += [*self.headline(way.heading), *self.way(way)]
            if len(ways) > 1:
                lines[-1] += " " + self.diagram.words["included"]
                lines.append("")
        return [*lines, *self.rule("included"), *self.steps(end, self.width, down_after=False)]

    def way(self, track: Track) -> Block:
        """The phases of one column, one below the other."""
        lines: Block = []
        for phase in self.diagram.phases[:-1]:
            lines += [*self.rule(phase), *self.track_part(track, phase)]
        return lines

    def track_part(self, track: Track, phase: Phase | None) -> Block:
        """The steps of one phase of a column; None for all of them."""
        steps = [step for step in track.steps if phase in (None, step.phase)]
        return self.steps(steps, self.width, down_after=track.column != "previous")

    def ways_beside(self, ways: Sequence[Track]) -> Block:
        """Two columns side by side, their phases starting on the same line."""
        each = (self.width - _BETWEEN) // 2
        heads = [_pad(wrap(way.heading, each, cells), each) for way in ways]
        lines = _join(heads, each)
        for phase in self.diagram.phases[:-1]:
            lines += self.rule(phase)
            for slot in (slot for slot, its_phase in self.diagram.slots if its_phase == phase):
                found = [next((s for s in way.steps if s.slot == slot), None) for way in ways]
                blocks = [self.step(step, each) if step else [] for step in found]
                lines += _join(blocks, each, self.stem(each))
                tips = [
                    self.stem(each) if _passes(way, slot, self.diagram) else self.down(each) for way in ways
                ]
                lines += _join([[tip] for tip in tips], each)
        return lines

    def joined_end(self, steps: Sequence[Step]) -> Block:
        """The last phase below two columns: the second one's arrow comes in from the right."""
        lines = self.steps(steps, self.width, down_after=False)
        box_width = _widths(self.width)[0]
        each = (self.width - _BETWEEN) // 2
        bend = each + _BETWEEN + len(self.stem(each)) - 1
        left, corner = ("<", "+") if self.strokes.across == "-" else ("◄", "┘")
        lines[0] = _fill(_fill(lines[0].rstrip(), bend), bend) + self.strokes.down
        lines[1] = (
            _fill(lines[1].rstrip(), box_width) + left + self.strokes.across * (bend - box_width - 1) + corner
        )
        return lines

    def steps(self, steps: Sequence[Step], width: int, *, down_after: bool) -> Block:
        """Steps below each other with arrows between them."""
        lines: Block = []
        for place, step in enumerate(steps):
            lines += self.step(step, width)
            if down_after or place < len(steps) - 1:
                lines += [self.stem(width), self.down(width)]
        return lines

    def step(self, step: Step, width: int) -> Block:
        """A main box, and to its right what leaves there."""
        main_width, side_width = _widths(width)
        main = self.box(step.main, main_width)
        if not step.sides:
            return _pad(main, width)
        sides, arrows = self.side_boxes(step.sides, side_width)
        joined = step.sides[0].kind == "source"
        height = max(len(main), len(sides))
        stem = " " * (main_width // 2) + self.strokes.down
        left = main + [stem] * (height - len(main))
        lines = []
        for row in range(height):
            gap = (
                "  +  " if joined and row == arrows[0] else self.gap(row, len(main), [] if joined else arrows)
            )
            right = sides[row] if row < len(sides) else ""
            lines.append(_fill(left[row], main_width) + gap + right)
        return _pad(lines, width)

    def side_boxes(self, nodes: Sequence[Node], width: int) -> tuple[Block, list[int]]:
        """Boxes below each other, and the rows at which an arrow reaches each."""
        lines: Block = []
        arrows: list[int] = []
        for node in nodes:
            arrows.append(len(lines) + 1)
            lines += self.box(node, width)
        return lines, arrows

    def gap(self, row: int, main_height: int, arrows: Sequence[int]) -> str:
        """What stands between main box and side boxes in one row: an arrow, the trunk of one, or nothing."""
        if not arrows:
            return " " * _GAP
        across, down = self.strokes.across, self.strokes.down
        first, last = arrows[0], arrows[-1]
        if row == first and first < main_height:
            joint = across if len(arrows) == 1 else ("┬" if across == "─" else "+")
            return f"{across}{joint}{across * 2}{self.strokes.right}"
        if row in arrows:
            joint = "+" if across == "-" else ("└" if row == last else "├")
            return f" {joint}{across * 2}{self.strokes.right}"
        return f" {down}   " if first < row < last else " " * _GAP

    def box(self, node: Node, width: int) -> Block:
        """A node as a box of this width: dashed where it is pending."""
        strokes = self.strokes
        pending = node.kind == "pending"
        across = strokes.dashed_across if pending else strokes.across
        down = strokes.dashed_down if pending else strokes.down
        top, bottom = strokes.corners[:2], strokes.corners[2:]
        lines = [top[0] + across * (width - 2) + top[1]]
        for line in node.lines:
            indent = 2 * line.level
            for place, piece in enumerate(wrap(line.text, width - 4 - indent, cells, hang=2)):
                shift = " " * (indent + (2 if place else 0))
                lines.append(f"{down} {_fill(shift + piece, width - 4)} {down}")
        return [*lines, bottom[0] + across * (width - 2) + bottom[1]]

    def stem(self, width: int) -> str:
        """The line of an arrow that goes down."""
        return " " * (_widths(width)[0] // 2) + self.strokes.down

    def down(self, width: int) -> str:
        """The head of an arrow that goes down."""
        return " " * (_widths(width)[0] // 2) + self.strokes.arrow_down

    def rule(self, phase: Phase) -> Block:
        """The heading of a phase, as wide as the drawing."""
        head = f"{self.strokes.across * 2} {self.diagram.words[phase]} "
        left = self.width - int(width_of(head, cells))
        return [head + self.strokes.across * max(left, 0)]

    def headline(self, heading: str) -> Block:
        """The heading of a column, underlined."""
        if not heading:
            return []
        lines = wrap(heading, self.width, cells)
        longest = max(int(width_of(line, cells)) for line in lines)
        return [*lines, self.strokes.rule * longest]


def _widths(width: int) -> tuple[int, int]:
    """How wide a main box and a side box are in a column of this width."""
    side = min((width - _GAP) // 2, _WIDEST)
    return min(width - _GAP - side, _WIDEST), side


def _fill(text: str, width: int) -> str:
    return text + " " * max(width - int(width_of(text, cells)), 0)


def _pad(lines: Sequence[str], width: int) -> Block:
    return [_fill(line, width) for line in lines]


def _passes(track: Track, slot: str, diagram: Diagram) -> bool:
    """Whether this column's arrow goes on through the next slot, since it has no step there."""
    order = [name for name, _ in diagram.slots]
    following = order[order.index(slot) + 1]
    return following != "included" and all(step.slot != following for step in track.steps)


def _join(blocks: Sequence[Block], width: int, filler: str = "") -> Block:
    """Blocks side by side, as high as the highest; the filler stands in rows where one has ended."""
    rows = []
    for row in range(max(map(len, blocks))):
        parts = [_fill(block[row] if row < len(block) else filler, width) for block in blocks]
        rows.append((" " * _BETWEEN).join(parts))
    return rows
