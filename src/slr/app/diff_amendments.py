"""Amendments in `slr diff`: which were entered or taken out, and whether one is owed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from slr.app.check_codebooks import weighty
from slr.app.check_drift import DECIDING
from slr.app.diff_words import listed
from slr.model.codebook import Codebook
from slr.model.event import Event
from slr.protocol.compare import unamended

if TYPE_CHECKING:
    from slr.protocol.schema import Amendment, Protocol

Books = Mapping[str, tuple[Codebook | None, Codebook | None]]


def amendment_lines(old: "Protocol", new: "Protocol", books: Books, events: Sequence[Event]) -> Iterator[str]:
    """Sentences on the amendments between two states; `events` are those of the earlier one."""
    for one in new.amendments:
        if one not in old.amendments:
            about = f", on {listed(f'`{part}`' for part in one.parts)}" if one.parts else ""
            reason = one.reason.rstrip(".") or "none given"
            yield f"Entered ({one.date or 'no date'}{about}): {one.change.rstrip('.')}. Reason: {reason}."
    for one in old.amendments:
        if one not in new.amendments:
            yield f"Taken out ({one.date or 'no date'}): {one.change.rstrip('.')}."
    if any(event.kind in DECIDING for event in events):
        owed = dict.fromkeys(change.id or change.section for change in unamended(old, new))
        if owed:
            names = listed(f"`{name}`" for name in owed)
            yield f"Owed, and not entered: {names} changed after screening began."
    fresh = [one for one in new.amendments if one not in old.amendments]
    for name, (before, now) in books.items():
        coded = any(event.kind == "coding" and event.data.get("codebook") == name for event in events)
        if coded and before is not None and now is not None and _owed(name, before, now, fresh):
            yield f"Owed, and not entered: the codebook `{name}` changed after coding began."


def _owed(name: str, before: Codebook, now: Codebook, fresh: "Sequence[Amendment]") -> bool:
    """Whether a change of what codings mean is in none of the amendments that are new."""
    for change in weighty(before, now):
        about = {"codebooks", name, change.dimension, change.category} - {""}
        if not any(not one.parts or about & set(one.parts) for one in fresh):
            return True
    return False
