"""The list of reports in plain lines: what waits, what was decided how, and what a search finds."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slr.model.record import cite
from slr.model.untrusted import one_line
from slr.tui.queue_list import FILTERS, QueueRows
from slr.tui.search_words import Search, read_search

if TYPE_CHECKING:
    from slr.tui.plain_deciding import DecidingLines

AT_A_TIME = 20  # reports


@dataclass(slots=True)
class Listed:
    """What was listed last, and how far."""

    kind: str = ""
    words: str = ""
    upto: int = 0


def search(lines: "DecidingLines", words: str) -> None:
    """List the reports that have all of the words."""
    words = words or lines.lines.ask("Words, empty to go back")
    if words:
        list_fitting(lines, "all", words)
    else:
        lines.lines.say("Nothing done.")


def list_reports(lines: "DecidingLines", kind: str) -> None:
    """List the reports that wait, or those of another state."""
    kind = kind.casefold() or "open"
    if kind in FILTERS:
        list_fitting(lines, kind, "")
    else:
        lines.lines.say(f"l lists one of: {', '.join(FILTERS)}.")


def narrowed(rows: QueueRows, search: Search) -> Collection[str] | None:
    """The reports whose text may hold what is searched; None where each must be looked at."""
    narrowing = rows.session.seat.desk.narrowing() if search.needed else None
    first = narrowing.holding(search.needed, lambda: False) if narrowing is not None else None
    if narrowing is None or first is None:
        return None
    return {*first, *narrowing.folded(lambda: False)}


def list_fitting(lines: "DecidingLines", kind: str, words: str) -> None:
    """Say which reports fit, so many at a time: the same again goes on."""
    rows, wanted, last = QueueRows(lines.session), read_search(words), lines.listed
    may = narrowed(rows, wanted)
    worth = [place for place in range(len(rows)) if may is None or rows.may_fit(place, may)]
    places = [place for place in worth if rows.fits(place, kind, wanted)]
    goes_on = (kind, words) == (last.kind, last.words) and last.upto < len(places)
    start = last.upto if goes_on else 0
    end = start + AT_A_TIME
    with_words = f" with {words}" if words else ""
    lines.lines.say(f"{len(places)} of {len(rows)}: {FILTERS[kind]}{with_words}.")
    for place in places[start:end]:
        view = rows.view(place)
        reason = f", reason {one_line(view.mine.reason)}" if view.mine and view.mine.reason else ""
        said = f"{view.mine.verdict.value}{reason}. " if view.mine else ""
        lines.lines.say(f"{place + 1}. {said}{one_line(cite(view.record), 200)}")
    if end < len(places):
        lines.lines.say(f"{len(places) - end} more: the same again goes on.")
    lines.listed = Listed(kind, words, end)
