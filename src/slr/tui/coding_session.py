"""One sitting of coding, whoever shows it: the study and dimension in focus, and evidence not yet kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from slr.app.ask import CodingDesk, StudySheet
from slr.model.codebook import Category, Dimension
from slr.model.errors import SlrError
from slr.tui.queue_walk import Walk

EvidenceField = Literal["quote", "page", "note"]
CHOSEN_KINDS = ("single", "many")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What backs a coding."""

    quote: str = ""
    page: str = ""
    note: str = ""


@dataclass(slots=True)
class CodingSession:
    """A coder at a desk. `dimension_place` and `category_place` are what is in focus, from 0."""

    desk: CodingDesk
    walk: Walk
    dimension_place: int = 0
    category_place: int = 0
    drafts: dict[tuple[str, str], Evidence] = field(default_factory=dict)
    history: list[tuple[str, str]] = field(default_factory=list)
    _sheet: StudySheet | None = None

    # What is in focus

    @property
    def sheet(self) -> StudySheet | None:
        """The study in focus, None at rest."""
        study = self.walk.here
        if study is None:
            return None
        if self._sheet is None or self._sheet.study != study:
            self._sheet = self.desk.sheet(study)
        return self._sheet

    @property
    def dimensions(self) -> Sequence[Dimension]:
        """The codebook's dimensions that are asked of the study in focus; without one, all of them."""
        codebook, sheet = self.desk.codebook, self.sheet
        if sheet is None or not codebook.has_conditions:
            return codebook.dimensions
        said = {one.dimension: one.values for one in sheet.codings}
        return codebook.asked(said)

    @property
    def not_asked(self) -> int:
        """How many of the codebook's dimensions are not asked of the study in focus, as it is coded now."""
        return len(self.desk.codebook.dimensions) - len(self.dimensions)

    @property
    def dimension(self) -> Dimension | None:
        """The dimension in focus; None where the codebook has none."""
        dimensions = self.dimensions
        return dimensions[min(self.dimension_place, len(dimensions) - 1)] if dimensions else None

    @property
    def category(self) -> Category | None:
        """The category in focus; None for free values."""
        categories = self.dimension.categories if self.dimension else ()
        return categories[self.category_place] if self.category_place < len(categories) else None

    def values(self, dimension: Dimension) -> tuple[str, ...]:
        """The values in force for the study in focus."""
        codings = self.sheet.codings if self.sheet else ()
        return next((c.values for c in codings if c.dimension == dimension.id), ())

    def evidence(self, dimension: Dimension) -> Evidence:
        """The evidence in force, or typed and not yet kept."""
        if self.sheet is None:
            return Evidence()
        kept = (Evidence(c.quote, c.page, c.note) for c in self.sheet.codings if c.dimension == dimension.id)
        return self.drafts.get((self.sheet.study, dimension.id)) or next(kept, Evidence())

    def waits(self, dimension: Dimension) -> bool:
        """Whether evidence was typed that no coding holds yet."""
        return self.sheet is not None and (self.sheet.study, dimension.id) in self.drafts

    # Moving

    def to_dimension(self, by: int) -> None:
        """The next or previous dimension, round at the ends; its first chosen category comes into focus."""
        if self.dimensions:
            self.dimension_place = (self.dimension_place + by) % len(self.dimensions)
            self._focus_chosen()

    def to_category(self, by: int) -> None:
        """The next or previous category, round at the ends."""
        categories = self.dimension.categories if self.dimension else ()
        if categories:
            self.category_place = (self.category_place + by) % len(categories)

    def to_study(self, by: int) -> bool:
        """The next or previous study, at its first dimension; False at the ends."""
        moved = self.walk.step(by)
        self.dimension_place = 0
        self._focus_chosen()
        return moved

    def to_open(self) -> str | None:
        """The next study with something required still to code."""
        study = self.walk.to_open()
        self.to_missing()
        return study

    def to_missing(self) -> None:
        """The first required dimension of the study in focus that has no values; else the first of all."""
        dimensions = self.dimensions
        required = [place for place, one in enumerate(dimensions) if one.required] or range(len(dimensions))
        missing = (place for place in required if not self.values(dimensions[place]))
        self.dimension_place = next(missing, 0) if self.sheet is not None else 0
        self._focus_chosen()

    def name_part(self, cells: Mapping[str, str]) -> None:
        """Name a result or an arm of the study in focus, and go to it. Raises SlrError as the desk does."""
        if self.walk.here is not None:
            self.renew(self.desk.name_part(self.walk.here, cells))
            self.history.append((self.walk.here, ""))
            self.dimension_place = 0
            self._focus_chosen()

    def renew(self, study: str) -> None:
        """Go to a study of a queue that may have grown or shrunk."""
        self._sheet = None
        if not self.desk.part_columns:
            self.walk.go(study)
            return
        self.walk = Walk(self.desk.queue, self.desk.is_done)
        self.walk.go(study)

    def _focus_chosen(self) -> None:
        self.category_place = 0
        if self.dimension is not None:
            chosen = self.values(self.dimension)
            places = (place for place, c in enumerate(self.dimension.categories) if c.id in chosen)
            self.category_place = next(places, 0)

    # Coding

    def toggled(self, dimension: Dimension, category: str) -> tuple[str, ...]:
        """The values after a category is chosen, or given up; in the codebook's order."""
        values = self.values(dimension)
        if dimension.kind == "single":
            return () if values == (category,) else (category,)
        wanted = set(values) ^ {category}
        order = [c.id for c in dimension.categories]
        kept = [value for value in values if value in wanted and value not in order]  # an older codebook's
        return tuple([c for c in order if c in wanted] + kept)

    def code(self, dimension: Dimension, values: Sequence[str]) -> None:
        """Keep values with their evidence. Raises SlrError as the desk does; drafts then stay."""
        if self.sheet is None:
            return
        study, evidence = self.sheet.study, self.evidence(dimension)
        self._sheet = self.desk.code(
            study, dimension.id, values, quote=evidence.quote, page=evidence.page, note=evidence.note
        )
        self.drafts.pop((study, dimension.id), None)
        self.history.append((study, dimension.id))
        self.walk.mark(study, self.desk.is_done(study))

    def draft(self, dimension: Dimension, name: EvidenceField, text: str) -> None:
        """Hold evidence until the dimension's values are kept."""
        if self.sheet is not None:
            evidence = replace(self.evidence(dimension), **{name: text})
            self.drafts[self.sheet.study, dimension.id] = evidence

    def write(self, dimension: Dimension, name: EvidenceField, text: str) -> bool:
        """Take evidence: a coded dimension is kept anew with it (True), else it waits for the values.

        Raises SlrError as the desk does; what was typed then waits, what was only deleted comes back.
        """
        if self.sheet is None:
            return False
        key = (self.sheet.study, dimension.id)
        before = self.drafts.get(key)
        self.draft(dimension, name, text)
        if not self.values(dimension):
            return False
        try:
            self.code(dimension, self.values(dimension))
        except SlrError:
            if not text:
                self.drafts.pop(key)
                if before is not None:
                    self.drafts[key] = before
            raise
        return True

    def quote(self, dimension: Dimension, quote: str, place: str, values: Sequence[str] = ()) -> bool:
        """Take a quote with its page, and keep both in one coding with `values` or those in force.

        False where there are none yet: then they wait. Raises SlrError as the desk does; drafts then stay.
        """
        self.draft(dimension, "quote", quote)
        self.draft(dimension, "page", place)
        kept = tuple(values) or self.values(dimension)
        if kept:
            self.code(dimension, kept)
        return bool(kept)

    def undo(self) -> bool:
        """Take back the last coding and go to it; False where there is none."""
        study = self.desk.undo()
        if study is None:
            return False
        self.renew(study)
        if self.history:
            _, dimension = self.history.pop()
            places = (place for place, d in enumerate(self.dimensions) if d.id == dimension)
            self.dimension_place = min(next(places, self.dimension_place), len(self.dimensions) - 1)
        if self.sheet is not None:
            self.walk.mark(study, self.desk.is_done(study))
        self._focus_chosen()
        return True


def sit_down_to_code(desk: CodingDesk) -> CodingSession:
    """A session at the first study that has something to code."""
    walk = Walk(desk.queue, desk.is_done)
    walk.start(0)
    session = CodingSession(desk, walk)
    session.to_missing()
    return session
