"""Blinding: the one function through which every command reads the events of screening.

A courtesy of the interface, not secrecy: the ledger is plain text, and the docs say so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from slr.model.event import Event, in_force
from slr.model.payloads import UsualDecision
from slr.model.plan import Plan, Stage
from slr.model.report import Settlement
from slr.model.words import Scheme
from slr.screening.notes import NOTES

RECHECKS = ("recheck", "undo-recheck")
OPENING_KINDS = frozenset(["decision", "undo", "resolution", "undo-resolution", "reopen"])
BLINDED_KINDS = OPENING_KINDS | NOTES  # a note is hidden as a decision is, but opens nothing to its writer


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
    blinded = {stage.id: settlements.get(stage.id, {}) for stage in plan.stages if is_blinded(stage)}
    if reviewer not in plan.reviewers or not blinded:
        return events
    place = Places(events)
    doubtful: dict[int, tuple[str, str]] = {}
    for number, event in enumerate(events):
        if event.who == reviewer or event.kind not in BLINDED_KINDS:
            continue
        data = event.data
        if isinstance(data, UsualDecision):  # nearly all
            stage, record = data.stage, data.record
        else:
            stage, record = place_of(event) or place.of(event)
        if (settled := blinded.get(stage)) is not None:
            report = report_of.get(record, record)
            found = settled.get(report)
            if found is None or found.missing:
                doubtful[number] = (stage, report)
    if not doubtful:
        return events
    open_to, closed_since = seen_by(reviewer, events, place, report_of)
    return [
        event
        for number, event in enumerate(events)
        if (key := doubtful.get(number)) is None
        or (key in open_to and number < closed_since.get(key, number + 1))
    ]


def seen_by(
    reviewer: str, events: Sequence[Event], place: "Places", report_of: Mapping[str, str]
) -> tuple[set[tuple[str, str]], dict[tuple[str, str], int]]:
    """The stages and reports that are open to a reviewer, and since which event some are closed again."""
    open_to: set[tuple[str, str]] = set()
    closed_since: dict[tuple[str, str], int] = {}
    standing = {event.id for event in in_force(e for e in events if e.kind in RECHECKS)}
    for number, event in enumerate(events):
        if event.kind == "recheck" and event.id in standing:
            for name in event.replaces:
                stage, record = place.named(name)
                if stage:
                    closed_since[stage, report_of.get(record, record)] = number
        if event.who != reviewer:
            continue
        if event.kind in OPENING_KINDS:
            stage, record = place_of(event) or place.of(event)
            opened = {(stage, report_of.get(record, record))} if stage else set()
        elif event.kind == "shown":
            opened = {(event.data["stage"], report_of.get(name, name)) for name in event.data["records"]}
        else:
            continue
        open_to |= opened
        for key in opened & closed_since.keys():
            del closed_since[key]
    return open_to, closed_since


class Places:
    """What events are about that do not say stage and record: an undo is about what it takes back."""

    def __init__(self, events: Sequence[Event]) -> None:
        """Store the events; they are looked through when one is asked for."""
        self.events = events
        self.known: dict[str, tuple[str, str]] | None = None

    def named(self, name: str) -> tuple[str, str]:
        """What the event of this id is about; twice nothing where there is none, or it is about neither."""
        if self.known is None:
            self.known = {event.id: where for event, where in places_of(self.events)}
        return self.known.get(name, ("", ""))

    def of(self, event: Event) -> tuple[str, str]:
        """What an event is about that does not say so itself."""
        return self.named(event.id)


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
    if isinstance(event.data, UsualDecision):
        return (event.data.stage, event.data.record)
    stage, record = event.data.get("stage"), event.data.get("record")
    return (stage, record) if stage and record else None
