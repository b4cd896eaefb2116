"""`slr code`: code the included studies with a codebook, by screen or by script."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from slr.app.ask import Asker, Progress, StudySheet
from slr.app.caller import Caller
from slr.app.codebook import load
from slr.app.merged import Merged, merged
from slr.app.review import Review, nearest, reviewer, writer
from slr.app.state import State, state_of
from slr.coding.codings import (
    codings_in_force,
    resolutions_in_force,
    team_codings,
)
from slr.coding.validate import check_coding
from slr.model.codebook import Codebook, Coding, Dimension
from slr.model.errors import SlrError
from slr.model.report import Study
from slr.protocol.codebook import canonical_codebook, codebook_hash
from slr.store.disk import create_file
from slr.store.seat import seat
from slr.store.writer import Writer


def keep_codebook(review: Review, caller: Caller, codebook: Codebook) -> str:
    """Keep the codebook in force in the ledger before the first event under it; its hash."""
    name = codebook_hash(codebook)
    place = review.paths.ledger / "codebooks" / f"{name}.json"
    if not place.exists():
        create_file(caller.disk, place, (canonical_codebook(codebook) + "\n").encode("utf-8"))
    return name


def coding_data(
    codebook: Codebook,
    sha256: str,
    state: State,
    study: Study,
    dimension: str,
    values: Sequence[str],
    **more: Any,
) -> dict[str, Any]:
    """The payload of a coding event: a linked study by its name, and always the record that was shown."""
    first = study.reports[0]
    data: dict[str, Any] = {
        "codebook": codebook.id,
        "codebook_hash": sha256,
        "unit": codebook.unit,
        "record": first,
        "members": list(state.by_id[first].present),
        "dimension": dimension,
        "values": list(values),
    }
    if study.id != first or len(study.reports) > 1:
        data["study"] = study.id
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


@dataclass(slots=True)
class Desk:
    """One coder with one codebook, backed by the ledger. Implements ask.CodingDesk."""

    review: Review
    state: State
    merged: Merged
    codebook: Codebook
    sha256: str
    coder: str
    out: Writer
    queue: Sequence[str]
    mine: dict[tuple[str, str], list[Coding]]
    done: list[tuple[str, str, list[Coding]]] = field(default_factory=list)

    @property
    def title(self) -> str:
        """See ask."""
        return self.review.plan.title

    @property
    def notice(self) -> str:
        """See ask."""
        return self.review.plan.synthetic

    def study(self, name: str) -> Study:
        """The study of this id."""
        return next(study for study in self.state.studies if study.id == name)

    def sheet(self, study: str) -> StudySheet:
        """See ask."""
        codings = [one for (name, _), own in self.mine.items() if name == study for one in own]
        return StudySheet(
            study=study, records=tuple(self.merged.all(self.study(study).reports)), codings=tuple(codings)
        )

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

    def progress(self) -> Progress:
        """See ask."""
        asked = [one.id for one in self.codebook.dimensions if one.required] or [
            one.id for one in self.codebook.dimensions
        ]
        done = sum(all(self.mine.get((study, dimension)) for dimension in asked) for study in self.queue)
        return Progress(done=done, left=len(self.queue) - done)

    def _keep(
        self, study: str, dimension: str, values: Sequence[str], before: Sequence[Coding], **more: Any
    ) -> None:
        replaces = [one.event for one in before]
        data = coding_data(
            self.codebook,
            self.sha256,
            self.state,
            self.study(study),
            dimension,
            values,
            replaces=replaces,
            **more,
        )
        event = self.out.append("codings", "coding", data, part=self.codebook.id)
        self.out.sync()
        coding = Coding(
            study=study,
            codebook=self.codebook.id,
            dimension=dimension,
            coder=self.coder,
            values=tuple(values),
            event=event.id,
            record=data["record"],
            **more,
        )
        self.mine[(study, dimension)] = [coding]


def code(review: Review, caller: Caller, name: str, asker: Asker) -> Progress:
    """Seat a coder until they stop. Raises SlrError where the seat is taken or nothing is included yet."""
    codebook = load(review, name)
    who = reviewer(review, caller)
    state = state_of(review, viewer=who)
    if not state.studies:
        raise SlrError("no study is included yet", "slr status says what is to be done first")
    mine: dict[tuple[str, str], list[Coding]] = {}
    for one in codings_in_force(state.events, codebook.id, state.studies, state.report_of):
        if one.coder == who:
            mine.setdefault((one.study, one.dimension), []).append(one)
    with seat(review.paths, who, f"{codebook.id}.code"), writer(review, caller, who=who) as out:
        desk = Desk(
            review=review,
            state=state,
            merged=merged(review, state),
            codebook=codebook,
            sha256=keep_codebook(review, caller, codebook),
            coder=who,
            out=out,
            queue=[study.id for study in state.studies],
            mine=mine,
        )
        asker.code(desk)
        return desk.progress()


def codings_of(state: State, codebook: Codebook) -> list[Coding]:
    """The team's codings with a codebook: resolved ones once, others by every coder."""
    codings = codings_in_force(state.events, codebook.id, state.studies, state.report_of)
    return team_codings(
        codings, resolutions_in_force(state.events, codebook.id, state.studies, state.report_of)
    )
