"""A published flow, box by box, and how the computed one compares with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from slr.flow.address import COLUMNS, UNITS, boxes_of, nearest, rows_of
from slr.model.finding import Finding
from slr.model.flow import BOX_NAMES, Box, Column, Flow, Unit
from slr.model.words import Severity

_KEYS = ("about", "boxes")
_BOX_KEYS = ("box", "column", "item", "unit", "count", "source", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One number that somebody published, or that the review's authors state themselves."""

    box: str
    count: int
    column: Column = "all"
    item: str = ""  # a row of the box; empty means the whole box
    unit: Unit | None = None
    source: str = ""
    note: str = ""
    place: int = 0  # which entry of the file, from 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """A published flow: what it is, and its numbers in the file's order."""

    about: str = ""
    boxes: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One expected number beside the computed one; `found` is None where the flow has no such box or row."""

    box: str
    column: Column
    item: str
    unit: str
    expected: int
    found: int | None
    source: str
    note: str
    hint: str = ""  # why there is nothing to compare with

    @property
    def equal(self) -> bool:
        """Whether both numbers are the same."""
        return self.found == self.expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """All expected numbers beside the computed ones, in the file's order."""

    about: str
    rows: tuple[Compared, ...]

    @property
    def differences(self) -> tuple[Compared, ...]:
        """The rows that are not equal."""
        return tuple(row for row in self.rows if not row.equal)


def read_expectation(data: object) -> tuple[Expectation, list[Finding]]:
    """The expectation in a parsed `flow.expect.yaml`; a wrong entry is left out and is a finding.

    `boxes` is a list of mappings: box and count are required; column (default all), item, unit, source and
    note are not.
    """
    findings: list[Finding] = []
    if not isinstance(data, Mapping):
        return Expectation(), [_error("expect-shape", "the file must be a mapping with `boxes`")]
    for key in data:
        if key not in _KEYS:
            findings.append(_error("expect-key", f"unknown key {key!r}", nearest(str(key), _KEYS)))
    listed = data.get("boxes")
    if not isinstance(listed, list) or not listed:
        findings.append(_error("expect-shape", "`boxes` must be a list with at least one box"))
        listed = []
    boxes = []
    for place, entry in enumerate(listed, 1):
        box, troubles = _read_box(place, entry)
        findings += troubles
        boxes += [box] if box else []
    return Expectation(about=str(data.get("about") or "").strip(), boxes=tuple(boxes)), findings


def _read_box(place: int, entry: object) -> tuple[Expected | None, list[Finding]]:
    if not isinstance(entry, Mapping):
        return None, [
            _error("expect-shape", f"box {place} must be a mapping such as {{box: screened, count: 7}}")
        ]
    troubles = [trouble for check in _CHECKS if (trouble := check(place, entry))]
    if troubles:
        return None, troubles
    return Expected(
        box=entry["box"],
        count=entry["count"],
        column=cast(Column, entry.get("column", "all")),
        item=str(entry.get("item") or ""),
        unit=cast("Unit | None", entry.get("unit")),
        source=str(entry.get("source") or ""),
        note=str(entry.get("note") or ""),
        place=place,
    ), []


def _check_keys(place: int, entry: Mapping[str, Any]) -> Finding | None:
    unknown = [str(key) for key in entry if key not in _BOX_KEYS]
    if not unknown:
        return None
    return _error("expect-key", f"box {place}: unknown key {unknown[0]!r}", nearest(unknown[0], _BOX_KEYS))


def _check_name(place: int, entry: Mapping[str, Any]) -> Finding | None:
    name = entry.get("box")
    if name in BOX_NAMES:
        return None
    said = f"unknown box {name!r}" if "box" in entry else "no `box` is named"
    return _error("expect-box", f"box {place}: {said}", nearest(str(name), BOX_NAMES))


def _check_column(place: int, entry: Mapping[str, Any]) -> Finding | None:
    column = entry.get("column", "all")
    if column in COLUMNS:
        return None
    return _error("expect-column", f"box {place}: unknown column {column!r}", nearest(str(column), COLUMNS))


def _check_unit(place: int, entry: Mapping[str, Any]) -> Finding | None:
    unit = entry.get("unit")
    if unit is None or unit in UNITS:
        return None
    return _error("expect-unit", f"box {place}: unknown unit {unit!r}", nearest(str(unit), UNITS))


def _check_count(place: int, entry: Mapping[str, Any]) -> Finding | None:
    count = entry.get("count")
    if isinstance(count, int) and not isinstance(count, bool) and count >= 0:
        return None
    return _error("expect-count", f"box {place}: `count` must be a whole number from 0 on, not {count!r}")


_CHECKS: tuple[Callable[[int, Mapping[str, Any]], Finding | None], ...] = (
    _check_keys,
    _check_name,
    _check_column,
    _check_unit,
    _check_count,
)


def _error(code: str, message: str, hint: str = "") -> Finding:
    return Finding(code=code, severity=Severity.ERROR, message=message, hint=hint)


def compare(flow: Flow, expectation: Expectation) -> Comparison:
    """Each expected number beside the flow's own.

    Column `all` is the box of all columns where there is one, else databases and other methods together. An
    item is looked up by its id, else by its label. A box that the flow has not is not zero: it is not found.
    """
    rows = tuple(_compare_one(flow, expected) for expected in expectation.boxes)
    return Comparison(about=expectation.about, rows=rows)


def _compare_one(flow: Flow, expected: Expected) -> Compared:
    boxes = boxes_of(flow, expected.box, expected.column)
    found, hint = _count(boxes, expected.item)
    unit = boxes[0].unit if boxes else ""
    if found is not None and expected.unit and expected.unit != unit:
        found, hint = None, f"the flow counts {unit} in this box"
    return Compared(
        box=expected.box,
        column=expected.column,
        item=expected.item,
        unit=expected.unit or unit,
        expected=expected.count,
        found=found,
        source=expected.source,
        note=expected.note,
        hint=hint,
    )


def _count(boxes: tuple[Box, ...], item: str) -> tuple[int | None, str]:
    """The count of some boxes or of one item of theirs, and why there is none."""
    if not boxes:
        return None, "the flow has no such box"
    if not item:
        return sum(box.count for box in boxes), ""
    rows = rows_of(boxes)
    chosen = [row for row in rows if row.item == item] or [row for row in rows if row.label == item]
    if chosen:
        return sum(row.count for row in chosen), ""
    return None, f"no item {item!r} in this box; {nearest(item, dict.fromkeys(row.item for row in rows))}"
