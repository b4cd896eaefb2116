"""`slr why`: the whole story of one record, from its export's line to its place in the flow."""

from dataclasses import dataclass

from slr.app.finding import finder
from slr.app.flow import flow_of
from slr.app.merged import merged
from slr.app.resolve import resolutions_on
from slr.app.review import Review
from slr.app.rows import Row
from slr.app.seeds import seeds_of
from slr.app.state import state_of
from slr.model.imports import Import
from slr.model.record import Record, cite
from slr.model.report import Settlement
from slr.model.words import Retrieval
from slr.screening.proceedings import Handover, Resolution
from slr.store.records import read_raw


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Where a record came from, which report it stands for, and what became of it."""

    id: str
    report: str
    record: Record
    export: str
    line: int
    raw: tuple[tuple[str, str], ...]
    members: tuple[str, ...]
    links: tuple[tuple[str, str, str, str], ...]  # a, b, whose word, reason
    stages: tuple[Settlement, ...]
    resolutions: tuple[Resolution, ...]
    handovers: tuple[Handover, ...]
    retrieval: Retrieval | None
    removed: str
    studies: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]  # box and column
    seed: tuple[str, str, str] | None = None  # of citation searching: direction, the record, its citation


def why(review: Review, name: str, *, viewer: str = "") -> Story:
    """The story of a record or report. Raises SlrError where there is none of this id or DOI."""
    state = state_of(review, viewer=viewer)
    report, record = finder(review, state, [name]).find(Row("", 0, {}), name)
    source = import_of(state.holdings.imports, record)
    line, raw = read_raw(review.paths, source.record_files, record)
    members = state.by_id[report].members
    links = [
        (a, b, event.who if event.data["basis"] == "person" else "slr", event.data.get("reason", ""))
        for (a, b), told in state.links.events.items()
        for event in told
        if a in members and b in members and event.data["verdict"] == "same"
    ]
    flow = flow_of(review, state)
    standing = {record, report} if record == report else {record}
    removal = state.screening.removed.get(report)
    seed = next((one for one in seeds_of(review, state.holdings) if record in one.brought), None)
    view = merged(review, state)
    return Story(
        id=record,
        report=report,
        record=view.record(report),
        export=source.file,
        line=line,
        raw=tuple(raw),
        members=members,
        links=tuple(links),
        stages=tuple(
            settled
            for stage in review.plan.stages
            if (settled := state.screening.at(stage.id, report)) is not None
        ),
        resolutions=tuple(
            one for stage in review.plan.stages for one in resolutions_on(state, stage).get(report, ())
        ),
        handovers=tuple(
            one
            for stage in review.plan.stages
            for one in state.told.handovers.get(stage.id, ())
            if not one.records.isdisjoint(members)
        ),
        retrieval=state.retrieval.get(report),
        removed=removal.reason if removal else "",
        studies=tuple(study.id for study in state.studies if report in study.reports),
        boxes=tuple((box.name, box.column) for box in flow.boxes if not standing.isdisjoint(box.ids)),
        seed=(seed.direction, seed.record, cite(view.record(state.report_of[seed.record])))
        if seed and seed.record in state.report_of
        else None,
    )


def import_of(imports: tuple[Import, ...], record: str) -> Import:
    """The import in force that brought a record."""
    return next(one for one in imports if record in set(one.record_ids))
