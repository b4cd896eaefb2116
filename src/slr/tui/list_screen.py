"""The list of all reports in full, with filters by decision and by words."""

import asyncio
from collections.abc import Collection, Sequence
from threading import Event
from time import monotonic
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
from slr.tui.search_words import Search, read_search

SEARCH_HELP = (
    '“a phrase” in "…"; -word leaves out; title:word, reason:ID, year:2015, tag:word look there alone'
)
CHUNK = 100  # reports looked at between two looks at the keyboard, where each is read
STEP = 16  # and between two looks at the clock
PIECE = 0.02  # seconds of looking between two looks at the keyboard


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
            self.show_found(range(total))
            return
        stop = Event()
        try:
            first = await self.narrowed(search, stop)
            found = await self.fitting(search, first)
            if first is not None and (narrowing := self.rows.session.seat.desk.narrowing()) is not None:
                more = set(await asyncio.to_thread(narrowing.folded, stop.is_set)) - set(first)
                if more:
                    found = sorted({*found, *await self.fitting(search, more, len(found))})
            self.show_found(found)
        finally:
            stop.set()

    async def narrowed(self, search: Search, stop: Event) -> Collection[str] | None:
        """The reports whose text may hold what is searched; None where each must be looked at."""
        narrowing = self.rows.session.seat.desk.narrowing() if search.needed else None
        if narrowing is None:
            return None
        return await asyncio.to_thread(narrowing.holding, search.needed, stop.is_set)

    async def fitting(self, search: Search, holding: Collection[str] | None, known: int = 0) -> Sequence[int]:
        """The places of what fits, of the reports that may; the first of them are on show before the last."""
        found: list[int] = []
        total, again, shown = len(self.rows), monotonic() + PIECE, bool(known)
        for place in range(total):
            worth = holding is None or self.rows.may_fit(place, holding)
            if worth and self.rows.fits(place, self.kind, search):
                found.append(place)
            if place % STEP == 0 and monotonic() > again:
                if not shown and len(found) > self.list.size.height:
                    self.show_found(found[:])
                    shown = True
                self.say(f"looking, {place} of {total}: {known + len(found)}")
                await asyncio.sleep(0)
                again = monotonic() + PIECE
        return found

    def show_found(self, places: Sequence[int]) -> None:
        """List these places, the one that was in focus before or the next one after it in focus."""
        near = next((line for line, place in enumerate(places) if place >= self.place), len(places) - 1)
        self.list.show_places(places, near)
        self.say(f"{len(places)} of {len(self.rows)}")

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
                self.show_words(words)

        question = "List the reports with all of these words; empty lists all"
        self.app.push_screen(LineScreen(question, self.rows.words, SEARCH_HELP, verb="search"), search)

    def show_words(self, words: str) -> None:
        """Show what fits these words."""
        self.remember_place()
        self.rows.words = words
        self.show_fitting()

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
