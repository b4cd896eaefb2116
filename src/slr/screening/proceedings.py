"""What people and rules said at each stage, folded from the events: what is in force, and what is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec import UNSET

from slr.model.event import Event, in_force
from slr.model.payloads import UsualDecision
from slr.model.report import Decision
from slr.model.words import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One person's settling of a conflict; `settles` are the decision events that it was made on."""

    event: str
    stage: str
    record: str
    members: tuple[str, ...]
    who: str
    verdict: Verdict
    reason: str = ""
    note: str = ""
    settles: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()  # who else stands behind it, by consensus
    at: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamOutcome:
    """A team's result that was reached elsewhere and came without votes; nobody's decision."""

    event: str
    stage: str
    record: str
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMark:
    """What a criterion's rule said of one record: true (it excludes) or false (it contradicts)."""

    event: str
    stage: str
    criterion: str
    record: str
    value: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A declared stop: for each record on show then, the members that its report had."""

    event: str
    stage: str
    rule: str
    reports: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """Records drawn at a stage: for these people, for so many of them, or as a pilot (its number)."""

    event: str
    stage: str
    records: frozenset[str]
    people: tuple[str, ...] = ()
    number: int = 0
    pilot: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Records on which another is asked in somebody's place."""

    event: str
    stage: str
    records: frozenset[str]
    giver: str
    heir: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A report removed by hand before screening, with a reason."""

    event: str
    record: str
    members: frozenset[str]
    reason: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceedings:
    """Everything in force, by stage where it belongs to one."""

    decisions: dict[str, tuple[Decision, ...]] = field(default_factory=dict)
    resolutions: dict[str, tuple[Resolution, ...]] = field(default_factory=dict)
    outcomes: dict[str, tuple[TeamOutcome, ...]] = field(default_factory=dict)
    marks: dict[str, tuple[RuleMark, ...]] = field(default_factory=dict)
    stops: dict[str, tuple[Stop, ...]] = field(default_factory=dict)
    draws: dict[str, tuple[Draw, ...]] = field(default_factory=dict)
    handovers: dict[str, tuple[Handover, ...]] = field(default_factory=dict)
    retracted: dict[str, tuple[Decision, ...]] = field(
        default_factory=dict
    )  # by a recheck, not yet made anew
    removals: tuple[Removal, ...] = ()


T = TypeVar("T", Decision, Resolution, TeamOutcome, RuleMark, Stop, Draw, Handover)

VERDICTS = {verdict.value: verdict for verdict in Verdict}
DECIDING = ("decision", "undo", "reopen")
RESOLVING = ("resolution", "undo-resolution", "reopen")


def may_replace_decision(later: Event, earlier: Event) -> bool:
    """Nobody's event overrides another's; only reopening may, which names what it takes back and says why."""
    return later.who == earlier.who or later.kind == "reopen"


def proceedings(events: Iterable[Event]) -> Proceedings:
    """Fold the events of screening."""
    events = list(events)
    decisions = in_force((e for e in events if e.kind in DECIDING), may=may_replace_decision)
    rest = [e for e in events if e.kind != "decision"]  # few, where decisions are many
    resolutions = in_force(e for e in rest if e.kind in RESOLVING)
    rechecks = in_force(e for e in rest if e.kind in ("recheck", "undo-recheck"))
    again = {name for event in rechecks if event.kind == "recheck" for name in event.replaces}
    outcomes = in_force(e for e in rest if e.kind in ("team-outcome", "reopen"))
    rules = in_force(e for e in rest if e.kind in ("rule", "undo-rule"))
    stops = in_force(e for e in rest if e.kind in ("stop", "undo-stop"))
    removals = in_force(e for e in rest if e.kind in ("removal", "undo-removal"))
    draws = in_force(e for e in rest if e.kind in ("assignment", "undo-assignment"))
    handovers = in_force(e for e in rest if e.kind in ("handover", "undo-handover"))
    return Proceedings(
        decisions=by_stage(
            [
                read_usual(e, e.data) if isinstance(e.data, UsualDecision) else read_decision(e)
                for e in decisions
                if e.kind == "decision" and e.id not in again
            ]
        ),
        resolutions=by_stage(
            read_resolution(e)
            for e in resolutions
            if e.kind == "resolution" and e.data["settles"] and e.id not in again
        ),
        outcomes=by_stage(read_outcome(e) for e in outcomes if e.kind == "team-outcome"),
        marks=by_stage(read_mark(e) for e in rules if e.kind == "rule"),
        stops=by_stage(read_stop(e) for e in stops if e.kind == "stop"),
        retracted=by_stage(
            read_decision(e) for e in decisions if again and e.kind == "decision" and e.id in again
        ),
        draws=by_stage(read_draw(e) for e in draws if e.kind == "assignment"),
        handovers=by_stage(read_handover(e) for e in handovers if e.kind == "handover"),
        removals=tuple(read_removal(e) for e in removals if e.kind == "removal"),
    )


def by_stage(items: Iterable[T]) -> dict[str, tuple[T, ...]]:
    """Items by their stage, in order."""
    result: dict[str, list[T]] = {}
    for item in items:
        result.setdefault(item.stage, []).append(item)
    return {stage: tuple(listed) for stage, listed in result.items()}


def read_decision(event: Event) -> Decision:
    """The decision of an event."""
    data = event.data
    if isinstance(data, UsualDecision):
        return read_usual(event, data)
    record = data["record"]
    return Decision(
        event=event.id,
        stage=data["stage"],
        reviewer=event.who,
        record=record,
        members=tuple(data["members"]) if "members" in data else (record,),
        verdict=VERDICTS[data["verdict"]],
        reason=data.get("reason", ""),
        note=data.get("note", ""),
        blind=data.get("blind", True),
        dated=data.get("dated", ""),
        at=event.at,
        protocol=event.protocol,
        judgments=tuple(data["judgments"].items()) if "judgments" in data else (),
    )


def read_usual(event: Event, data: UsualDecision) -> Decision:
    """The same of a payload whose fields are at hand; where a line says nothing there is the default."""
    return Decision(
        event=event.id,
        stage=data.stage,
        reviewer=event.who,
        record=data.record,
        members=(data.record,) if data.members is UNSET else data.members,
        verdict=data.verdict,
        reason="" if data.reason is UNSET else data.reason,
        note="" if data.note is UNSET else data.note,
        blind=True if data.blind is UNSET else data.blind,
        dated="" if data.dated is UNSET else data.dated,
        at=event.at,
        protocol=event.protocol,
    )


def read_resolution(event: Event) -> Resolution:
    """The resolution of an event."""
    data = event.data
    return Resolution(
        event=event.id,
        stage=data["stage"],
        record=data["record"],
        members=tuple(data.get("members", (data["record"],))),
        who=event.who,
        verdict=Verdict(data["verdict"]),
        reason=data.get("reason", ""),
        note=data.get("note", ""),
        settles=tuple(data["settles"]),
        agreed=tuple(data.get("agreed", ())),
        at=event.at,
        dated=data.get("dated", ""),
    )


def read_outcome(event: Event) -> TeamOutcome:
    """The team's result of an event."""
    data = event.data
    return TeamOutcome(
        event=event.id,
        stage=data["stage"],
        record=data["record"],
        verdict=Verdict(data["verdict"]),
        reason=data.get("reason", ""),
    )


