"""All reports of a queue as a list: only the lines in sight are ever made, so that 100,000 are no trouble."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from slr.model.record import Record, cite
from slr.model.untrusted import one_line
from slr.model.words import Verdict
from slr.tui.search_words import Search
from slr.tui.session import Session, View
from slr.tui.tags import tags_of
from slr.tui.themes import VERDICT_MARKS

LIST_CSS = """
#body > QueueList { display: none; }
.-vast #body > QueueList { display: block; width: 48; border-right: solid $panel; }
"""
REASON_FROM = 70  # columns from which a line has room for the reason of an exclusion
FILTERS: dict[str, str] = {
    "all": "all reports",
    "open": "not decided",
    **{verdict.value: verdict.value for verdict in Verdict},
    "note": "with a note",
}


@dataclass(slots=True)
class QueueRows:
    """The rows of a queue, made when asked for; `words` are those last searched."""

    session: Session
    words: str = ""
    _cited: dict[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.session.walk.queue)

    def view(self, place: int) -> View:
        """The report at a place."""
        return self.session.seat.view(self.session.walk.queue[place])

    def text(self, place: int) -> str:
        """One line: number, sign of the decision, tags, short citation."""
        view = self.view(place)
        if view.report not in self._cited:
            self._cited[view.report] = one_line(cite(view.record), 200)
        mark = VERDICT_MARKS[view.mine.verdict] if view.mine else "×" if view.not_retrieved else " "
        tags = "".join(f"#{tag} " for tag in tags_of(self.session.note(view)))
        return f"{place + 1:>5} {mark} {tags}{self._cited[view.report]}"

    def reason(self, place: int) -> str:
        """The reason of an exclusion; empty where there is none."""
        mine = self.session.seat.mine(self.session.walk.queue[place])
        return one_line(mine.reason, 40) if mine else ""

    def fits(self, place: int, kind: str, search: Search) -> bool:
        """Whether a report has this state and is what is searched."""
        report = self.session.walk.queue[place]
        mine = self.session.seat.mine(report)
        note = self.session.note_on(report, mine)
        states = {
            "all": True,
            "open": mine is None,
            "note": bool(note),
            mine.verdict.value if mine else "": True,
        }
        if not states.get(kind, False):
            return False
        if not search.sought:
            return True
        own = {"note": note, "tag": " ".join(tags_of(note)), "reason": mine.reason if mine else ""}
        fields = {name: text.casefold() for name, text in own.items()}
        if search.reads_text:  # which costs most
            fields |= searched_fields(self.view(place).record)
        return search.fits(fields)

    def may_fit(self, place: int, holding: Collection[str]) -> bool:
        """Whether a report is worth a look: its text may hold the words, or there is a note that may."""
        report = self.session.walk.queue[place]
        return report in holding or bool(self.session.note_on(report, self.session.seat.mine(report)))

    def find(self, words: str) -> int | None:
        """The place of a report by its number in the queue, its id or its DOI."""
        at_once = self.find_at_once(words)
        if at_once is not None:
            return at_once
        return next((place for place in range(len(self)) if self.is_called(place, words)), None)

    def find_at_once(self, words: str) -> int | None:
        """The place by number or id, without a look at any record."""
        wanted = words.strip().casefold()
        if wanted.isdecimal() and len(wanted) < 9:
            return int(wanted) - 1 if 1 <= int(wanted) <= len(self) else None
        return self.session.walk.place_of(words.strip())

    def is_called(self, place: int, words: str) -> bool:
        """Whether the report at a place has this id, in any case, or this DOI."""
        wanted = words.strip().casefold()
        doi = wanted.removeprefix("https://doi.org/").removeprefix("doi:").strip()
        record = self.view(place).record
        return bool(wanted) and (
            wanted == record.id.casefold() or (bool(doi) and doi == record.doi.casefold())
        )


def searched_fields(record: Record) -> dict[str, str]:
    """What is searched of a report's text, case-folded, by the names that a search may give."""
    fields = {
        "title": record.title,
        "abstract": record.abstract,
        "author": "; ".join(record.authors),
        "journal": record.journal,
        "keyword": "; ".join(record.keywords),
        "year": "" if record.year is None else str(record.year),
        "name": f"{record.doi} {record.id}",
    }
    return {name: text.casefold() for name, text in fields.items()}


class QueueList(ScrollView, can_focus=False):
    """The lines of some places of a queue, one of them in focus."""

    DEFAULT_CSS = """
    QueueList { width: 1fr; height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1; }
    """

    def __init__(self, rows: QueueRows) -> None:
        super().__init__()
        self.rows = rows
        self.places: Sequence[int] = range(len(rows))
        self.here = 0  # the line in focus

    def on_mount(self) -> None:
        """As high as there are lines."""
        self.show_places(self.places, self.here)

    def on_resize(self, event: events.Resize) -> None:
        """Keep the line in focus in sight, when the list comes into sight too."""
        self.virtual_size = Size(self.size.width, len(self.places))
        middle = max(self.here - self.size.height // 2, 0)
        self.scroll_to(y=middle, animate=False, immediate=True)
        self.refresh()

    def show_places(self, places: Sequence[int], here: int) -> None:
        """Show other lines."""
        self.places = places
        self.virtual_size = Size(self.size.width, len(places))
        self.focus_line(here)
        self.refresh()

    def show_place(self, place: int) -> None:
        """Bring a place of the whole queue into focus; no line is read while the list is not in sight."""
        self.focus_line(place, smooth=False)

    def focus_line(self, line: int, *, smooth: bool = True) -> None:
        """Bring a line into focus and into sight: only two lines change unless the list must scroll.

        Smooth moves scroll by as little as they can, others by half a page, so that most keys scroll nothing.
        """
        before, self.here = self.here, min(max(line, 0), max(len(self.places) - 1, 0))
        height, top = max(self.size.height, 1), int(self.scroll_y)
        if top <= self.here < top + height:
            self.refresh_line(before)
            self.refresh_line(self.here)
            return
        near = top - height <= self.here < top + 2 * height
        if not (near and smooth):
            top = self.here - height // 2
        elif self.here < top:
            top = self.here
        else:
            top = self.here - height + 1
        self.scroll_to(y=max(top, 0), animate=False, immediate=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line, made now."""
        line = y + int(self.scroll_y)
        style, width = self.rich_style, self.scrollable_content_region.width
        if line >= len(self.places):
            return Strip.blank(width, style)
        here = line == self.here
        if here:
            style += Style(reverse=True, bold=True)
        text = ("› " if here else "  ") + self.rows.text(self.places[line])
        strip = Strip([Segment(text, style)])
        reason = self.rows.reason(self.places[line]) if width >= REASON_FROM else ""
        if reason:
            room = width - cell_len(reason) - 2
            behind = Segment(f"  {reason}", style + Style(dim=not here))
            return Strip([*strip.adjust_cell_length(room, style), behind]).adjust_cell_length(width, style)
        return strip.adjust_cell_length(width, style)
