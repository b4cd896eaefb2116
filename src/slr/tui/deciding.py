"""Deciding on one report after another: what screening and resolving have in common."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from slr.model.words import Verdict
from slr.tui.criteria_view import CRITERIA_CSS, NUMBER_KEYS, CriteriaView, criterion_line
from slr.tui.frame import Frame
from slr.tui.preferences import Preferences
from slr.tui.printable import one_line
from slr.tui.prompts import ChoiceScreen, LineScreen
from slr.tui.report_text import title_of
from slr.tui.report_view import ReportView
from slr.tui.session import Chosen, Seat, Session, View, sit_down
from slr.tui.themes import VERDICT_MARKS, VERDICT_STYLES, VERDICT_WORDS

VERDICT_OF_ACTION = {verdict.value: verdict for verdict in Verdict}


class DecidingApp(Frame):
    """One report at a time, a key for each verdict, and on to the next one that is open."""

    CSS = (
        Frame.CSS
        + CRITERIA_CSS
        + """
    #status { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #body { layout: vertical; }
    .-wide #body, .-vast #body { layout: horizontal; }
    #reading { width: 1fr; height: 1fr; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "include", "include", id="include"),
        Binding("e", "exclude", "exclude", id="exclude"),
        *(
            Binding(str(n), f"exclude_for({n})", show=False, id=f"reason-{n}")
            for n in range(1, NUMBER_KEYS + 1)
        ),
        Binding("u", "unsure", "unsure", id="unsure"),
        Binding("w", "awaiting", "awaiting classification", id="awaiting"),
        Binding("o", "ongoing", "ongoing study", id="ongoing"),
        Binding("z", "undo", "undo the last decision, and the one before", id="undo"),
        Binding("n", "note", "note, kept with the decision", id="note"),
        Binding("s", "skip", "skip for now", id="skip"),
        Binding("right", "step(1)", "next report", id="next"),
        Binding("left", "step(-1)", "previous report", id="previous"),
        Binding("g", "to_open", "next report that is not decided", id="open"),
        Binding("j,down", "scroll(1)", "scroll down", id="down"),
        Binding("k,up", "scroll(-1)", "scroll up", id="up"),
        Binding("space,pagedown", "page(1)", "a page down", id="page-down"),
        Binding("pageup", "page(-1)", "a page up", id="page-up"),
        Binding("c", "criteria", "criteria in full, or in one line each", id="criteria"),
    ]
    LABELS_AT_REST: ClassVar[frozenset[str]] = frozenset(["undo", "back", "help", "quit"])
    OPEN_WORDS: ClassVar[str] = "not decided"
    DONE_WORDS: ClassVar[tuple[str, str]] = ("All reports are decided.", "Nothing to decide here.")

    def __init__(self, seat: Seat, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.seat = seat
        self.session: Session = sit_down(seat)

    # What a subclass adds

    def compose_above(self) -> ComposeResult:
        """Widgets between the status line and the report."""
        yield from ()

    def heading(self) -> str:
        """What the heading says on the left."""
        desk = self.seat.desk
        return " · ".join(
            part for part in (desk.reviewer, desk.stage.name or desk.stage.id, desk.title) if part
        )

    def show_more(self, view: View | None) -> None:
        """Fill the subclass's own widgets."""

    # The frame

    def compose_body(self) -> ComposeResult:
        """Report and criteria."""
        with Container(id="body"):
            with Vertical(id="reading"):
                yield Static(markup=False, id="status")
                yield from self.compose_above()
                yield ReportView()
            yield CriteriaView(self.session.reasons, numbered=self.may(Verdict.EXCLUDE))

    def on_mount(self) -> None:
        """Show the first open report."""
        super().on_mount()
        self.show_here()

    def may(self, verdict: Verdict) -> bool:
        """Whether the desk allows a verdict."""
        return verdict in self.seat.desk.verdicts()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the verdicts and reasons that there are."""
        if action in VERDICT_OF_ACTION:
            return self.may(VERDICT_OF_ACTION[action])
        if action == "exclude_for":
            place = parameters[0]
            return self.may(Verdict.EXCLUDE) and isinstance(place, int) and place <= len(self.session.reasons)
        return True

    def key_items(self, keys: dict[str, list[str]]) -> list[tuple[str, str]]:
        """With the reasons' number keys as one."""
        items = super().key_items(keys)
        if self.session.walk.here is None:
            return [(key, label) for key, label in items if label in self.LABELS_AT_REST]
        if numbers := self.reason_keys():
            after = next((place for place, (_, label) in enumerate(items, 1) if label == "exclude"), 0)
            items.insert(after, (numbers, "reason"))
        return items

    def help_items(self) -> list[tuple[str, str]]:
        """With the reasons' number keys as one."""
        items = super().help_items()
        if numbers := self.reason_keys():
            after = next((place for place, (_, meaning) in enumerate(items, 1) if meaning == "exclude"), 0)
            items.insert(after, (numbers, "exclude at once, for the criterion of this number"))
        return items

    def reason_keys(self) -> str:
        """The number keys that exclude for a reason, `1-4`; empty where there are none."""
        reasons = min(len(self.session.reasons), NUMBER_KEYS) if self.may(Verdict.EXCLUDE) else 0
        return f"1-{reasons}" if reasons > 1 else "1" * reasons

    # Showing

    def show_here(self) -> None:
        """Show the report at the position, or that all is done."""
        view = self.session.view()
        report = self.query_one(ReportView)
        if view is None:
            report.show_words(*self.rest_words())
        else:
            self.show_report(report, view)
        self.show_state(view)

    def show_report(self, report: ReportView, view: View) -> None:
        """Put a report on show."""
        report.show_report(view, self.session.note(view))

    def show_state(self, view: View | None) -> None:
        """Everything around the report: progress, status, keys."""
        progress = self.session.progress
        self.head(self.heading(), self.progress_words(), self.seat.desk.notice)
        self.fill("#status", self.status(view) if view else Content(""))
        self.show_more(view)
        self.show_keys()
        self.query_one(CriteriaView).display = view is not None and bool(self.session.reasons)
        self.set_class(progress.left == 0, "-all-done")

    def progress_words(self) -> str:
        """How far: done, left, percent."""
        progress = self.session.progress
        share = f" · {100 * progress.done // progress.total} %" if progress.total else ""
        return f"{progress.done} done · {progress.left} left{share}"

    def rest_words(self) -> tuple[str, ...]:
        """A title and lines for when no report is on show."""
        done, none = self.DONE_WORDS
        if not self.session.walk.queue:
            return (none, "Press q to quit.")
        kept = "Every decision is kept. Press q to quit, z to undo the last one, ← to look back."
        return (done, kept)

    def status(self, view: View) -> Content:
        """Where in the queue, and what this person decided on the report."""
        walk = self.session.walk
        place = f"{walk.position + 1} of {len(walk.queue)} · "
        if view.mine is None:
            note = self.session.note(view)
            parts = Content(place + self.OPEN_WORDS)
            return parts + f" · note: {one_line(note)}" if note else parts
        return Content.assemble(place, "you: ", self.chosen_words(view.mine))

    def chosen_words(self, chosen: Chosen) -> Content:
        """A decision in words: sign, verdict, reason, note."""
        verdict = chosen.verdict
        words = f"{VERDICT_MARKS[verdict]} {VERDICT_WORDS[verdict]}"
        parts = [Content.styled(words, VERDICT_STYLES[verdict])]
        if chosen.reason:
            parts.append(Content(one_line(chosen.reason)))
        if chosen.note:
            parts.append(Content(f"note: {one_line(chosen.note)}"))
        return Content(" · ").join(parts)

    # Deciding

    def decide(self, verdict: Verdict, reason: str = "") -> None:
        """Keep a decision on the report on show, then go to the next open one."""
        view = self.session.view()
        if view is None:
            self.say("No report is on show. ← goes back to the last one.")
            return
        with self.saying_why_not():
            chosen = self.session.decide(view, verdict, reason)
            title = one_line(title_of(view.record), 60)
            self.say_content(Content.assemble("Kept: ", self.chosen_words(chosen), f" · {title}"))
            self.session.to_open()
            self.show_here()

    def action_include(self) -> None:
        """Include."""
        self.decide(Verdict.INCLUDE)

    def action_unsure(self) -> None:
        """Unsure."""
        self.decide(Verdict.UNSURE)

    def action_awaiting(self) -> None:
        """Awaiting classification."""
        self.decide(Verdict.AWAITING)

    def action_ongoing(self) -> None:
        """Ongoing."""
        self.decide(Verdict.ONGOING)

    def action_exclude_for(self, place: int) -> None:
        """Exclude with the criterion of this number."""
        self.decide(Verdict.EXCLUDE, self.session.reasons[place - 1].id)

    def action_exclude(self) -> None:
        """Exclude; ask for the reason where one is needed."""
        view = self.session.view()
        if view is None or not self.session.reasons or not self.seat.asks_reason(view):
            self.decide(Verdict.EXCLUDE)
            return
        choices = [criterion_line(criterion) for criterion in self.session.reasons]
        question = "Exclude, for which reason? The first that holds."
        then = partial(self.exclude_shown, view.report)
        self.push_screen(ChoiceScreen(question, choices), self.when_answered(then))

    def exclude_shown(self, report: str, place: int) -> None:
        """Exclude the report that was on show when the reason was asked for."""
        if self.session.walk.here == report:
            self.action_exclude_for(place + 1)

    def action_undo(self) -> None:
        """Take back the last decision."""
        with self.saying_why_not():
            view = self.session.undo()
            if view is None:
                self.say("Nothing of this session is left to undo.")
                return
            self.say(f"Taken back: {one_line(title_of(view.record), 60)}")
            self.show_here()

    def action_note(self) -> None:
        """Write a note."""
        view = self.session.view()
        if view is None:
            self.say("No report is on show. ← goes back to the last one.")
            return
        words = "" if view.mine else "It is kept together with your decision."
        then = partial(self.write_note, view.report)
        self.push_screen(LineScreen("Note", self.session.note(view), words), self.when_answered(then))

    def write_note(self, report: str, note: str) -> None:
        """Keep the note, with the decision where there is one."""
        view = self.seat.view(report)
        with self.saying_why_not():
            kept = self.session.write_note(view, note)
            self.say("Note kept." if kept else "The note waits for your decision.")
        self.show_here()

    # Moving

    def action_skip(self) -> None:
        """On to the next open report, without a decision."""
        before = self.session.walk.here
        view = self.session.to_open()
        if view is not None and view.report == before:
            self.say("This is the only one left.")
        self.show_here()

    def action_to_open(self) -> None:
        """The next open report."""
        self.action_skip()

    def action_step(self, by: int) -> None:
        """The next or previous report, decided or not."""
        if not self.session.walk.step(by):
            self.say("This is the last report." if by > 0 else "This is the first report.")
        self.show_here()

    def action_scroll(self, by: int) -> None:
        """Some lines."""
        self.query_one(ReportView).scroll_lines(by)

    def action_page(self, by: int) -> None:
        """A page."""
        self.query_one(ReportView).scroll_pages(by)

    def action_criteria(self) -> None:
        """Whole criteria."""
        self.query_one(CriteriaView).toggle_size()

    def unkept_words(self) -> str:
        """Notes that wait for a decision."""
        unkept = len(self.session.unkept_notes())
        notes = "A note waits" if unkept == 1 else f"{unkept} notes wait"
        return f"{notes} for a decision and would be lost." if unkept else ""
