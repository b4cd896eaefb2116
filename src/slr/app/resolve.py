"""`slr resolve`: settle conflicts, by screen or by script, and take settled outcomes back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from slr.app.ask import Asker, ConflictSheet, Progress
from slr.app.caller import Caller
from slr.app.deciding import (
    checked_reason,
    checked_verdict,
    note_data,
    resolution_data,
    settling_verdicts,
)
from slr.app.finding import finder
from slr.app.merged import Merged, merged
from slr.app.narrowing import Narrowing, narrowing
from slr.app.review import Review, known_reviewer, reviewer, writer
from slr.app.rows import Finder, Row, first_problem, read_rows
from slr.app.screen import COLUMNS, MORE_COLUMNS, Applied
from slr.app.state import State, state_of
from slr.model.errors import SlrError
from slr.model.plan import Criterion, Stage
from slr.model.report import REASON_CONFLICT, Settlement
from slr.model.words import Outcome, Resolving, Verdict
from slr.screening.notes import RESOLVING, Waiting, waiting_notes
from slr.screening.proceedings import Resolution
from slr.store.seat import seat
from slr.store.writer import Writer


def in_conflict(one: Settlement) -> str:
    """What a settlement's people disagree about: "verdict", "reason", or nothing."""
    if one.outcome is Outcome.CONFLICT:
        return "verdict"
    return "reason" if one.reason == REASON_CONFLICT else ""


def may_resolve(stage: Stage, one: Settlement, who: str) -> bool:
    """Whether the stage lets a person settle this conflict."""
    deciders = {decision.reviewer for decision in one.decisions}
    if stage.resolve is Resolving.NAMED:
        return who in stage.arbiters
    if stage.resolve is Resolving.CONSENSUS:
        return who in deciders
    return who not in deciders or stage.resolve is Resolving.ANYONE


def refusal(stage: Stage, one: Settlement, who: str) -> SlrError:
    """Why a person may not settle this conflict, and who may."""
    deciders = ", ".join(dict.fromkeys(decision.reviewer for decision in one.decisions))
    words = {
        Resolving.NAMED: (f"{', '.join(stage.arbiters)} resolves at {stage.id}, not {who}", "say --as"),
        Resolving.CONSENSUS: (
            f"{who} did not decide on {one.report}: {stage.id} is resolved by consensus",
            f"one of those who decided enters what they agreed on: {deciders}",
        ),
        Resolving.THIRD: (
            f"{who} decided on {one.report}: {stage.id} is resolved by somebody who did not",
            f"ask another than {deciders}",
        ),
    }
    message, hint = words[stage.resolve]
    return SlrError(message, hint)


def agreed_with(stage: Stage, one: Settlement, who: str) -> list[str]:
    """Who else stands behind a resolution by consensus: all who decided."""
    if stage.resolve is not Resolving.CONSENSUS:
        return []
    return sorted({decision.reviewer for decision in one.decisions} - {who})


def resolutions_on(state: State, stage: Stage) -> dict[str, list[Resolution]]:
    """The resolutions in force by report."""
    result: dict[str, list[Resolution]] = {}
    for resolution in state.told.resolutions.get(stage.id, ()):
        report = state.report_of.get(resolution.record, resolution.record)
        result.setdefault(report, []).append(resolution)
    return result


@dataclass(frozen=True, slots=True)
class Settled:
    """A resolution of this session."""

    event: str
    verdict: Verdict
    reason: str
    note: str


