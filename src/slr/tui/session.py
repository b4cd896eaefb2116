"""What a person does at a desk, whoever shows it: the same steps behind the full screen and plain lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from slr.app.ask import Progress, ResolvingDesk, ScreeningDesk
from slr.model.plan import Criterion, Stage
from slr.model.record import Record
from slr.model.report import Decision
from slr.model.words import Judgment, Verdict
from slr.tui.queue_walk import Walk


@dataclass(frozen=True, slots=True)
class Chosen:
    """What this person decided on a report."""

    verdict: Verdict
    reason: str = ""
    note: str = ""
    judgments: Mapping[str, Judgment] = field(default_factory=dict)  # where the stage judges each criterion


@dataclass(frozen=True, slots=True)
class View:
    """One report as it is put before a person; `others` are the decisions to settle, `about` what differs."""

    report: str
    record: Record
    sources: tuple[str, ...] = ()
    mine: Chosen | None = None
    others: tuple[Decision, ...] = ()
    about: str = ""
    not_retrieved: bool = False
    pilot: int = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to decide on it now."""
        return self.mine is not None or self.not_retrieved


class Seat(Protocol):
    """A desk at which reports are decided, one after another: screening and resolving alike."""

    @property
    def desk(self) -> ScreeningDesk | ResolvingDesk:
        """The desk itself, for what both have: title, notice, stage, reviewer, criteria, queue, progress."""

    def view(self, report: str) -> View:
        """The report as it stands now."""

    def mine(self, report: str) -> Chosen | None:
        """What this person decided on a report, without a look at its text."""

    def keep(self, report: str, chosen: Chosen) -> None:
        """Make a decision durable. Raises SlrError; then nothing is kept."""

    def keep_note(self, report: str, note: str) -> None:
        """Make a note durable that waits for a decision. Raises SlrError; then it is not kept."""

    def take_back(self) -> str | None:
        """Undo the last decision of this session; its report."""

    def earlier(self) -> tuple[View, str] | None:
        """The report last decided on before this session, and the day; None where none is in force."""

    def take_back_earlier(self) -> str | None:
        """Undo that decision; its report."""

    def idle_words(self) -> str:
        """Why nothing is there to decide; empty where all is decided."""

    def asks_reason(self, view: View) -> bool:
        """Whether to ask for a reason when this report is excluded."""

    @property
    def judges(self) -> bool:
        """Whether each criterion is judged, and the verdict follows from that."""

    def new_order(self) -> Sequence[str] | None:
        """Another order for what waits, None to leave it as it is."""


@dataclass(slots=True)
class ScreeningSeat:
    """A screening desk."""

    desk: ScreeningDesk

    def view(self, report: str) -> View:
        """The sheet, with this reviewer's own decision alone."""
        sheet = self.desk.sheet(report)
        mine, away, pilot = self.mine(report), sheet.not_retrieved, sheet.pilot
        return View(report, sheet.record, sheet.sources, mine, not_retrieved=away, pilot=pilot)

    def mine(self, report: str) -> Chosen | None:
        """The decision in force."""
        own = self.desk.decision(report)
        if own is None:
            return None
        judged = {name: Judgment(word) for name, word in own.judgments}
        return Chosen(own.verdict, own.reason, own.note, judged)

    def keep(self, report: str, chosen: Chosen) -> None:
        """Decide."""
        self.desk.decide(
            report, chosen.verdict, reason=chosen.reason, note=chosen.note, judgments=chosen.judgments
        )

    def keep_note(self, report: str, note: str) -> None:
        """Keep it."""
        self.desk.keep_note(report, note)

    def take_back(self) -> str | None:
        """Undo."""
        return self.desk.undo()

    def earlier(self) -> tuple[View, str] | None:
        """As the ledger has it."""
        sheet = self.desk.earlier()
        if sheet is None or sheet.mine is None:
            return None
        return self.view(sheet.report), sheet.mine.dated or sheet.mine.at[:10]

    def take_back_earlier(self) -> str | None:
        """Undo it."""
        return self.desk.undo_earlier()

    def idle_words(self) -> str:
        """As the desk says."""
        return self.desk.idle_words()

    def asks_reason(self, view: View) -> bool:
        """As the stage says."""
        return self.desk.stage.needs_reason

    @property
    def judges(self) -> bool:
        """As the stage says."""
        return self.desk.stage.judge_each and bool(self.desk.criteria)

    def new_order(self) -> Sequence[str] | None:
        """As the desk has learned it."""
        return self.desk.new_order()


