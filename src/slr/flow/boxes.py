"""The boxes of PRISMA 2020 by name: their labels, and the one function that makes a box."""

from collections.abc import Iterable

from slr.model.flow import Box, Column, Row, Unit

LABELS: dict[str, str] = {
    "previous-reports": "Reports of studies included in previous version of review",
    "previous-studies": "Studies included in previous version of review",
    "identified": "Records identified",
    "duplicates": "Duplicate records removed",
    "already-found": "Records already found in databases and registers",
    "automation": "Records marked as ineligible by automation tools",
    "other-reasons": "Records removed for other reasons",
    "screened": "Records screened",
    "excluded": "Records excluded",
    "screening-pending": "Records still to be screened",
    "sought": "Reports sought for retrieval",
    "not-retrieved": "Reports not retrieved",
    "not-yet-retrieved": "Reports not yet retrieved",
    "assessed": "Reports assessed for eligibility",
    "excluded-full-text": "Reports excluded",
    "full-text-pending": "Reports still to be assessed",
    "awaiting": "Reports awaiting classification",
    "ongoing": "Reports of ongoing studies",
    "included-reports": "Reports of included studies",
    "included-studies": "Studies included in review",
    "total-reports": "Reports of total included studies",
    "total-studies": "Total studies included in review",
}


def box(
    name: str, column: Column, unit: Unit, ids: Iterable[str], rows: Iterable[Row] = (), conflicts: int = 0
) -> Box:
    """A box with its standard label; rows without anything in them are left out."""
    filled = tuple(row for row in rows if row.ids)
    return Box(
        name=name,
        column=column,
        unit=unit,
        label=LABELS[name],
        ids=tuple(ids),
        rows=filled,
        conflicts=conflicts,
    )
