"""Rules on the ledger's events: people, records, stages, reasons, codings that fit the review no longer."""

from collections.abc import Iterator, Mapping

from slr.app.check_rule import Folder, Spot, folder_rule
from slr.app.recheck import outdated
from slr.coding.codings import codings_in_force
from slr.coding.conditions import counting
from slr.coding.studies import studies_of, study_links
from slr.coding.validate import check_coding
from slr.model.codebook import Coding
from slr.model.event import Event, in_force
from slr.model.report import REASON_MISSING
from slr.model.words import Outcome, Severity
from slr.store.paths import BY_STAGE, PROTOCOL

# Decisions are judged by R004 to R007; these are the other events that a person stands for.
BY_PEOPLE: Mapping[str, str] = {
    "resolution": "resolved a conflict",
    "coding": "coded a study",
    "coding-resolution": "resolved differing codings",
    "stop": "declared a stop",
}
ON_RECORDS: Mapping[str, str] = {
    "resolution": "A resolution",
    "retrieval": "A retrieval status",
    "removal": "A removal",
    "study-link": "The study `{study}`",
    "coding": "A coding",
    "coding-resolution": "A resolution of codings",
    "rule": "A rule's word",
}
TAKING_BACK = ("reopen", "study-unlink", *(f"undo-{kind}" for kind in ON_RECORDS))


@folder_rule(
    "F003",
    "resolution or coding by somebody who is no reviewer",
    "ledger",
    why="Readers are told who decided; this person is not in the protocol.",
    example="a conflict resolved by `dora`, and reviewers ana, ben and cleo",
    mend="Add the person under `reviewers`.",
    source="PRISMA 2020, item 8",
)
def unknown_person(folder: Folder) -> Iterator[Spot]:
    people = set(folder.review.plan.reviewers)
    seen: set[tuple[str, str]] = set()
    for event in folder.state.events if people else ():
        if event.kind in BY_PEOPLE and event.who not in people and (event.who, event.kind) not in seen:
            seen.add((event.who, event.kind))
            message = f"`{event.who}` {BY_PEOPLE[event.kind]} and is no reviewer of the protocol."
            yield folder.at(event, message, f"Add `- id: {event.who}` under `reviewers`.")


@folder_rule(
    "F004",
    "event on a record that is not there",
    "ledger",
    Severity.ERROR,
    why="What was resolved, retrieved, linked or coded cannot be looked up: an import is missing.",
    example="a retrieval status of scopus-3fa2c1-17, and no such record",
    mend="Bring back the missing import, or take the event back.",
)
def unknown_record(folder: Folder) -> Iterator[Spot]:
    known = folder.state.holdings.search_of
    kinds = {*ON_RECORDS, *TAKING_BACK}
    for event in in_force(e for e in folder.state.events if e.kind in kinds):
        record = event.data.get("record", "")
        if event.kind in ON_RECORDS and record and record not in known:
            about = ON_RECORDS[event.kind].format_map(event.data)
            yield folder.at(
                event, f"{about} names `{record}`, which is in no import.", "Is an import missing?"
            )


@folder_rule(
    "F005",
    "resolution or stop at a stage that does not exist",
    "ledger",
    why="It is kept and counts nowhere: the work behind it is lost to the review.",
    example="a resolution at `abstracts`, and stages title-abstract and full-text",
    mend="Give the stage its old id again.",
)
def unknown_stage(folder: Folder) -> Iterator[Spot]:
    stages = [stage.id for stage in folder.review.plan.stages]
    told = folder.state.told
    for kind, by_stage in (("resolutions", told.resolutions), ("stops", told.stops), ("marks", told.marks)):
        for stage, ones in by_stage.items():
            if stage not in stages:
                what = {"resolutions": "resolution(s)", "stops": "stop(s)", "marks": "word(s) of a rule"}[
                    kind
                ]
                message = f"{len(ones)} {what} at the stage `{stage}`, which does not exist."
                yield folder.at(ones[0].event, message, f"There are: {', '.join(stages) or 'no stages'}.")


@folder_rule(
    "F006",
    "resolution with a reason that is no criterion of the stage",
    "ledger",
    why="The flow lists exclusions by criterion; one under another name stands beside them, unexplained.",
    example="a conflict resolved as excluded for e9, and no criterion e9",
    mend="Add the criterion (and an amendment), or resolve anew with one that there is.",
    source="PRISMA 2020, item 16b",
)
def unknown_reason(folder: Folder) -> Iterator[Spot]:
    plan = folder.review.plan
    for stage in plan.stages:
        known = [criterion.id for criterion in plan.reasons(stage.id)]
        for one in folder.state.told.resolutions.get(stage.id, ()):
            if one.reason and one.reason not in known:
                message = f"`{one.reason}` is no criterion at `{stage.id}`."
                yield folder.at(one.event, message, f"Known are: {', '.join(known) or 'none'}.")


@folder_rule(
    "F007",
    "coding that the codebook does not allow",
    "ledger",
    why="A category or dimension that is gone from the codebook appears in no table.",
    example="a study coded as `mixed`, and the category `mixed` was removed from the codebook",
    mend="Code the study anew, or give the category its old id again.",
)
def coding_outside_codebook(folder: Folder) -> Iterator[Spot]:
    for name, codebook in folder.codebooks.items():
        for coding in all_codings(folder, name):
            for problem in check_coding(codebook, coding.dimension, coding.values, coding.quote):
                yield folder.at(coding.event, f"{coding.coder}'s coding of {coding.study}: {problem}")


