"""Deciding in plain lines, one report after another: what screening and resolving have in common."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from slr.model.errors import SlrError
from slr.model.report import Decision
from slr.model.untrusted import one_line
from slr.model.words import Verdict
from slr.screening.judging import derived, first_failing
from slr.tui.judging import Judged, judge_in_lines, to_begin_with
from slr.tui.key_bar import key_name
from slr.tui.pace import Pace
from slr.tui.plain import PlainLines
from slr.tui.plain_list import Listed, list_reports, search
from slr.tui.queue_list import QueueRows
from slr.tui.report_text import report_lines, title_of
from slr.tui.session import Chosen, Seat, Session, View
from slr.tui.tags import with_tags

# The prompt's word for each verdict, its letter in brackets, in the order they are offered.
VERDICT_PROMPTS = {
    "i": (Verdict.INCLUDE, "[i]nclude"),
    "e": (Verdict.EXCLUDE, "[e]xclude"),
    "u": (Verdict.UNSURE, "[u]nsure"),
    "w": (Verdict.AWAITING, "a[w]aiting"),
    "o": (Verdict.ONGOING, "[o]ngoing"),
}
HELP = (
    "i, e, u, w, o: decide. e 2, or just 2: exclude for reason 2.",
    "z: undo the last decision, as often as you like.",
    "n TEXT: note, kept with the decision. t WORDS: tags, kept in the note.",
    "s: skip for now. b: the report before. f: the one after. r: read this report again.",
    "g 12: go to number 12, or to an id or a DOI. / WORDS: search. l: what waits; l exclude, l note: those.",
    "c: the criteria. p: progress. ?: this help. q: quit. Everything decided is kept.",
)


# The words of plain lines and the commands that they are, for a person's own keys.
COMMANDS = {
    "i": "include",
    "e": "exclude",
    "u": "unsure",
    "w": "awaiting",
    "o": "ongoing",
    "z": "undo",
    "n": "note",
    "t": "tag",
    "/": "search",
    "l": "list",
    "s": "skip",
    "b": "previous",
    "f": "next",
    "g": "jump",
    "c": "criteria",
    "x": "not-retrieved",
    "v": "view",
    "a": "read",
    "m": "why",
    "?": "help",
    "q": "quit",
}


@dataclass(slots=True)
class DecidingLines:
    """A screening or resolving session in lines."""

    lines: PlainLines
    session: Session
    what: str
    pace: Pace = field(init=False)
    own: dict[str, str] = field(
        init=False
    )  # what the person types: the word of plain lines that it stands for
    listed: Listed = field(init=False)

    def __post_init__(self) -> None:
        """Take the person's preferences up."""
        preferences = self.lines.preferences
        self.pace, self.listed = Pace(preferences.clock, preferences.break_minutes), Listed()
        words = {command: word for word, command in COMMANDS.items()}
        self.own = {
            key_name(key).casefold(): words[command]
            for command, keys in preferences.keys.items()
            if command in words
            for key in keys.split(",")
        }

    @property
    def seat(self) -> Seat:
        """Where the person sits."""
        return self.session.seat

    def run(self) -> None:
        """One report after another until the person stops or all is decided."""
        desk = self.seat.desk
        self.lines.say(f"{self.what}. {desk.title}. {desk.reviewer}.")
        if desk.notice:
            self.lines.say(desk.notice)
        if trouble := self.lines.preferences.trouble:
            self.lines.say(trouble)
        self.say_progress()
        self.say_criteria()
        self.show()
        self.lines.converse(self.prompt, self.answer)
        self.say_progress()

    # Saying

    def say_progress(self) -> None:
        """How far."""
        progress = self.session.progress
        today = f" {progress.today} today." if progress.today else ""
        self.lines.say(f"Done {progress.done}, left {progress.left}.{today}")

    def say_criteria(self) -> None:
        """The criteria with their numbers."""
        for place, criterion in enumerate(self.session.reasons, 1):
            lead = "include if" if criterion.type == "include" else "exclude if"
            self.lines.say(f"{place}. {criterion.id}, {lead}: {one_line(criterion.text, 1000)}")

    def show(self) -> None:
        """The report at the position; at rest, that all is decided."""
        view = self.session.view()
        self.lines.say()
        if view is None:
            empty, idle = not self.session.walk.queue, self.seat.idle_words()
            self.lines.say(idle or ("Nothing to decide here." if empty else "All reports are decided."))
            return
        walk = self.session.walk
        pilot = f" Pilot {view.pilot}." if view.pilot else ""
        self.lines.say(f"Report {walk.position + 1} of {len(walk.queue)}.{pilot} {self.state(view)}")
        self.say_more(view)
        for line in report_lines(view.record, view.sources):
            self.lines.say(line)
        for decision in view.others:
            self.lines.say(decision_line(decision))

    def say_more(self, view: View) -> None:
        """What a subclass adds before the report's text."""

    def help_lines(self) -> tuple[str, ...]:
        """What can be answered, in sentences."""
        return (*HELP, own) if (own := self.own_keys()) else HELP

    def state(self, view: View) -> str:
        """What this person decided on it."""
        if view.mine is not None:
            return f"Your decision: {chosen_words(view.mine)}"
        note = self.session.note(view)
        if view.not_retrieved:
            return "Not retrieved."
        return "Not decided." + (f" Note: {one_line(note)}" if note else "")

    def prompt(self) -> str:
        """What can be answered."""
        if self.session.walk.here is None:
            return "[z] undo [b]ack [q]uit"
        allowed = self.seat.desk.verdicts()
        typed = {word: key for key, word in self.own.items()}
        verdicts = [
            f"[{typed[word]}] {verdict.value}" if word in typed else words
            for word, (verdict, words) in VERDICT_PROMPTS.items()
            if verdict in allowed
        ]
        return " ".join([*verdicts, "[z] undo [n]ote [s]kip [b]ack [?] help [q]uit"])

    # Answering

    def answer(self, line: str) -> None:
        """Do what a line says; a line that says nothing known gets a hint."""
        if line.startswith("/"):
            line = f"/ {line[1:]}"  # the words may follow at once
        word, _, rest = line.partition(" ")
        word, rest = self.word_of(word.lower()), rest.strip()
        try:
            if word in VERDICT_PROMPTS and VERDICT_PROMPTS[word][0] in self.seat.desk.verdicts():
                self.decide(VERDICT_PROMPTS[word][0], rest)
            elif word.isdecimal():
                self.decide(Verdict.EXCLUDE, word)
            elif action := self.actions().get(word):
                action(rest)
            else:
                self.lines.say("? lists what can be answered." if word else "Nothing done.")
        except SlrError as problem:
            self.lines.say_why_not(problem)

    def word_of(self, typed: str) -> str:
        """The word that a person's own key stands for; the default one is none then."""
        if typed in self.own:
            return self.own[typed]
        return "" if typed in self.own.values() else typed

    def own_keys(self) -> str:
        """The person's own keys in a sentence; empty where there are none."""
        told = [f"{typed} for {COMMANDS[word]}" for typed, word in self.own.items()]
        return f"Your keys: {', '.join(told)}." if told else ""

    def actions(self) -> dict[str, Callable[[str], None]]:
        """What a first word does."""
        return {
            "z": self.undo,
            "n": self.note,
            "t": self.tag,
            "/": partial(search, self),
            "l": partial(list_reports, self),
            "s": self.skip,
            "b": lambda _: self.step(-1),
            "f": lambda _: self.step(1),
            "r": lambda _: self.show(),
            "g": self.jump,
            "c": lambda _: self.say_criteria(),
            "p": lambda _: self.say_progress(),
            "?": lambda _: self.lines.say("\n".join(self.help_lines())),
            "q": self.quit,
        }

    def decide(self, verdict: Verdict, number: str) -> None:
        """Keep a decision and go on; ask for the reason where one is needed."""
        view = self.session.view()
        if view is None:
            self.lines.say("No report is on show. b goes back to the last one.")
            return
        reason = ""
        if verdict is Verdict.EXCLUDE:
            asks = self.seat.asks_reason(view) and not self.seat.judges
            if not number and self.session.reasons and asks:
                self.say_criteria()
                number = self.lines.ask("Number of the reason, empty to go back")
                if not number:
                    self.lines.say("Nothing done.")
                    return
            found = self.reason(number)
            if found is None:
                self.lines.say(f"There is no reason {one_line(number, 20)}. c lists the criteria.")
                return
            reason = found
        judged: Judged = {}
        if self.seat.judges and verdict in (Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.UNSURE):
            begun = to_begin_with(self.session.reasons, verdict, reason, {})
            answered = judge_in_lines(self.session.reasons, begun, self.lines.ask, self.lines.say)
            come_to = derived(self.session.reasons, answered) if answered is not None else None
            if answered is None or come_to is None:
                self.lines.say("Nothing done.")
                return
            verdict, judged = come_to, answered
            reason = first_failing(self.session.reasons, judged)
        chosen = self.session.decide(view, verdict, reason, judged)
        self.lines.say(f"Kept: {chosen_words(chosen)}")
        self.pace.decided()
        if reminder := self.pace.reminder():
            self.pace.rested = True  # said once
            self.lines.say(reminder)
        self.session.to_open()
        self.show()

    def reason(self, number: str) -> str | None:
        """The criterion of a number, empty for none; None where there is no such number."""
        if not number:
            return ""
        reasons = self.session.reasons
        place = int(number) if number.isdecimal() and len(number) < 4 else 0
        return reasons[place - 1].id if 1 <= place <= len(reasons) else None

    def undo(self, _: str) -> None:
        """Take back the last decision."""
        view = self.session.undo()
        if view is None:
            found = self.seat.earlier()
            if found is None or found[0].mine is None:
                self.lines.say("Nothing of this session is left to undo.")
                return
            day = f", of {one_line(found[1])}" if found[1] else ""
            what = f"{chosen_words(found[0].mine)}{day}: {title_of(found[0].record)}"
            if not self.agrees(f"Take back a decision of an earlier session? {what}."):
                self.lines.say("Nothing done.")
                return
            view = self.session.undo_earlier()
        if view is not None:
            self.lines.say("Taken back.")
            self.show()

    def agrees(self, question: str) -> bool:
        """Whether the person says yes."""
        return self.lines.ask(f"{question} [y]es [n]o").lower() in ("y", "yes")

    def note(self, text: str) -> None:
        """Take a note."""
        view = self.session.view()
        if view is None:
            self.lines.say("No report is on show. b goes back to the last one.")
            return
        text = text or self.lines.ask("Note, empty for none")
        self.session.write_note(view, text)
        self.lines.say("Note kept." if view.mine else "Note kept: it goes with your decision.")

    def tag(self, words: str) -> None:
        """Put tags into the note."""
        view = self.session.view()
        if view is None:
            self.lines.say("No report is on show. b goes back to the last one.")
            return
        words = words or self.lines.ask("Tags, with blanks between them, empty for none")
        self.session.write_note(view, with_tags(self.session.note(view), words.split()))
        self.lines.say("Tags kept." if view.mine else "Tags kept: they go with your decision.")

    def skip(self, _: str) -> None:
        """On to the next open report."""
        before = self.session.walk.here
        view = self.session.to_open()
        if view is not None and view.report == before:
            self.lines.say("This is the only one left.")
        else:
            self.show()

    def step(self, by: int) -> None:
        """The report before or after."""
        if self.session.walk.step(by):
            self.show()
        else:
            self.lines.say("This is the last report." if by > 0 else "This is the first report.")

    def jump(self, words: str) -> None:
        """Go to a report by its number, id or DOI."""
        words = words or self.lines.ask("Number, id or DOI, empty to go back")
        place = QueueRows(self.session).find(words)
        if place is None:
            self.lines.say(f"No report here is called {one_line(words, 60)}." if words else "Nothing done.")
            return
        self.session.walk.position = place
        self.show()

    def quit(self, _: str) -> None:
        """Stop; ask first where a note could not be kept."""
        unkept = len(self.session.unkept)
        notes = "A note was" if unkept == 1 else f"{unkept} notes were"
        self.lines.leave(f"{notes} not kept." if unkept else "")


def decision_line(decision: Decision) -> str:
    """Another person's decision in a line."""
    chosen = Chosen(decision.verdict, decision.reason, decision.note)
    return f"{one_line(decision.reviewer)}: {chosen_words(chosen)}"


def chosen_words(chosen: Chosen) -> str:
    """A decision in words."""
    reason = f", reason {one_line(chosen.reason)}" if chosen.reason else ""
    note = f", note: {one_line(chosen.note)}" if chosen.note else ""
    return f"{chosen.verdict.value}{reason}{note}"
