"""`slr code`: code the included studies with a codebook, by screen or by script."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slr.app.ask import Asker, Progress, StudySheet
from slr.app.caller import Caller
from slr.app.cases import UnitRecords
from slr.app.code_text import Stopped, Texts
from slr.app.codebook import load
from slr.app.merged import merged
from slr.app.review import Review, nearest, reviewer, writer
from slr.app.state import State, state_of
from slr.coding.appraisal import OVERALL, needs_reason, overall_rule, propose_overall, with_overalls
from slr.coding.blinding import Sight
from slr.coding.codings import codings_in_force, resolutions_in_force, team_codings
from slr.coding.units import units_of
from slr.coding.validate import check_coding
from slr.model.codebook import Codebook, Coding, Dimension
from slr.model.errors import SlrError
from slr.model.report import Study
from slr.model.text import FullText
from slr.protocol.codebook import canonical_codebook, codebook_hash
from slr.store.disk import create_file
from slr.store.seat import seat
from slr.store.writer import Writer

Cell = tuple[str, str]  # the id of what is coded, and the dimension
NOTHING_THERE = {
    "case": ("no case is there to code yet", "slr code --import-cases FILE brings them in"),
    "result": ("no result is named yet", "slr code --import-cases FILE: columns study, outcome, time-point"),
    "arm": ("no arm is named yet", "slr code --import-cases FILE: columns study, arm"),
}


def keep_codebook(review: Review, caller: Caller, codebook: Codebook) -> str:
    """Keep the codebook in force in the ledger before the first event under it; its hash."""
    name = codebook_hash(codebook)
    place = review.paths.ledger / "codebooks" / f"{name}.json"
    if not place.exists():
        create_file(caller.disk, place, (canonical_codebook(codebook) + "\n").encode("utf-8"))
    return name


def units_at(state: State, codebook: Codebook) -> list[Study]:
    """What a codebook codes now: studies, or their reports, results and arms, or cases."""
    return units_of(codebook.unit, state.studies, state.events, state.report_of)


def all_codings(state: State, codebook: Codebook) -> list[Coding]:
    """Every coder's codings in force with a codebook that the state's viewer may see."""
    return codings_in_force(state.events, codebook.id, units_at(state, codebook), state.report_of)


def codings_of(state: State, codebook: Codebook, dimensions: Collection[str] = ()) -> list[Coding]:
    """The team's codings with a codebook: resolved ones once, others by every coder; overalls by the rule.

    With `dimensions` only these are sure to be there.
    """
    units = units_at(state, codebook)
    wanted = () if overall_rule(codebook) else dimensions  # an overall judgement rests on every domain
    codings = codings_in_force(state.events, codebook.id, units, state.report_of, wanted)
    settled = resolutions_in_force(state.events, codebook.id, units, state.report_of)
    return with_overalls(team_codings(codings, settled), codebook)


def coding_data(
    codebook: Codebook,
    sha256: str,
    state: State,
    unit: Study,
    dimension: str,
    values: Sequence[str],
    *,
    blind: bool = True,
    **more: Any,
) -> dict[str, Any]:
    """The payload of a coding event: a linked study by its name, and always the record that was shown.

    A case is named by itself, a result or an arm by its name and the record of its study.
    """
    data: dict[str, Any] = {
        "codebook": codebook.id,
        "codebook_hash": sha256,
        "unit": codebook.unit,
        "dimension": dimension,
        "values": list(values),
    }
    if not unit.reports:
        data["case"] = unit.id
    else:
        first = unit.reports[0]
        data |= {"record": first, "members": list(state.by_id[first].present)}
        if codebook.unit in ("result", "arm"):
            data["result"] = unit.id
        elif unit.id != first or len(unit.reports) > 1:
            data["study"] = unit.id
    if not blind:
        data["blind"] = False
    return data | {name: value for name, value in more.items() if value}


def checked_values(codebook: Codebook, dimension: str, values: Sequence[str], quote: str) -> Dimension:
    """The dimension, where these values may be kept. Raises SlrError."""
    found = codebook.dimension(dimension)
    if found is None:
        ids = [one.id for one in codebook.dimensions]
        raise SlrError(f"{codebook.id} has no dimension {dimension!r}", nearest(dimension, ids))
    problems = check_coding(codebook, dimension, values, quote)
    if problems:
        raise SlrError(problems[0], f"slr codebook show {codebook.id} lists what may stand there")
    return found


def check_override(
    codebook: Codebook, dimension: str, values: Sequence[str], judgements: Mapping[str, str], note: str
) -> None:
    """Raise SlrError where an overall judgement departs from the tool's rule and says no reason."""
    if dimension != OVERALL or not values or note.strip():
        return
    proposal = needs_reason(codebook, judgements, values[0])
    if proposal is not None:
        raise SlrError(
            f"the rule of {codebook.id} makes the overall judgement {proposal.value}: {proposal.why}",
            "whoever departs from it gives the reason in the note",
        )


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
    units: Mapping[str, Study]
    queue: Sequence[str]
    mine: dict[Cell, list[Coding]]
    sight: Sight
    done: list[tuple[str, str, list[Coding]]] = field(default_factory=list)
    fresh: set[Cell] = field(default_factory=set)  # coded in this session, blind
    full_texts: Texts = field(init=False)

    def __post_init__(self) -> None:
        """Find the full texts."""
        self.full_texts = Texts(self.review.paths, self.state)

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
        return StudySheet(study=study, records=self.records.of(self.units[study]), codings=tuple(codings))

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
        now = self.mine[(study, dimension)]
        if before:
            old = before[-1]
            self._keep(study, dimension, old.values, now, quote=old.quote, page=old.page, note=old.note)
        else:
            data = {"codebook": self.codebook.id, "replaces": [one.event for one in now]}
            self.out.append("codings", "undo-coding", data, part=self.codebook.id)
            self.out.sync()
            self.mine[(study, dimension)] = []
        self.done.pop()
        return study

    def judgements(self, study: str) -> dict[str, str]:
        """This coder's first value in each dimension of a study."""
        cells = ((d.id, self.mine.get((study, d.id))) for d in self.codebook.dimensions)
        return {name: own[-1].values[0] for name, own in cells if own and own[-1].values}

    def progress(self) -> Progress:
        """See ask. What a tool's rule says of the domains need not be said again."""
        asked = asked_of(self.codebook)
        tool = overall_rule(self.codebook)
        done = 0
        for study in self.units:
            left = [name for name in asked if not self.mine.get((study, name))]
            if left == [OVERALL] and tool:
                left = [] if propose_overall(tool, self.judgements(study)) else left
            done += not left
        return Progress(done=done, left=len(self.units) - done)

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


def asked_of(codebook: Codebook) -> list[str]:
    """The dimensions that every study needs: the required ones, or all where none is required."""
    required = [one.id for one in codebook.dimensions if one.required]
    return required or [one.id for one in codebook.dimensions]


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
    if not units:
        nothing = ("no study is included yet", "slr status says what is to be done first")
        raise SlrError(*NOTHING_THERE.get(codebook.unit, nothing))
    return Desk(
        review=review,
        state=state,
        records=UnitRecords(merged(review, state), codebook),
        codebook=codebook,
        sha256=keep_codebook(review, caller, codebook),
        coder=who,
        out=out,
        units={unit.id: unit for unit in units},
        queue=[unit.id for unit in units],
        mine=own_codings(state, codebook, units, who),
        sight=Sight(review.ledger.events, codebook.id, units, state.report_of),
    )


def own_codings(
    state: State, codebook: Codebook, units: Sequence[Study], who: str
) -> dict[Cell, list[Coding]]:
    """A coder's codings in force by study and dimension."""
    mine: dict[Cell, list[Coding]] = {}
    for one in codings_in_force(state.events, codebook.id, units, state.report_of):
        if one.coder == who:
            mine.setdefault((one.study, one.dimension), []).append(one)
    return mine
