"""`slr resolve --codebook`: settle the coders' differences, one study and dimension after another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from slr.app.ask import Progress
from slr.app.ask_codings import Cell, CodingAsker, CodingConflict
from slr.app.caller import Caller
from slr.app.cases import UnitRecords
from slr.app.code import check_override, checked_values, coding_data, keep_codebook, units_at
from slr.app.code_text import Stopped, Texts
from slr.app.codebook import load
from slr.app.merged import merged
from slr.app.review import Review, reviewer, writer
from slr.app.state import State, state_of
from slr.coding.blinding import SHOWN
from slr.coding.codings import (
    Settled,
    coding_conflicts,
    codings_in_force,
    resolutions_in_force,
    same_values,
    team_codings,
)
from slr.coding.conditions import counting
from slr.model.codebook import Codebook, Coding
from slr.model.report import Study
from slr.model.text import FullText
from slr.store.seat import seat
from slr.store.writer import Writer


@dataclass(slots=True)
class ResolvingDesk:
    """One person at the coders' differences, backed by the ledger. Implements ask_codings."""

    review: Review
    state: State
    records: UnitRecords
    codebook: Codebook
    sha256: str
    resolver: str
    out: Writer
    units: Mapping[str, Study]
    conflicts: Mapping[Cell, Sequence[Coding]]
    agreed: Mapping[Cell, str]  # the first value of every cell that is not in conflict
    earlier: Mapping[Cell, Sequence[Settled]]
    queue: Sequence[Cell]
    settled: dict[Cell, Coding] = field(default_factory=dict)
    shown: set[Cell] = field(default_factory=set)
    full_texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        """Find the full texts."""
        self.full_texts = Texts(self.review.paths, self.state)

    def text_files(self, study: str) -> Sequence[str]:
        """See ask_codings."""
        return [file for _, file, _ in self.full_texts.files(self.units[study])]

    def texts(self, study: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        """See ask_codings."""
        try:
            return self.full_texts.read(self.units[study], stopped)
        except Stopped:
            return ()

    @property
    def title(self) -> str:
        """See ask_codings."""
        return self.review.plan.title

    @property
    def notice(self) -> str:
        """See ask_codings."""
        return self.review.plan.synthetic

    def sheet(self, cell: Cell) -> CodingConflict:
        """See ask_codings."""
        study, name = cell
        dimension = self.codebook.dimension(name)
        assert dimension is not None  # the queue holds cells of the codebook alone
        if cell not in self.shown:
            about = coding_data(self.codebook, "", self.state, self.units[study], name, ())
            kept = {
                key: about[key] for key in ("codebook", "record", "result", "study", "case") if key in about
            }
            self.out.append("shown", SHOWN, kept | {"dimension": name, "by": "resolve"})
            self.shown.add(cell)
        return CodingConflict(
            study=study,
            dimension=dimension,
            records=self.records.of(self.units[study]),
            codings=tuple(self.conflicts[cell]),
            settled=self.settled.get(cell),
        )

    def resolve(
        self, cell: Cell, values: Sequence[str], *, quote: str = "", page: str = "", note: str = ""
    ) -> CodingConflict:
        """See ask_codings."""
        study, dimension = cell
        same = next((c for c in self.conflicts[cell] if set(c.values) == set(values)), None)
        if same and not quote:
            quote, page = same.quote, page or same.page
        checked_values(self.codebook, dimension, values, quote)
        check_override(self.codebook, dimension, values, self._judgements(study), note)
        before = [self.settled[cell].event] if cell in self.settled else []
        replaces = before or [one.event for one in self.earlier.get(cell, ())]
        data = coding_data(
            self.codebook,
            self.sha256,
            self.state,
            self.units[study],
            dimension,
            values,
            settles=[coding.event for coding in self.conflicts[cell]],
            replaces=replaces,
            quote=quote,
            page=page,
            note=note,
        )
        event = self.out.append("codings", "coding-resolution", data, part=self.codebook.id)
        self.out.sync()
        self.settled.pop(cell, None)  # the last settled is the last of the dict, for undo
        self.settled[cell] = Coding(
            study=study,
            codebook=self.codebook.id,
            dimension=dimension,
            coder=self.resolver,
            values=tuple(values),
            quote=quote,
            page=page,
            note=note,
            event=event.id,
            record=data.get("record", ""),
        )
        return self.sheet(cell)

    def undo(self) -> Cell | None:
        """See ask_codings."""
        if not self.settled:
            return None
        cell, coding = next(reversed(self.settled.items()))
        data = {"codebook": self.codebook.id, "replaces": [coding.event]}
        self.out.append("codings", "undo-coding-resolution", data, part=self.codebook.id)
        self.out.sync()
        del self.settled[cell]
        return cell

    def progress(self) -> Progress:
        """See ask_codings."""
        return Progress(done=len(self.settled), left=len(self.queue) - len(self.settled))

    def _judgements(self, study: str) -> dict[str, str]:
        """What is settled or agreed of a study, by dimension."""
        found = {dimension: value for (name, dimension), value in self.agreed.items() if name == study}
        settled = {d: c.values[0] for (name, d), c in self.settled.items() if name == study and c.values}
        return found | settled


def resolve_codings(review: Review, caller: Caller, name: str, asker: CodingAsker) -> Progress:
    """Seat a person at the coders' differences until they stop. Raises SlrError where the seat is taken."""
    codebook = load(review, name)
    who = reviewer(review, caller)
    with (
        seat(review.paths, who, f"{codebook.id}.resolve"),
        writer(review, caller, who=who) as out,
    ):
        desk = open_resolving_desk(review, caller, codebook, who, out)
        asker.resolve_codings(desk)
        return desk.progress()


def open_resolving_desk(
    review: Review, caller: Caller, codebook: Codebook, who: str, out: Writer
) -> ResolvingDesk:
    """The desk: every cell on which coders differ and that no resolution settles."""
    state = state_of(review)  # whoever resolves sees every coding, and the ledger says so
    units = units_at(state, codebook)
    codings = codings_in_force(state.events, codebook.id, units, state.report_of)
    known = resolutions_in_force(state.events, codebook.id, units, state.report_of)
    earlier: dict[Cell, list[Settled]] = {}
    for one in known:
        earlier.setdefault((one.coding.study, one.coding.dimension), []).append(one)
    counted = counting(team_codings(codings, known), codebook)
    open_cells = coding_conflicts(counted)
    conflicts = {cell: own for cell, own in coding_conflicts(codings).items() if cell in open_cells}
    order = [(unit.id, dimension.id) for unit in units for dimension in codebook.dimensions]
    return ResolvingDesk(
        review=review,
        state=state,
        records=UnitRecords(merged(review, state), codebook),
        codebook=codebook,
        sha256=keep_codebook(review, caller, codebook),
        resolver=who,
        out=out,
        units={unit.id: unit for unit in units},
        conflicts=conflicts,
        agreed={
            (c.study, c.dimension): c.values[0]
            for c in counted
            if c.values and (c.study, c.dimension) not in open_cells
        },
        earlier=earlier,
        queue=[cell for cell in order if cell in conflicts],
    )


def differing(codings: Sequence[Coding]) -> list[list[Coding]]:
    """The codings of a conflict, those that say the same together, in the order in which they came."""
    groups: list[list[Coding]] = []
    for coding in codings:
        group = next((own for own in groups if same_values(own[0], coding)), None)
        if group is None:
            groups.append([coding])
        else:
            group.append(coding)
    return groups
