"""What a flow diagram shows, before anything is drawn: nodes of lines in slots, a track for each column.

Every drawing (terminal, SVG, Mermaid, DOT) is made from this one, so that all of them say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from slr.flow.labels import labels
from slr.flow.wrapping import NBSP, clean
from slr.model.flow import Box, Column, Flow, Row

NodeKind = Literal["main", "side", "pending"]
Phase = Literal["identification", "screening", "included"]


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
    def previous(self) -> Track | None:
        """The track of the previous version's studies."""
        return next((t for t in self.tracks if t.column == "previous"), None)


def diagram_of(flow: Flow, *, language: str = "en") -> Diagram:
    """The diagram of a flow. The labels are in this language, rows' labels as the review gives them."""
    words = labels(language)
    pen = _Pen(flow, words)
    tracks = [_databases_track(pen)]
    if flow.has_other_methods:
        tracks.append(_other_track(pen))
    if pen.updated:
        tracks.insert(0, _previous_track(pen))
    return Diagram(
        title=clean(flow.title),
        notice=clean(flow.notice),
        draft=_pending_sentence(pen) if flow.draft else "",
        slots=_slots(tracks),
        tracks=tuple(tracks),
        words=words,
    )


class _Pen:
    """Writes counted lines in one language."""

    def __init__(self, flow: Flow, words: Mapping[str, str]) -> None:
        self.flow = flow
        self.words = words
        self.updated = any(box.column == "previous" for box in flow.boxes)

    def box(self, name: str, *columns: Column) -> Box | None:
        """The first of these columns' boxes that the flow has."""
        return next((b for column in columns if (b := self.flow.box(name, column))), None)

    def has(self, name: str, column: Column) -> bool:
        """Whether the box is there and counts anything."""
        return self.flow.count(name, column) > 0

    def counted(self, text: str, count: int, address: str, level: int = 0) -> Line:
        """`text (n = count)`, with the count kept together on one line."""
        n = f"({self.words['n']}{NBSP}={NBSP}{count})"
        return Line(text=f"{clean(text)} {n}", level=level, address=address)

    def line(self, name: str, column: Column, *, label: str = "", level: int = 0) -> Line:
        """The line of a box, zero where the flow has none."""
        count = self.flow.count(name, column)
        return self.counted(label or self.words[name], count, f"{column}/{name}", level)

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


def _previous_track(pen: _Pen) -> Track:
    lines = [pen.line(n, "previous") for n in ("previous-studies", "previous-reports")]
    node = Node(address="previous/previous-studies", kind="main", lines=tuple(lines))
    step = Step(slot="identified", phase="identification", main=node)
    return Track(column="previous", heading=pen.words["head-previous"], steps=(step,))


def _databases_track(pen: _Pen) -> Track:
    heading = pen.words["head-databases-new" if pen.updated else "head-databases"]
    steps = [
        Step(
            slot="identified",
            phase="identification",
            main=_identified(pen, "databases", ("database", "register")),
            sides=(_removed(pen, "databases", always=True),),
        ),
        *_screening_steps(pen, "databases"),
        *_report_steps(pen, "databases"),
        _included_step(pen),
    ]
    if pen.updated:
        total = tuple(pen.line(name, "all") for name in ("total-studies", "total-reports"))
        node = Node(address="all/total-studies", kind="main", lines=total)
        steps.append(Step(slot="total", phase="included", main=node))
    return Track(column="databases", heading=heading, steps=tuple(steps))


def _other_track(pen: _Pen) -> Track:
    heading = pen.words["head-other-new" if pen.updated else "head-other"]
    kinds = ("website", "organisation", "citation", "other")
    removed = _removed(pen, "other", always=False)
    first = Step(
        slot="identified",
        phase="identification",
        main=_identified(pen, "other", kinds),
        sides=(removed,) if removed.lines else (),
    )
    screened = _screening_steps(pen, "other") if _is_screened(pen) else []
    return Track(column="other", heading=heading, steps=(first, *screened, *_report_steps(pen, "other")))


def _is_screened(pen: _Pen) -> bool:
    return any(pen.has(name, "other") for name in ("screened", "excluded", "screening-pending"))


def _identified(pen: _Pen, column: Column, kinds: tuple[str, ...]) -> Node:
    """The sources, grouped by kind. A kind that the flow does not know is drawn as other sources."""
    box = pen.box("identified", column)
    lines = [Line(text=pen.words["identified"], address=f"{column}/identified")]
    rows = box.rows if box else ()
    for kind in kinds:
        group = [row for row in rows if _kind_of(row, kinds) == kind]
        if group or (column == "databases" and not rows and kind == "database"):
            count = sum(row.count for row in group) if rows else (box.count if box else 0)
            lines.append(pen.counted(pen.words[kind], count, f"{column}/identified", 1))
        if box:
            lines += [pen.row(box, row, 2) for row in group if row.label]
    if box and not rows and column == "other":
        lines.append(pen.counted(pen.words["other"], box.count, f"{column}/identified", 1))
    return Node(address=f"{column}/identified", kind="main", lines=tuple(lines))


def _kind_of(row: Row, kinds: tuple[str, ...]) -> str:
    fallback = "database" if "database" in kinds else "other"
    return row.kind if row.kind in kinds else fallback


