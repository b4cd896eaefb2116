"""The lists behind the flow's boxes: what each number counts, and the anchor that a click on it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass

from slr.model.flow import Box, Flow
from slr.model.record import Record
from slr.publish.reference import short_reference


@dataclass(frozen=True, slots=True)
class Entry:
    """One id of a list and what it is; `what` is empty where no record could be read."""

    id: str
    what: str


@dataclass(frozen=True, slots=True)
class BoxList:
    """The list behind a box or one of its rows."""

    anchor: str
    heading: str
    unit: str
    entries: tuple[Entry, ...]
    level: int  # 0 for a box, 1 for a row of it


def flow_links(flow: Flow) -> dict[str, str]:
    """The link of every box and row that counts anything, by its address (`column/box[/item]`)."""
    return {address: f"#{anchor}" for address, anchor in _anchors(flow).items()}


def box_lists(flow: Flow, records: Mapping[str, Record]) -> tuple[BoxList, ...]:
    """The lists of all boxes and rows that count anything, in the order of the flow."""
    anchors = _anchors(flow)
    lists: list[BoxList] = []
    for box in flow.boxes:
        if not box.ids:
            continue
        heading = f"{box.label}{_COLUMN_WORDS[box.column]}"
        address = f"{box.column}/{box.name}"
        rows = [row for row in box.rows if row.ids]
        # A box whose rows list everything needs no list of its own.
        whole = () if rows and sum(r.count for r in rows) == box.count else _entries(box.ids, records)
        lists.append(BoxList(anchors[address], f"{heading} ({box.count})", box.unit, whole, 0))
        for row in rows:
            entries = _entries(row.ids, records)
            anchor = anchors[f"{address}/{row.item}"]
            lists.append(BoxList(anchor, f"{row.label or row.item} ({row.count})", box.unit, entries, 1))
    return tuple(lists)


_COLUMN_WORDS: Mapping[str, str] = {
    "databases": " – databases and registers",
    "other": " – other methods",
    "previous": "",
    "all": "",
}


def _anchors(flow: Flow) -> dict[str, str]:
    """Anchors made of places, not of items: an item may hold any character."""
    anchors = {}
    for box in flow.boxes:
        if box.ids:
            anchor = f"list-{box.column}-{box.name}"
            anchors[f"{box.column}/{box.name}"] = anchor
            anchors |= _row_anchors(box, anchor)
    return anchors


def _row_anchors(box: Box, anchor: str) -> dict[str, str]:
    return {
        f"{box.column}/{box.name}/{row.item}": f"{anchor}-{place}"
        for place, row in enumerate(box.rows, 1)
        if row.ids
    }


def _entries(ids: tuple[str, ...], records: Mapping[str, Record]) -> tuple[Entry, ...]:
    return tuple(Entry(one, short_reference(records[one]) if one in records else "") for one in ids)
