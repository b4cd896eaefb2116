"""The screening screen at the full-text stage, and with an order that is learned meanwhile."""

from pathlib import Path
from typing import Any

import pytest

from golden_screens import check_golden, screen_text, until_shown
from slr.model.finding import Finding
from slr.model.plan import Stage
from slr.model.text import FullText, TextPage
from slr.model.words import Severity
from slr.tui import screening
from slr.tui.screening import ScreeningApp
from test_tui_screening import FULL_TEXT, MIDDLE, SMALL, after, here
from tui_desks import FakeScreeningDesk, synthetic_records

ON_RECORDS = Stage(id="title-abstract", name="Title and abstract")


async def test_r_marks_a_report_as_not_retrieved_and_goes_on() -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    text = await after(desk, "r")
    assert desk.away == [desk.queue[0]]
    assert desk.chosen(0) is None  # a status, no verdict
    assert here(text) == "2 of 5"
    assert "Not retrieved: How a national agency" in text
    assert "0 done · 4 left" in text
    assert "1 of 5 · not retrieved" in await after(desk, "left")


async def test_a_mark_is_undone_as_a_decision_is() -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    text = await after(desk, "r", "1", "z", "z")
    assert desk.away == []
    assert "1 of 5 · not decided" in text
    assert "0 done · 5 left" in text


async def test_what_was_not_retrieved_does_not_come_again() -> None:
    desk = FakeScreeningDesk(synthetic_records(2), stage=FULL_TEXT)
    assert "All reports are decided." in await after(desk, "r", "i")


async def test_a_refused_mark_is_said_and_nothing_moves() -> None:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    text = await after(desk, "i", "left", "r")
    assert "! You decided on its full text." in text
    assert here(text) == "1 of 5"


@pytest.mark.parametrize("key", ["r", "v", "a"])
async def test_titles_and_abstracts_have_no_full_text(key: str) -> None:
    desk = FakeScreeningDesk(stage=ON_RECORDS)
    text = await after(desk, key)
    assert here(text) == "1 of 5"
    assert not desk.away
    assert "not retrieved" not in await after(desk, "question_mark", size=MIDDLE)


TEXT = FullText(
    report="made-up-000000-1",
    file="fulltexts/made-up-000000-1.pdf",
    pages=(
        TextPage("7", ("Forty accounts were read.", "Replies were few.")),
        TextPage("8", ("Nobody answered at night.",)),
    ),
)


def with_text(*more: FullText) -> FakeScreeningDesk:
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    desk.read[desk.queue[0]] = (TEXT, *more)
    return desk


async def test_a_reads_the_full_text_here_and_a_quote_goes_into_the_note() -> None:
    desk = with_text()
    app = ScreeningApp(desk)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("n", *"ok", "enter", "a")
        await until_shown(pilot, "Forty accounts were read.")
        assert "Nobody answered" in screen_text(app) and "── page 8 ──" in screen_text(app)
        await pilot.press("slash", *"few", "enter")
        await until_shown(pilot, "“few”: 1 place")
        await pilot.press("enter")
        await until_shown(pilot, "In the note: Replies were few.")
        await pilot.press("question_mark")
        await until_shown(pilot, "Keys in the full text")
        await pilot.press("escape", "t")
        await until_shown(pilot, "Quote for the note")
        await pilot.press(*"by hand", "enter", "escape")
        await until_shown(pilot, "1 of 5")
        assert "note: ok “Replies were few.” (7) “by hand”" in screen_text(app)
        await pilot.press("i")
        await until_shown(pilot, "Kept")
    assert desk.chosen(0) == ("include", "", "ok “Replies were few.” (7) “by hand”")


async def test_what_cannot_be_read_of_a_full_text_is_said() -> None:
    trouble = Finding(code="C034", severity=Severity.WARNING, message="The full text is a picture.")
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    desk.read[desk.queue[0]] = (FullText(report="x", file="fulltexts/x.pdf", finding=trouble),)
    app = ScreeningApp(desk)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("a")
        await until_shown(pilot, "fulltexts/x.pdf: The full text is a picture.")
        await pilot.press("escape", "right", "a")
        await until_shown(pilot, "No full text is kept of this report.")


