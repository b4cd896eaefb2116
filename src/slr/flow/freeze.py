"""A flow as it was submitted: its counts and a hash of what each box held, to show later changes against."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from slr.model.finding import Finding
from slr.model.flow import Flow, Unit
from slr.model.words import Severity

VERSION = 1


@dataclass(frozen=True, slots=True)
class FrozenPart:
    """A box or one row of it: `address` is `column/box` or `column/box/item`; `held` hashes its ids."""

    address: str
    label: str
    unit: str
    count: int
    held: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A frozen flow. `about` holds what the caller gave: versions, hashes, a date."""

    name: str
    about: Mapping[str, str]
    parts: tuple[FrozenPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one box or row since: `before` and `now` are None where it was not there."""

    address: str
    label: str
    unit: str
    before: int | None
    now: int | None

    @property
    def same_count(self) -> bool:
        """Whether only what is in it changed, and not how much."""
        return self.before == self.now


def freeze(flow: Flow, *, name: str, about: Mapping[str, str]) -> str:
    """The flow as canonical JSON. Ids are hashed without their order, so that only membership counts."""
    content = {
        "version": VERSION,
        "name": name,
        "about": dict(about),
        "parts": [
            {"address": p.address, "label": p.label, "unit": p.unit, "count": p.count, "held": p.held}
            for p in _parts(flow)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _parts(flow: Flow) -> tuple[FrozenPart, ...]:
    parts = []
    for box in flow.boxes:
        address = f"{box.column}/{box.name}"
        parts.append(_part(address, box.label, box.unit, box.ids))
        parts += [_part(f"{address}/{row.item}", row.label, box.unit, row.ids) for row in box.rows]
    return tuple(parts)


def _part(address: str, label: str, unit: Unit, ids: Iterable[str]) -> FrozenPart:
    held = sorted(ids)
    digest = hashlib.sha256("\n".join(held).encode()).hexdigest()
    return FrozenPart(address, label, unit, len(held), digest)


def read_frozen(text: str) -> tuple[Frozen | None, list[Finding]]:
    """A frozen flow from its JSON; None, with a finding, where it is none."""
    try:
        data = json.loads(text)
    except ValueError as trouble:
        return None, [_unreadable(f"it is no JSON: {trouble}")]
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return None, [_unreadable(f"it is no frozen flow of version {VERSION}")]
    try:
        parts = tuple(_read_part(one) for one in data["parts"])
        about = {str(key): str(value) for key, value in data["about"].items()}
        return Frozen(name=str(data["name"]), about=about, parts=parts), []
    except (KeyError, TypeError, AttributeError, ValueError) as trouble:
        return None, [_unreadable(f"a part of it is missing or wrong: {trouble!r}")]


def _read_part(data: Mapping[str, Any]) -> FrozenPart:
    return FrozenPart(
        str(data["address"]), str(data["label"]), str(data["unit"]), int(data["count"]), str(data["held"])
    )


def _unreadable(why: str) -> Finding:
    return Finding(
        code="frozen-unreadable",
        severity=Severity.ERROR,
        message=f"the frozen flow cannot be read: {why}",
        hint="restore the file from git; slr never changes it",
    )


def changes_since(frozen: Frozen, flow: Flow) -> tuple[Change, ...]:
    """Every box and row that holds others than it did; empty ones that came or went are no change."""
    before = {part.address: part for part in frozen.parts}
    now = {part.address: part for part in _parts(flow)}
    found = []
    for address in dict.fromkeys((*before, *now)):
        old, new = before.get(address), now.get(address)
        some = new or old
        if some is None or (old and new and old.held == new.held) or not (_count(old) or _count(new)):
            continue
        found.append(
            Change(
                address=address,
                label=some.label,
                unit=some.unit,
                before=old.count if old else None,
                now=new.count if new else None,
            )
        )
    return tuple(found)


def _count(part: FrozenPart | None) -> int:
    return part.count if part else 0
