"""The screening screen, key by key."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from textual.widgets import Input

from golden_screens import check_golden, screen_text, until
from slr.app.ask import Progress, Sheet
from slr.model.plan import Criterion, Stage
from slr.model.record import Record
from slr.tui.preferences import Preferences
from slr.tui.report_view import ReportView
from slr.tui.screening import ScreeningApp
from tui_desks import FakeScreeningDesk, synthetic_records

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (200, 60)
FULL_TEXT = Stage(id="full-text", name="Full text", on="reports", last=True)


async def after(
    desk: FakeScreeningDesk,
    *keys: str,
    size: tuple[int, int] = SMALL,
    preferences: Preferences | None = None,
    then: Callable[[ScreeningApp, Any], Awaitable[None]] | None = None,
) -> str:
    """The screen after some keys."""
    app = ScreeningApp(desk, preferences)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        await until(
            pilot, lambda: all(worker.is_finished for worker in app.workers)
        )  # a search looks in pieces
        await pilot.pause()
        if then:
            await then(app, pilot)
        return screen_text(app)


def here(text: str) -> str:
    """The place of the report on show, `2 of 5`."""
    row = next(row for row in text.splitlines() if " of " in row and "·" in row.split(" of ")[1][:6])
    return row.split("·")[0].strip()


# Deciding


@pytest.mark.parametrize(
    ("key", "chosen"),
    [
        ("i", ("include", "", "")),
        ("e", ("exclude", "", "")),
        ("u", ("unsure", "", "")),
        ("1", ("exclude", "public-health", "")),
        ("4", ("exclude", "out-of-range", "")),
    ],
)
async def test_a_key_decides_and_goes_on(key: str, chosen: tuple[str, str, str]) -> None:
    desk = FakeScreeningDesk()
    text = await after(desk, key)
    assert desk.chosen(0) == chosen
    assert here(text) == "2 of 5"
    assert "Kept:" in text
    assert "1 done · 4 left · 20 %" in text


@pytest.mark.parametrize("key", ["5", "9", "w", "o"])
async def test_a_key_without_meaning_here_does_nothing(key: str) -> None:
    desk = FakeScreeningDesk()
    assert here(await after(desk, key)) == "1 of 5"
    assert not desk.history


@pytest.mark.parametrize(("key", "verdict"), [("w", "awaiting"), ("o", "ongoing")])
async def test_the_last_stage_has_two_more_verdicts(key: str, verdict: str) -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    text = await after(desk, key)
    assert desk.chosen(0) == (verdict, "", "")
    assert "w awaiting" in text
    assert "o ongoing" in text


async def test_full_text_asks_for_the_reason() -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    asked = await after(desk, "e")
    assert "Exclude, for which reason?" in asked
    assert not desk.history
    await after(desk, "e", "3")
    assert desk.chosen(0) == ("exclude", "no-data", "")


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        (("enter",), "public-health"),
        (("down", "enter"), "social-media"),
        (("j", "j", "k", "enter"), "social-media"),
        (("up", "enter"), "out-of-range"),
    ],
)
async def test_the_reason_can_be_chosen_with_arrows(keys: tuple[str, ...], reason: str) -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    await after(desk, "e", *keys)
    assert desk.chosen(0) == ("exclude", reason, "")


@pytest.mark.parametrize("keys", [("escape",), ("q",), ("7", "escape")])
async def test_going_back_from_the_reason_decides_nothing(keys: tuple[str, ...]) -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    assert here(await after(desk, "e", *keys)) == "1 of 5"
    assert not desk.history


async def test_reasons_beyond_nine_are_in_the_list() -> None:
    many = tuple(Criterion(id=f"c{n}", text=f"Criterion number {n}.", order=n) for n in range(1, 13))
    desk = FakeScreeningDesk(stage=FULL_TEXT, criteria=many)
    await after(desk, "e", *["down"] * 11, "enter")
    assert desk.chosen(0) == ("exclude", "c12", "")


async def test_without_criteria_the_desk_has_the_word() -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT, criteria=())
    text = await after(desk, "e")
    assert "! An exclusion at this stage needs a reason." in text
    assert not desk.history


async def test_a_refusal_is_shown_and_nothing_is_lost() -> None:
    desk = FakeScreeningDesk()

    async def disk_fills_up(app: ScreeningApp, pilot: Any) -> None:
        desk.refuse = "The disk is full."
        await pilot.press("i")
        text = screen_text(app)
        assert "! The disk is full.  Free some space and press the key again." in text
        assert here(text) == "1 of 5"
        assert "note: worth reading" in text
        await pilot.press("z")
        assert "! The disk is full." in screen_text(app)
        desk.refuse = ""
        await pilot.press("i")

    await after(desk, "n", *"worth", "space", *"reading", "enter", then=disk_fills_up)
    assert desk.chosen(0) == ("include", "", "worth reading")


# Undoing


async def test_undo_any_number() -> None:
    desk = FakeScreeningDesk()
    text = await after(desk, "i", "e", "u", "z", "z", "z")
    assert [desk.chosen(place) for place in range(3)] == [None, None, None]
    assert here(text) == "1 of 5"
    assert "Taken back: How a national agency" in text


async def test_nothing_left_to_undo() -> None:
    text = await after(FakeScreeningDesk(), "i", "z", "z")
    assert "Nothing of this session is left to undo." in text


async def test_a_decision_of_an_earlier_session_is_taken_back_after_a_yes_alone() -> None:
    desk = FakeScreeningDesk().decided_before(2)
    text = await after(desk, "z")
    assert "Take back a decision of an earlier session? + include" in text
    assert desk.chosen(1) == ("include", "", "")
    text = await after(desk, "z", "n")
    assert "Take back" not in text and here(text) == "3 of 5"
    assert desk.chosen(1) == ("include", "", "")
    text = await after(desk, "i", "z", "z", "y")
    assert (desk.chosen(0), desk.chosen(1)) == (("include", "", ""), None)
    assert here(text) == "2 of 5" and "Taken back: How regional authorities" in text
    text = await after(desk, "z", "y", "z")
    assert desk.chosen(0) is None and "Nothing of this session is left to undo." in text


async def test_who_has_nothing_to_decide_is_told_why() -> None:
    desk = FakeScreeningDesk([], idle="Here ana, ben decide, not cleo.")
    text = await after(desk)
    assert "There is nothing to screen at this stage now." in text
    assert "Here ana, ben decide, not cleo." in text


async def test_undo_of_a_change_brings_the_earlier_decision_back() -> None:
    desk = FakeScreeningDesk()
    text = await after(desk, "i", "left", "e", "z")
    assert desk.chosen(0) == ("include", "", "")
    assert "1 of 5 · you: + include" in text


async def test_undo_leaves_the_note_behind() -> None:
    desk = FakeScreeningDesk()
    text = await after(desk, "n", *"good", "enter", "i", "z")
    assert "1 of 5 · not decided · note: good" in text
    await after(desk, "i")


# Notes


async def test_a_note_goes_with_the_next_decision() -> None:
    desk = FakeScreeningDesk()
    await after(desk, "n", *"look", "space", *"again", "enter", "u")
    assert desk.chosen(0) == ("unsure", "", "look again")


async def test_a_note_on_a_decided_report_decides_it_anew() -> None:
    desk = FakeScreeningDesk()
    text = await after(desk, "3", "left", "n", *"why", "enter")
    assert desk.chosen(0) == ("exclude", "no-data", "why")
    assert "Note kept." in text
    assert here(text) == "1 of 5"


async def test_a_changed_decision_keeps_its_note() -> None:
    desk = FakeScreeningDesk()
    await after(desk, "n", *"mine", "enter", "i", "left", "u")
    assert desk.chosen(0) == ("unsure", "", "mine")


async def test_a_note_belongs_to_its_report() -> None:
    desk = FakeScreeningDesk()
    await after(desk, "n", *"first", "enter", "s", "i")
    assert desk.chosen(1) == ("include", "", "")


async def test_escape_leaves_the_note_as_it_was() -> None:
    desk = FakeScreeningDesk()
    await after(desk, "n", *"no", "escape", "i")
    assert desk.chosen(0) == ("include", "", "")


async def test_the_note_can_be_edited() -> None:
    desk = FakeScreeningDesk()
    await after(desk, "n", *"ab", "enter", "n", "backspace", "c", "enter", "i")
    assert desk.chosen(0) == ("include", "", "ac")


async def test_keys_are_letters_while_a_note_is_written() -> None:
    desk = FakeScreeningDesk()

    async def look(app: ScreeningApp, _: Any) -> None:
        assert app.screen.query_one(Input).value == "ieuzq?"

    await after(desk, "n", *"ieuzq", "question_mark", then=look)
    assert not desk.history


async def test_a_note_on_an_undecided_report_is_kept_and_there_the_next_time() -> None:
    desk = FakeScreeningDesk()
    app = ScreeningApp(desk)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("n", "x", "enter")
        assert desk.waiting == {desk.queue[0]: "x"}
        assert "Note kept: it goes with your decision." in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running
    assert "not decided · note: x" in await after(desk)
    await after(desk, "n", "y", "enter", "i")
    assert desk.chosen(0) == ("include", "", "xy")


async def test_quitting_asks_where_a_note_could_not_be_kept() -> None:
    app = ScreeningApp(FakeScreeningDesk(refuse="The disk is full."))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("n", "x", "enter")
        assert "The disk is full." in screen_text(app)
        await pilot.press("q")
        assert "A note was not kept and would be lost." in screen_text(app)
        await pilot.press("n")
        assert app.is_running
        await pilot.press("q", "y")
        await pilot.pause()
        assert not app.is_running


# Moving


async def test_skip_comes_back_to_the_skipped_at_the_end() -> None:
    desk = FakeScreeningDesk(synthetic_records(3))
    assert here(await after(desk, "s")) == "2 of 3"
    assert here(await after(desk, "s", "i", "i")) == "1 of 3"


async def test_skipping_the_only_one_left_says_so() -> None:
    desk = FakeScreeningDesk(synthetic_records(2))
    text = await after(desk, "i", "s")
    assert "This is the only one left." in text
    assert here(text) == "2 of 2"


async def test_left_and_right_walk_over_decided_reports_too() -> None:
    desk = FakeScreeningDesk().decided_before(2)
    text = await after(desk, "left")
    assert "2 of 5 · you: + include" in text
    assert here(await after(desk, "left", "left", "right")) == "2 of 5"
    assert "This is the first report." in await after(desk, "left", "left", "left")
    assert "This is the last report." in await after(desk, "right", "right", "right")


async def test_g_goes_to_the_next_open_one() -> None:
    desk = FakeScreeningDesk().decided_before(3)
    assert here(await after(desk, "left", "left", "left", "g")) == "4 of 5"


async def test_opens_at_the_first_open_report_and_reads_no_other() -> None:
    desk = FakeScreeningDesk(synthetic_records(500)).decided_before(300)
    desk.shown.clear()
    assert here(await after(desk)) == "301 of 500"
    assert set(desk.shown) == {desk.queue[300]}


@pytest.mark.parametrize(
    ("keys", "top"),
    [
        (("j",), 1),
        (("down", "down"), 2),
        (("j", "j", "k"), 1),
        (("down", "up"), 0),
        (("space",), "page"),
        (("pagedown", "pageup"), 0),
        (("space", "i"), 0),
    ],
)
async def test_the_abstract_scrolls(keys: tuple[str, ...], top: int | str) -> None:
    long = Record(id="long", title="A long one", abstract="Many words in a row. " * 400)

    async def look(app: ScreeningApp, _: Any) -> None:
        view = app.query_one(ReportView)
        assert view.scroll_y == (view.size.height - 1 if top == "page" else top)

    await after(FakeScreeningDesk([long, *synthetic_records(2)]), *keys, then=look)


async def test_c_shows_the_criteria_in_full_and_back() -> None:
    desk = FakeScreeningDesk()
    assert "any level." not in await after(desk)
    assert "any level." in await after(desk, "c")
    assert "any level." not in await after(desk, "c", "c")


async def test_many_criteria_stand_in_two_columns_on_a_small_screen() -> None:
    many = tuple(
        Criterion(id=f"c{n}", text=f"Criterion number {n} with words.", order=n) for n in range(1, 10)
    )
    text = await after(FakeScreeningDesk(criteria=many))
    row = next(row for row in text.splitlines() if "1 + c1" in row)
    assert "6 + c6" in row
    assert "5 + c5" in text
    assert "9 + c9" in text


@pytest.mark.parametrize("key", ["question_mark", "escape", "q", "enter", "space"])
async def test_help_opens_and_closes(key: str) -> None:
    desk = FakeScreeningDesk()
    assert "undo the last decision" in await after(desk, "question_mark")
    closed = await after(desk, "question_mark", "j", "k", "down", "up", key)
    assert "undo the last decision" not in closed
    assert "not decided" in closed
    assert not desk.history


async def test_d_changes_between_dark_and_light() -> None:
    async def look(app: ScreeningApp, pilot: Any) -> None:
        assert app.theme == "slr-light"
        await pilot.press("d")
        assert app.theme == "slr-dark"

    await after(FakeScreeningDesk(), "d", then=look)


async def test_q_quits() -> None:
    app = ScreeningApp(FakeScreeningDesk())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


async def test_keys_can_be_set() -> None:
    desk = FakeScreeningDesk()
    preferences = Preferences(keys={"include": "f", "undo": "x,backspace"})
    text = await after(desk, "f", preferences=preferences)
    assert desk.chosen(0) == ("include", "", "")
    assert "f include" in text
    assert "x undo" in text
    await after(desk, "i", preferences=preferences)
    assert desk.chosen(1) is None
    await after(desk, "f", "backspace", preferences=preferences)
    assert desk.chosen(1) is None


# Ends


async def test_all_decided_is_a_calm_screen() -> None:
    desk = FakeScreeningDesk(synthetic_records(2))
    text = await after(desk, "i", "e")
    assert "All reports are decided." in text
    assert "2 done · 0 left · 100 %" in text
    check_golden("screening-all-done-80x24", text)


@pytest.mark.parametrize("key", ["i", "e", "1", "u", "n"])
async def test_at_rest_no_key_decides(key: str) -> None:
    desk = FakeScreeningDesk(synthetic_records(1))
    text = await after(desk, "i", key)
    assert "No report is on show." in text
    assert desk.history == [desk.queue[0]]


@pytest.mark.parametrize("key", ["left", "z"])
async def test_from_rest_back_to_the_last_report(key: str) -> None:
    desk = FakeScreeningDesk(synthetic_records(2))
    assert here(await after(desk, "i", "e", key)) == "2 of 2"


@pytest.mark.parametrize("key", ["i", "s", "g", "left", "right", "z", "n", "c", "j", "space"])
async def test_an_empty_queue_is_said_and_no_key_breaks_it(key: str) -> None:
    text = await after(FakeScreeningDesk([]), key)
    assert "There is nothing to screen at this stage now." in text


# What stands there


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
async def test_golden_screens(size: tuple[int, int]) -> None:
    text = await after(FakeScreeningDesk(synthetic_records(40)), "i", "3", "s", size=size)
    check_golden(f"screening-{size[0]}x{size[1]}", text)


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_golden_prompts(size: tuple[int, int]) -> None:
    end = f"{size[0]}x{size[1]}"
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    check_golden(f"screening-reason-{end}", await after(desk, "e", size=size))
    check_golden(f"screening-note-{end}", await after(desk, "n", *"hello", size=size))
    check_golden(f"screening-help-{end}", await after(desk, "question_mark", size=size))
    desk.refuse = "The disk is full, so that the decision could not be kept."
    check_golden(f"screening-refused-{end}", await after(desk, "i", size=size))


async def test_the_synthetic_notice_stands_in_every_state() -> None:
    assert "Synthetic data" in await after(FakeScreeningDesk())
    assert "Synthetic data" in await after(FakeScreeningDesk(synthetic_records(1)), "i")
    assert "Synthetic" not in await after(FakeScreeningDesk(notice=""))


async def test_the_size_may_change_at_any_time() -> None:
    async def resize(app: ScreeningApp, pilot: Any) -> None:
        small = screen_text(app)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "any level." in screen_text(app)
        await pilot.resize_terminal(20, 6)
        await pilot.pause()
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen_text(app) == small

    await after(FakeScreeningDesk(), then=resize)


HOSTILE = Record(
    id="evil-[red]-1",
    title="[red]A title[/red] \x1b[31mthat\x1b[0m \u202ereverses\u202c [/] [@click=app.quit]quits[/]",
    abstract="[bold]Methods[/bold] \x1b]0;owned\x07 text \x00\x07 \u2066here\u2069 [link=http://x.example]l[/link]",
    authors=("[blink]Mallory[/blink], M",),
    journal="\x1b[2J[reverse]Journal",
    keywords=("[on red]key[/]",),
    doi="10.1/[x]",
)


async def test_hostile_text_is_shown_as_text() -> None:
    text = await after(FakeScreeningDesk([HOSTILE], sources=("[b]src[/b]",)), size=MIDDLE)
    assert "[red]A title[/red] that reverses [/] [@click=app.quit]quits[/]" in text
    assert "[blink]Mallory[/blink], M" in text
    assert "[bold]Methods[/bold]  text" in text
    assert "[on red]key[/]" in text
    assert "[b]src[/b]" in text
    assert not [c for c in text if (ord(c) < 32 and c != "\n") or c in "\x9b\u202e\u2066"]
    kept = await after(FakeScreeningDesk([HOSTILE]), "i", "left", "n", *"[red]", "enter", size=MIDDLE)
    assert "note: [red]" in kept


async def test_hostile_criteria_and_headings_are_shown_as_text() -> None:
    bad = (Criterion(id="c1", text="[red]Not \x1b[31mmarkup[/red]"),)
    desk = FakeScreeningDesk(criteria=bad, title="[b]T[/b]", notice="[i]N[/i] \x1b[5m", stage=FULL_TEXT)
    assert "[red]Not markup[/red]" in await after(desk)
    asked = await after(desk, "e", size=MIDDLE)
    assert "[red]Not markup[/red]" in asked
    assert "[b]T[/b]" in asked
    assert "[i]N[/i]" in asked


async def test_a_title_of_ten_thousand_letters() -> None:
    long = Record(id="long", title="Verylongword" * 834, abstract="Short.")
    text = await after(FakeScreeningDesk([long]), "i", "left", "j", "space")
    assert "1 of 1 · you: + include" in text
    assert "i include" in text


async def test_an_emptied_record_still_has_its_place() -> None:
    text = await after(FakeScreeningDesk([Record(id="bare")]))
    assert "(no title)" in text
    assert "no year" in text
    assert "No abstract in the exports." in text


async def test_what_was_decided_today_and_the_pilot_are_told_where_there_is_room() -> None:
    class Today(FakeScreeningDesk):
        def progress(self) -> Progress:
            return replace(super().progress(), today=7)

        def sheet(self, report: str) -> Sheet:
            return replace(super().sheet(report), pilot=2)

    assert "0 done · 5 left · 0 % · 7 today" in await after(Today(), size=MIDDLE)
    text = await after(Today())
    assert "today" not in text and "1 of 5 · pilot 2 · not decided" in text
