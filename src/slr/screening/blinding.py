"""Blinding: the one function through which every command reads the events of screening.

A courtesy of the interface, not secrecy: the ledger is plain text, and the docs say so.
"""

from collections.abc import Iterable, Mapping

from slr.model.event import Event
from slr.model.plan import Plan, Stage
from slr.model.report import Settlement
from slr.model.words import Scheme

BLINDED_KINDS = frozenset(["decision", "undo", "resolution", "undo-resolution", "reopen"])


def visible_events(
    events: Iterable[Event],
    *,
    reviewer: str,
    plan: Plan,
    report_of: Mapping[str, str],
    settlements: Mapping[str, Mapping[str, Settlement]],
) -> list[Event]:
    """The events that a reviewer may see.

    Another's decision on a report is hidden until the reviewer has one of their own there (now or taken
    back), or was shown it (an event of kind `shown`), or everybody whom the stage asks has decided: what is
    then in conflict must be seen by whoever resolves it. `settlements` are of all events. Somebody who is no
    reviewer of the protocol sees everything, as the team does.
    """
    events = list(events)
    blinded = {stage.id for stage in plan.stages if is_blinded(stage)}
    if reviewer not in plan.reviewers or not blinded:
        return events
    place = {event.id: place_of(event) for event in events if event.kind in BLINDED_KINDS}
    for event in events:
        if event.kind in BLINDED_KINDS and place[event.id] is None:
            place[event.id] = next((place[old] for old in event.replaces if place.get(old)), None)
    open_to = set()
    for event in events:
        where = place.get(event.id)
        if event.who == reviewer and where:
            open_to.add((where[0], report_of.get(where[1], where[1])))
        if event.kind == "shown" and event.who == reviewer:
            open_to |= {(event.data["stage"], report_of.get(name, name)) for name in event.data["records"]}

    def visible(event: Event) -> bool:
        where = place.get(event.id)
        if where is None or event.who == reviewer or where[0] not in blinded:
            return True
        report = report_of.get(where[1], where[1])
        found = settlements.get(where[0], {}).get(report)
        return (where[0], report) in open_to or (found is not None and found.missing == 0)

    return [event for event in events if visible(event)]


def is_blinded(stage: Stage) -> bool:
    """Whether more than one person may decide on a report at this stage."""
    return stage.reviewers > 1 or stage.scheme is not Scheme.INDEPENDENT


def place_of(event: Event) -> tuple[str, str] | None:
    """The stage and record that an event is about; an undo may say neither, and takes its target's."""
    stage, record = event.data.get("stage"), event.data.get("record")
    return (stage, record) if stage and record else None
