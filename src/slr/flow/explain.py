"""What is behind a number of the flow."""

from dataclasses import dataclass

from slr.flow.address import COLUMNS, as_column, boxes_of, nearest, rows_of
from slr.model.errors import SlrError
from slr.model.flow import BOX_NAMES, Column, Flow, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The ids that a box, or a row of one, counts: in ledger order, of records, reports or studies."""

    box: str
    columns: tuple[Column, ...]
    item: str
    unit: Unit
    label: str
    ids: tuple[str, ...]
    items: tuple[tuple[str, str, int], ...]  # the rows of the box: item, label, count

    @property
    def count(self) -> int:
        """How many ids."""
        return len(self.ids)


def explain_box(flow: Flow, name: str, column: str | None = None, item: str | None = None) -> Explanation:
    """The ids behind a box, or behind one item of it. Without a column: of the review as a whole.

    Raises SlrError, with the nearest name, where there is no such box, column or item.
    """
    if name not in BOX_NAMES:
        raise SlrError(f"the flow has no box {name!r}", nearest(name, BOX_NAMES))
    if column is not None and column not in COLUMNS:
        raise SlrError(f"the flow has no column {column!r}", nearest(column, COLUMNS))
    boxes = boxes_of(flow, name, as_column(column) if column else None)
    if not boxes:
        there = [b.column for b in flow.boxes if b.name == name]
        hint = f"it has one in: {', '.join(there)}" if there else "this review has nothing of the kind"
        raise SlrError(f"the flow has no box {name!r}" + (f" in column {column!r}" if column else ""), hint)
    rows = rows_of(boxes)
    ids = tuple(one for box in boxes for one in box.ids)
    label = boxes[0].label
    if item is not None:
        chosen = [row for row in rows if row.item == item]
        if not chosen:
            known = dict.fromkeys(row.item for row in rows)
            raise SlrError(f"the box {name!r} has no item {item!r}", nearest(item, known))
        ids = tuple(one for row in chosen for one in row.ids)
        label = f"{label}: {chosen[0].label or item}"
    return Explanation(
        box=name,
        columns=tuple(box.column for box in boxes),
        item=item or "",
        unit=boxes[0].unit,
        label=label,
        ids=ids,
        items=tuple((row.item, row.label, row.count) for row in rows),
    )