@dataclass(slots=True)
class Desk:
    """One person at the conflicts of one stage, backed by the ledger. Implements ask.ResolvingDesk."""

    review: Review
    state: State
    merged: Merged
    stage: Stage
    reviewer: str
    out: Writer
    queue: Sequence[str]
    earlier: dict[str, list[Resolution]]
    waiting: dict[str, Waiting] = field(default_factory=dict)  # notes that wait for a resolution
    shown: set[str] = field(default_factory=set)
    settled: dict[str, Settled] = field(default_factory=dict)  # what this session resolved, by report
    done: list[tuple[str, Settled | None]] = field(default_factory=list)  # and what each key replaced

    @property
    def title(self) -> str:
        """See ask."""
        return self.review.plan.title

    @property
    def notice(self) -> str:
        """See ask."""
        return self.review.plan.synthetic

    @property
    def criteria(self) -> Sequence[Criterion]:
        """See ask."""
        return self.review.plan.reasons(self.stage.id)

    def verdicts(self) -> Sequence[Verdict]:
        """See ask."""
        return settling_verdicts(self.stage)

    def sheet(self, report: str) -> ConflictSheet:
        """See ask. Showing another's decision is an event: what the person decides later is not blind."""
        one = self.state.screening.settlements[self.stage.id][report]
        if report not in self.shown:
            data = {"stage": self.stage.id, "records": [report], "by": "resolve"}
            self.out.append("shown", "shown", data)
            self.shown.add(report)
        return ConflictSheet(
            report=report,
            record=self.merged.record(report),
            decisions=one.decisions,
            about=in_conflict(one),
            sources=self.merged.sources(report),
        )

    def resolve(self, report: str, verdict: Verdict, *, reason: str = "", note: str = "") -> None:
        """See ask."""
        reason = checked_reason(self.review.plan, self.stage, verdict, reason)
        before = self.settled.get(report)
        self._keep(report, verdict, reason, note)
        self.done.append((report, before))

    def narrowing(self) -> Narrowing | None:
        """See ask."""
        return narrowing(self.state, self.merged)

    def notes(self) -> dict[str, str]:
        """See ask."""
        return {report: one.text for report, one in self.waiting.items()}

    def keep_note(self, report: str, note: str) -> None:
        """See ask."""
        data = note_data(self.stage, self.state.by_id[report], note, self.waiting.get(report))
        event = self.out.append("resolutions", "resolution-note", data, part=self.stage.id)
        self.out.sync()
        self.waiting[report] = Waiting({event.id: note})

    def _keep(self, report: str, verdict: Verdict, reason: str, note: str) -> None:
        """Write a resolution, durable on return."""
        one = self.state.screening.settlements[self.stage.id][report]
        if not may_resolve(self.stage, one, self.reviewer):
            raise refusal(self.stage, one, self.reviewer)
        replaced = (
            [self.settled[report].event]
            if report in self.settled
            else [r.event for r in self.earlier.get(report, ())]
        )
        data = resolution_data(
            self.stage,
            self.state.by_id[report],
            verdict,
            [decision.event for decision in one.decisions],
            reason=reason,
            note=note,
            agreed=agreed_with(self.stage, one, self.reviewer),
            replaces=replaced,
        )
        event = self.out.append("resolutions", "resolution", data, part=self.stage.id)
        self.out.sync()
        self.settled[report] = Settled(event.id, verdict, reason, note)

    def undo(self) -> str | None:
        """See ask. What the resolution had replaced in this session is in force again, said anew."""
        if not self.done:
            return None
        report, before = self.done[-1]
        if before is not None:
            self._keep(report, before.verdict, before.reason, before.note)
        else:
            data = {"stage": self.stage.id, "record": report, "replaces": [self.settled[report].event]}
            self.out.append("resolutions", "undo-resolution", data, part=self.stage.id)
            self.out.sync()
            del self.settled[report]
        self.done.pop()
        return report

    def progress(self) -> Progress:
        """See ask."""
        return Progress(done=len(self.settled), left=len(self.queue) - len(self.settled))


def resolve(review: Review, caller: Caller, stage: Stage, asker: Asker) -> Progress:
    """Seat a person at a stage's conflicts until they stop. Raises SlrError where the seat is taken."""
    who = reviewer(review, caller)
    with seat(review.paths, who, f"{stage.id}.resolve"), writer(review, caller, who=who) as out:
        state = state_of(review, viewer=who)
        settled = state.screening.settlements.get(stage.id, {})
        everything = {n: one for n, one in settled.items() if in_conflict(one)}
        conflicts = [n for n, one in everything.items() if may_resolve(stage, one, who)]
        if everything and not conflicts:
            raise refusal(stage, next(iter(everything.values())), who)
        desk = Desk(
            review=review,
            state=state,
            merged=merged(review, state),
            stage=stage,
            reviewer=who,
            out=out,
            queue=conflicts,
            earlier=resolutions_on(state, stage),
            waiting=waiting_notes(
                state.events, reviewer=who, stage=stage.id, report_of=state.report_of, kinds=RESOLVING
            ),
        )
        asker.resolve(desk)
        return desk.progress()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRow:
    """A row that was read and found good."""

    row: Row
    who: str
    settlement: Settlement
    verdict: Verdict
    reason: str
    note: str
    dated: str


