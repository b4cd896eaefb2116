"""What a flow diagram is made of: nodes of lines in slots, a track a column, a pen to write them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from slr.flow.wrapping import NBSP, clean
from slr.model.flow import Box, Column, Flow, Row

NodeKind = Literal["main", "side", "pending", "source"]  # a source stands beside and leads on, not out
Phase = Literal["identification", "screening", "eligibility", "included"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a node before wrapping; `address` is `column/box[/item]` of what it counts."""

    text: str
    level: int = 0  # how deep it is indented
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One box of the drawing; `address` is that of the flow's box that it stands for."""

    address: str
    kind: NodeKind
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A main node and what leaves the way beside it. `slot` lines steps up across tracks."""

    slot: str
    phase: Phase
    main: Node
    sides: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One column of the diagram, from the top down."""

    column: Column
    heading: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """The whole drawing: `slots` in order with their phase, tracks, what goes on top, and the words used."""

    title: str
    notice: str
    draft: str  # empty in a final flow, else what is pending
    slots: tuple[tuple[str, Phase], ...]
    tracks: tuple[Track, ...]
    words: Mapping[str, str]

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The phases in order, each once."""
        return tuple(dict.fromkeys(phase for _, phase in self.slots))


class Pen:
    """Writes counted lines of a flow in one language."""

    def __init__(self, flow: Flow, words: Mapping[str, str]) -> None:
        """Store the flow and the words; `updated` is whether there was a version before."""
        self.flow = flow
        self.words = words
        self.updated = any(box.column == "previous" for box in flow.boxes)

    def box(self, name: str, *columns: Column) -> Box | None:
        """The first of these columns' boxes that the flow has."""
        return next((b for column in columns if (b := self.flow.box(name, column))), None)

    def has(self, name: str, column: Column) -> bool:
        """Whether the box is there and counts anything."""
        return self.flow.count(name, column) > 0

    def counted(self, text: str, count: int | None, address: str, level: int = 0) -> Line:
        """`text (n = count)`, kept together on one line; `?` where nobody gave the count: it is not zero."""
        n = f"({self.words['n']}{NBSP}={NBSP}{'?' if count is None else count})"
        return Line(text=f"{clean(text)} {n}", level=level, address=address)

    def line(self, name: str, column: Column, *, label: str = "", level: int = 0) -> Line:
        """The line of a box."""
        return self.counted(label or self.words[name], self.count(name, column), f"{column}/{name}", level)

    def count(self, name: str, *columns: Column) -> int | None:
        """The boxes' counts together, None where the flow has none of them."""
        found = [box for column in columns if (box := self.flow.box(name, column))]
        return sum(box.count for box in found) if found else None

    def rows(self, box: Box, level: int) -> list[Line]:
        """The lines of a box's rows."""
        return [self.row(box, row, level) for row in box.rows]

    def row(self, box: Box, row: Row, level: int, label: str = "") -> Line:
        """The line of one row."""
        address = f"{box.column}/{box.name}/{row.item}"
        return self.counted(label or row.label or row.item, row.count, address, level)

    def node(self, name: str, column: Column, kind: NodeKind, *more: Line) -> Node:
        """A node of one box's line, and more below it."""
        return Node(address=f"{column}/{name}", kind=kind, lines=(self.line(name, column), *more))
