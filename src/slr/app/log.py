"""`slr log`: what happened in the review, event by event, as far as the viewer may see it."""

from collections.abc import Sequence

from slr.app.review import Review
from slr.app.state import state_of
from slr.model.event import Event
from slr.screening.notes import NOTES


def log(review: Review, *, viewer: str = "", kind: str = "", who: str = "") -> tuple[Sequence[Event], int]:
    """The visible events in order, narrowed down by kind and person; and how many blinding hid."""
    state = state_of(review, viewer=viewer)
    chosen = [
        event
        for event in state.events
        if (not kind or event.kind == kind) and (not who or who in (event.who, event.by))
    ]
    return chosen, state.hidden


def said(event: Event) -> str:
    """What an event says, in a line."""
    data = event.data
    about = data.get("record") or data.get("file") or data.get("of") or data.get("study") or ""
    if event.kind == "withdraw":
        about = data.get("file") or data["search"]  # events of older versions name no file
    if event.kind == "link":
        about = f"{data['a']} = {data['b']}" if data["verdict"] == "same" else f"{data['a']} / {data['b']}"
    words = [data.get(name, "") for name in ("stage", "codebook", "verdict", "status", "dimension", "reason")]
    values = "; ".join(data.get("values", ()))
    if event.kind == "handover":
        values = f"{len(data['records'])} from {data['from']} to {data['to']}"
    if event.kind in NOTES:
        words.append(data["note"])
    return " ".join(str(part) for part in (about, *words, values) if part)
