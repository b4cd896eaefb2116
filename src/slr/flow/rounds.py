"""Closed rounds: what a round counted when it was closed, and what has changed since.

The rules of the design's section "Searches and rounds": closing freezes counts and membership; later changes
to a closed round are findings.
"""

from collections.abc import Callable, Iterable
from typing import Any

from slr.model.event import Event, in_force
from slr.model.finding import Finding
from slr.model.flow import Flow
from slr.model.words import Severity


def closing_data(flow: Flow) -> dict[str, Any]:
    """The payload of a `round-closed` event: every box's count, and which reports are included."""
    included = flow.box("included-reports", "all")
    return {
        "round": flow.round or 1,
        "counts": {f"{box.column}/{box.name}": box.count for box in flow.boxes},
        "included": list(included.ids) if included else [],
    }


def closed_rounds(events: Iterable[Event]) -> list[Event]:
    """The closings in force, in order."""
    told = in_force(e for e in events if e.kind in ("round-closed", "round-reopened"))
    return [event for event in told if event.kind == "round-closed"]


def changes_since(events: Iterable[Event], flow_of: Callable[[int], Flow]) -> list[Finding]:
    """A finding for every box of a closed round that counts otherwise now, and for changed membership."""
    findings = []
    for event in closed_rounds(events):
        number = event.data["round"]
        now = closing_data(flow_of(number))
        counts = event.data["counts"]
        for name in sorted(counts.keys() | now["counts"].keys()):
            before, after = counts.get(name, 0), now["counts"].get(name, 0)
            if before != after:
                findings.append(changed(number, f"{name} counted {before} then and counts {after} now"))
        gone = sorted(set(event.data["included"]) - set(now["included"]))
        come = sorted(set(now["included"]) - set(event.data["included"]))
        if gone or come:
            words = [f"no longer included: {', '.join(gone)}"] * bool(gone)
            words += [f"included since: {', '.join(come)}"] * bool(come)
            findings.append(changed(number, "; ".join(words)))
    return findings


def changed(number: int, what: str) -> Finding:
    """The finding for a change of a closed round."""
    return Finding(
        code="F002",
        severity=Severity.WARNING,
        message=f"round {number} was closed, and has changed: {what}",
        hint="enter it as an amendment, or take the change back",
    )
