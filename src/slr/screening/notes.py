"""Notes that wait for a decision: typed on a report before its writer decided on it, or left by an undo.

A note says nothing about the report's outcome, so that no other fold reads it. It waits until a decision of
its writer says the same words, or a later note takes its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from slr.model.event import Event

NOTES = frozenset(["note", "resolution-note"])


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of event of one desk: its notes, what carries them, what takes that back."""

    note: str
    carries: str
    undo: str


SCREENING = Kinds("note", "decision", "undo")
RESOLVING = Kinds("resolution-note", "resolution", "undo-resolution")


@dataclass(slots=True)
class Waiting:
    """What waits on one report: notes by their event, and the words of a decision that was taken back."""

    typed: dict[str, str] = field(default_factory=dict)
    left: str = ""

    @property
    def text(self) -> str:
        """All of it in one note; several where one person wrote in two clones, or reports joined."""
        return " / ".join(dict.fromkeys(text for text in (self.left, *self.typed.values()) if text))


def waiting_notes(
    events: Iterable[Event], *, reviewer: str, stage: str, report_of: Mapping[str, str], kinds: Kinds
) -> dict[str, Waiting]:
    """What waits for a decision of this reviewer at this stage, by report. `events` are in their order."""
    own = [event for event in events if event.who == reviewer]
    if not any(event.kind in (kinds.note, kinds.undo) for event in own):
        return {}  # as nearly always, where decisions are many
    result: dict[str, Waiting] = {}
    carried: dict[str, str] = {}  # the notes of what was decided, by event
    for event in own:
        if event.kind not in (kinds.note, kinds.carries, kinds.undo) or event.data.get("stage") != stage:
            continue
        record = event.data["record"]
        one = result.setdefault(report_of.get(record, record), Waiting())
        note = event.data.get("note") or ""
        if event.kind == kinds.carries:
            carried[event.id] = note
            one.typed = {name: text for name, text in one.typed.items() if text not in note}
            one.left = ""
        elif event.kind == kinds.note:
            one.typed = {name: text for name, text in one.typed.items() if name not in event.replaces}
            one.left = ""
            if note:
                one.typed[event.id] = note
        else:
            one.left = next((carried[name] for name in event.replaces if carried.get(name)), "")
    return {report: one for report, one in result.items() if one.text}