def _removed(pen: _Pen, column: Column, *, always: bool) -> Node:
    """What leaves before screening; PRISMA prints all three lines of the first column, zeros too."""
    lines: list[Line] = []
    for name in ("duplicates", "already-found", "automation", "other-reasons"):
        box = pen.box(name, column)
        if pen.has(name, column) or (always and name != "already-found"):
            lines.append(pen.line(name, column, level=1))
        if box and name in ("automation", "other-reasons"):
            lines += [_removed_row(pen, box, row) for row in box.rows]
    head = [Line(text=pen.words["removed"])] if lines else []
    return Node(address=f"{column}/duplicates", kind="side", lines=(*head, *lines))


def _removed_row(pen: _Pen, box: Box, row: Row) -> Line:
    said = pen.words.get(row.kind, "")
    return pen.row(box, row, 2, f"{said}: {row.label or row.item}" if said else "")


def _screening_steps(pen: _Pen, column: Column) -> list[Step]:
    """One step, or one for each stage on records that the screened box has a row for."""
    box = pen.box("screened", column)
    if box is None or not box.rows:
        main = pen.node("screened", column, "main")
        sides = [pen.node("excluded", column, "side")]
        if pen.has("screening-pending", column):
            sides.append(_pending(pen, "screening-pending", column))
        return [Step(slot="screened", phase="screening", main=main, sides=tuple(sides))]
    return [_stage_step(pen, column, row) for row in box.rows]


def _stage_step(pen: _Pen, column: Column, stage: Row) -> Step:
    nodes: list[Node] = []
    kinds: tuple[tuple[str, NodeKind], ...] = (
        ("screened", "main"),
        ("excluded", "side"),
        ("screening-pending", "pending"),
    )
    for name, kind in kinds:
        box = pen.box(name, column)
        row = next((r for r in box.rows if r.item == stage.item), None) if box else None
        if kind == "pending" and not (row and row.count):
            continue
        address = f"{column}/{name}/{stage.item}"
        label = f"{pen.words[name]}: {stage.label or stage.item}"
        line = pen.counted(label, row.count if row else 0, address)
        nodes.append(Node(address=address, kind=kind, lines=(line,)))
    main, *sides = nodes
    return Step(slot=f"screened:{stage.item}", phase="screening", main=main, sides=tuple(sides))


def _pending(pen: _Pen, name: str, column: Column) -> Node:
    box = pen.box(name, column)
    conflicts = box.conflicts if box else 0
    more = [pen.counted(pen.words["conflicts"], conflicts, f"{column}/{name}", 1)] if conflicts else []
    return pen.node(name, column, "pending", *more)


def _report_steps(pen: _Pen, column: Column) -> list[Step]:
    """Retrieval and full text."""
    sought = [pen.node("not-retrieved", column, "side")]
    if pen.has("not-yet-retrieved", column):
        sought.append(_pending(pen, "not-yet-retrieved", column))
    reasons = pen.box("excluded-full-text", column)
    assessed = [
        pen.node("excluded-full-text", column, "side", *(pen.rows(reasons, 1) if reasons else [])),
    ]
    waiting = [name for name in ("awaiting", "ongoing") if pen.has(name, column)]
    if waiting:
        lines = tuple(pen.line(name, column) for name in waiting)
        assessed.append(Node(address=f"{column}/{waiting[0]}", kind="side", lines=lines))
    if pen.has("full-text-pending", column):
        assessed.append(_pending(pen, "full-text-pending", column))
    return [
        Step(
            slot=slot,
            phase="screening",
            main=pen.node(slot, column, "main"),
            sides=tuple(sides),
        )
        for slot, sides in (("sought", sought), ("assessed", assessed))
    ]


def _included_step(pen: _Pen) -> Step:
    """Studies and reports included: a box of all columns, or the sum of two columns' boxes."""
    lines = []
    for name in ("included-studies", "included-reports"):
        box = pen.box(name, "all")
        count = box.count if box else pen.flow.total(name)
        label = pen.words[f"{name}-new" if pen.updated else name]
        lines.append(pen.counted(label, count, f"{box.column if box else 'databases'}/{name}"))
    node = Node(address=lines[0].address, kind="main", lines=tuple(lines))
    return Step(slot="included", phase="included", main=node)


def _slots(tracks: list[Track]) -> tuple[tuple[str, Phase], ...]:
    """Every slot of any track once: the longest way first, others' own stages before the reports."""
    slots: dict[str, Phase] = {}
    for track in tracks:
        for step in track.steps:
            slots.setdefault(step.slot, step.phase)
    fixed = ("sought", "assessed", "included", "total")
    early = [slot for slot in slots if slot not in fixed]
    return tuple((slot, slots[slot]) for slot in (*early, *(s for s in fixed if s in slots)))


def _pending_sentence(pen: _Pen) -> str:
    parts = []
    for name in ("screening-pending", "not-yet-retrieved", "full-text-pending"):
        count = pen.flow.total(name)
        if count:
            parts.append(f"{pen.words[name]}: {count}")
    return f"{pen.words['draft']}, {pen.words['pending']}: {'; '.join(parts)}"
