"""Retrieval: where each report's full text stands. A status that the team shares, no decision."""

from collections.abc import Iterable
from dataclasses import dataclass

from slr.model.event import Event, in_force
from slr.model.words import Retrieval


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where one record's report stands, as one event says."""

    event: str
    record: str
    status: Retrieval
    note: str = ""
    file: str = ""


def statuses(events: Iterable[Event]) -> dict[str, tuple[Status, ...]]:
    """The statuses in force by the record that they name, in order."""
    result: dict[str, list[Status]] = {}
    for event in in_force(e for e in events if e.kind in ("retrieval", "undo-retrieval")):
        if event.kind == "retrieval":
            data = event.data
            status = Status(
                event=event.id,
                record=data["record"],
                status=Retrieval(data["status"]),
                note=data.get("note", ""),
                file=data.get("file", ""),
            )
            result.setdefault(status.record, []).append(status)
    return {record: tuple(said) for record, said in result.items()}


def retrieval_of(
    members: Iterable[str], said: dict[str, tuple[Status, ...]], *, decided: bool
) -> Retrieval | None:
    """One report's status; None where nobody said anything.

    A full-text decision implies retrieved. Where people differ, retrieved wins; else the latest holds.
    """
    found = [status for name in members for status in said.get(name, ())]
    if decided or any(status.status is Retrieval.RETRIEVED for status in found):
        return Retrieval.RETRIEVED
    return found[-1].status if found else None
