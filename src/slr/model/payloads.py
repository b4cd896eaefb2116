"""What the payload of an event must hold for its kind: what the folds of every step rely on.

A kind that is not listed is read as it is, so that an older slr passes over what a newer one invented.
"""

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any, cast

from msgspec import UNSET, Struct, UnsetType, structs

from slr.model.words import Judgment, Retrieval, SearchKind, Verdict

Fits = Callable[[Any], bool]


def text(value: Any) -> bool:
    """A text."""
    return type(value) is str


def number(value: Any) -> bool:
    """A whole number that is not negative."""
    return type(value) is int and value >= 0


def whole(value: Any) -> bool:
    """A whole number."""
    return type(value) is int


def flag(value: Any) -> bool:
    """True or false."""
    return type(value) is bool


def texts(value: Any) -> bool:
    """A list of texts."""
    return type(value) is list and all(type(one) is str for one in value)


def table(value: Any) -> bool:
    """An object."""
    return type(value) is dict


def numbers_by_name(value: Any) -> bool:
    """An object of whole numbers."""
    return type(value) is dict and all(number(one) for one in value.values())


def texts_by_name(value: Any) -> bool:
    """An object of lists of texts."""
    return type(value) is dict and all(texts(one) for one in value.values())


def judgments(value: Any) -> bool:
    """A judgment of each criterion."""
    return type(value) is dict and all(
        type(one) is str and one in Judgment._value2member_map_ for one in value.values()
    )


def verdict(value: Any) -> bool:
    """One of the verdicts."""
    return type(value) is str and value in Verdict._value2member_map_


def retrieval(value: Any) -> bool:
    """One of the statuses of a full text."""
    return type(value) is str and value in Retrieval._value2member_map_


def draw(value: Any) -> bool:
    """The random share at a decision: its seed, and how many of its order were due."""
    return type(value) is dict and type(value.get("seed")) is int and number(value.get("size"))


def refusals(value: Any) -> bool:
    """A list of refused entries, each with its position."""
    return type(value) is list and all(table(one) and number(one.get("position")) for one in value)


def files(value: Any) -> bool:
    """A list of files, each with its path."""
    return type(value) is list and all(table(one) and text(one.get("path")) for one in value)


def settings(value: Any) -> bool:
    """What the command line said of a search: its kind is one of ours, its round a number."""
    if type(value) is not dict or value.get("kind", "other") not in SearchKind._value2member_map_:
        return False
    return number(value.get("round", 1))


_ON_RECORD: Mapping[str, Fits] = {"stage": text, "record": text}
_CODING: Mapping[str, Fits] = {"codebook": text, "dimension": text, "values": texts}

# What an event of a kind must hold.
NEEDED: Mapping[str, Mapping[str, Fits]] = {
    "import": {"search": text, "sha256": text, "file": text, "entries": number},
    "withdraw": {"search": text, "sha256": text},
    "link": {"a": text, "b": text, "verdict": text, "basis": text},
    "decision": {**_ON_RECORD, "verdict": verdict},
    "undo": _ON_RECORD,
    "note": {**_ON_RECORD, "note": text},
    "team-outcome": {**_ON_RECORD, "verdict": verdict},
    "resolution": {**_ON_RECORD, "verdict": verdict, "settles": texts},
    "undo-resolution": _ON_RECORD,
    "resolution-note": {**_ON_RECORD, "note": text},
    "reopen": _ON_RECORD,
    "retrieval": {"record": text, "status": retrieval},
    "study-link": {"study": text, "record": text},
    "study-unlink": {"study": text},
    "coding": _CODING,
    "coding-resolution": {**_CODING, "settles": texts},
    "looked-again": {"codebook": text, "codings": texts},
    "category": {"codebook": text, "dimension": text, "category": text},
    "case": {"case": text, "set": text, "title": text, "cells": table},
    "result": {"result": text, "unit": text, "record": text, "cells": table},
    "removal": {"record": text, "reason": text},
    "shown": {"stage": text, "records": texts},
    "shown-codings": {"codebook": text},
    "commit": {"of": text},
    "rule": {**_ON_RECORD, "criterion": text, "value": flag},
    "stop": {"stage": text, "rule": text, "reports": texts_by_name},
    "assignment": {"stage": text, "records": texts},
    "handover": {"stage": text, "records": texts, "from": text, "to": text},
    "recheck": {"stage": text, "criterion": text},
    "undo-recheck": {"stage": text},
    "criterion-stands": {
        "stage": text,
        "criterion": text,
        "text": text,
        "type": text,
        "protocols": texts,
    },
    "gap": {"code": text, "segment": text, "line": number, "sha256": text, "lost": texts},
    "flow-frozen": {"name": text, "frozen": table},
    "round-closed": {"round": number, "counts": numbers_by_name, "included": texts},
}
# What any event may hold, and what it is then; null is the same as nothing.
ALLOWED: Mapping[str, Fits] = {
    "replaces": texts,
    "members": texts,
    "agreed": texts,
    "reason": text,
    "note": text,
    "dated": text,
    "blind": flag,
    "score": whole,
    "refused": refusals,
    "record_files": files,
    "settings": settings,
    "columns": table,
    "format": text,
    "quote": text,
    "study": text,
    "codebook_hash": text,
    "judgments": judgments,
    "draw": draw,
    "people": texts,
    "number": number,
    "pilot": number,
}


