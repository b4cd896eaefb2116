"""Looking at one report after another: the report, the criteria, where in the queue, moving about."""

import asyncio
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import Static

from slr.model.untrusted import one_line
from slr.tui.criteria_view import CRITERIA_CSS, CriteriaView
from slr.tui.frame import WIDE, Frame
from slr.tui.highlight import Highlighter
from slr.tui.key_bar import keys_by_action
from slr.tui.list_screen import CHUNK, SEARCH_HELP, ListScreen
from slr.tui.pace import Pace
from slr.tui.preferences import Preferences
from slr.tui.prompts import LineScreen
from slr.tui.queue_list import LIST_CSS, QueueList, QueueRows
from slr.tui.report_text import doi_address
from slr.tui.report_view import ReportView
from slr.tui.search_words import read_search
from slr.tui.session import Seat, Session, View, sit_down
from slr.tui.themes import chosen_words
from slr.tui.viewer import browser_is_seen

PACE_FROM = 80  # columns from which the heading has room for the pace; the review's title gives way
NO_REPORT = "No report is on show. ← goes back to the last one."


class BrowsingApp(Frame):
    """One report at a time, with keys to move about; a subclass adds the decisions."""

    CSS = (
        Frame.CSS
        + CRITERIA_CSS
        + LIST_CSS
        + """
    #status { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #body { layout: vertical; }
    .-wide #body, .-vast #body { layout: horizontal; }
    #reminder { height: 1; padding: 0 1; color: $warning; display: none; }
    #reminder.-shown { display: block; }
    #reading { width: 1fr; height: 1fr; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "skip", "skip for now", id="skip"),
        Binding("right", "step(1)", "next report", id="next"),
        Binding("left", "step(-1)", "previous report", id="previous"),
        Binding("g", "to_open", "next report that is not decided", id="open"),
        Binding("p", "jump", "jump to a number, id or DOI", id="jump"),
        Binding("l", "list", "list of all reports, with filters", id="list"),
        Binding("slash", "search", "search in all reports", id="search"),
        Binding("h", "highlight", "highlight the criteria's terms, or not", id="highlight"),
        Binding("j,down", "scroll(1)", "scroll down", id="down"),
        Binding("k,up", "scroll(-1)", "scroll up", id="up"),
        Binding("space,pagedown", "page(1)", "a page down", id="page-down"),
        Binding("pageup", "page(-1)", "a page up", id="page-up"),
        Binding("c", "criteria", "criteria in full, or in one line each", id="criteria"),
        Binding("b", "open_doi", "open the DOI in the browser", id="browse"),
        Binding("y", "copy_doi", "copy the DOI", id="copy"),
        Binding("x", "rest", "put the break reminder away", id="rest"),
    ]
    OPEN_WORDS: ClassVar[str] = "not decided"
    DONE_WORDS: ClassVar[tuple[str, str]] = ("All reports are decided.", "Nothing to decide here.")

    def __init__(self, seat: Seat, preferences: Preferences) -> None:
        super().__init__(preferences)
        self.seat = seat
        self.session: Session = sit_down(seat)
        self.rows = QueueRows(self.session)
        self.highlighter = Highlighter.of(self.session.reasons, preferences.terms)
        self.pace = Pace(preferences.clock, preferences.break_minutes)

    # What a subclass adds

    def compose_above(self) -> ComposeResult:
        """Widgets between the status line and the report."""
        yield from ()

    def show_more(self, view: View | None) -> None:
        """Fill the subclass's own widgets."""

    def numbers_exclude(self) -> bool:
        """Whether the criteria's numbers are keys."""
        return False

    # The frame

    def compose_body(self) -> ComposeResult:
        """List (where there is room), report and criteria."""
        with Container(id="body"):
            yield QueueList(self.rows)
            with Vertical(id="reading"):
                yield Static(markup=False, id="status")
                yield from self.compose_above()
                yield ReportView()
                yield Static(markup=False, id="reminder")
            yield CriteriaView(
                self.session.reasons,
                numbered=self.numbers_exclude(),
                mark=self.highlighter.style_of,
                size=self.preferences.criteria,
            )

    def show_first(self) -> None:
        """Show the first open report."""
        self.show_here()

    def on_resize(self, event: events.Resize) -> None:
        """Set the texts anew for the screen's new size, once it has it."""
        self.call_after_refresh(self.refit)

    def refit(self) -> None:
        """Show the same report as the room now allows, where the person was reading."""
        view = self.session.view()
        self.show_again()
        self.show_more(view)
        self.head(self.heading(), self.progress_words(), self.seat.desk.notice)

    def heading(self) -> str:
        """What the heading says on the left."""
        desk = self.seat.desk
        stage = desk.stage.name or desk.stage.id
        return " · ".join(part for part in (desk.reviewer, stage, desk.title) if part)

    # Showing

    def show_here(self) -> None:
        """Show the report at the position, or that all is done."""
        view = self.session.view()
        report = self.query_one(ReportView)
        if view is None:
            report.show_words(*self.rest_words())
        else:
            report.show_report(view, self.session.note(view), self.highlighter.mark)
        self.show_state(view)

    def show_state(self, view: View | None) -> None:
        """Everything around the report: progress, status, keys."""
        self.head(self.heading(), self.progress_words(), self.seat.desk.notice)
        self.fill("#status", self.status(view) if view else Content(""))
        self.show_more(view)
        self.show_keys()
        criteria = self.query_one(CriteriaView)
        criteria.display = view is not None and bool(self.session.reasons) and not criteria.hidden
        self.query_one(QueueList).show_place(self.session.walk.position)
        reminder = self.pace.reminder()
        self.query_one("#reminder").set_class(bool(reminder), "-shown")
        self.fill("#reminder", Content(f"{reminder}  x hides this" if reminder else ""))

    def progress_words(self) -> str:
        """How far: done, left, percent; where there is room, the pace and the time left."""
        progress = self.session.progress
        share = f" · {100 * progress.done // progress.total} %" if progress.total else ""
        pace = (
            f" · {words}"
            if self.size.width >= PACE_FROM and (words := self.pace.words(progress.left))
            else ""
        )
        today = f" · {progress.today} today" if progress.today and self.size.width >= WIDE else ""
        return f"{progress.done} done · {progress.left} left{share}{today}{pace}"

    def rest_words(self) -> tuple[str, ...]:
        """A title and lines for when no report is on show."""
        done, none = self.DONE_WORDS
        if idle := self.seat.idle_words():
            return (none, idle, "Press q to quit.")
        if not self.session.walk.queue:
            return (none, "Press q to quit.")
        kept = "Every decision is kept. Press q to quit, z to undo the last one, ← to look back."
        return (done, kept)

    def status(self, view: View) -> Content:
        """Where in the queue, and what this person decided on the report."""
        walk = self.session.walk
        place = f"{walk.position + 1} of {len(walk.queue)} · "
        if view.pilot:
            place += f"pilot {view.pilot} · "
        if view.mine is None:
            note = self.session.note(view)
            parts = Content(place + ("not retrieved" if view.not_retrieved else self.OPEN_WORDS))
            return parts + f" · note: {one_line(note)}" if note else parts
        return Content.assemble(place, "you: ", chosen_words(view.mine))

    # Moving

    def action_skip(self) -> None:
        """On to the next open report, without a decision."""
        self.say("")
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
        self.say("")
        if not self.session.walk.step(by):
            self.say("This is the last report." if by > 0 else "This is the first report.")
        self.show_here()

    def action_jump(self) -> None:
        """Ask where to."""
        question = "Jump to which report? Its number in the queue, its id or its DOI"
        self.push_screen(LineScreen(question, verb="go"), self.when_answered(self.jump_to))

    def jump_to(self, words: str) -> None:
        """Go to a report by number or id; a DOI is looked for in pieces, so that keys still work."""
        place = self.rows.find_at_once(words)
        if place is not None:
            self.go_to(place)
        else:
            self.run_worker(self.look_for(words, self.session.walk.here), exclusive=True)

    async def look_for(self, words: str, before: str | None) -> None:
        """Look through the queue for a report of this name and go there, unless the person went on."""
        for place in range(len(self.rows)):
            if place % CHUNK == 0:
                await asyncio.sleep(0)
                if self.session.walk.here != before:
                    return
            if self.rows.is_called(place, words):
                self.go_to(place)
                return
        self.say(f"No report here is called {one_line(words, 60)}.")

    def go_to(self, place: int) -> None:
        """Show the report at a place of the queue."""
        self.say("")
        self.session.walk.position = place
        self.show_here()

    def action_list(self) -> None:
        """All reports in a list."""
        if self.session.walk.queue:
            place, verdicts = self.session.walk.position, tuple(self.seat.desk.verdicts())
            self.push_screen(ListScreen(self.rows, place, verdicts), self.leave_list)

    def leave_list(self, place: int | None) -> None:
        """Show the chosen report; the words that were searched stay marked."""
        self.highlighter.searched = read_search(self.rows.words).marked
        if place is None:
            self.show_again()
        else:
            self.go_to(place)

    def action_search(self) -> None:
        """Ask for words, then list the reports that have them all."""
        if self.session.walk.queue:
            question = "Search titles, abstracts, authors, keywords and notes for all of these words"
            asked = LineScreen(question, self.rows.words, SEARCH_HELP, verb="search")
            self.push_screen(asked, self.when_answered(self.search))

    def search(self, words: str) -> None:
        """List the reports that have all of the words, and highlight these."""
        self.rows.words = words
        if words:
            self.action_list()
        else:
            self.leave_list(None)

    # Reading

    def show_again(self) -> None:
        """Repaint the report where the person was reading."""
        if (view := self.session.view()) is not None:
            self.query_one(ReportView).repaint_report(view, self.session.note(view), self.highlighter.mark)

    def action_highlight(self) -> None:
        """Highlighting on or off."""
        self.highlighter.on = not self.highlighter.on
        if not self.highlighter.terms and not self.highlighter.searched:
            self.say("The protocol gives no terms to highlight.")
        self.show_again()

    def action_scroll(self, by: int) -> None:
        """Some lines."""
        self.query_one(ReportView).scroll_lines(by)

    def action_page(self, by: int) -> None:
        """A page."""
        self.query_one(ReportView).scroll_pages(by)

    def action_criteria(self) -> None:
        """Whole criteria."""
        criteria = self.query_one(CriteriaView)
        if criteria.hidden:
            criteria.hidden = False
            self.show_state(self.session.view())
        else:
            criteria.toggle_size()

    def action_rest(self) -> None:
        """Put the break reminder away until the next stretch of work."""
        self.pace.rested = True
        self.show_state(self.session.view())

    def key_of(self, action: str) -> str:
        """The key that does it, as the person has set it."""
        return next(iter(keys_by_action(self.active_bindings).get(action, ())), "")

    def doi_address(self) -> str:
        """The address of the DOI on show, empty where there is none."""
        view = self.session.view()
        return doi_address(view.record.doi) if view else ""

    def action_open_doi(self) -> None:
        """Open the DOI in the browser."""
        if (address := self.doi_address()) and browser_is_seen():
            self.open_url(address)
            self.say(f"Opened {address}")
        elif address:
            self.say(f"Nothing here opens a browser. {self.key_of('copy_doi')} copies {address}")
        else:
            self.say("This report has no DOI.")

    def action_copy_doi(self) -> None:
        """Copy the DOI's address, as far as the terminal lets programs copy."""
        if address := self.doi_address():
            self.copy_to_clipboard(address)
            self.say(f"Copied {address}")
        else:
            self.say("This report has no DOI.")
