"""`slr code`: the desk of a coder with a codebook, backed by the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slr.app.ask import Asker, Progress, StudySheet
from slr.app.caller import Caller
from slr.app.cases import NEEDED, PART_COLUMNS, UnitRecords, part_data, part_of
from slr.app.code import Cell, check_override, checked_values, coding_data, keep_codebook, units_at
from slr.app.code_text import Stopped, Texts
from slr.app.codebook import load
from slr.app.merged import merged
from slr.app.review import Review, reviewer, writer
from slr.app.state import State, state_of
from slr.coding.appraisal import OVERALL, overall_rule, propose_overall
from slr.coding.blinding import Sight
from slr.coding.codings import codings_in_force
from slr.coding.conditions import left_to_code
from slr.coding.units import Part
from slr.model.codebook import Codebook, Coding
from slr.model.errors import SlrError
from slr.model.report import Study
from slr.model.text import FullText
from slr.store.seat import seat
from slr.store.writer import Writer

NOTHING_THERE = {"case": ("no case is there to code yet", "slr code --import-cases FILE brings them in")}


@dataclass(slots=True)
class Desk:
    """One coder with one codebook, backed by the ledger. Implements ask.CodingDesk."""

    review: Review
    state: State
    records: UnitRecords
    codebook: Codebook
    sha256: str
    coder: str
    out: Writer
    units: dict[str, Study]
    study_of: dict[str, Study]  # of each unit: itself, or the study of a result or an arm
    queue: list[str]
    mine: dict[Cell, list[Coding]]
    sight: Sight
    done: list[tuple[str, str, list[Coding]]] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)  # results named in this session, with their events
    fresh: set[Cell] = field(default_factory=set)  # coded in this session, blind
    left: set[str] = field(default_factory=set)  # units with something required still to code
    full_texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        """Find the full texts, and what is left to code."""
        self.full_texts = Texts(self.review.paths, self.state)
        self.left = {unit for unit in self.units if not self._is_complete(unit)}

    @property
    def title(self) -> str:
        """See ask."""
        return self.review.plan.title

    @property
    def notice(self) -> str:
        """See ask."""
        return self.review.plan.synthetic

    def sheet(self, study: str) -> StudySheet:
        """See ask."""
        codings = [one for d in self.codebook.dimensions for one in self.mine.get((study, d.id), ())]
        proposed = propose_overall(overall_rule(self.codebook), self.judgements(study))
        return StudySheet(
            study=study,
            records=self.records.of(self.units[study]),
            codings=tuple(codings),
            named=self.is_named(study),
            proposal=f"{proposed.value}: {proposed.why}" if proposed else "",
        )

    def is_done(self, study: str) -> bool:
        """See ask."""
        return study not in self.left

    @property
    def part_columns(self) -> Sequence[tuple[str, bool]]:
        """See ask."""
        unit = self.codebook.unit
        return [(name, name in NEEDED[unit]) for name in PART_COLUMNS.get(unit, ())]

    def is_named(self, unit: str) -> bool:
        """Whether this is what the codebook codes, and no study whose results are not named yet."""
        return self.codebook.unit not in NEEDED or unit in self.records.parts

    def name_part(self, study: str, cells: Mapping[str, str]) -> str:
        """See ask."""
        said = {name: " ".join(text.split()) for name, text in cells.items()}
        for name, must in self.part_columns:
            if must and not said.get(name):
                raise SlrError(f"{name} is empty", "what is judged must be said in full")
        part = part_of(self.codebook.unit, self.study_of[study], said)
        if part.id in self.records.parts:
            if dict(self.records.parts[part.id].cells) != dict(part.cells):
                raise SlrError(f"{part.id} is there already, with other words", "name it otherwise")
            return part.id
        event = self.out.append("cases", "result", part_data(self.state, part))
        self.out.sync()
        self._take_in(part)
        self.named[part.id] = event.id
        self.done.append((part.id, "", []))
        return part.id

    def _take_in(self, part: Part) -> None:
        """Put a result in the queue: in the place of its study, or behind the study's others."""
        self.records.parts[part.id] = part
        self.units[part.id] = Study(id=part.id, reports=part.study.reports)
        self.study_of[part.id] = part.study
        if part.study.id in self.units:
            self.queue[self.queue.index(part.study.id)] = part.id
            del self.units[part.study.id]
            self.left.discard(part.study.id)
        else:
            others = [place for place, unit in enumerate(self.queue) if self.study_of[unit] is part.study]
            self.queue.insert(others[-1] + 1, part.id)
        self.left.add(part.id)

    def _take_out(self, unit: str) -> str:
        """Undo the naming of a result; what stands in its place."""
        data = {"replaces": [self.named.pop(unit)]}
        self.out.append("cases", "undo-case", data)
        self.out.sync()
        study, place = self.study_of.pop(unit), self.queue.index(unit)
        del self.records.parts[unit], self.units[unit], self.queue[place]
        self.left.discard(unit)
        others = [name for name in self.queue if self.study_of[name] is study]
        if others:
            return others[-1]
        self.queue.insert(place, study.id)
        self.units[study.id] = study
        self.left.add(study.id)
        return study.id

    def text_files(self, study: str) -> Sequence[str]:
        """See ask."""
        return [file for _, file, _ in self.full_texts.files(self.units[study])]

    def texts(self, study: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        """See ask."""
        try:
            return self.full_texts.read(self.units[study], stopped)
        except Stopped:
            return ()

    def code(
        self,
        study: str,
        dimension: str,
        values: Sequence[str],
        *,
        quote: str = "",
        page: str = "",
        note: str = "",
    ) -> StudySheet:
        """See ask."""
        if not self.is_named(study):
            raise SlrError(f"no {self.codebook.unit} of {study} is named yet", "name it first: +")
        checked_values(self.codebook, dimension, values, quote)
        check_override(self.codebook, dimension, values, self.judgements(study), note)
        before = self.mine.get((study, dimension), [])
        self._keep(study, dimension, values, before, quote=quote, page=page, note=note)
        self.done.append((study, dimension, before))
        return self.sheet(study)

    def undo(self) -> str | None:
        """See ask. What the coding had replaced is in force again, said anew."""
        if not self.done:
            return None
        study, dimension, before = self.done[-1]
        if not dimension:
            study = self._take_out(study)
            self.done.pop()
            return study
        now = self.mine[(study, dimension)]
        if before:
            old = before[-1]
            self._keep(study, dimension, old.values, now, quote=old.quote, page=old.page, note=old.note)
        else:
            data = {"codebook": self.codebook.id, "replaces": [one.event for one in now]}
            self.out.append("codings", "undo-coding", data, part=self.codebook.id)
            self.out.sync()
            self.mine[(study, dimension)] = []
            self._count(study)
        self.done.pop()
        return study

    def said(self, study: str) -> dict[str, tuple[str, ...]]:
        """This coder's values in each dimension in which they coded a study."""
        cells = ((d.id, self.mine.get((study, d.id))) for d in self.codebook.dimensions)
        return {name: own[-1].values for name, own in cells if own}

    def judgements(self, study: str) -> dict[str, str]:
        """This coder's first value in each dimension of a study."""
        cells = ((d.id, self.mine.get((study, d.id))) for d in self.codebook.dimensions)
        return {name: own[-1].values[0] for name, own in cells if own and own[-1].values}

    def progress(self) -> Progress:
        """See ask."""
        return Progress(done=len(self.units) - len(self.left), left=len(self.left))

    def _is_complete(self, unit: str) -> bool:
        """Whether nothing required is left; what a tool's rule says of the domains need not be said again."""
        left = left_to_code(self.codebook, self.said(unit))
        if left == [OVERALL] and (tool := overall_rule(self.codebook)):
            return propose_overall(tool, self.judgements(unit)) is not None
        return not left and self.is_named(unit)

    def _keep(
        self, study: str, dimension: str, values: Sequence[str], before: Sequence[Coding], **more: Any
    ) -> None:
        again = bool(before) and (study, dimension) not in self.fresh
        blind = self.sight.is_blind(self.coder, study, dimension, again=again)
        data = coding_data(
            self.codebook,
            self.sha256,
            self.state,
            self.units[study],
            dimension,
            values,
            blind=blind,
            replaces=[one.event for one in before],
            **more,
        )
        event = self.out.append("codings", "coding", data, part=self.codebook.id)
        self.out.sync()
        if blind:
            self.fresh.add((study, dimension))
        coding = Coding(
            study=study,
            codebook=self.codebook.id,
            dimension=dimension,
            coder=self.coder,
            values=tuple(values),
            event=event.id,
            record=data.get("record", ""),
            **more,
        )
        self.mine[(study, dimension)] = [coding]
        self._count(study)

    def _count(self, study: str) -> None:
        """Keep what is left up to date."""
        if self._is_complete(study):
            self.left.discard(study)
        else:
            self.left.add(study)


def code(review: Review, caller: Caller, name: str, asker: Asker) -> Progress:
    """Seat a coder until they stop. Raises SlrError where the seat is taken or nothing is there to code."""
    codebook = load(review, name)
    who = reviewer(review, caller)
    with seat(review.paths, who, f"{codebook.id}.code"), writer(review, caller, who=who) as out:
        desk = open_desk(review, caller, codebook, who, out)
        asker.code(desk)
        return desk.progress()


def open_desk(review: Review, caller: Caller, codebook: Codebook, who: str, out: Writer) -> Desk:
    """The desk of a coder with a codebook. Raises SlrError where nothing is there to code."""
    state = state_of(review, viewer=who)
    units = units_at(state, codebook)
    if not units and not (codebook.unit in NEEDED and state.studies):
        nothing = ("no study is included yet", "slr status says what is to be done first")
        raise SlrError(*NOTHING_THERE.get(codebook.unit, nothing))
    records = UnitRecords(merged(review, state), codebook)
    listed = {unit.id: unit for unit in units}
    study_of = dict(listed)
    if codebook.unit in NEEDED:
        study_of = {unit.id: records.parts[unit.id].study for unit in units}
        named = {study.id for study in study_of.values()}
        listed |= {study.id: study for study in state.studies if study.id not in named}
        study_of |= {study.id: study for study in state.studies}
    order = {study.id: place for place, study in enumerate(state.studies)}
    return Desk(
        review=review,
        state=state,
        records=records,
        codebook=codebook,
        sha256=keep_codebook(review, caller, codebook),
        coder=who,
        out=out,
        units=listed,
        study_of=study_of,
        queue=sorted(listed, key=lambda name: order.get(study_of[name].id, 0)),
        mine=own_codings(state, codebook, units, who),
        sight=Sight(review.ledger.events, codebook.id, units, state.report_of),
    )


def own_codings(
    state: State, codebook: Codebook, units: Sequence[Study], who: str
) -> dict[Cell, list[Coding]]:
    """A coder's codings in force by study and dimension."""
    mine: dict[Cell, list[Coding]] = {}
    own = [event for event in state.events if event.who == who]
    for one in codings_in_force(own, codebook.id, units, state.report_of):
        mine.setdefault((one.study, one.dimension), []).append(one)
    return mine
