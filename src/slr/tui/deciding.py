"""Deciding on one report after another: what screening and resolving have in common."""

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from slr.model.untrusted import one_line
from slr.model.words import Verdict
from slr.screening.judging import derived, first_failing
from slr.tui.browsing import NO_REPORT, BrowsingApp
from slr.tui.criteria_view import NUMBER_KEYS, criterion_line
from slr.tui.judging import Judged, JudgeScreen, to_begin_with
from slr.tui.prompts import ChoiceScreen, LineScreen, YesNoScreen
from slr.tui.report_text import title_of
from slr.tui.session import View
from slr.tui.tags import tags_of, with_tags
from slr.tui.themes import chosen_words

VERDICT_OF_ACTION = {verdict.value: verdict for verdict in Verdict}


class DecidingApp(BrowsingApp):
    """One report at a time, a key for each verdict, and on to the next one that is open."""

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
        Binding("t", "tag", "tags, kept in the note as #word", id="tag"),
    ]
    LABELS_AT_REST: ClassVar[frozenset[str]] = frozenset(["undo", "back", "list", "help", "quit"])

    def numbers_exclude(self) -> bool:
        """Where one may exclude."""
        return self.may(Verdict.EXCLUDE)

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

    # Deciding

    def decide(self, verdict: Verdict, reason: str = "") -> None:
        """Keep a decision on the report on show, then go to the next open one."""
        view = self.session.view()
        if view is None:
            self.say(NO_REPORT)
            return
        if self.seat.judges and verdict in (Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.UNSURE):
            mine = view.mine.judgments if view.mine else {}
            judged = to_begin_with(self.session.reasons, verdict, reason, mine)
            then = partial(self.judge_shown, view.report)
            self.push_screen(JudgeScreen(self.session.reasons, judged), self.when_answered(then))
            return
        self.keep(view, verdict, reason, {})

    def judge_shown(self, report: str, judged: Judged) -> None:
        """Keep what the judgments of the report that was on show come to."""
        view = self.session.view()
        verdict = derived(self.session.reasons, judged)
        if view is not None and view.report == report and verdict is not None:
            self.keep(view, verdict, first_failing(self.session.reasons, judged), judged)

    def keep(self, view: View, verdict: Verdict, reason: str, judged: Judged) -> None:
        """Keep a decision on a report, then go to the next open one."""
        with self.saying_why_not():
            chosen = self.session.decide(view, verdict, reason, judged)
            title = one_line(title_of(view.record), 60)
            self.say_content(Content.assemble("Kept: ", chosen_words(chosen), f" · {title}"))
            self.pace.decided()
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
        judges = self.seat.judges
        if view is None or judges or not self.session.reasons or not self.seat.asks_reason(view):
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
                self.ask_earlier()
                return
            self.pace.undone()
            self.say_taken_back(view)

    def ask_earlier(self) -> None:
        """Where all of this session is undone: offer the last decision of before, but only with a yes."""
        found = self.seat.earlier()
        mine = found[0].mine if found is not None else None
        if found is None or mine is None:
            self.say("Nothing of this session is left to undo.")
            return
        what = chosen_words(mine).plain + (f" of {one_line(found[1])}" if found[1] else "")
        title = one_line(title_of(found[0].record), 60)
        question = f"Take back a decision of an earlier session? {what}, {title}"
        self.push_screen(YesNoScreen(question), lambda yes: self.undo_earlier() if yes else None)

    def undo_earlier(self) -> None:
        """Take back the last decision of before this session."""
        with self.saying_why_not():
            view = self.session.undo_earlier()
            if view is not None:
                self.say_taken_back(view)

    def say_taken_back(self, view: View) -> None:
        """Show the report on which a decision was taken back."""
        self.say(f"Taken back: {one_line(title_of(view.record), 60)}")
        self.show_here()

    def action_note(self) -> None:
        """Write a note."""
        view = self.session.view()
        if view is None:
            self.say(NO_REPORT)
            return
        words = "" if view.mine else "It is kept, and goes with your decision."
        then = partial(self.write_note, view.report)
        self.push_screen(LineScreen("Note", self.session.note(view), words), self.when_answered(then))

    def action_tag(self) -> None:
        """Edit the tags in the note."""
        view = self.session.view()
        if view is None:
            self.say(NO_REPORT)
            return
        tags = " ".join(tags_of(self.session.note(view)))
        then = partial(self.write_tags, view.report)
        self.push_screen(LineScreen("Tags, with blanks between them", tags), self.when_answered(then))

    def write_tags(self, report: str, tags: str) -> None:
        """Keep the tags in the note."""
        self.write_note(report, with_tags(self.session.note(self.seat.view(report)), tags.split()))

    def write_note(self, report: str, note: str) -> None:
        """Keep the note, with the decision where there is one."""
        view = self.seat.view(report)
        with self.saying_why_not():
            self.session.write_note(view, note)
            self.say("Note kept." if view.mine else "Note kept: it goes with your decision.")
        self.show_here()

    def unkept_words(self) -> str:
        """Notes that could not be kept."""
        unkept = len(self.session.unkept)
        notes = "A note was" if unkept == 1 else f"{unkept} notes were"
        return f"{notes} not kept and would be lost." if unkept else ""
