"""The screen of coders' differences, key by key."""

from typing import Any

import pytest

from golden_screens import check_golden, screen_text
from slr.model.text import FullText, TextPage
from slr.tui.coding_resolving import CodingResolvingApp
from tui_desks import FakeCodingResolvingDesk

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (200, 60)
AIM, DESIGN, SAMPLE = ("study-1", "aim"), ("study-1", "design"), ("study-2", "sample")


async def after(desk: FakeCodingResolvingDesk, *keys: str, size: tuple[int, int] = SMALL) -> str:
    """The screen after some keys."""
    app = CodingResolvingApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        return screen_text(app)


def kept(desk: FakeCodingResolvingDesk, cell: tuple[str, str]) -> tuple[Any, ...]:
    """Values, quote, page and note that settle a difference."""
    one = desk.settled[cell]
    return (one.values, one.quote, one.page, one.note)


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
async def test_the_screen_in_three_sizes(size: tuple[int, int]) -> None:
    check_golden(f"coding-conflict-{size[0]}x{size[1]}", await after(FakeCodingResolvingDesk(), size=size))
    text = await after(FakeCodingResolvingDesk(), "right", "space", size=size)
    check_golden(f"coding-conflict-one-{size[0]}x{size[1]}", text)


async def test_what_each_coder_said_stands_side_by_side_with_words_and_memos() -> None:
    text = await after(FakeCodingResolvingDesk(), size=LARGE)
    row = next(row for row in text.splitlines() if "1 ana" in row)
    assert "2 ben" in row
    words = " ".join(text.replace("│", " ").split())
    assert "“Minutes are published.” (3)" in words
    assert "note They do it together." in words
    assert "1 of 3 · 0 settled · 3 left" in text


async def test_coders_who_say_the_same_share_a_column() -> None:
    text = await after(FakeCodingResolvingDesk(), "right", size=MIDDLE)
    assert "1 ana, dan" in text
    assert "ana: “We read 41 accounts.”" in text
    assert "dan: “We read.”" in text


@pytest.mark.parametrize(
    ("keys", "cell", "outcome"),
    [
        (("1",), AIM, (("transparency",), "Minutes are published.", "3", "")),
        (("2",), AIM, (("transparency", "co-production"), "", "", "")),
        (("n", *"why", "enter", "1"), AIM, (("transparency",), "Minutes are published.", "3", "why")),
        (("j", "space", "enter"), AIM, (("participation",), "", "", "")),
        (("k", "space", "k", "space", "enter"), AIM, (("participation", "co-production"), "", "", "")),
        (("right", "j", "space", "enter"), DESIGN, (("survey",), "We asked 12 people.", "5", "")),
        (("right", "right", "enter", *"43", "enter"), SAMPLE, (("43",), "", "", "")),
        (("t", *"own", "enter", "p", *"9", "enter", "1"), AIM, (("transparency",), "own", "9", "")),
    ],
)
async def test_a_key_settles(keys: tuple[str, ...], cell: tuple[str, str], outcome: tuple[Any, ...]) -> None:
    desk = FakeCodingResolvingDesk()
    await after(desk, *keys)
    assert kept(desk, cell) == outcome
    assert list(desk.settled) == [cell]


async def test_the_next_open_difference_comes_and_in_the_end_rest() -> None:
    desk = FakeCodingResolvingDesk()
    assert "2 of 3 · 1 settled · 2 left" in await after(desk, "1")
    text = await after(FakeCodingResolvingDesk(), "1", "2", "1")
    assert "All differences of this session are settled." in text
    assert "3 settled · 0 left" in text
    assert "The coders agree on everything." in await after(FakeCodingResolvingDesk(conflicts={}))


async def test_undo_goes_back_and_opens_it_again() -> None:
    desk = FakeCodingResolvingDesk()
    text = await after(desk, "1", "2", "z")
    assert "Taken back." in text
    assert "2 of 3 · 1 settled · 2 left" in text
    assert list(desk.settled) == [AIM]
    assert "Nothing of this session is left to undo." in await after(FakeCodingResolvingDesk(), "z")


async def test_nothing_is_shown_before_it_is_reached() -> None:
    """That somebody was shown others' codings is an event: what follows is not blind."""
    desk = FakeCodingResolvingDesk()
    await after(desk)
    assert set(desk.shown) == {AIM}
    await after(desk, "right")
    assert set(desk.shown) == {AIM, DESIGN}


async def test_what_is_refused_stays_in_hand() -> None:
    desk = FakeCodingResolvingDesk(refuse="The disk is full.")
    text = await after(desk, "j", "space", "n", *"why", "enter", "enter")
    assert "! The disk is full." in text
    assert "[x] Participation" in text and "note why · not kept yet" in text
    text = await after(desk, "j", "space", "q")
    assert "An answer was begun and not kept" in text


async def test_enter_without_another_answer_says_how() -> None:
    desk = FakeCodingResolvingDesk()
    assert "Space puts categories to another answer first" in await after(desk, "enter")
    assert not desk.settled


async def test_a_quote_is_picked_from_the_full_text() -> None:
    page = TextPage("7", ("Some words. The board decides in the open. More.",))
    desk = FakeCodingResolvingDesk(
        full_texts={"study-1": (FullText(report="r", file="r.pdf", pages=(page,)),)}
    )
    text = await after(desk, "T", "slash", *"board", "enter", "enter")
    assert "quote “The board decides in the open.” · page 7" in " ".join(text.split())
    await after(desk, "T", "slash", *"board", "enter", "enter", "2")
    assert kept(desk, AIM)[1:3] == ("The board decides in the open.", "7")


async def test_text_of_coders_is_not_trusted() -> None:
    desk = FakeCodingResolvingDesk()
    first, second = desk.conflicts[AIM]
    from dataclasses import replace

    desk.conflicts[AIM] = (replace(first, quote="[red]\x1b[31mx[/]", coder="[b]ana"), second)
    text = await after(desk, size=MIDDLE)
    assert "“[red]x[/]”" in text and "[b]ana" in text


async def test_every_key_has_its_line_in_the_help() -> None:
    text = await after(FakeCodingResolvingDesk(), "question_mark", size=(120, 60))
    for words in ("note, the reason", "keep the other answer", "next difference that is not settled"):
        assert words in text
