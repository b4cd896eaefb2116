"""One sitting at the coders' differences: the one in focus, what is put together and not kept yet."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from slr.app.ask_codings import Cell, CodingConflict, CodingResolvingDesk
from slr.app.code_resolve import differing
from slr.model.codebook import Category, Coding, Dimension
from slr.tui.coding_session import Evidence
from slr.tui.queue_walk import Walk


@dataclass(slots=True)
class ConflictSession:
    """A person at a resolving desk. `chosen` are values put together for the cell in focus, None before."""

    desk: CodingResolvingDesk
    walk: Walk
    settled: set[str]  # places of the queue, as the walk names them
    category_place: int = 0
    chosen: tuple[str, ...] | None = None
    evidence: Evidence = field(default_factory=Evidence)
    _sheet: tuple[Cell, CodingConflict] | None = None

    # What is in focus

    @property
    def cell(self) -> Cell | None:
        """The cell in focus, None at rest."""
        return None if self.walk.here is None else self.desk.queue[self.walk.position]

    @property
    def sheet(self) -> CodingConflict | None:
        """The difference in focus. That it was shown is an event, so nothing is asked for ahead."""
        cell = self.cell
        if cell is None:
            return None
        if self._sheet is None or self._sheet[0] != cell:
            self._sheet = (cell, self.desk.sheet(cell))
        return self._sheet[1]

    @property
    def dimension(self) -> Dimension | None:
        """The dimension in focus."""
        return self.sheet.dimension if self.sheet else None

    @property
    def category(self) -> Category | None:
        """The category in focus; None for free values."""
        categories = self.dimension.categories if self.dimension else ()
        return categories[self.category_place] if self.category_place < len(categories) else None

    @property
    def groups(self) -> list[list[Coding]]:
        """The codings, those that say the same together."""
        return differing(self.sheet.codings) if self.sheet else []

    @property
    def values(self) -> tuple[str, ...]:
        """The values put together, else those that settle the difference already."""
        if self.chosen is not None:
            return self.chosen
        settled = self.sheet.settled if self.sheet else None
        return settled.values if settled else ()

    @property
    def unkept(self) -> bool:
        """Whether something was put together that no resolution holds."""
        return self.chosen is not None or self.evidence != Evidence()

    # Moving

    def leave(self) -> None:
        """Give up what was put together, for the next one."""
        self.chosen, self.evidence, self.category_place = None, Evidence(), 0

    def step(self, by: int) -> bool:
        """The next or previous difference; False at the ends."""
        moved = self.walk.step(by)
        if moved:
            self.leave()
        return moved

    def to_open(self) -> None:
        """The next difference that is not settled."""
        self.walk.to_open()
        self.leave()

    def to_category(self, by: int) -> None:
        """The next or previous category, round at the ends."""
        categories = self.dimension.categories if self.dimension else ()
        if categories:
            self.category_place = (self.category_place + by) % len(categories)

    # Settling

    def toggle(self) -> None:
        """Put the category in focus to what is chosen, or take it out."""
        dimension, category = self.dimension, self.category
        if dimension is None or category is None:
            return
        if dimension.kind == "single":
            self.chosen = () if self.values == (category.id,) else (category.id,)
            return
        wanted = set(self.values) ^ {category.id}
        self.chosen = tuple(one.id for one in dimension.categories if one.id in wanted)

    def settle(self, values: Sequence[str]) -> CodingConflict | None:
        """Keep the resolution. Raises SlrError as the desk does; what was put together then stays."""
        cell = self.cell
        if cell is None:
            return None
        own = self.evidence
        sheet = self.desk.resolve(cell, values, quote=own.quote, page=own.page, note=own.note)
        self._sheet = (cell, sheet)
        place = str(self.walk.position)
        self.settled.add(place)
        self.walk.mark(place, True)
        self.leave()
        return sheet

    def undo(self) -> bool:
        """Take back the last resolution and go to it; False where there is none."""
        cell = self.desk.undo()
        if cell is None:
            return False
        self._sheet = None
        self.leave()
        place = str(list(self.desk.queue).index(cell))
        self.settled.discard(place)
        self.walk.mark(place, False)
        self.walk.go(place)
        return True


def sit_down_to_settle(desk: CodingResolvingDesk) -> ConflictSession:
    """A session at the first difference."""
    settled: set[str] = set()
    walk = Walk([str(place) for place in range(len(desk.queue))], settled.__contains__)
    walk.start(0)
    return ConflictSession(desk, walk, settled)
