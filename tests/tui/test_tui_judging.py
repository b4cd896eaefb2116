"""Judging each criterion, by keys and in plain lines."""

import io
from typing import Any

import pytest

from golden_screens import check_golden, screen_text
from slr.model.plan import Stage
from slr.tui.judging import JudgeScreen
from slr.tui.plain import PlainLines
from slr.tui.screening import ScreeningApp
from tui_desks import FakeScreeningDesk

EACH = Stage(id="title-abstract", name="Title and abstract", judge_each=True)
ALL = {"public-health": "yes", "social-media": "yes", "no-data": "no", "out-of-range": "no"}


def desk_of() -> FakeScreeningDesk:
    """A desk whose stage judges each criterion."""
    return FakeScreeningDesk(stage=EACH)


async def after(desk: FakeScreeningDesk, *keys: str, size: tuple[int, int] = (80, 24)) -> tuple[str, Any]:
    """The screen, and what is on top of it, after some keys."""
    app = ScreeningApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return screen_text(app), type(app.screen)


def kept(desk: FakeScreeningDesk) -> tuple[str, str, dict[str, str]]:
    """The decision on the first report."""
    one = desk.decisions[desk.queue[0]][-1]
    return one.verdict.value, one.reason, dict(one.judgments)


@pytest.mark.parametrize(
    ("keys", "verdict", "reason", "judged"),
    [
        (("i", "enter"), "include", "", ALL),
        (("3", "enter"), "exclude", "no-data", {"no-data": "yes"}),
        (("e", "n", "enter"), "exclude", "public-health", {"public-health": "no"}),
        (("e", "y", "u", "n", "n", "enter"), "unsure", "", ALL | {"social-media": "unclear"}),
        (("u", "y", "y", "n", "y", "enter"), "exclude", "out-of-range", ALL | {"out-of-range": "yes"}),
        (("3", "n", "enter"), "exclude", "public-health", {"public-health": "no", "no-data": "yes"}),
        (("i", "backspace", "y", "enter"), "include", "", ALL),
        (("i", "j", "j", "n", "k", "y", "enter"), "exclude", "no-data", ALL | {"no-data": "yes"}),
    ],
)
async def test_the_verdict_follows_from_the_judgments(
    keys: tuple[str, ...], verdict: str, reason: str, judged: dict[str, str]
) -> None:
    desk = desk_of()
    await after(desk, *keys)
    assert kept(desk) == (verdict, reason, judged)


async def test_enter_waits_until_a_verdict_follows_and_escape_keeps_nothing() -> None:
    desk = desk_of()
    text, top = await after(desk, "e", "y", "enter")
    assert top is JudgeScreen and "→ 3 left to judge" in text and desk.decisions == {}
    text, top = await after(desk, "e", "y", "escape")
    assert top is not JudgeScreen and desk.decisions == {}


async def test_going_back_shows_what_was_judged() -> None:
    desk = desk_of()
    await after(desk, "3", "enter", "left", "e", "escape")
    text, _ = await after(desk, "left", "e")
    assert "→ exclude, reason no-data" in text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_golden_judging(size: tuple[int, int]) -> None:
    text, _ = await after(desk_of(), "e", "y", "u", size=size)
    check_golden(f"judging-{size[0]}x{size[1]}", text)


def said(desk: FakeScreeningDesk, *lines: str) -> str:
    """What plain lines wrote while these were answered."""
    write = io.StringIO()
    PlainLines(io.StringIO("".join(line + "\n" for line in lines)), write).screen(desk)
    return write.getvalue()


@pytest.mark.parametrize(
    ("lines", "verdict", "reason", "judged"),
    [
        (("i",), "include", "", ALL),
        (("e 3",), "exclude", "no-data", {"no-data": "yes"}),
        (("u", "y", "what", "u", "n", "n"), "unsure", "", ALL | {"social-media": "unclear"}),
        (("e", "yes", "no"), "exclude", "social-media", {"public-health": "yes", "social-media": "no"}),
    ],
)
def test_plain_lines_ask_for_each_criterion(
    lines: tuple[str, ...], verdict: str, reason: str, judged: dict[str, str]
) -> None:
    desk = desk_of()
    text = said(desk, *lines)
    assert kept(desk) == (verdict, reason, judged)
    assert "Judged: " in text and "Kept: " in text


def test_an_empty_line_goes_back() -> None:
    desk = desk_of()
    assert "Nothing done." in said(desk, "e", "y", "")
    assert desk.decisions == {}
