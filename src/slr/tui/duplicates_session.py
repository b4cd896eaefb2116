"""One sitting of reviewing duplicates, whoever shows it: which group, which of its records are set apart."""

from dataclasses import dataclass, field

from slr.app.ask import DuplicatesDesk, DuplicateSheet, Parts
from slr.tui.queue_walk import Walk


@dataclass(slots=True)
class DuplicatesSession:
    """A person at a desk of possible duplicates. `apart` are places of the group's records, from 0."""

    desk: DuplicatesDesk
    walk: Walk
    apart: frozenset[int] = field(default_factory=frozenset)

    @property
    def sheet(self) -> DuplicateSheet | None:
        """The group in focus, None at rest."""
        return self.desk.sheet(self.walk.here) if self.walk.here is not None else None

    def toggle_apart(self, place: int) -> bool:
        """Set a record of a group of more than two apart, or take it back in; False where that is nothing."""
        sheet = self.sheet
        if sheet is None or not 0 <= place < len(sheet.records) or len(sheet.records) < 3:
            return False
        self.apart = self.apart ^ {place}
        return True

    def joined(self) -> Parts:
        """The answer `same`: those not set apart are one report; empty where fewer than two are left."""
        sheet = self.sheet
        ids = [record.id for record in sheet.records] if sheet else []
        together = tuple(name for place, name in enumerate(ids) if place not in self.apart)
        alone = tuple((name,) for place, name in enumerate(ids) if place in self.apart)
        return (together, *alone) if len(together) > 1 else ()

    def split(self) -> Parts:
        """The answer `different`: no two of them are one report."""
        sheet = self.sheet
        return tuple((record.id,) for record in sheet.records) if sheet else ()

    def decide(self, parts: Parts) -> DuplicateSheet | None:
        """Keep an answer and go to the next open group. Raises SlrError as the desk does."""
        here = self.walk.here
        if here is None:
            return None
        sheet = self.desk.decide(here, parts)
        self.walk.mark(here, True)
        self.to_open()
        return sheet

    def undo(self) -> bool:
        """Take back the last answer and go to its group; False where there is none."""
        group = self.desk.undo()
        if group is None:
            return False
        self.walk.mark(group, bool(self.desk.sheet(group).mine))
        self.walk.go(group)
        self.settle()
        return True

    def to_open(self) -> None:
        """The next open group; the desk is believed where it says that some are left."""
        if self.walk.to_open() is None:
            self.walk.start(self.desk.progress().left)
        self.settle()

    def step(self, by: int) -> bool:
        """The next or previous group; False at the ends."""
        moved = self.walk.step(by)
        self.settle()
        return moved

    def settle(self) -> None:
        """Set apart what the answer in force has set apart."""
        sheet = self.sheet
        together = max(sheet.mine, key=len, default=()) if sheet else ()
        records = sheet.records if sheet and len(together) > 1 else ()
        self.apart = frozenset(place for place, record in enumerate(records) if record.id not in together)


def sit_down_to_duplicates(desk: DuplicatesDesk) -> DuplicatesSession:
    """A session at the first open group."""
    progress = desk.progress()
    walk = Walk(desk.queue, lambda group: bool(desk.sheet(group).mine), len(desk.queue) - progress.left)
    walk.start(progress.left)
    session = DuplicatesSession(desk, walk)
    session.settle()
    return session


def answer_words(sheet: DuplicateSheet) -> str:
    """An answer in words."""
    together = max((len(part) for part in sheet.mine), default=0)
    if together < 2:
        return "different"
    return (
        "the same report"
        if together == len(sheet.records)
        else f"{together} of {len(sheet.records)} the same report"
    )
