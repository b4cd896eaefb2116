"""Whether the boxes of a flow add up: what goes into a box must leave it again, or stand in the next one.

For flows that somebody typed (a CSV, a paper): boxes that are not given are skipped, not taken as zero.
"""

from collections.abc import Callable, Iterable

from slr.model.finding import Finding
from slr.model.flow import Column, Flow
from slr.model.words import Severity

# A box, and what must be left of it when the others are taken away. A box in brackets may be missing.
_CHAINS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("identified", ("duplicates", "[already-found]", "automation", "other-reasons"), "screened"),
    ("screened", ("excluded", "[screening-pending]"), "sought"),
    ("sought", ("not-retrieved", "[not-yet-retrieved]"), "assessed"),
)
_UNSCREENED = (
    "identified",
    ("[duplicates]", "[already-found]", "[automation]", "[other-reasons]"),
    "sought",
)
_WAYS: tuple[Column, ...] = ("databases", "other")


def check_arithmetic(flow: Flow) -> list[Finding]:
    """A finding for each sum that is not right: both sides of it, in the order of the diagram."""
    checks: tuple[Callable[[Flow], Iterable[Finding]], ...] = (_rows, _chains, _included, _totals)
    return [finding for check in checks for finding in check(flow)]


def _rows(flow: Flow) -> Iterable[Finding]:
    """The rows of a box add up to it; stages on records each see what the one before left."""
    for box in flow.boxes:
        rows = sum(row.count for row in box.rows)
        if box.rows and box.name != "screened" and rows != box.count:
            parts = " + ".join(str(row.count) for row in box.rows)
            yield _wrong(
                "flow-rows", f"{_name(box.name, box.column)}: its rows are {parts} = {rows}, not {box.count}"
            )


def _chains(flow: Flow) -> Iterable[Finding]:
    for column in _WAYS:
        unscreened = not flow.count("screened", column) and (column == "other" or _all_sought(flow, column))
        for start, leaving, rest in (_UNSCREENED, _CHAINS[2]) if unscreened else _CHAINS:
            severity = Severity.WARNING if unscreened and start == "identified" else Severity.ERROR
            finding = _chain(flow, column, start, leaving, rest, severity)
            if finding:
                yield finding


def _all_sought(flow: Flow, column: Column) -> bool:
    """Whether a column went to retrieval as it was: a protocol may have no stage on records."""
    skips = _chain(flow, column, *_UNSCREENED, Severity.ERROR) is None
    return bool(flow.count("sought", column)) and skips


def _chain(
    flow: Flow, column: Column, start: str, leaving: tuple[str, ...], rest: str, severity: Severity
) -> Finding | None:
    """`start` less what leaves must be `rest`."""
    first, last = flow.box(start, column), flow.box(rest, column)
    parts = []
    for name in leaving:
        box = flow.box(name.strip("[]"), column)
        if box is None and not name.startswith("["):
            return None
        if box is not None and (box.count or not name.startswith("[")):
            parts.append((box.name, box.count))
    if first is None or last is None or first.count - sum(count for _, count in parts) == last.count:
        return None
    taken = "".join(f" - {name} {count}" for name, count in parts)
    left = first.count - sum(count for _, count in parts)
    return _wrong(
        "flow-sum",
        f"{_name(start, column)}: {start} {first.count}{taken} = {left}, but {rest} is {last.count}",
        severity,
    )


def _included(flow: Flow) -> Iterable[Finding]:
    """What was assessed and not excluded is included, over both columns; studies have reports."""
    new = flow.box("included-reports", "all")
    assessed = [box for c in _WAYS if (box := flow.box("assessed", c))]
    gone = [
        box
        for column in _WAYS
        for name in ("excluded-full-text", "full-text-pending", "awaiting", "ongoing")
        if (box := flow.box(name, column))
    ]
    unknown = any(not flow.box("excluded-full-text", box.column) for box in assessed)
    left = sum(box.count for box in assessed) - sum(box.count for box in gone)
    if new and assessed and not unknown and left != new.count:
        said = " + ".join(str(box.count) for box in assessed)
        taken = "".join(f" - {box.name} {box.count}" for box in gone if box.count)
        yield _wrong(
            "flow-sum",
            f"included-reports: assessed {said}{taken} = {left}, but included-reports is {new.count}",
        )
    studies = flow.box("included-studies", "all")
    if new and studies and bool(new.count) != bool(studies.count):
        yield _wrong("flow-studies", f"{studies.count} studies are included with {new.count} reports")


def _totals(flow: Flow) -> Iterable[Finding]:
    """Previous and new make the total; a study may be in both, a report may not."""
    for unit in ("reports", "studies"):
        old = flow.box(f"previous-{unit}", "previous")
        new = flow.box(f"included-{unit}", "all")
        total = flow.box(f"total-{unit}", "all")
        if old is None or new is None or total is None:
            continue
        both = old.count + new.count
        right = total.count == both
        if unit == "studies":
            right = max(old.count, new.count) <= total.count <= both
        if not right:
            yield _wrong(
                "flow-sum",
                f"total-{unit}: previous {old.count} + new {new.count} = {both}, not {total.count}",
            )


def _name(box: str, column: Column) -> str:
    return box if column == "all" else f"{box} ({column})"


def _wrong(code: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code=code, severity=severity, message=message)