def read_mark(event: Event) -> RuleMark:
    """The rule's word of an event."""
    data = event.data
    return RuleMark(
        event=event.id,
        stage=data["stage"],
        criterion=data["criterion"],
        record=data["record"],
        value=data["value"],
    )


def read_stop(event: Event) -> Stop:
    """The declared stop of an event."""
    data = event.data
    return Stop(
        event=event.id,
        stage=data["stage"],
        rule=data["rule"],
        reports={name: frozenset(members) for name, members in data["reports"].items()},
    )


def read_draw(event: Event) -> Draw:
    """The draw of an event."""
    data = event.data
    return Draw(
        event=event.id,
        stage=data["stage"],
        records=frozenset(data["records"]),
        people=tuple(data.get("people", ())),
        number=data.get("number", len(data.get("people", ()))),
        pilot=data.get("pilot", 0),
    )


def read_handover(event: Event) -> Handover:
    """The handing over of an event."""
    data = event.data
    return Handover(
        event=event.id,
        stage=data["stage"],
        records=frozenset(data["records"]),
        giver=data["from"],
        heir=data["to"],
    )


def read_removal(event: Event) -> Removal:
    """The removal of an event."""
    data = event.data
    return Removal(
        event=event.id,
        record=data["record"],
        members=frozenset(data.get("members", (data["record"],))),
        reason=data["reason"],
        who=event.who,
    )