class UsualDecision(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True, eq=False, gc=False):
    """The payload of nearly all decisions, read without a detour: what fits it needs no closer look.

    A large ledger is mostly these, and a dict of each would take five times the room. To its readers it is
    the mapping that any payload is, its keys in the order of a line; what a line does not say is no key.
    """

    blind: bool | UnsetType = UNSET
    dated: str | UnsetType = UNSET
    members: tuple[str, ...] | UnsetType = UNSET
    note: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    record: str
    replaces: tuple[str, ...] | UnsetType = UNSET
    stage: str
    verdict: Verdict

    def __contains__(self, name: object) -> bool:
        """Whether the line says this."""
        return name in self.__struct_fields__ and getattr(self, str(name)) is not UNSET

    def __getitem__(self, name: str) -> Any:
        """What the line says. Raises KeyError."""
        value = getattr(self, name) if name in self.__struct_fields__ else UNSET
        if value is UNSET:
            raise KeyError(name)
        return list(value) if type(value) is tuple else value

    def get(self, name: str, default: Any = None) -> Any:
        """What the line says, else `default`."""
        value = getattr(self, name) if name in self.__struct_fields__ else UNSET
        if value is UNSET:
            return default
        return list(value) if type(value) is tuple else value

    def __iter__(self) -> Iterator[str]:
        """What the line says, by name."""
        return (name for name in self.__struct_fields__ if getattr(self, name) is not UNSET)

    def __len__(self) -> int:
        """How much it says."""
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        """As mappings are equal."""
        if type(other) is UsualDecision:
            return structs.astuple(self) == structs.astuple(other)
        return isinstance(other, Mapping) and dict(self.items()) == dict(other.items())

    __hash__ = None  # type: ignore[assignment]

    def keys(self) -> KeysView[str]:
        """As a mapping's."""
        return KeysView(self.as_mapping())

    def items(self) -> ItemsView[str, Any]:
        """As a mapping's."""
        return ItemsView(self.as_mapping())

    def values(self) -> ValuesView[Any]:
        """As a mapping's."""
        return ValuesView(self.as_mapping())

    def as_mapping(self) -> Mapping[str, Any]:
        """Itself: a Struct can be no subclass of Mapping, only be registered as one."""
        return cast("Mapping[str, Any]", self)


Mapping.register(UsualDecision)


def trouble_with(kind: str, data: Mapping[str, Any]) -> str:
    """What is wrong with the payload of an event of this kind; empty where nothing is."""
    for name, fits in NEEDED.get(kind, {}).items():
        if name not in data:
            return f"the {kind} has no {name}"
        if not fits(data[name]):
            return f"{name} of the {kind} is not what it must be"
    for name in ALLOWED.keys() & data.keys():
        if data[name] is not None and not ALLOWED[name](data[name]):
            return f"{name} of the {kind} is not what it must be"
    return ""
