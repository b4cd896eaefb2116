"""One event, one line: how an event becomes bytes and bytes an event again."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from slr.model.event import ENVELOPE, Event
from slr.model.payloads import trouble_with
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


def decode(line: bytes, *, segment: str, number: int) -> Event:
    """The event of a line without its newline. Raises ValueError where it is none."""
    values = json.loads(line.decode("utf-8"))
    if not isinstance(values, Mapping):
        raise ValueError("not a JSON object")
    if "v" in values:
        values = upcast(dict(values))
    missing = [name for name in (*ENVELOPE, "data") if name not in values]
    if missing:
        raise ValueError(f"no {', '.join(missing)}")
    prev = values["prev"]
    if isinstance(prev, list) and all(isinstance(one, str) for one in prev):
        prev = tuple(prev)
    elif not isinstance(prev, str):
        raise ValueError("prev is neither a hash nor a list of hashes")
    if not isinstance(values["data"], Mapping):
        raise ValueError("data is no object")
    for name, kind in (
        ("id", str),
        ("n", int),
        ("who", str),
        ("by", str),
        ("kind", str),
        ("at", str),
        ("v", int),
    ):
        if not isinstance(values[name], kind) or isinstance(values[name], bool):
            raise ValueError(f"{name} is of the wrong type")
    if trouble := trouble_with(values["kind"], values["data"]):
        raise ValueError(trouble)
    return Event(
        id=values["id"],
        n=values["n"],
        at=values["at"],
        who=values["who"],
        by=values["by"],
        kind=values["kind"],
        data=values["data"],
        protocol=str(values["protocol"]),
        slr=str(values["slr"]),
        prev=prev,
        v=values["v"],
        segment=segment,
        line=number,
    )
