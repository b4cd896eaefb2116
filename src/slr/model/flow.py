"""The PRISMA 2020 flow: boxes that know what is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

Unit = Literal["records", "reports", "studies"]
Column = Literal["databases", "other", "previous", "all"]

# Every box by its name, in the order of the diagram. A row (`item`) splits a box: identified by search,
# excluded-full-text by reason, automation by rule, stage boxes by stage.
BOX_NAMES: tuple[str, ...] = (
    "previous-reports",
    "previous-studies",
    "identified",
    "duplicates",
    "already-found",
    "automation",
    "other-reasons",
    "screened",
    "excluded",
    "screening-pending",
    "sought",
    "not-retrieved",
    "not-yet-retrieved",
    "assessed",
    "excluded-full-text",
    "full-text-pending",
    "awaiting",
    "ongoing",
    "included-reports",
    "included-studies",
    "total-reports",
    "total-studies",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A part of a box: a search, a reason, a rule, a stage. `ids` are what it counts, in ledger order."""

    item: str
    label: str
    ids: tuple[str, ...]
    kind: str = ""  # the search's kind, or "rule" and "stop" in automation

    @property
    def count(self) -> int:
        """How many ids."""
        return len(self.ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of one column. The rows, where there are any, add up to the box."""

    name: str
    column: Column
    unit: Unit
    label: str
    ids: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    conflicts: int = 0  # of a pending box, how many are conflicts

    @property
    def count(self) -> int:
        """How many ids."""
        return len(self.ids)

    def as_dict(self) -> dict[str, Any]:
        """The box as JSON-able values, without the ids."""
        rows = [
            {"item": r.item, "label": r.label, "count": r.count} | ({"kind": r.kind} if r.kind else {})
            for r in self.rows
        ]
        return (
            {
                "box": self.name,
                "column": self.column,
                "unit": self.unit,
                "label": self.label,
                "count": self.count,
            }
            | ({"rows": rows} if rows else {})
            | ({"conflicts": self.conflicts} if self.conflicts else {})
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The whole diagram. `draft` while anything is pending; `notice` says where the data are synthetic."""

    boxes: tuple[Box, ...]
    title: str = ""
    notice: str = ""
    round: int | None = None

    def box(self, name: str, column: Column = "databases") -> Box | None:
        """The box of this name in this column, None where the flow has none."""
        return next((b for b in self.boxes if b.name == name and b.column == column), None)

    def count(self, name: str, column: Column = "databases") -> int:
        """The count of a box, 0 where there is none."""
        box = self.box(name, column)
        return box.count if box else 0

    def total(self, name: str) -> int:
        """A box's count over the databases and the other-methods column."""
        return self.count(name, "databases") + self.count(name, "other")

    @property
    def draft(self) -> bool:
        """Whether anything is still pending."""
        return any(b.count for b in self.boxes if b.name in PENDING)

    @property
    def has_other_methods(self) -> bool:
        """Whether the second column has anything in it."""
        return any(b.count for b in self.boxes if b.column == "other" and b.name == "identified")


PENDING: frozenset[str] = frozenset(["screening-pending", "not-yet-retrieved", "full-text-pending"])


def flow_from_boxes(boxes: Iterable[Box], *, title: str = "", notice: str = "") -> Flow:
    """A flow of these boxes in the diagram's order."""
    order = {name: place for place, name in enumerate(BOX_NAMES)}
    return Flow(
        boxes=tuple(sorted(boxes, key=lambda b: (b.column, order[b.name]))), title=title, notice=notice
    )
