"""The values of a dimension as rows or columns of a table: their order, names and depth."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from slr.coding.countries import find_country
from slr.coding.validate import is_number
from slr.model.codebook import Category, Dimension

CONFLICT = "(in conflict)"
NOT_CODED = "(not coded)"
NOT_ASKED = "(not asked)"  # of this study, by the codebook's conditions


@dataclass(frozen=True, slots=True)
class Label:
    """A row or column: the value's id, its name, and how deep it stands below its parents."""

    id: str
    name: str
    depth: int = 0
    kin: frozenset[str] = frozenset()  # its own id and those of everything below it


def labels_of(dimension: Dimension, used: Collection[str]) -> tuple[Label, ...]:
    """Every category in the codebook's order, children after their parent; else the values used, in order.

    A value that is no category (the codebook changed) stands at the end under its id, so that no coding is
    lost from the table.
    """
    if dimension.kind not in ("single", "many"):
        return _values(dimension, used)
    tops = [c for c in dimension.categories if dimension.category(c.parent) is None]
    listed = [label for top in tops for label in _branch(dimension, top, 0, frozenset())]
    known = {label.id for label in listed}
    return (*listed, *(Label(value, value, 0, frozenset([value])) for value in sorted(set(used) - known)))


def _values(dimension: Dimension, used: Collection[str]) -> tuple[Label, ...]:
    if dimension.kind == "number":
        order = sorted(set(used), key=lambda v: (0, float(v), v) if is_number(v) else (1, 0.0, v))
        return tuple(Label(value, value, 0, frozenset([value])) for value in order)
    if dimension.kind == "country":
        names: dict[str, set[str]] = {}
        for value in used:
            country = find_country(value)
            names.setdefault(country.name if country else value, set()).add(value)
        return tuple(Label(name, name, 0, frozenset(names[name])) for name in sorted(names))
    return tuple(Label(value, value, 0, frozenset([value])) for value in sorted(set(used)))


def _branch(dimension: Dimension, top: Category, depth: int, above: frozenset[str]) -> Iterator[Label]:
    """A category and everything below it; a circle of parents is cut where it would come round."""
    below = [
        label
        for child in dimension.categories
        if child.parent == top.id and child.id not in above
        for label in _branch(dimension, child, depth + 1, above | {top.id})
    ]
    kin = frozenset([top.id]).union(*(label.kin for label in below))
    yield Label(top.id, top.name or top.id, depth, kin)
    yield from below