def apply_resolutions(review: Review, caller: Caller, stage: Stage, path: Path) -> Applied:
    """Keep the resolutions of a CSV file, all or none: columns as for decisions. Raises SlrError."""
    rows = read_rows(path, required=COLUMNS, optional=MORE_COLUMNS)
    default = "" if all(row["reviewer"] for row in rows.rows) else reviewer(review, caller)
    names = [row["report"] for row in rows.rows]
    eyes: dict[str, tuple[State, Finder]] = {}  # nobody settles what is hidden from them
    ready, problems = [], []
    for row in rows.rows:
        if row["stage"] not in ("", stage.id):
            continue  # another stage's, whose turn comes
        try:
            who = known_reviewer(review, row["reviewer"] or default)
            if who not in eyes:
                seen = state_of(review, viewer=who)
                eyes[who] = (seen, finder(review, seen, names))
            ready.append(read_resolution_row(review, *eyes[who], stage, row, who))
        except SlrError as error:
            problems.append(error if error.file else row.error(error.message, error.hint))
    first_problem(problems)
    state = state_of(review)
    known = resolutions_on(state, stage)
    new = [one for one in ready if not says_already(one, known.get(one.settlement.report, ()))]
    with writer(review, caller) as out:
        for one in new:
            data = resolution_data(
                stage,
                state.by_id[one.settlement.report],
                one.verdict,
                [decision.event for decision in one.settlement.decisions],
                reason=one.reason,
                note=one.note,
                dated=one.dated,
                agreed=agreed_with(stage, one.settlement, one.who),
                replaces=[r.event for r in known.get(one.settlement.report, ())],
            )
            out.append("resolutions", "resolution", data, part=stage.id, who=one.who)
        if new:
            commit = {"of": "resolutions", "stage": stage.id, "rows": len(ready), "added": len(new)}
            out.append("resolutions", "commit", commit | {"sha256": rows.sha256}, part=stage.id)
    return Applied(rows=len(ready), added=len(new))


def says_already(one: ResolutionRow, known: Sequence[Resolution]) -> bool:
    """Whether the only resolution in force says just this, of the decisions as they are."""
    here = {decision.event for decision in one.settlement.decisions}
    return len(known) == 1 and (
        known[0].who,
        known[0].verdict,
        known[0].reason,
        known[0].note,
        set(known[0].settles),
    ) == (one.who, one.verdict, one.reason, one.note, here)


def read_resolution_row(
    review: Review, state: State, find: Finder, stage: Stage, row: Row, who: str
) -> ResolutionRow:
    """One row of resolutions.csv. Raises SlrError where there is nothing to settle, or it cannot be kept."""
    report, _ = find.find(row, row["report"])
    verdict = checked_verdict(stage, row["decision"], settling_verdicts(stage))
    settlement = state.screening.at(stage.id, report)
    if settlement is None or not settlement.decisions:
        raise row.error(f"nobody decided on {row['report']} at {stage.id}", "a resolution settles decisions")
    if not in_conflict(settlement) and settlement.by != "resolution":
        raise row.error(
            f"{row['report']} is not in conflict at {stage.id}: {settlement.outcome.value}",
            "slr reopen takes back a settled outcome",
        )
    if not may_resolve(stage, settlement, who):
        raise refusal(stage, settlement, who)
    return ResolutionRow(
        row=row,
        who=who,
        settlement=settlement,
        verdict=verdict,
        reason=checked_reason(review.plan, stage, verdict, row["reason"]),
        note=row.text("note"),
        dated=row["date"],
    )
