"""The decisions that agreement may use: each reviewer's last one made while blind.

The rule of the design's section "Agreement": resolutions, rules and imported team outcomes are no decisions
of a reviewer, and what somebody decided after seeing another's decision is left out.
"""

from collections.abc import Iterable, Mapping

from slr.model.event import Event
from slr.model.report import Decision
from slr.screening.proceedings import read_decision


def blind_decisions(events: Iterable[Event], stage: str, report_of: Mapping[str, str]) -> list[Decision]:
    """Blind decisions at a stage, in order; a later one of the same reviewer on a report comes after.

    A decision that its maker took back without another does not count. One made after the report was shown
    to them (an event of kind `shown`) is not blind.
    """
    shown: set[tuple[str, str]] = set()
    kept: dict[str, Event] = {}
    for event in events:
        if event.kind == "shown" and event.data["stage"] == stage:
            shown |= {(event.who, report_of.get(name, name)) for name in event.data["records"]}
        elif event.kind == "decision" and event.data["stage"] == stage:
            report = report_of.get(event.data["record"], event.data["record"])
            if event.data.get("blind", True) and (event.who, report) not in shown:
                kept[event.id] = event
        elif event.kind == "undo" and event.data.get("stage") == stage:
            for name in event.replaces:
                kept.pop(name, None)
    return [read_decision(event) for event in kept.values()]
