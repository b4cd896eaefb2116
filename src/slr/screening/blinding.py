"""Blinding: the one function through which every command reads the events of screening.

A courtesy of the interface, not secrecy: the ledger is plain text, and the docs say so.
"""

from collections.abc import Iterable, Iterator, Mapping

from slr.model.event import Event, in_force
from slr.model.plan import Plan, Stage
from slr.model.report import Settlement
from slr.model.words import Scheme

RECHECKS = ("recheck", "undo-recheck")
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
    then in conflict must be seen by whoever resolves it. Where a recheck asks the reviewer anew, what others
    decided since is hidden again until they have. `settlements` are of all events. Somebody who is no
    reviewer of the protocol sees everything, as the team does.
    """
    events = list(events)
    blinded = {stage.id for stage in plan.stages if is_blinded(stage)}
    if reviewer not in plan.reviewers or not blinded:
        return events
    place = {event.id: where for event, where in places_of(events)}
    open_to: set[tuple[str, str]] = set()
    closed_since: dict[tuple[str, str], int] = {}
    standing = {event.id for event in in_force(e for e in events if e.kind in RECHECKS)}
    for number, event in enumerate(events):
        if event.kind == "recheck" and event.id in standing:
            asked = {place[name] for name in event.replaces if name in place}
            for stage, record in asked:
                closed_since[stage, report_of.get(record, record)] = number
        if event.who != reviewer:
            continue
        if where := place.get(event.id):
            opened = {(where[0], report_of.get(where[1], where[1]))}
        elif event.kind == "shown":
            opened = {(event.data["stage"], report_of.get(name, name)) for name in event.data["records"]}
        else:
            continue
        open_to |= opened
        for key in opened & closed_since.keys():
            del closed_since[key]

    def visible(number: int, event: Event) -> bool:
        where = place.get(event.id)
        if where is None or event.who == reviewer or where[0] not in blinded:
            return True
        key = (where[0], report_of.get(where[1], where[1]))
        found = settlements.get(key[0], {}).get(key[1])
        if found is not None and found.missing == 0:
            return True
        return key in open_to and number < closed_since.get(key, number + 1)

    return [event for number, event in enumerate(events) if visible(number, event)]


def places_of(events: Iterable[Event]) -> Iterator[tuple[Event, tuple[str, str]]]:
    """The events that blinding may hide, each with the stage and record that it is about.

    One that says neither, such as an undo, is about what it takes back.
    """
    place: dict[str, tuple[str, str]] = {}
    for event in events:
        if event.kind not in BLINDED_KINDS:
            continue
        where = place_of(event) or next((place[old] for old in event.replaces if old in place), None)
        if where is not None:
            place[event.id] = where
            yield event, where


def is_blinded(stage: Stage) -> bool:
    """Whether more than one person may decide on a report at this stage."""
    return stage.reviewers > 1 or stage.scheme is not Scheme.INDEPENDENT


def place_of(event: Event) -> tuple[str, str] | None:
    """The stage and record that an event is about; an undo may say neither, and takes its target's."""
    stage, record = event.data.get("stage"), event.data.get("record")
    return (stage, record) if stage and record else None
