"""`slr status`: where the review stands, and what to do next."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from slr.app.codebook_changes import again_line, coding_status
from slr.app.dedup import last_run, still_waiting
from slr.app.published import published_step
from slr.app.resolve import in_conflict
from slr.app.retrieve import sought
from slr.app.review import Review
from slr.app.state import State, out_of_reach, state_of
from slr.app.status_team import TeamStatus, team_status, team_steps, wording_steps
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.lasting import keep_to_the_end
from slr.model.plan import Stage
from slr.model.report import Settlement
from slr.model.words import Outcome, Retrieval


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchStatus:
    """One search: what was imported of it, and what the protocol expects."""

    search: str
    source: str
    entries: int
    refused: int
    expected: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStatus:
    """One stage: reports by outcome, conflicts on verdict or reason, and what each reviewer has done."""

    stage: str
    name: str
    outcomes: Mapping[Outcome, int]
    conflicts: int
    reviewers: Mapping[str, int]
    team: TeamStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookStatus:
    """One codebook: units (mostly studies) with any coding, those coded in all that is required, all units,
    cells on which coders differ.
    """

    codebook: str
    coded: int
    complete: int
    studies: int
    conflicts: int
    unit: str = "study"
    again: tuple[str, str] | None = None  # what to look at again, and the command


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a review stands."""

    title: str
    notice: str
    searches: tuple[SearchStatus, ...]
    records: int
    reports: int
    waiting: int
    stages: tuple[StageStatus, ...]
    retrieval: Mapping[Retrieval, int]
    studies: int
    codebooks: tuple[CodebookStatus, ...]
    hidden: int
    next: tuple[tuple[str, str], ...]  # what to do, and the command
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """The status as JSON-able values."""
        return {
            "title": self.title,
            "synthetic": self.notice,
            "searches": [
                {
                    "search": s.search,
                    "source": s.source,
                    "entries": s.entries,
                    "refused": s.refused,
                    "expected": s.expected,
                }
                for s in self.searches
            ],
            "records": self.records,
            "reports": self.reports,
            "pairs_waiting": self.waiting,
            "stages": [
                {
                    "stage": s.stage,
                    "outcomes": {outcome.value: count for outcome, count in s.outcomes.items()},
                    "conflicts": s.conflicts,
                    "reviewers": dict(s.reviewers),
                    "pilots": [pilot.as_dict() for pilot in s.team.pilots],
                    "left": dict(s.team.left),
                    "undrawn": s.team.undrawn,
                    "handed": dict(s.team.handed),
                }
                for s in self.stages
            ],
            "retrieval": {status.value: count for status, count in self.retrieval.items()},
            "studies": self.studies,
            "codebooks": [
                {
                    "codebook": c.codebook,
                    "coded": c.coded,
                    "complete": c.complete,
                    "studies": c.studies,
                    "conflicts": c.conflicts,
                }
                for c in self.codebooks
            ],
            "next": [{"what": what, "command": command} for what, command in self.next],
            "findings": [finding.as_dict() for finding in self.findings],
        }


def status(review: Review, *, viewer: str = "") -> Status:
    """Where the review stands, as a viewer may see it."""
    state = state_of(review, viewer=viewer)
    keep_to_the_end(len(review.ledger.events), review, state)
    stages = tuple(stage_status(review, state, stage, viewer) for stage in review.plan.stages)
    codebooks = tuple(codebook_status(review, state, name) for name in review.plan.codebooks)
    retrieval = dict.fromkeys(Retrieval, 0)
    for name in sought(review, state):
        retrieval[state.retrieval.get(name, Retrieval.SOUGHT)] += 1
    waiting = len(still_waiting(state))
    return Status(
        title=review.plan.title,
        notice=review.plan.synthetic,
        searches=tuple(searches_status(state)),
        records=len(state.holdings.present),
        reports=len(state.reports),
        waiting=waiting,
        stages=stages,
        retrieval=retrieval,
        studies=len(state.studies),
        codebooks=codebooks,
        hidden=state.hidden,
        next=tuple(next_steps(review, state, stages, retrieval, codebooks, waiting)),
        findings=state.findings,
    )


def searches_status(state: State) -> list[SearchStatus]:
    """Every search of the protocol or the ledger."""
    entries: dict[str, int] = {}
    refused: dict[str, int] = {}
    for one in state.holdings.imports:
        entries[one.search] = entries.get(one.search, 0) + one.entries
        refused[one.search] = refused.get(one.search, 0) + len(one.refused)
    return [
        SearchStatus(
            search=name,
            source=search.source,
            entries=entries.get(name, 0),
            refused=refused.get(name, 0),
            expected=search.expected,
        )
        for name, search in state.searches.items()
    ]


