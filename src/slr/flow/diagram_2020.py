"""PRISMA 2020's diagram: columns of previous studies, databases and registers, and other methods."""

from slr.flow.parts import Line, Node, NodeKind, Pen, Step, Track
from slr.model.flow import Box, Column, Row


def tracks_2020(pen: Pen) -> tuple[Track, ...]:
    """The columns from left to right: previous studies, databases and registers, other methods."""
    tracks = [_databases_track(pen)]
    if pen.flow.has_other_methods:
        tracks.append(_other_track(pen))
    if pen.updated:
        tracks.insert(0, _previous_track(pen))
    return tuple(tracks)


def _previous_track(pen: Pen) -> Track:
    lines = [pen.line(n, "previous") for n in ("previous-studies", "previous-reports")]
    node = Node(address="previous/previous-studies", kind="main", lines=tuple(lines))
    step = Step(slot="identified", phase="identification", main=node)
    return Track(column="previous", heading=pen.words["head-previous"], steps=(step,))


def _databases_track(pen: Pen) -> Track:
    heading = pen.words["head-databases-new" if pen.updated else "head-databases"]
    steps = [
        Step(
            slot="identified",
            phase="identification",
            main=_identified(pen, "databases", ("database", "register")),
            sides=(_removed(pen, "databases", always=True),),
        ),
        *screening_steps(pen, "databases"),
        *report_steps(pen, "databases"),
        included_step(pen),
    ]
    if pen.updated:
        total = tuple(pen.line(name, "all") for name in ("total-studies", "total-reports"))
        node = Node(address="all/total-studies", kind="main", lines=total)
        steps.append(Step(slot="total", phase="included", main=node))
    return Track(column="databases", heading=heading, steps=tuple(steps))


def _other_track(pen: Pen) -> Track:
    heading = pen.words["head-other-new" if pen.updated else "head-other"]
    kinds = ("website", "organisation", "citation", "other")
    removed = _removed(pen, "other", always=False)
    first = Step(
        slot="identified",
        phase="identification",
        main=_identified(pen, "other", kinds),
        sides=(removed,) if removed.lines else (),
    )
    screened = screening_steps(pen, "other") if _is_screened(pen) else []
    return Track(column="other", heading=heading, steps=(first, *screened, *report_steps(pen, "other")))


def _is_screened(pen: Pen) -> bool:
    return any(pen.has(name, "other") for name in ("screened", "excluded", "screening-pending"))


def _identified(pen: Pen, column: Column, kinds: tuple[str, ...]) -> Node:
    """The sources, grouped by kind. A kind that the flow does not know is drawn as other sources."""
    box = pen.box("identified", column)
    lines = [Line(text=pen.words["identified"], address=f"{column}/identified")]
    rows = box.rows if box else ()
    for kind in kinds:
        group = [row for row in rows if _kind_of(row, kinds) == kind]
        if group or (column == "databases" and not rows and kind == "database"):
            count = sum(row.count for row in group) if rows else pen.count("identified", column)
            lines.append(pen.counted(pen.words[kind], count, f"{column}/identified", 1))
        if box and not _says_its_kind(group, pen.words[kind]):
            lines += [pen.row(box, row, 2) for row in group if row.label]
    if box and not rows and column == "other":
        lines.append(pen.counted(pen.words["other"], box.count, f"{column}/identified", 1))
    return Node(address=f"{column}/identified", kind="main", lines=tuple(lines))


def _says_its_kind(group: list[Row], kind: str) -> bool:
    """Whether the one source of a kind is called like it, such as Citation searching: one line says both."""
    return len(group) == 1 and group[0].label.casefold() == kind.casefold()


def _kind_of(row: Row, kinds: tuple[str, ...]) -> str:
    fallback = "database" if "database" in kinds else "other"
    return row.kind if row.kind in kinds else fallback


def _removed(pen: Pen, column: Column, *, always: bool) -> Node:
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


def _removed_row(pen: Pen, box: Box, row: Row) -> Line:
    said = pen.words.get(row.kind, "")
    return pen.row(box, row, 2, f"{said}: {row.label or row.item}" if said else "")


def screening_steps(pen: Pen, column: Column) -> list[Step]:
    """One step, or one for each stage on records that the screened box has a row for."""
    box = pen.box("screened", column)
    if box is None or not box.rows:
        main = pen.node("screened", column, "main")
        sides = [pen.node("excluded", column, "side")]
        if pen.has("screening-pending", column):
            sides.append(pending_node(pen, "screening-pending", column))
        return [Step(slot="screened", phase="screening", main=main, sides=tuple(sides))]
    return [_stage_step(pen, column, row) for row in box.rows]


def _stage_step(pen: Pen, column: Column, stage: Row) -> Step:
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
        count = row.count if row else (0 if box else None)  # an empty row is left out of its box
        line = pen.counted(label, count, address)
        nodes.append(Node(address=address, kind=kind, lines=(line,)))
    main, *sides = nodes
    return Step(slot=f"screened:{stage.item}", phase="screening", main=main, sides=tuple(sides))


def pending_node(pen: Pen, name: str, column: Column) -> Node:
    """What is still to do, and how much of it is in conflict."""
    box = pen.box(name, column)
    conflicts = box.conflicts if box else 0
    more = [pen.counted(pen.words["conflicts"], conflicts, f"{column}/{name}", 1)] if conflicts else []
    return pen.node(name, column, "pending", *more)


def report_steps(pen: Pen, column: Column) -> list[Step]:
    """Retrieval and full text."""
    sought = [pen.node("not-retrieved", column, "side")]
    if pen.has("not-yet-retrieved", column):
        sought.append(pending_node(pen, "not-yet-retrieved", column))
    reasons = pen.box("excluded-full-text", column)
    assessed = [
        pen.node("excluded-full-text", column, "side", *(pen.rows(reasons, 1) if reasons else [])),
    ]
    waiting = [name for name in ("awaiting", "ongoing") if pen.has(name, column)]
    if waiting:
        lines = tuple(pen.line(name, column) for name in waiting)
        assessed.append(Node(address=f"{column}/{waiting[0]}", kind="side", lines=lines))
    if pen.has("full-text-pending", column):
        assessed.append(pending_node(pen, "full-text-pending", column))
    return [
        Step(
            slot=slot,
            phase="screening",
            main=pen.node(slot, column, "main"),
            sides=tuple(sides),
        )
        for slot, sides in (("sought", sought), ("assessed", assessed))
    ]


def included_step(pen: Pen) -> Step:
    """Studies and reports included: a box of all columns, or the sum of two columns' boxes."""
    lines = []
    for name in ("included-studies", "included-reports"):
        box = pen.box(name, "all")
        count = box.count if box else pen.count(name, "databases", "other")
        label = pen.words[f"{name}-new" if pen.updated else name]
        lines.append(pen.counted(label, count, f"{box.column if box else 'databases'}/{name}"))
    node = Node(address=lines[0].address, kind="main", lines=tuple(lines))
    return Step(slot="included", phase="included", main=node)
