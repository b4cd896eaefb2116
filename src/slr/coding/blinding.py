"""Blinding among coders: the one function through which every command reads the events of coding.

A courtesy of the interface, not secrecy: the ledger is plain text, and the docs say so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from slr.coding.codings import StudyFinder
from slr.model.event import Event
from slr.model.report import Study

CODING_KINDS = frozenset(["coding", "undo-coding", "coding-resolution", "undo-coding-resolution"])
SHOWN = "shown-codings"  # the event by which somebody is shown others' codings
ENOUGH = 2  # two coders are what a codebook asks for; whoever comes after them resolves

Cell = tuple[str, str, str]  # codebook, study (or another unit), dimension


def visible_codings(
    events: Iterable[Event],
    *,
    coder: str,
    coders: Collection[str],
    studies: Sequence[Study],
    report_of: Mapping[str, str],
) -> list[Event]:
    """The events that a coder may see: all but others' codings in cells that are closed to this coder.

    A cell (a study in one dimension of a codebook) is open to a coder who has coded it (now or taken back),
    who was shown it (an event of kind `shown-codings`), or after two others have coded it: where they
    differ, somebody must see that to resolve it. Somebody who is none of the `coders` (the protocol's
    reviewers) sees everything, as the team does. `studies` are the units that are coded now.
    """
    events = list(events)
    if coder not in coders:
        return events
    told = [event for event in events if event.kind in CODING_KINDS]
    if all(event.who == coder for event in told):
        return events
    cells = cells_of(told, StudyFinder(studies, report_of))
    everything = opened(events, coder, StudyFinder(studies, report_of))
    open_to = {cells[event.id] for event in told if event.who == coder}
    by_others: dict[Cell, set[str]] = {}
    for event in told:
        if event.kind == "coding" and event.who != coder:
            by_others.setdefault(cells[event.id], set()).add(event.who)
    open_to |= {cell for cell, people in by_others.items() if len(people) >= ENOUGH}

    def visible(event: Event) -> bool:
        if event.kind not in CODING_KINDS or event.who == coder:
            return True
        book, study, dimension = cells[event.id]
        shown = {(book, "", ""), (book, study, ""), (book, study, dimension)} & everything
        return bool(shown) or cells[event.id] in open_to

    return [event for event in events if visible(event)]


def cells_of(events: Iterable[Event], find: StudyFinder) -> dict[str, Cell]:
    """The cell that each event of coding is about; one that takes back says none, and has its target's."""
    cells: dict[str, Cell] = {}
    for event in events:
        data = event.data
        book, dimension = str(data.get("codebook", "")), str(data.get("dimension", ""))
        if dimension:
            cells[event.id] = (book, find.place(event), dimension)
        else:
            cells[event.id] = next((cells[old] for old in event.replaces if old in cells), (book, "", ""))
    return cells


def opened(events: Iterable[Event], coder: str, find: StudyFinder) -> set[Cell]:
    """What a coder was shown: (codebook, study, dimension), an empty word standing for all of them."""
    return {
        (str(event.data.get("codebook", "")), find.place(event), str(event.data.get("dimension", "")))
        for event in events
        if event.kind == SHOWN and event.who == coder
    }


class Sight:
    """What each coder may have seen of the others' codings with one codebook: whether a coding is blind."""

    def __init__(
        self, events: Iterable[Event], codebook: str, studies: Sequence[Study], report_of: Mapping[str, str]
    ) -> None:
        """Store who coded which cell, and what each was shown; `events` are all, of every coder."""
        find = StudyFinder(studies, report_of)
        self.coders: dict[tuple[str, str], set[str]] = {}
        self.shown: dict[str, set[tuple[str, str]]] = {}
        for event in events:
            if event.data.get("codebook") != codebook:
                continue
            cell = (find.place(event), str(event.data.get("dimension", "")))
            if event.kind == "coding":
                self.coders.setdefault(cell, set()).add(event.who)
            elif event.kind == SHOWN:
                self.shown.setdefault(event.who, set()).add(cell)

    def is_blind(self, coder: str, study: str, dimension: str, *, again: bool) -> bool:
        """Whether this coder's next coding of a cell is blind.

        It is not where the coder was shown others' codings of it, or codes it `again` after others did.
        """
        shown = {("", ""), (study, ""), (study, dimension)} & self.shown.get(coder, set())
        others = self.coders.get((study, dimension), set()) - {coder}
        return not shown and not (again and others)
