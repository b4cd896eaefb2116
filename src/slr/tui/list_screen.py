"""The list of all reports in full, with filters by decision and by words."""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from slr.model.words import Verdict
from slr.tui.key_bar import KeyBar, keys_by_action
from slr.tui.prompts import LineScreen
from slr.tui.queue_list import FILTERS, QueueList, QueueRows
from slr.tui.search_words import read_search

SEARCH_HELP = (
    '“a phrase” in "…"; -word leaves out; title:word, reason:ID, year:2015, tag:word look there alone'
)
CHUNK = 100  # reports looked at between two looks at the keyboard


class ListScreen(ModalScreen[int | None]):
    """Choose a report from the list; answers with its place in the queue, None for back."""

    CSS = """
    ListScreen { layout: vertical; background: $background; }
    #list-heading { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right", "choose", "show"),
        Binding("f", "filter", "filter"),
        Binding("slash", "search", "search"),
        Binding("j,down", "move(1)", "down", show=False),
        Binding("k,up", "move(-1)", "up", show=False),
        Binding("space,pagedown", "page(1)", "page down"),
        Binding("pageup", "page(-1)", "page up", show=False),
        Binding("home", "end(-1)", "first", show=False),
        Binding("end", "end(1)", "last", show=False),
        Binding("escape,q,l,left", "back", "back"),
    ]

    def __init__(self, rows: QueueRows, place: int, verdicts: tuple[Verdict, ...]) -> None:
        super().__init__()
        self.rows = rows
        self.place = place
        self.kinds = [kind for kind in FILTERS if kind not in set(Verdict) or Verdict(kind) in verdicts]
        self.kind = "all"

    def compose(self) -> ComposeResult:
        """Heading, list, keys."""
        yield Static(markup=False, id="list-heading")
        yield QueueList(self.rows)
        yield KeyBar(markup=False)

    def on_mount(self) -> None:
        """Show what was searched last, else all."""
        keys = keys_by_action(self.active_bindings)
        names = ("choose", "filter", "search", "page(1)", "back")
        labels = ("show", "filter", "search", "page down", "back")
        self.query_one(KeyBar).show_keys(
            (keys[name][0], label) for name, label in zip(names, labels, strict=True)
        )
        self.show_fitting()

    @property
    def list(self) -> QueueList:
        """The list."""
        return self.query_one(QueueList)

    def show_fitting(self) -> None:
        """Show the reports that fit the filter and the words; a long queue is looked through in pieces."""
        self.run_worker(self.look_through(), exclusive=True)

    async def look_through(self) -> None:
        """Find the fitting reports, a piece at a time, so that keys still work."""
        search = read_search(self.rows.words)
        total = len(self.rows)
        if self.kind == "all" and not search.sought:
            places: list[int] = list(range(total))
        else:
            places = []
            for start in range(0, total, CHUNK):
                piece = range(start, min(start + CHUNK, total))
                places += [place for place in piece if self.rows.fits(place, self.kind, search)]
                self.say(f"looking, {piece.stop} of {total}: {len(places)}")
                await asyncio.sleep(0)
        near = next((line for line, place in enumerate(places) if place >= self.place), len(places) - 1)
        self.list.show_places(places, near)
        self.say(f"{len(places)} of {total}")

    def say(self, found: str) -> None:
        """What is listed."""
        words = f" · “{self.rows.words}”" if self.rows.words else ""
        self.query_one("#list-heading", Static).update(Content(f"{FILTERS[self.kind]}{words} · {found}"))

    def action_choose(self) -> None:
        """Answer with the report in focus."""
        if self.list.places:
            self.dismiss(self.list.places[self.list.here])

    def action_filter(self) -> None:
        """The next filter."""
        self.remember_place()
        self.kind = self.kinds[(self.kinds.index(self.kind) + 1) % len(self.kinds)]
        self.show_fitting()

    def action_search(self) -> None:
        """Ask for words."""

        def search(words: str | None) -> None:
            if words is not None:
                self.remember_place()
                self.rows.words = words
                self.show_fitting()

        question = "List the reports with all of these words; empty lists all"
        self.app.push_screen(LineScreen(question, self.rows.words, SEARCH_HELP, verb="search"), search)

    def remember_place(self) -> None:
        """So that another filter shows the same neighborhood."""
        if self.list.places:
            self.place = self.list.places[self.list.here]

    def action_move(self, by: int) -> None:
        """A line down or up."""
        self.list.focus_line(self.list.here + by)

    def action_page(self, by: int) -> None:
        """A page down or up."""
        self.list.focus_line(self.list.here + by * max(self.list.size.height - 1, 1))

    def action_end(self, by: int) -> None:
        """The last line, or the first."""
        self.list.focus_line(len(self.list.places) if by > 0 else 0)

    def action_back(self) -> None:
        """Back to the report."""
        self.dismiss(None)
