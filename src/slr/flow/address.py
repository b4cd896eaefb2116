"""Naming a box: names, columns and items checked, with the nearest one where there is none of that name."""

import difflib
from collections.abc import Iterable
from typing import get_args

from slr.model.flow import Box, Column, Flow, Row, Unit

COLUMNS: tuple[Column, ...] = get_args(Column)
UNITS: tuple[Unit, ...] = get_args(Unit)


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the nearest one, else all of them."""
    names = list(known)
    near = difflib.get_close_matches(word, names, n=1)
    return (
        f"did you mean {near[0]}?" if near else f"one of: {', '.join(names)}" if names else "there are none"
    )


def as_column(word: str) -> Column | None:
    """The word as a column, None where it is none."""
    return next((column for column in COLUMNS if column == word), None)


def boxes_of(flow: Flow, name: str, column: Column | None) -> tuple[Box, ...]:
    """The boxes that a name and a column mean; no column means the review as a whole.

    `all`, or none, is the box of all columns where the flow has one, else those of databases and other.
    """
    if column not in (None, "all"):
        named = flow.box(name, column)
        return (named,) if named else ()
    whole = flow.box(name, "all") or (flow.box(name, "previous") if column is None else None)
    if whole:
        return (whole,)
    ways: tuple[Column, ...] = ("databases", "other")
    return tuple(box for way in ways if (box := flow.box(name, way)))


def rows_of(boxes: Iterable[Box]) -> tuple[Row, ...]:
    """All rows of some boxes, in order."""
    return tuple(row for box in boxes for row in box.rows)
