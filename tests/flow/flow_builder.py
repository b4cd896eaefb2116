"""Flows built by hand: boxes of so many made-up ids."""

from slr.model.flow import Box, Column, Flow, Row, Unit, flow_from_boxes

UNITS: dict[str, Unit] = {
    **dict.fromkeys(("included-studies", "total-studies", "previous-studies"), "studies"),
    **dict.fromkeys(
        ("identified", "duplicates", "already-found", "automation", "other-reasons", "screened", "excluded"),
        "records",
    ),
    "screening-pending": "records",
}


def ids(count: int, start: int = 0) -> tuple[str, ...]:
    """So many ids, from r<start> on."""
    return tuple(f"r{n}" for n in range(start, start + count))


def box(
    name: str,
    count: int,
    column: Column = "databases",
    rows: tuple[tuple[str, str, int, str] | tuple[str, str, int], ...] = (),
    conflicts: int = 0,
) -> Box:
    """A box; rows are (item, label, count, kind), ids given out in order."""
    made, start = [], 0
    for item, label, size, *kind in rows:
        made.append(Row(item=item, label=label, ids=ids(size, start), kind=kind[0] if kind else ""))
        start += size
    return Box(
        name=name,
        column=column,
        unit=UNITS.get(name, "reports"),
        label=name,
        ids=ids(count),
        rows=tuple(made),
        conflicts=conflicts,
    )


def databases_only(*changes: Box) -> Flow:
    """A finished review of three databases and a register; `changes` replace or add boxes."""
    boxes = {
        "identified": box(
            "identified",
            1054,
            rows=(
                ("wos", "Web of Science", 500, "database"),
                ("scopus", "Scopus", 330, "database"),
                ("medline", "MEDLINE (Ovid)", 184, "database"),
                ("central", "Cochrane CENTRAL", 40, "register"),
            ),
        ),
        "duplicates": box("duplicates", 214),
        "automation": box("automation", 12, rows=(("before-2004", "published before 2004", 12, "rule"),)),
        "other-reasons": box("other-reasons", 3),
        "screened": box("screened", 825),
        "excluded": box("excluded", 697),
        "sought": box("sought", 128),
        "not-retrieved": box("not-retrieved", 4),
        "assessed": box("assessed", 124),
        "excluded-full-text": box(
            "excluded-full-text",
            99,
            rows=(
                ("population", "Wrong population", 40),
                ("design", "Not an empirical study", 35),
                ("outcome", "No outcome of interest", 24),
            ),
        ),
        "included-reports": box("included-reports", 25, "all"),
        "included-studies": box("included-studies", 24, "all"),
    }
    replaced = boxes | {change.name: change for change in changes}
    return flow_from_boxes(replaced.values(), title="Wildfires and property values")


def with_other_methods(*more: Box) -> Flow:
    """The same with a second column."""
    other = (
        box(
            "identified",
            61,
            "other",
            rows=(
                ("oecd", "OECD", 21, "organisation"),
                ("google", "Google", 30, "website"),
                ("snowball", "Backward citation search", 10, "citation"),
            ),
        ),
        box("already-found", 9, "other"),
        box("sought", 52, "other"),
        box("not-retrieved", 2, "other"),
        box("assessed", 50, "other"),
        box("excluded-full-text", 48, "other", rows=(("design", "Not an empirical study", 48),)),
    )
    included = (box("included-reports", 27, "all"), box("included-studies", 26, "all"))
    flow = databases_only(*included)
    return flow_from_boxes((*flow.boxes, *other, *more), title=flow.title)


def updated() -> Flow:
    """With a previous version of the review."""
    return with_other_methods(
        box("previous-studies", 17, "previous"),
        box("previous-reports", 19, "previous"),
        box("total-studies", 43, "all"),
        box("total-reports", 46, "all"),
    )


def draft() -> Flow:
    """Two stages on records, nothing finished, and synthetic."""
    flow = databases_only(
        box("screened", 825, rows=(("titles", "Titles", 825), ("abstracts", "Abstracts", 400))),
        box("excluded", 500, rows=(("titles", "Titles", 300), ("abstracts", "Abstracts", 200))),
        box(
            "screening-pending",
            197,
            rows=(("titles", "Titles", 125), ("abstracts", "Abstracts", 72)),
            conflicts=31,
        ),
        box("not-yet-retrieved", 20),
        box("assessed", 104),
        box("excluded-full-text", 60, rows=(("design", "Not an empirical study", 60),)),
        box("full-text-pending", 15, conflicts=6),
        box("awaiting", 3),
        box("ongoing", 2),
    )
    return flow_from_boxes(
        flow.boxes,
        title="Wildfires and property values",
        notice="Synthetic data: every record and decision in this review is made up.",
    )


def many_reasons() -> Flow:
    """Twelve reasons with long texts, one of them a single endless word."""
    long = (
        "Outcome measured less than twelve months after the intervention, or without a measure of dispersion"
    )
    rows = tuple((f"reason-{n}", f"{long} ({n})" if n % 3 else "x" * 90, n + 1) for n in range(12))
    return databases_only(box("excluded-full-text", 78, rows=rows))


SHAPES = {
    "databases": databases_only,
    "other-methods": with_other_methods,
    "many-reasons": many_reasons,
    "draft": draft,
    "updated": updated,
}