@dataclass(slots=True)
class ResolvingSeat:
    """A resolving desk; what was resolved is remembered here, for the sheet only holds what disagreed."""

    desk: ResolvingDesk
    resolved: dict[str, list[Chosen]] = field(default_factory=dict)

    def view(self, report: str) -> View:
        """The conflict, with what this person resolved in this session."""
        sheet = self.desk.sheet(report)
        return View(report, sheet.record, sheet.sources, self.mine(report), sheet.decisions, sheet.about)

    def mine(self, report: str) -> Chosen | None:
        """What was resolved in this session."""
        earlier = self.resolved.get(report)
        return earlier[-1] if earlier else None

    def keep(self, report: str, chosen: Chosen) -> None:
        """Resolve."""
        self.desk.resolve(report, chosen.verdict, reason=chosen.reason, note=chosen.note)
        self.resolved.setdefault(report, []).append(chosen)

    def keep_note(self, report: str, note: str) -> None:
        """Keep it."""
        self.desk.keep_note(report, note)

    def take_back(self) -> str | None:
        """Undo."""
        report = self.desk.undo()
        if report is not None and self.resolved.get(report):
            self.resolved[report].pop()
        return report

    def earlier(self) -> tuple[View, str] | None:
        """What was resolved before is no conflict any more and not here; slr reopen takes it back."""
        return None

    def take_back_earlier(self) -> str | None:
        """None is here."""
        return None

    def idle_words(self) -> str:
        """Conflicts are resolved by whoever may."""
        return ""

    def asks_reason(self, view: View) -> bool:
        """As the stage says, and always where the conflict is about the reason."""
        return self.desk.stage.needs_reason or view.about == "reason"

    @property
    def judges(self) -> bool:
        """A conflict is settled as a whole."""
        return False

    def new_order(self) -> Sequence[str] | None:
        """Conflicts keep their order."""
        return None


@dataclass(slots=True)
class Session:
    """One sitting at a seat: where in the queue, and the notes that go with the next decision.

    `unkept` are the reports whose note the disk refused: it is here alone.
    """

    seat: Seat
    walk: Walk
    notes: dict[str, str] = field(default_factory=dict)
    unkept: set[str] = field(default_factory=set)
    made: int = 0  # decisions made in this sitting, undone ones taken off

    @property
    def stage(self) -> Stage:
        """The stage."""
        return self.seat.desk.stage

    @property
    def reasons(self) -> tuple[Criterion, ...]:
        """The criteria, whose numbers (from 1) name the reasons."""
        return tuple(self.seat.desk.criteria)

    @property
    def progress(self) -> Progress:
        """How far."""
        return self.seat.desk.progress()

    def view(self) -> View | None:
        """The report at the position, None at rest."""
        return self.seat.view(self.walk.here) if self.walk.here is not None else None

    def note(self, view: View) -> str:
        """The note that the next decision on this report will carry."""
        return self.note_on(view.report, view.mine)

    def note_on(self, report: str, mine: Chosen | None) -> str:
        """The note of a report, whatever its text."""
        return self.notes.get(report, mine.note if mine else "")

    def decide(
        self, view: View, verdict: Verdict, reason: str = "", judgments: Mapping[str, Judgment] | None = None
    ) -> Chosen:
        """Keep a decision with its note. Raises SlrError as the desk does; note and position then stay."""
        chosen = Chosen(verdict, reason, self.note(view), judgments or {})
        self.seat.keep(view.report, chosen)
        self.notes[view.report] = chosen.note  # so that an undone decision leaves its note behind
        self.unkept.discard(view.report)
        self.walk.mark(view.report, True)
        self.made += 1
        return chosen

    def write_note(self, view: View, note: str) -> None:
        """Keep a note: decided reports are decided anew with it, others carry it to their decision.

        Raises SlrError where the disk refuses; the note is in this session alone then.
        """
        if view.mine is not None:
            self.seat.keep(view.report, replace(view.mine, note=note))
            self.notes[view.report] = note
            self.made += 1
        elif note != self.note(view) or view.report in self.unkept:
            self.notes[view.report] = note
            self.unkept.add(view.report)
            self.seat.keep_note(view.report, note)
        self.unkept.discard(view.report)

    def undo(self) -> View | None:
        """Take back the last decision and move to its report; None where there is nothing to take back."""
        report = self.seat.take_back()
        if report is None:
            return None
        self.made = max(self.made - 1, 0)
        return self.back_at(report)

    def undo_earlier(self) -> View | None:
        """Take back the last decision of before this session and move to its report."""
        report = self.seat.take_back_earlier()
        return self.back_at(report) if report is not None else None

    def back_at(self, report: str) -> View:
        """Move to a report on which a decision was taken back."""
        view = self.seat.view(report)
        if view.mine is not None:
            self.notes.pop(report, None)  # the decision before it is in force again, with its own note
        self.walk.mark(report, view.is_done)
        self.walk.go(report)
        return view

    def leave_out(self, view: View) -> None:
        """Go on without a report whose full text could not be had, once that is kept."""
        self.walk.mark(view.report, True)
        self.to_open()

    def arrange(self) -> None:
        """Put what waits after this report into a new order, where one was learned: only between keys."""
        if (order := self.seat.new_order()) is not None:
            self.walk.reorder(order)

    def to_open(self) -> View | None:
        """Move to the next report that is still to decide; None, at rest, where none is left."""
        self.arrange()
        if self.walk.to_open() is None:
            self.walk.start(self.progress.left)
        return self.view()


def sit_down(seat: Seat) -> Session:
    """A session at the first report that is still open."""
    progress = seat.desk.progress()
    queue = seat.desk.queue
    walk = Walk(queue, lambda report: seat.view(report).is_done, len(queue) - progress.left)
    walk.start(progress.left)
    notes = {}
    for report, waits in seat.desk.notes().items():
        mine = seat.mine(report)  # a decision from elsewhere, which knew nothing of the note
        notes[report] = f"{mine.note} / {waits}" if mine is not None and mine.note else waits
    return Session(seat, walk, notes)
