"""An event: one line of the ledger."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import UNSET, Struct

from slr.model.payloads import UsualDecision

ENVELOPE = ("v", "id", "n", "at", "who", "by", "slr", "protocol", "prev", "kind")
VERSION = 1


class Event(Struct, frozen=True, gc=False):
    """One line of the ledger: the envelope, the payload `data`, and the place it was read from.

    `who` decided, `by` typed or ran it; `at` is the clock (UTC, ISO 8601), never used for order. `n` is one
    more than the largest its writer could see. `prev` is the SHA-256 of the line before in the segment; a
    segment's first line holds the last hash of every segment that it saw and that no other named yet.
    A Struct, for reviews hold hundreds of thousands; untracked by the garbage collector, for `data` is
    plain JSON, which holds no cycle.
    """

    id: str
    n: int
    at: str
    who: str
    by: str
    kind: str
    data: Mapping[str, Any]
    protocol: str = ""
    slr: str = ""
    prev: str | tuple[str, ...] = ()
    v: int = VERSION
    segment: str = ""  # the file's path below ledger/
    line: int = 0

    @property
    def order(self) -> tuple[int, str, int]:
        """The one order of events: (n, segment, line), the same in every clone."""
        return (self.n, self.segment, self.line)

    @property
    def replaces(self) -> tuple[str, ...]:
        """The ids of the events that this one takes the place of."""
        return tuple(self.data.get("replaces", ()))


def replaces_any(data: Mapping[str, Any]) -> bool:
    """Whether a payload takes the place of others; a usual decision is asked directly, for there are many."""
    if isinstance(data, UsualDecision):
        return data.replaces is not UNSET and bool(data.replaces)
    return bool(data.get("replaces"))


def own_events_only(later: Event, earlier: Event) -> bool:
    """Whether `later` may take the place of `earlier`: nobody's event overrides another's."""
    return later.who == earlier.who


def anyone(later: Event, earlier: Event) -> bool:
    """The rule for what the team shares (links, retrieval, studies, imports): anyone may replace."""
    return True


def in_force(events: Iterable[Event], *, may: Callable[[Event, Event], bool] = anyone) -> list[Event]:
    """The events that no other takes the place of, in order. Replacements that `may` refuses do not count.

    Two events that replace the same one differently are both in force: a person must say which holds.
    """
    listed = list(events)
    replacing = [event for event in listed if replaces_any(event.data)]
    if not replacing:
        return listed
    named = {name for event in replacing for name in event.replaces}
    by_id = {event.id: event for event in listed if event.id in named}
    replaced = {
        name for event in replacing for name in event.replaces if name in by_id and may(event, by_id[name])
    }
    return [event for event in listed if event.id not in replaced] if replaced else listed