def stage_status(review: Review, state: State, stage: Stage, viewer: str) -> StageStatus:
    """One stage's outcomes, how many decisions each reviewer has there, and where the team stands."""
    reached = state.screening.settlements.get(stage.id, {})
    settlements: Collection[Settlement] = reached.values()
    if stage.on == "reports":
        settlements = [one for name, one in reached.items() if not out_of_reach(state, stage, name)]
    outcomes = dict.fromkeys(Outcome, 0)
    reviewers = dict.fromkeys(review.plan.reviewers, 0)
    for one in settlements:
        outcomes[one.outcome] += 1
        if len(one.decisions) == 1:
            who = one.decisions[0].reviewer
            reviewers[who] = reviewers.get(who, 0) + 1
            continue
        for who in {decision.reviewer for decision in one.decisions}:
            reviewers[who] = reviewers.get(who, 0) + 1
    return StageStatus(
        stage=stage.id,
        name=stage.name,
        outcomes=outcomes,
        conflicts=sum(bool(in_conflict(one)) for one in settlements),
        reviewers=reviewers,
        team=team_status(review, state, stage, viewer),
    )


def codebook_status(review: Review, state: State, name: str) -> CodebookStatus:
    """How far the coding with a codebook is; nothing of one that cannot be used, which `check` says."""
    try:
        found = coding_status(review, state, name)
    except SlrError:
        return CodebookStatus(codebook=name, coded=0, complete=0, studies=0, conflicts=0)
    return CodebookStatus(
        codebook=name,
        coded=found.coded,
        complete=found.complete,
        studies=found.units,
        conflicts=found.conflicts,
        unit=found.unit,
        again=again_line(review, state, name) if found.again else None,
    )


def next_steps(
    review: Review,
    state: State,
    stages: tuple[StageStatus, ...],
    retrieval: Mapping[Retrieval, int],
    codebooks: tuple[CodebookStatus, ...],
    waiting: int,
) -> list[tuple[str, str]]:
    """What to do next, most urgent first, each with its command."""
    missing = [
        name for name in state.searches if not any(one.search == name for one in state.holdings.imports)
    ]
    steps = [(f"import the export of {name}", f"slr import FILE --search {name}") for name in missing]
    if state.holdings.present and last_run(state.events) != len(state.holdings.present):
        steps.append(("look for duplicates", "slr dedup"))
    if waiting:
        steps.append((f"{counted(waiting, 'pair')} of records may be duplicates", "slr dedup --review"))
    for stage in stages:
        open_to = stage.outcomes[Outcome.PENDING]
        if open_to:
            steps.append((f"{open_to} pending at {stage.name}", f"slr screen --stage {stage.stage}"))
        if planned := review.plan.stage(stage.stage):
            steps += team_steps(planned, stage.name, stage.team)
        if stage.conflicts:
            steps.append(
                (
                    f"{counted(stage.conflicts, 'conflict')} at {stage.name}",
                    f"slr resolve --stage {stage.stage}",
                )
            )
    steps += wording_steps(review, state)
    outstanding = retrieval[Retrieval.SOUGHT] + retrieval[Retrieval.REQUESTED]
    if outstanding:
        steps.append((f"{counted(outstanding, 'full text')} not here yet", "slr retrieve --list"))
    for book in codebooks:
        if book.coded < book.studies:
            left = counted(book.studies - book.coded, book.unit)
            steps.append((f"{left} not coded with {book.codebook}", f"slr code --codebook {book.codebook}"))
        if book.complete < book.coded:
            begun = counted(book.coded - book.complete, book.unit)
            what = f"{begun} begun with {book.codebook} and not coded in all that is required"
            steps.append((what, f"slr code --codebook {book.codebook}"))
        if book.again:
            steps.append(book.again)
        if book.conflicts:
            steps.append(
                (counted(book.conflicts, "coding conflict"), f"slr resolve --codebook {book.codebook}")
            )
    if not steps and state.holdings.present:
        steps.append(published_step(review, state))
    return steps


def counted(number: int, what: str) -> str:
    """`1 conflict`, `2 conflicts`, `3 studies`."""
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number} {what if number == 1 else many}"
