"""One event, one line: how an event becomes bytes and bytes an event again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import count, repeat
from typing import Any, Literal, cast

from msgspec import MsgspecError, Struct, convert
from msgspec.json import Decoder

from slr.model.event import ENVELOPE, VERSION, Event
from slr.model.payloads import UsualDecision, trouble_with
from slr.store.upcast import upcast


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: one text for one value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def encode(event: Event) -> bytes:
    """The line of an event, its newline included. Keys keep the envelope's order, then the payload."""
    prev: Any = list(event.prev) if isinstance(event.prev, tuple) else event.prev
    envelope = {name: getattr(event, name) for name in ENVELOPE} | {"prev": prev}
    parts = [f"{json.dumps(name)}:{canonical(envelope[name])}" for name in ENVELOPE]
    text = "{" + ",".join([*parts, f'"data":{canonical(dict(event.data))}']) + "}\n"
    # A lone surrogate (a hostile export) cannot be UTF-8; it is replaced rather than losing the event.
    return text.encode("utf-8", errors="replace")


class Line(Struct, gc=False):
    """What a line must hold, each of its type; what else it holds is passed over."""

    v: int
    id: str
    n: int
    at: str
    who: str
    by: str
    slr: str
    protocol: str
    prev: str | tuple[str, ...]
    kind: str
    data: dict[str, Any]


class DecisionLine(Struct, gc=False):
    """The line of a usual decision: nearly all lines of a large ledger."""

    v: Literal[1]
    id: str
    n: int
    at: str
    who: str
    by: str
    slr: str
    protocol: str
    prev: str | tuple[str, ...]
    kind: Literal["decision"]
    data: UsualDecision


DECISION = b'"kind":"decision"'
READ = Decoder(Line).decode
READ_DECISION = Decoder(DecisionLine).decode


def decode(line: bytes, *, segment: str, number: int) -> Event:
    """The event of a line without its newline. Raises ValueError where it is none."""
    return event_of(read(line), segment, number)


def read(line: bytes) -> Line | DecisionLine:
    """What a line holds. Raises ValueError where it is no event."""
    if DECISION in line:
        try:
            return READ_DECISION(line)
        except MsgspecError:
            pass  # an unusual one
    try:
        one = READ(line)
    except MsgspecError:
        one = explain(line)
    if one.v != VERSION:
        one = explain(line)
    if trouble := trouble_with(one.kind, one.data):
        raise ValueError(trouble)
    return one


def decode_all(lines: Sequence[bytes], *, segment: str, first: int = 1) -> list[Event]:
    """The events of lines of a segment, the first of this number. Raises ValueError where one is none."""
    if not segment.startswith("decisions/"):
        return [event_of(read(line), segment, number) for number, line in enumerate(lines, start=first)]
    events: list[Event] = []
    rest, place = iter(lines), repeat(segment)
    while len(events) < len(lines):
        try:
            events.extend(map(event_of, map(READ_DECISION, rest), place, count(len(events) + first)))
        except MsgspecError:  # at the line after those that were taken: another kind, or something is wrong
            taken = len(events)
            events.append(event_of(read(lines[taken]), segment, taken + first))
    return events


def event_of(one: Line | DecisionLine, segment: str, number: int) -> Event:
    """The event of a line that was read."""
    return Event(
        one.id,
        one.n,
        one.at,
        one.who,
        one.by,
        one.kind,
        cast("Mapping[str, Any]", one.data),
        one.protocol,
        one.slr,
        one.prev,
        one.v,
        segment,
        number,
    )


def explain(line: bytes) -> Line:
    """A line of another version, or one that the fast reader refused, read slowly.

    Raises ValueError that says what is wrong. Where nothing is after all (a lone surrogate as an escape is
    JSON to Python alone), the line is read.
    """
    values = json.loads(line.decode("utf-8"))
    if not isinstance(values, Mapping):
        raise ValueError("not a JSON object")
    if "v" in values:
        values = upcast(dict(values))
    missing = [name for name in (*ENVELOPE, "data") if name not in values]
    if missing:
        raise ValueError(f"no {', '.join(missing)}")
    try:
        return convert({name: values[name] for name in (*ENVELOPE, "data")}, Line)
    except MsgspecError as error:
        raise ValueError(str(error)) from error
