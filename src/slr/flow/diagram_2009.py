"""PRISMA 2009's diagram (Moher et al., 2009), for papers that still use it: one column for all sources."""

from collections.abc import Iterable
from dataclasses import replace

from slr.flow.diagram_2020 import included_step, report_steps, screening_steps
from slr.flow.parts import Line, Node, NodeKind, Pen, Phase, Step, Track
from slr.model.flow import BOX_NAMES, Box, Column, Flow, Row

_WAYS: tuple[Column, ...] = ("databases", "other")


def tracks_2009(pen: Pen) -> tuple[Track, ...]:
    """The one column: both ways of finding are counted together from the removal of duplicates on."""
    both = Pen(_merged(pen.flow), pen.words)
    steps = [
        _after_duplicates(pen),
        *screening_steps(both, "databases"),
        *_full_text_steps(both),
        included_step(pen),
    ]
    if pen.flow.has_other_methods:
        steps = [_shared(step) for step in steps]
    return (Track(column="databases", heading="", steps=(_identified(pen), *steps)),)


def _merged(flow: Flow) -> Flow:
    """The two columns as one."""
    boxes = []
    for name in BOX_NAMES:
        found = [box for column in _WAYS if (box := flow.box(name, column))]
        if found:
            ids = tuple(one for box in found for one in box.ids)
            conflicts = sum(box.conflicts for box in found)
            rows = _merged_rows(found)
            boxes.append(replace(found[0], column="databases", ids=ids, rows=rows, conflicts=conflicts))
    return replace(flow, boxes=tuple(boxes))


def _merged_rows(boxes: Iterable[Box]) -> tuple[Row, ...]:
    rows: dict[str, Row] = {}
    for row in (row for box in boxes for row in box.rows):
        before = rows.get(row.item)
        rows[row.item] = replace(before, ids=before.ids + row.ids) if before else row
    return tuple(rows.values())


def _shared(step: Step) -> Step:
    """The step under addresses of its own: what it counts is in no one column."""
    return replace(
        step,
        main=_readdressed(step.main),
        sides=tuple(_readdressed(side) for side in step.sides),
    )


def _readdressed(node: Node) -> Node:
    lines = tuple(replace(line, address=_both(line.address)) for line in node.lines)
    return replace(node, address=_both(node.address), lines=lines)


def _both(address: str) -> str:
    return "both/" + address.removeprefix("databases/") if address.startswith("databases/") else address


def _identified(pen: Pen) -> Step:
    nodes: list[Node] = []
    for column in _WAYS:
        address = f"{column}/identified"
        box = pen.box("identified", column)
        head = pen.counted(pen.words[f"identified-{column}"], pen.count("identified", column), address)
        rows = pen.rows(box, 1) if box else []
        nodes.append(Node(address=address, kind="source" if nodes else "main", lines=(head, *rows)))
    sides = tuple(nodes[1:]) if pen.flow.has_other_methods else ()
    return Step(slot="identified", phase="identification", main=nodes[0], sides=sides)


def _after_duplicates(pen: Pen) -> Step:
    """What is left of both sources, and what of it is not screened."""
    flow = pen.flow
    identified, duplicates = (pen.count(name, *_WAYS) for name in ("identified", "duplicates"))
    known = identified is not None and duplicates is not None
    count = flow.total("identified") - flow.total("duplicates") - flow.total("already-found")
    lines = [
        pen.counted(pen.words[name], flow.total(name), f"databases/{name}", 1)
        for name in ("automation", "other-reasons")
        if flow.total(name)
    ]
    if not flow.count("screened", "other") and flow.count("sought", "other"):
        lines.append(pen.counted(pen.words["straight"], flow.count("sought", "other"), "other/sought", 1))
    line = pen.counted(pen.words["after-duplicates"], count if known else None, "databases/duplicates")
    side = Node(address="", kind="side", lines=(Line(text=pen.words["not-screened"]), *lines))
    return Step(
        slot="after-duplicates",
        phase="identification",
        main=Node(address="databases/duplicates", kind="main", lines=(line,)),
        sides=(side,) if lines else (),
    )


def _full_text_steps(pen: Pen) -> list[Step]:
    """Full text as one step: 2009 has no box for retrieval, so what was not retrieved stands beside it."""
    _, assessed = report_steps(pen, "databases")
    kinds: tuple[tuple[str, NodeKind], ...] = (("not-retrieved", "side"), ("not-yet-retrieved", "pending"))
    missing = [pen.node(name, "databases", kind) for name, kind in kinds if pen.has(name, "databases")]
    phase: Phase = "eligibility"
    return [replace(assessed, phase=phase, sides=(*assessed.sides, *missing))]
