"""Moving about in a large queue: list, filters, search, jump; and tags, terms, DOI, pace, reminder."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import pytest

from golden_screens import check_golden, screen_text, until
from slr.model.plan import Criterion
from slr.model.record import Record
from slr.model.words import Verdict
from slr.tui import browsing
from slr.tui.list_screen import ListScreen
from slr.tui.preferences import Preferences
from slr.tui.queue_list import QueueList, QueueRows
from slr.tui.screening import ScreeningApp
from slr.tui.search_words import read_search
from slr.tui.session import ScreeningSeat, sit_down
from test_tui_screening import LARGE, MIDDLE, SMALL, after, here
from tui_desks import FakeScreeningDesk, synthetic_records

TERMS = Preferences(terms={"social-media": ("social media", "repl*"), "public-health": ("agenc*",)})


# The list


async def test_the_list_shows_what_was_decided() -> None:
    desk = FakeScreeningDesk(synthetic_records(6))
    text = await after(desk, "i", "3", "u", "l")
    assert "all reports · 6 of 6" in text
    assert "  1 + Example 2006, How a national agency" in text
    assert "  2 - Example 2007" in text
    assert "  3 ? Example 2008" in text
    assert "›     4   Example 2009" in text


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (("enter",), "1 of 30"),
        (("j", "enter"), "2 of 30"),
        (("down", "down", "up", "right"), "2 of 30"),
        (("j", "j", "k", "enter"), "2 of 30"),
        (("end", "enter"), "30 of 30"),
        (("end", "home", "enter"), "1 of 30"),
        (("space", "enter"), "22 of 30"),
        (("pagedown", "pageup", "enter"), "1 of 30"),
        (("k", "enter"), "1 of 30"),
        (("j", "escape"), "1 of 30"),
        (("j", "q"), "1 of 30"),
        (("j", "l"), "1 of 30"),
        (("j", "left"), "1 of 30"),
    ],
)
async def test_keys_of_the_list(keys: tuple[str, ...], place: str) -> None:
    desk = FakeScreeningDesk(synthetic_records(30))
    assert here(await after(desk, "l", *keys)) == place
    assert not desk.history


@pytest.mark.parametrize(
    ("times", "heading", "lines"),
    [
        (1, "not decided", 2),
        (2, "include", 1),
        (3, "exclude", 1),
        (4, "unsure", 1),
        (5, "with a note", 1),
        (6, "all", 5),
    ],
)
async def test_filters_by_decision(times: int, heading: str, lines: int) -> None:
    keys = ("n", "x", "enter", "i", "3", "u", "l", *["f"] * times)
    text = await after(FakeScreeningDesk(), *keys)
    assert heading in text.splitlines()[0]
    assert f"{lines} of 5" in text.splitlines()[0]


async def test_a_filtered_list_goes_to_the_right_report() -> None:
    desk = FakeScreeningDesk(synthetic_records(9))
    assert here(await after(desk, "u", "i", "u", "l", *["f"] * 4, "k", "enter")) == "1 of 9"


async def test_an_empty_list_has_nothing_to_choose() -> None:
    text = await after(FakeScreeningDesk(), "l", "f", "f", "enter", "j", "space", "end")
    assert "include · 0 of 5" in text


async def test_only_lines_in_sight_are_read() -> None:
    desk = FakeScreeningDesk(synthetic_records(3000))
    await after(desk, "l")
    assert len(set(desk.shown)) < 40


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_golden_list(size: tuple[int, int]) -> None:
    desk = FakeScreeningDesk(synthetic_records(60))
    text = await after(desk, "i", "3", "t", *"later", "enter", "u", "l", size=size)
    check_golden(f"list-{size[0]}x{size[1]}", text)


async def test_a_large_screen_has_the_list_beside_the_report() -> None:
    desk = FakeScreeningDesk(synthetic_records(100))

    async def look(app: ScreeningApp, pilot: Any) -> None:
        shown = app.query_one(QueueList)
        assert shown.display
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert not shown.display

    assert "›     1   Example 2006" in await after(desk, size=LARGE)
    assert "›   100   " in await after(desk, "l", "end", "enter", size=LARGE)
    text = await after(desk, "i", size=LARGE)
    assert "›     2   Example 2007" in text
    assert "      1 + Example 2006" in text
    await after(desk, size=LARGE, then=look)


async def test_a_later_session_opens_the_list_at_its_place() -> None:
    desk = FakeScreeningDesk(synthetic_records(300)).decided_before(200)
    assert "›   201   " in await after(desk, size=LARGE)


# Search and jump


async def test_search_lists_reports_with_all_words() -> None:
    desk = FakeScreeningDesk(synthetic_records(40))
    text = await after(desk, "slash", *"COUNTY", "space", *"warn", "enter")
    assert "all reports · “COUNTY warn” · 3 of 40" in text
    assert here(await after(desk, "slash", *"county", "enter", "j", "enter")) == "7 of 40"
    assert "0 of 40" in await after(desk, "slash", *"nowhere", "enter")


async def test_search_for_a_reason_a_phrase_and_without_a_word() -> None:
    desk = FakeScreeningDesk(synthetic_records(6))
    text = await after(desk, "3", "4", "e", "slash", *"reason:no-data", "enter", size=MIDDLE)
    assert "1 of 6" in text and text.splitlines()[1].endswith("  no-data")
    text = await after(desk, "slash", *'"social media for smoking" -national', "enter")
    assert "  2 - Example 2007" in text and text.count("Example") == 1


async def test_a_filter_and_a_search_for_what_was_said_read_no_report() -> None:
    desk = FakeScreeningDesk(synthetic_records(50))
    rows = QueueRows(sit_down(ScreeningSeat(desk)))
    desk.decide(desk.queue[3], Verdict.EXCLUDE, reason="no-data", note="#odd")
    desk.shown.clear()
    for kind, words, places in (
        ("exclude", "", [3]),
        ("all", "reason:no-data tag:odd", [3]),
        ("note", "", [3]),
    ):
        search = read_search(words)
        assert [place for place in range(50) if rows.fits(place, kind, search)] == places
    assert sum(rows.fits(place, "open", read_search("")) for place in range(50)) == 49
    assert desk.shown == []


async def test_search_in_notes_and_tags() -> None:
    desk = FakeScreeningDesk()
    text = await after(desk, "t", *"later", "enter", "i", "slash", "number_sign", *"later", "enter")
    assert "1 of 5" in text.splitlines()[0]
    assert "#later" in text.splitlines()[1]


async def test_search_again_from_the_list_and_an_empty_search() -> None:
    desk = FakeScreeningDesk(synthetic_records(8))
    text = await after(desk, "slash", *"county", "enter", "slash", *["backspace"] * 6, *"city", "enter")
    assert "“city” · 2 of 8" in text
    assert here(await after(desk, "slash", "enter")) == "1 of 8"
    assert "8 of 8" in await after(desk, "slash", *"city", "enter", "slash", *["backspace"] * 4, "enter")
    assert here(await after(desk, "slash", *"city", "escape")) == "1 of 8"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("3", "3 of 5"),
        ("made-up-000000-4", "4 of 5"),
        ("10.5555/made-up.2", "2 of 5"),
        ("https://doi.org/10.5555/MADE-UP.5", "5 of 5"),
    ],
)
async def test_jump(words: str, place: str) -> None:
    assert here(await after(FakeScreeningDesk(), "p", *words, "enter")) == place


async def test_whoever_goes_on_while_a_doi_is_looked_for_is_not_taken_away() -> None:
    desk = FakeScreeningDesk(synthetic_records(300))

    async def look(app: ScreeningApp, pilot: Any) -> None:
        app.jump_to("10.5555/made-up.299")
        app.action_step(1)
        await pilot.pause(0.2)
        assert app.session.walk.position == 1
        app.jump_to("10.5555/made-up.299")
        await until(pilot, lambda: app.session.walk.position == 298)

    await after(desk, then=look)


@pytest.mark.parametrize("words", ["0", "6", "99999999999", "nothing", "²"])
async def test_jump_to_nowhere(words: str) -> None:
    text = await after(FakeScreeningDesk(), "p", *words, "enter")
    assert f"No report here is called {words}." in text
    assert here(text) == "1 of 5"


@pytest.mark.parametrize("key", ["l", "p", "slash"])
async def test_an_empty_queue_has_no_list(key: str) -> None:
    assert "nothing to screen" in await after(FakeScreeningDesk([]), key, "escape")


# Tags, terms, DOI


async def test_tags_go_into_the_note() -> None:
    desk = FakeScreeningDesk()
    await after(desk, "n", *"why", "enter", "t", *"a", "space", "b", "enter", "i")
    assert desk.chosen(0) == ("include", "", "why #a #b")
    await after(desk, "left", "t", *["backspace"] * 2, "enter")
    assert desk.chosen(0) == ("include", "", "why #a")


async def test_terms_are_marked_and_the_marks_toggled() -> None:
    text = await after(FakeScreeningDesk(), preferences=TERMS)
    assert "How a national agency¹ use social media² for" in text
    assert "agency use social media for" in await after(FakeScreeningDesk(), "h", preferences=TERMS)
    assert "agency¹ use" in await after(FakeScreeningDesk(), "h", "h", preferences=TERMS)
    assert "The protocol gives no terms to highlight." in await after(FakeScreeningDesk(), "h")


async def test_terms_stay_in_place_while_reading() -> None:
    long = Record(id="long", title="T", abstract="Many agency words. " * 400)

    async def look(app: ScreeningApp, _: Any) -> None:
        from slr.tui.report_view import ReportView

        assert app.query_one(ReportView).scroll_y > 5

    await after(FakeScreeningDesk([long]), "space", "h", preferences=TERMS, then=look)


async def test_the_doi_is_opened_and_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(ScreeningApp, "open_url", lambda self, url, new_tab=True: opened.append(url))
    monkeypatch.setattr(browsing, "browser_is_seen", lambda: False)
    text = await after(FakeScreeningDesk(), "b")
    assert opened == [] and "Nothing here opens a browser. y copies https://doi.org/10.5555/made-up.1" in text
    monkeypatch.setattr(browsing, "browser_is_seen", lambda: True)
    text = await after(FakeScreeningDesk(), "b")
    assert opened == ["https://doi.org/10.5555/made-up.1"]
    assert "Opened https://doi.org/10.5555/made-up.1" in text

    async def look(app: ScreeningApp, _: Any) -> None:
        assert app.clipboard == "https://doi.org/10.5555/made-up.1"

    await after(FakeScreeningDesk(), "y", then=look)


@pytest.mark.parametrize("doi", ["", "javascript:alert(1)", "file:///etc/passwd", "10.1/x", "10.5555/ a b"])
@pytest.mark.parametrize("key", ["b", "y"])
async def test_what_is_no_doi_is_not_opened(doi: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(ScreeningApp, "open_url", lambda self, url, new_tab=True: opened.append(url))
    text = await after(FakeScreeningDesk([Record(id="x", title="T", doi=doi)]), key)
    assert "This report has no DOI." in text
    assert not opened


# Pace


async def test_pace_and_reminder_on_the_screen() -> None:
    times = iter(range(0, 1_000_000, 30))
    preferences = Preferences(clock=lambda: float(next(times)), break_minutes=10)
    desk = FakeScreeningDesk(synthetic_records(40))
    text = await after(desk, *["i"] * 12, size=MIDDLE, preferences=preferences)
    assert "a minute" in text
    assert "to go" in text
    assert "minutes without a break. A short one keeps decisions even.  x hides this" in text
    assert "without a break" not in await after(
        desk, *["i"] * 12, "x", "i", size=MIDDLE, preferences=preferences
    )
    quiet = Preferences(clock=lambda: float(next(times)), break_minutes=None)
    assert "break" not in await after(FakeScreeningDesk(), *["i"] * 4, size=MIDDLE, preferences=quiet)


async def test_the_pace_has_room_on_a_small_screen_too() -> None:
    times = iter(range(0, 1_000_000, 6))
    preferences = Preferences(clock=lambda: float(next(times)))
    text = await after(FakeScreeningDesk(synthetic_records(9999)), *["i"] * 6, preferences=preferences)
    head = text.splitlines()[0]
    assert head.startswith(" ana · Title")
    assert "6 done · 9993 left · 0 % · " in head and head.endswith(" to go")


async def test_hostile_records_in_the_list() -> None:
    evil = Record(id="x", title="[red]T[/red] \x1b[31m\u202e", authors=("[b]A[/b], B",))
    text = await after(FakeScreeningDesk([evil]), "l")
    assert "[b]A[/b] no year, [red]T[/red]" in text
    assert not [c for c in text if (ord(c) < 32 and c != "\n") or c in "\x9b\u202e"]


async def test_criteria_in_hostile_words_with_terms() -> None:
    bad = (Criterion(id="[b]", text="[red]"),)
    desk = FakeScreeningDesk(criteria=bad)
    text = await after(desk, preferences=Preferences(terms={"[b]": ("agency", "[/]", "/[/")}))
    assert "agency¹" in text
    assert "[b]" in text


# A search that is narrowed down first


class Narrowed:
    """Narrows as the database does, and says so."""

    def __init__(self, desk: FakeScreeningDesk, otherwise: Collection[str] = ()) -> None:
        self.desk, self.otherwise = desk, otherwise
        self.asked: list[tuple[str, ...]] = []

    def holding(self, words: Sequence[str], stopped: Callable[[], bool]) -> Collection[str]:
        self.asked.append(tuple(words))
        return {record.id for record in self.desk.records if all(w in record.title.casefold() for w in words)}

    def folded(self, stopped: Callable[[], bool]) -> Collection[str]:
        return self.otherwise


async def test_a_narrowed_search_reads_only_what_may_fit_and_what_has_a_note() -> None:
    desk = FakeScreeningDesk(synthetic_records(3000))
    desk.waiting = {desk.queue[5]: "a city to ask"}
    desk.narrowed = narrowed = Narrowed(desk, otherwise=[desk.queue[98]])

    async def look(app: ScreeningApp, pilot: Any) -> None:
        assert isinstance(app.screen, ListScreen)
        app.screen.show_words("city")
        await until(pilot, lambda: "“city” · 751 of 3000" in screen_text(app))
        assert narrowed.asked == [("city",)]

    await after(desk, "l", then=look)
    assert desk.queue[98] in desk.shown
    assert len(set(desk.shown)) < 900