@folder_rule(
    "F013",
    "coding of what is not asked",
    "ledger",
    Severity.INFO,
    why="A dimension with a condition (`when`) is asked of some studies alone; other codings do not count.",
    example="a study coded in `blinding`, which is asked of trials, and then coded as a cohort",
    mend="Nothing, where the answer that the condition is about is right; else code that one anew.",
)
def coding_not_asked(folder: Folder) -> Iterator[Spot]:
    for name, codebook in folder.codebooks.items():
        if codebook.has_conditions:
            codings = all_codings(folder, name)
            counted = {one.event for one in counting(codings, codebook)}
            for one in codings:
                if one.event not in counted:
                    message = f"{one.coder}'s coding of {one.study} in `{one.dimension}` does not count: "
                    yield folder.at(one.event, message + "it is not asked of a study coded so.")


@folder_rule(
    "F008",
    "codings with a codebook that the protocol does not name",
    "ledger",
    why="They are kept and are in no table: the protocol says which codebooks are in force.",
    example="codings with `bertot-2010`, and no `codebooks:` in the protocol",
    mend="Name the codebook under `codebooks` again, or leave it, if dropping it is meant.",
)
def codebook_dropped(folder: Folder) -> Iterator[Spot]:
    dropped: dict[str, list[Event]] = {}
    for event in folder.state.events:
        if event.kind == "coding" and event.data.get("codebook") not in folder.review.plan.codebooks:
            dropped.setdefault(str(event.data.get("codebook")), []).append(event)
    for name, events in dropped.items():
        message = f"{len(events)} coding(s) with the codebook `{name}`, which the protocol does not name."
        yield folder.at(events[0], message, f"Add `{name}` under `codebooks`.")


@folder_rule(
    "F009",
    "excluded at full text without a reason",
    "ledger",
    why="PRISMA asks for the reason of each report excluded at full text; these stand under no reason.",
    example="a report excluded at full text by decisions that name no criterion",
    mend="Decide anew with a reason.",
    source="PRISMA 2020, item 16b",
)
def no_reason(folder: Folder) -> Iterator[Spot]:
    for stage in folder.review.plan.stages:
        if not stage.needs_reason:
            continue
        for name, one in folder.state.screening.settlements.get(stage.id, {}).items():
            if one.outcome is Outcome.EXCLUDED and one.reason in ("", REASON_MISSING) and one.decisions:
                message = f"{name} is excluded at `{stage.id}` without a reason."
                yield folder.at(one.decisions[-1].event, message, "Decide anew with a reason.")


@folder_rule(
    "F010",
    "event in another's place of the ledger",
    "ledger",
    Severity.ERROR,
    why="A segment is written by one person at one stage; a line of somebody else was put there by hand.",
    example="a decision of `ben` in ledger/decisions/title-abstract/ana/",
    mend="Restore the file from git; enter the decision with `slr screen --apply`.",
)
def misplaced(folder: Folder) -> Iterator[Spot]:
    for event in folder.state.events:
        room, *rest, _ = event.segment.split("/")
        if not rest or rest[-1] != event.who:
            message = f"An event of `{event.who}` in a file of `{rest[-1] if rest else room}`."
            yield folder.at(event, message, "Ledger files are never edited: restore it from git.")
        elif room in BY_STAGE and len(rest) == 2 and event.data.get("stage", rest[0]) != rest[0]:
            message = f"An event at `{event.data['stage']}` in a file of the stage `{rest[0]}`."
            yield folder.at(event, message, "Ledger files are never edited: restore it from git.")


@folder_rule(
    "F011",
    "decisions under another wording of a criterion",
    "ledger",
    Severity.INFO,
    why="Who decided then judged by other words than those that the report will print.",
    example="a criterion reworded after 120 decisions, and nobody said what becomes of them",
    mend="Ask them anew with `slr screen --recheck ID`, or say with `--stands ID` that it meant the same.",
    source="PRISMA 2020, item 24c",
)
def other_wording(folder: Folder) -> Iterator[Spot]:
    ids = [criterion.id for criterion in folder.review.plan.criteria]
    for one in outdated(folder.review, folder.state):
        line, column = folder.source.marks.at(("criteria", ids.index(one.criterion), "text"))
        many = len(one.decisions)
        yield Spot(
            message=f"{many} decision(s) at `{one.stage}` were made {one.how}.",
            hint=f"`slr screen -s {one.stage} --recheck {one.criterion}`, or `--stands {one.criterion}`.",
            file=PROTOCOL,
            line=line,
            column=column,
        )


def all_codings(folder: Folder, codebook: str) -> list[Coding]:
    """Every coding in force with a codebook, of studies that are no longer included too."""
    if "studies" not in folder.shared:
        state = folder.state
        reports = [report.id for report in state.by_id.values()]
        folder.shared["studies"] = studies_of(reports, study_links(state.events), state.report_of)
    found = folder.shared["studies"]
    return codings_in_force(folder.state.events, codebook, found, folder.state.report_of)


EVENT_RULES = (
    unknown_person,
    unknown_record,
    unknown_stage,
    unknown_reason,
    coding_outside_codebook,
    coding_not_asked,
    codebook_dropped,
    no_reason,
    misplaced,
    other_wording,
)