async def test_v_opens_the_full_text(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []

    def opens(path: Path) -> bool:
        opened.append(path)
        return len(opened) == 1

    monkeypatch.setattr(screening, "open_file", opens)
    desk = FakeScreeningDesk(stage=FULL_TEXT)
    assert "No full text is kept of this report." in await after(desk, "v")
    desk.files[desk.queue[0]] = Path("/review/fulltexts/made-up-000000-1.pdf")
    text = await after(desk, "v")
    assert "Opened made-up-000000-1.pdf" in text
    assert "1 of 5 · not decided · full text kept" in text
    nothing = await after(desk, "v", size=MIDDLE)
    assert "Nothing here opens files. It is /review/fulltexts/made-up-000000-1.pdf" in nothing
    assert opened == [desk.files[desk.queue[0]]] * 2


@pytest.mark.parametrize("key", ["r", "v", "m"])
async def test_at_rest_these_keys_do_nothing(key: str) -> None:
    desk = FakeScreeningDesk(synthetic_records(1), stage=FULL_TEXT, learning="learning the order")
    assert "No report is on show." in await after(desk, "i", key)
    assert not desk.away


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_golden_full_text(size: tuple[int, int]) -> None:
    desk = FakeScreeningDesk(synthetic_records(40), stage=FULL_TEXT)
    desk.files[desk.queue[2]] = Path("fulltexts/made-up-000000-3.pdf")
    text = await after(desk, "3", "r", size=size)
    check_golden(f"full-text-{size[0]}x{size[1]}", text)


# An order that is learned meanwhile


def learning_desk() -> FakeScreeningDesk:
    desk = FakeScreeningDesk(synthetic_records(8))
    desk.learning = "order learned from 12 decisions"
    return desk


async def test_a_new_order_holds_from_the_next_move_on() -> None:
    desk = learning_desk()
    wanted = [desk.queue[n] for n in (6, 5, 0, 1)]

    async def look(app: ScreeningApp, pilot: Any) -> None:
        desk.orders.append(wanted)
        before = screen_text(app)
        await pilot.press("j", "k")
        assert screen_text(app) == before  # the report on show stays, and so does its place
        await pilot.press("i")
        assert [app.session.walk.queue.index(name) for name in wanted] == [2, 3, 0, 1]
        assert "(7)" in screen_text(app)
        await pilot.press("left")
        assert "2 of 8" in screen_text(app) and "(2)" in screen_text(app)

    await after(desk, "s", then=look)
    assert desk.chosen(1) == ("include", "", "")


async def test_undo_and_jump_find_their_report_after_a_new_order() -> None:
    desk = learning_desk()
    desk.orders = [desk.queue[::-1]]
    text = await after(desk, "i", "e", "z", "z")
    assert here(text) == "1 of 8" and "(1)" in text
    text = await after(desk, "p", *desk.queue[7], "enter")
    assert "(8)" in text


async def test_the_status_line_tells_of_the_order() -> None:
    desk = learning_desk()
    assert "1 of 8 · not decided · order learned from 12 decisions" in await after(desk)
    assert "order" not in await after(FakeScreeningDesk())


async def test_the_status_line_is_brought_up_to_date_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "LOOK", 0.02)
    desk = learning_desk()

    async def look(app: ScreeningApp, pilot: Any) -> None:
        desk.learning = "order learned from 17 decisions"
        await until_shown(pilot, "from 17 decisions")

    await after(desk, then=look)


async def test_a_timer_that_comes_while_the_screen_is_taken_down_finds_nothing_to_do() -> None:
    desk = learning_desk()

    async def look(app: ScreeningApp, pilot: Any) -> None:
        await app.query_one("#status").remove()
        await app.query_one("#message").remove()
        app.show_order()
        app.say("too late", bad=True)

    await after(desk, then=look)


async def test_m_says_what_moved_a_report_up() -> None:
    desk = learning_desk()

    async def look(app: ScreeningApp, pilot: Any) -> None:
        assert "Asking what moved it up" in screen_text(app)
        desk.words[desk.queue[0]] = ("social", "[red]media")
        await until_shown(pilot, "Moved up by: social, [red]media")
        desk.words[desk.queue[0]] = ()
        await pilot.press("m")
        await until_shown(pilot, "No word moved it up")

    await after(desk, "m", then=look)
    assert desk.asked == [desk.queue[0]] * 2


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_golden_learned_order(size: tuple[int, int]) -> None:
    desk = learning_desk()
    desk.words = {desk.queue[1]: ("social", "media", "vaccination", "agency")}

    async def look(app: ScreeningApp, pilot: Any) -> None:
        await pilot.press("i", "m")
        await until_shown(pilot, "Moved up by")
        check_golden(f"learned-order-{size[0]}x{size[1]}", screen_text(app))

    await after(desk, size=size, then=look)


async def test_an_answer_that_comes_late_is_not_shown_with_another_report() -> None:
    desk = learning_desk()

    async def look(app: ScreeningApp, pilot: Any) -> None:
        await pilot.press("i")
        desk.words[desk.queue[0]] = ("social",)
        await pilot.pause(0.2)
        assert "Moved up by" not in screen_text(app)

    await after(desk, "m", then=look)


async def test_an_answer_that_does_not_come_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "ANSWERED_WITHIN", 0.1)
    desk = learning_desk()

    async def look(app: ScreeningApp, pilot: Any) -> None:
        await until_shown(pilot, "ask again in a moment")

    await after(desk, "m", then=look)


async def test_where_no_order_is_learned_m_is_no_key() -> None:
    desk = FakeScreeningDesk()
    await after(desk, "m")
    assert not desk.asked
