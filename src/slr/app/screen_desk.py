"""The desk of a reviewer who screens: the queue, their decisions, each durable when the call returns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from slr.app.ask import Progress, Sheet
from slr.app.assign import draw_now
from slr.app.caller import Steps, quiet
from slr.app.deciding import allowed_verdicts, checked_judgments, decision_data, note_data
from slr.app.learning import Learner
from slr.app.merged import Merged, merged
from slr.app.narrowing import Narrowing, narrowing
from slr.app.queue import Sequencing, mixed, reached_so_far, sequence
from slr.app.review import Review
from slr.app.screen_retrieval import RetrievalMarks
from slr.app.state import State, out_of_reach, state_of
from slr.model.errors import SlrError
from slr.model.plan import Criterion, Stage
from slr.model.report import Decision, Study
from slr.model.text import FullText
from slr.model.words import Assign, Retrieval, Verdict
from slr.screening.judging import Judgments
from slr.screening.notes import SCREENING, Waiting, waiting_notes
from slr.screening.retrieval import statuses
from slr.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept of one key: the decisions that it replaced, or (`mark`) a mark of not retrieved."""

    report: str
    before: Sequence[Decision] = ()
    mark: bool = False


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
    mine: dict[str, list[Decision]]  # by report, where there are any
    before: dict[str, list[Decision]]  # everybody's that a recheck asks to make anew
    pilots: Sequence[str]  # what waits for a pilot comes first, in any order
    marks: RetrievalMarks
    waiting: dict[str, Waiting] = field(default_factory=dict)  # notes that wait for a decision
    decided: int = 0  # reports of the queue with a decision: counted, for it is asked for at every key
    midnight: str = ""  # when today began
    before_today: int = 0  # how many of them were decided before that
    done: list[Kept] = field(default_factory=list)
    before_now: list[Decision] | None = None  # made before this session; looked for when they are asked for
    learner: Learner | None = None
    seed: int = 1
    draws: dict[str, int] = field(default_factory=dict)  # by report at a random place: see mix()

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

    def decision(self, report: str) -> Decision | None:
        """See ask."""
        own = self.mine.get(report)
        return own[-1] if own else None

    def sheet(self, report: str) -> Sheet:
        """See ask."""
        own = self.mine.get(report, [])
        return Sheet(
            report=report,
            record=self.merged.record(report),
            mine=own[-1] if own else None,
            sources=self.merged.sources(report),
            not_retrieved=not own and self.marks.status(report) is Retrieval.NOT_RETRIEVED,
            pilot=one.pilot if (one := self.state.screening.at(self.stage.id, report)) is not None else 0,
        )

    def decide(
        self,
        report: str,
        verdict: Verdict,
        *,
        reason: str = "",
        note: str = "",
        judgments: Judgments | None = None,
    ) -> Sheet:
        """See ask."""
        plan = self.review.plan
        reason, judged = checked_judgments(plan, self.stage, verdict, reason, judgments or {})
        before = self.mine.get(report, [])
        self._keep(report, verdict, reason, note, before, judgments=judged)
        self.done.append(Kept(report, before))
        return self.sheet(report)

    def narrowing(self) -> Narrowing | None:
        """See ask."""
        return narrowing(self.state, self.merged)

    def notes(self) -> dict[str, str]:
        """See ask."""
        return {report: one.text for report, one in self.waiting.items()}

    def keep_note(self, report: str, note: str) -> None:
        """See ask."""
        data = note_data(self.stage, self.state.by_id[report], note, self.waiting.get(report))
        event = self.out.append("decisions", "note", data, part=self.stage.id)
        self.out.sync()
        self.waiting[report] = Waiting({event.id: note})

    def not_retrieved(self, report: str) -> Sheet:
        """See ask."""
        if self.stage.on != "reports":
            raise SlrError(
                f"{self.stage.id} reads records, not full texts", "reports are retrieved for full text"
            )
        if self.mine.get(report):
            raise SlrError("you decided on its full text, so it was retrieved", "undo the decision first")
        self.marks.mark(report, Retrieval.NOT_RETRIEVED)
        self.done.append(Kept(report, mark=True))
        return self.sheet(report)

    def full_text(self, report: str) -> Path | None:
        """See ask."""
        return self.marks.file(report)

    def text_files(self, report: str) -> Sequence[str]:
        """See ask."""
        from slr.app.code_text import Texts  # imported here: only who reads a full text needs it

        texts = Texts(self.review.paths, self.state)
        return [file for _, file, _ in texts.files(Study(id=report, reports=(report,)))]

    def texts(self, report: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        """See ask."""
        from slr.app.code_text import Stopped, Texts

        try:
            return Texts(self.review.paths, self.state).read(Study(id=report, reports=(report,)), stopped)
        except Stopped:
            return ()

    def undo(self) -> str | None:
        """See ask. What the decision had replaced is in force again, said anew."""
        if not self.done:
            return None
        last = self.done[-1]
        report = last.report
        if last.mark:
            self.marks.take_back(report)
        elif last.before:
            old = last.before[-1]
            self._keep(
                report,
                old.verdict,
                old.reason,
                old.note,
                self.mine[report],
                record=old.record,
                judgments=old.judgments,
            )
        else:
            self._withdraw(report)
        self.done.pop()
        return report

    def earlier(self) -> Sheet | None:
        """See ask."""
        report = self._earlier_report()
        return self.sheet(report) if report else None

    def undo_earlier(self) -> str | None:
        """See ask."""
        report = self._earlier_report()
        if report:
            self._withdraw(report)
        return report

    def _earlier_report(self) -> str | None:
        """The report of the last decision in force that was made before this session."""
        if self.before_now is None:
            said = self.state.told.decisions.get(self.stage.id, ())
            self.before_now = [one for one in said if one.reviewer == self.reviewer]
        while self.before_now:
            last = self.before_now[-1]
            report = self.state.report_of.get(last.record, last.record)
            if any(one.event == last.event for one in self.mine.get(report, ())):
                return report
            self.before_now.pop()  # changed or taken back since
        return None

    def _withdraw(self, report: str) -> None:
        """Take back what this reviewer decided on a report, durable on return."""
        mine = self.mine[report]  # by now perhaps said anew, by the undo of a later change
        data = {"stage": self.stage.id, "record": mine[-1].record, "replaces": [one.event for one in mine]}
        self.out.append("decisions", "undo", data, part=self.stage.id)
        self.out.sync()
        self.mine[report] = []
        self.decided -= 1
        self.before_today -= was_before(self.midnight, mine[-1])
        self._tell(report, None)

    def idle_words(self) -> str:
        """See ask."""
        people = self.review.plan.people_at(self.stage)
        if people and self.reviewer not in people:
            return f"Here {', '.join(people)} decide{'s' if len(people) == 1 else ''}, not {self.reviewer}."
        settled = self.state.screening.settlements.get(self.stage.id, {})
        if not settled:
            return "No report has come as far as this stage."
        return "" if self.queue else f"Nothing here waits for {self.reviewer}: others decide on it."

    def progress(self) -> Progress:
        """See ask."""
        away = sum(not self.mine.get(report) for report in self.marks.away)
        left = len(self.queue) - self.decided - away
        return Progress(done=self.decided, left=left, today=max(self.decided - self.before_today, 0))

    def new_order(self) -> Sequence[str] | None:
        """See ask."""
        found = self.learner.take() if self.learner is not None else None
        if found is None:
            return None
        self.draws = {**self.draws, **found.sizes}
        return [*self.pilots, *found.order]

    def order_words(self) -> str:
        """See ask."""
        return self.learner.state() if self.learner is not None else ""

    def ask_why(self, report: str) -> bool:
        """See ask."""
        if self.learner is None or self.learner.failure:
            return False
        self.learner.ask_why(report)
        return True

    def why(self, report: str) -> Sequence[str] | None:
        """See ask."""
        return self.learner.words.get(report) if self.learner is not None else None

    def _keep(
        self,
        report: str,
        verdict: Verdict,
        reason: str,
        note: str,
        before: Sequence[Decision],
        record: str = "",
        judgments: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Write a decision, durable on return."""
        about = self.state.by_id[report]
        data = decision_data(
            self.stage,
            about,
            record or about.id,
            verdict,
            reason=reason,
            note=note,
            judgments=judgments,
            earlier=[*before, *(d for d in self.before.get(report, ()) if d.reviewer == self.reviewer)],
            others=[
                *self._others(report),
                *(d for d in self.before.get(report, ()) if d.reviewer != self.reviewer),
            ],
        )
        size = 0 if before else self.draws.get(report, 0)
        if size:
            data["draw"] = {"seed": self.seed, "size": size}
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
            judgments=judgments,
        )
        self.decided += not self.mine.get(report)
        self.mine[report] = [decision]
        self._tell(report, verdict is not Verdict.EXCLUDE, size)

    def _others(self, report: str) -> list[Decision]:
        """Another's decisions on a report that are to be seen: looked for only when one is made."""
        one = self.state.screening.at(self.stage.id, report)
        return [d for d in one.decisions if d.reviewer != self.reviewer] if one is not None else []

    def _tell(self, report: str, included: bool | None, size: int = 0) -> None:
        if self.learner is not None:
            self.learner.tell(report, included, size)


def open_desk(
    review: Review,
    stage: Stage,
    who: str,
    out: Writer,
    order: Sequencing,
    learner: Learner | None = None,
    kept: Sequence[str] = (),
    steps: Steps = quiet,
    midnight: str = "",
) -> Desk:
    """The desk of a reviewer at a stage: what they decided, then what waits in the order asked for.

    `midnight` is when today began, as the clock writes it. The learner is started here. `kept` is the order
    last learned; where there is none, the learner's first order is waited for as long as `order` says.
    """
    state = state_of(review, viewer=who)
    if stage.assign is not Assign.ANYONE and review.plan.people_at(stage):
        draw_now(review, state, stage, out)
    view = merged(review, state, steps)
    if learner is not None:
        learner.start()  # not before the cache is warm: two processes would fill it at once
    at_stage = state.screening.settlements.get(stage.id, {})
    before = retracted_at(state, stage)
    mine: dict[str, list[Decision]] = {}
    for name, one in at_stage.items():
        for decision in one.decisions:
            if decision.reviewer == who:
                mine.setdefault(name, []).append(decision)
    decided = list(mine)
    open_to = [name for name in at_stage if name not in mine and wanted_of(state, stage, name, who)]
    open_to.sort(key=lambda name: at_stage[name].pilot or len(at_stage))  # pilots first, each in its order
    pilots = [name for name in open_to if at_stage[name].pilot]
    first = learner.first(order.wait) if learner is not None and not kept else None
    if first is None:
        reached = reached_so_far(review, stage, who, order.seed) if order.share else 0
        rest = sequence(order, open_to[len(pilots) :], view, kept)
        first = mixed(order, stage, [*decided, *open_to], rest, reached)
    waits = set(open_to)
    known = [name for name in first.order if name in waits]
    return Desk(
        review=review,
        state=state,
        merged=view,
        stage=stage,
        reviewer=who,
        out=out,
        queue=[*decided, *dict.fromkeys([*pilots, *known, *open_to])],
        mine=mine,
        before=before,
        pilots=pilots,
        marks=RetrievalMarks(state, out, review.paths, statuses(state.events)),
        waiting=waiting_notes(
            state.events, reviewer=who, stage=stage.id, report_of=state.report_of, kinds=SCREENING
        ),
        decided=len(decided),
        midnight=midnight,
        before_today=sum(was_before(midnight, ones[-1]) for ones in mine.values()),
        learner=learner,
        seed=order.seed,
        draws=dict(first.sizes),
    )


def was_before(midnight: str, decision: Decision) -> bool:
    """Whether a decision was made before today; those of this session carry no clock yet."""
    return bool(decision.dated) or (bool(decision.at) and decision.at < midnight)


def retracted_at(state: State, stage: Stage) -> dict[str, list[Decision]]:
    """The decisions that a recheck asks to make anew, by report."""
    result: dict[str, list[Decision]] = {}
    for decision in state.told.retracted.get(stage.id, ()):
        result.setdefault(state.report_of.get(decision.record, decision.record), []).append(decision)
    return result


def wanted_of(state: State, stage: Stage, report: str, who: str) -> bool:
    """Whether a reviewer without a decision is still asked for one."""
    one = state.screening.at(stage.id, report)
    return one is not None and one.asks(who) and not out_of_reach(state, stage, report)
