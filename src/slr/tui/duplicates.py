"""The review of duplicates: records that may be one report, side by side, one key an answer."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from slr.app.ask import DuplicatesDesk, DuplicateSheet, Parts
from slr.model.untrusted import one_line
from slr.tui.duplicates_session import DuplicatesSession, answer_words, sit_down_to_duplicates
from slr.tui.duplicates_view import side_by_side
from slr.tui.frame import Frame
from slr.tui.preferences import Preferences
from slr.tui.record_fields import DIFFERS, SAME


class DuplicatesApp(Frame):
    """Reviewing possible duplicates at a desk."""

    CSS = (
        Frame.CSS
        + """
    #body { layout: vertical; }
    #status { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    #why { height: auto; max-height: 4; padding: 0 1; color: $foreground-muted; }
    #table { height: 1fr; padding: 0 1; overflow-x: auto; overflow-y: scroll; scrollbar-size: 1 1; }
    #table > Static { width: auto; text-wrap: nowrap; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        # Not s, which skips on the other screens: a wrong join is the worse error.
        Binding("y", "same", "yes, the same report", id="same"),
        Binding("n", "different", "no, different reports, all of them", id="different"),
        *(
            Binding(str(number), f"set_apart({number - 1})", show=False, id=f"apart-{number}")
            for number in range(1, 10)
        ),
        Binding("z", "undo", "undo the last answer, and the one before", id="undo"),
        Binding("s", "skip", "skip for now", id="skip"),
        Binding("right", "step(1)", "next group", id="next"),
        Binding("left", "step(-1)", "previous group", id="previous"),
        Binding("g", "skip", "next group that is not decided", id="open"),
        Binding("j,down", "scroll(1)", "scroll down", id="down"),
        Binding("k,up", "scroll(-1)", "scroll up", id="up"),
        Binding("space,pagedown", "page(1)", "a page down", id="page-down"),
        Binding("pageup", "page(-1)", "a page up", id="page-up"),
        Binding("l", "sideways(1)", "to the right, where not all records fit", id="right"),
        Binding("h", "sideways(-1)", "to the left", id="left"),
    ]
    KEYS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("same", "same"),
        ("different", "different"),
        ("undo", "undo"),
        ("skip", "skip"),
        ("step(-1)", "back"),
        ("step(1)", "next"),
        ("help", "help"),
        ("leave", "quit"),
    )
    LABELS_AT_REST: ClassVar[frozenset[str]] = frozenset(["undo", "back", "help", "quit"])
    HELP_WORDS: ClassVar[str] = (
        "In a group of more than two, a number sets that record apart, and takes it back in; same then joins "
        "the others. In the table, = means the same, ≠ differs, · missing in some."
    )

    def __init__(self, desk: DuplicatesDesk, preferences: Preferences | None = None) -> None:
        super().__init__(preferences or Preferences())
        self.desk = desk
        self.session: DuplicatesSession = sit_down_to_duplicates(desk)

    def compose_body(self) -> ComposeResult:
        """Status, table, reasons."""
        with Container(id="body"):
            yield Static(markup=False, id="status")
            with VerticalScroll(id="table", can_focus=False):
                yield Static(markup=False)
            yield Static(markup=False, id="why")

    def show_first(self) -> None:
        """The first open group."""
        self.show_here()

    def on_resize(self, event: events.Resize) -> None:
        """Columns as wide as the screen allows, once it has its new size."""
        self.call_after_refresh(self.draw_table)

    # Showing

    def key_items(self, keys: dict[str, list[str]]) -> list[tuple[str, str]]:
        """With the numbers where there are more than two records."""
        items = super().key_items(keys)
        sheet = self.session.sheet
        if sheet is None:
            return [(key, label) for key, label in items if label in self.LABELS_AT_REST]
        many = min(len(sheet.records), 9)
        return [*items[:2], (f"1-{many}", "set apart"), *items[2:]] if many > 2 else items

    def show_here(self) -> None:
        """The group at the position."""
        sheet = self.session.sheet
        self.query_one("#table").scroll_home(animate=False, immediate=True)
        self.draw_table()
        progress = self.desk.progress()
        left = " · ".join(
            part for part in (self.desk.reviewer, "Possible duplicates", self.desk.title) if part
        )
        self.head(left, f"{progress.done} done · {progress.left} left", self.desk.notice)
        self.fill("#status", self.status(sheet) if sheet else Content(""))
        why = " ".join(one_line(sentence) for sentence in sheet.why) if sheet else ""
        self.query_one("#why", Static).update(Content(why))
        self.show_keys()

    def draw_table(self) -> None:
        """The records side by side; at rest, that all is decided."""
        sheet = self.session.sheet
        if sheet is None:
            empty = not self.session.walk.queue
            words = "There are no possible duplicates to review." if empty else "All groups are decided."
            hint = (
                "Press q to quit."
                if empty
                else "Every answer is kept. Press q to quit, z to undo the last one."
            )
            content = Content.assemble("\n", (words, "bold"), f"\n\n{hint}")
        else:
            content = side_by_side(sheet.records, self.session.apart, self.size.width - 3)
        self.query_one("#table > Static", Static).update(content)

    def status(self, sheet: DuplicateSheet) -> Content:
        """Where in the queue, and what was answered."""
        walk = self.session.walk
        place = f"{walk.position + 1} of {len(walk.queue)} · {len(sheet.records)} records · "
        return (
            Content.assemble(place, "you: ", answer_content(sheet))
            if sheet.mine
            else Content(place + "not decided")
        )

    # Answering

    def answer(self, parts: Parts) -> None:
        """Keep an answer and go to the next open group."""
        with self.saying_why_not():
            kept = self.session.decide(parts)
            if kept is None:
                self.say("No group is on show. ← goes back to the last one.")
                return
            self.say_content(Content.assemble("Kept: ", answer_content(kept)))
            self.show_here()

    def action_same(self) -> None:
        """Those not set apart are one report."""
        parts = self.session.joined()
        if self.session.sheet is not None and not parts:
            self.say("Fewer than two records are left together: press n for different.")
            return
        self.answer(parts)

    def action_different(self) -> None:
        """No two of them are one report."""
        self.answer(self.session.split())

    def action_set_apart(self, place: int) -> None:
        """Set a record apart, or take it back in."""
        if self.session.toggle_apart(place):
            self.draw_table()

    def action_undo(self) -> None:
        """Take back the last answer."""
        with self.saying_why_not():
            undone = self.session.undo()
            self.say("Taken back." if undone else "Nothing of this session is left to undo.")
            self.show_here()

    # Moving

    def action_skip(self) -> None:
        """On without an answer."""
        before = self.session.walk.here
        self.session.to_open()
        self.say(
            "This is the only one left." if before is not None and self.session.walk.here == before else ""
        )
        self.show_here()

    def action_step(self, by: int) -> None:
        """The next or previous group."""
        moved = self.session.step(by)
        self.say("" if moved else "This is the last group." if by > 0 else "This is the first group.")
        self.show_here()

    def action_scroll(self, by: int) -> None:
        """Some lines."""
        self.query_one("#table").scroll_relative(y=by, animate=False, immediate=True)

    def action_page(self, by: int) -> None:
        """A page."""
        table = self.query_one("#table")
        table.scroll_relative(y=by * max(table.size.height - 1, 1), animate=False, immediate=True)

    def action_sideways(self, by: int) -> None:
        """Some columns, where there are more records than fit."""
        self.query_one("#table").scroll_relative(x=by * 20, animate=False, immediate=True)


def answer_content(sheet: DuplicateSheet) -> Content:
    """An answer in words, with its sign."""
    words = answer_words(sheet)
    different = words == "different"
    sign, style = (DIFFERS, "bold $error") if different else (SAME, "bold $success")
    return Content.styled(f"{sign} {words}", style)
