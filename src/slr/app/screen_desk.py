"""The desk of a reviewer who screens: the queue, their decisions, each durable when the call returns."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from slr.app.ask import Progress, Sheet
from slr.app.deciding import allowed_verdicts, checked_reason, decision_data
from slr.app.merged import Merged, merged
from slr.app.queue import Sequencing, sequence
from slr.app.review import Review
from slr.app.state import State, out_of_reach, state_of
from slr.model.plan import Criterion, Stage
from slr.model.report import Decision
from slr.model.words import Outcome, Verdict
from slr.store.writer import Writer


@dataclass(slots=True)
class Desk:
    """One reviewer at one stage, backed by the ledger. Implements ask.ScreeningDesk."""

    review: Review
    state: State
    merged: Merged
    stage: Stage
    reviewer: str
    out: Writer
    queue: Sequence[str]
    mine: dict[str, list[Decision]]
    others: dict[str, list[Decision]]
    decided: int = (
        0  # how many reports of the queue have a decision; counted, for it is asked for at every key
    )
    done: list[tuple[str, str, list[Decision]]] = field(
        default_factory=list
    )  # report, event, what it replaced

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
        return allowed_verdicts(self.stage)

    def sheet(self, report: str) -> Sheet:
        """See ask."""
        own = self.mine.get(report, [])
        return Sheet(
            report=report,
            record=self.merged.record(report),
            mine=own[-1] if own else None,
            sources=self.merged.sources(report),
        )

    def decide(self, report: str, verdict: Verdict, *, reason: str = "", note: str = "") -> Sheet:
        """See ask."""
        reason = checked_reason(self.review.plan, self.stage, verdict, reason)
        before = self.mine.get(report, [])
        decision = self._keep(report, verdict, reason, note, before)
        self.done.append((report, decision.event, before))
        return self.sheet(report)

    def undo(self) -> str | None:
        """See ask. What the decision had replaced is in force again, said anew."""
        if not self.done:
            return None
        report, event, before = self.done[-1]
        if before:
            last = before[-1]
            self._keep(report, last.verdict, last.reason, last.note, self.mine[report], record=last.record)
        else:
            shown = self.mine[report][-1].record
            data = {"stage": self.stage.id, "record": shown, "replaces": [event]}
            self.out.append("decisions", "undo", data, part=self.stage.id)
            self.out.sync()
            self.mine[report] = []
            self.decided -= 1
        self.done.pop()
        return report

    def progress(self) -> Progress:
        """See ask."""
        return Progress(done=self.decided, left=len(self.queue) - self.decided)

    def _keep(
        self,
        report: str,
        verdict: Verdict,
        reason: str,
        note: str,
        before: Sequence[Decision],
        record: str = "",
    ) -> Decision:
        """Write a decision, durable on return."""
        about = self.state.by_id[report]
        data = decision_data(
            self.stage,
            about,
            record or about.id,
            verdict,
            reason=reason,
            note=note,
            earlier=before,
            others=self.others.get(report, ()),
        )
        event = self.out.append("decisions", "decision", data, part=self.stage.id)
        self.out.sync()
        decision = Decision(
            event=event.id,
            stage=self.stage.id,
            reviewer=self.reviewer,
            record=data["record"],
            members=about.present,
            verdict=verdict,
            reason=reason,
            note=note,
            blind=data["blind"],
        )
        self.decided += not self.mine.get(report)
        self.mine[report] = [decision]
        return decision


def open_desk(review: Review, stage: Stage, who: str, out: Writer, order: Sequencing) -> Desk:
    """The desk of a reviewer at a stage: what they decided, then what waits in the order asked for."""
    state = state_of(review, viewer=who)
    view = merged(review, state)
    at_stage = state.screening.settlements.get(stage.id, {})
    mine: dict[str, list[Decision]] = {}
    others: dict[str, list[Decision]] = {}
    for name, one in at_stage.items():
        mine[name] = [d for d in one.decisions if d.reviewer == who]
        others[name] = [d for d in one.decisions if d.reviewer != who]
    decided = [name for name in at_stage if mine[name]]
    open_to = [name for name in at_stage if not mine[name] and wanted_of(state, stage, name)]
    return Desk(
        review=review,
        state=state,
        merged=view,
        stage=stage,
        reviewer=who,
        out=out,
        queue=[*decided, *sequence(order, open_to, review.plan, state, view, stage, who)],
        mine=mine,
        others=others,
        decided=len(decided),
    )


def wanted_of(state: State, stage: Stage, report: str) -> bool:
    """Whether a reviewer without a decision is still asked for one."""
    if out_of_reach(state, stage, report):
        return False
    one = state.screening.at(stage.id, report)
    return one is not None and one.outcome in (Outcome.PENDING, Outcome.CONFLICT) and one.missing > 0
