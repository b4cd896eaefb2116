"""The full text beside the codebook, key by key."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from golden_screens import check_golden, screen_text
from slr.model.finding import Finding
from slr.model.text import FullText, TextPage
from slr.model.words import Severity
from slr.tui.coding import CodingApp
from tui_desks import FakeCodingDesk

SMALL, MIDDLE, LARGE = (80, 24), (120, 40), (200, 60)
METHODS = (
    "Methods",
    "",
    "We read 41 accounts of city health departments over four months and coded each",
    "message twice; disagreements were settled by a third reader. The code list was made",
    "before, and tried on a hundred messages that are not counted here.",
    "",
    "Results",
    "",
    "Of 1,037 messages, 21% asked nothing of the reader. The departments publish min-",
    "utes of their boards, so that anybody can see what was decided. Replies were few.",
)
MORE = tuple(
    f"Line {n} of a long discussion of what others found before this made-up study." for n in range(1, 60)
)
TEXT = FullText(
    report="study-1", file="fulltexts/study-1.pdf", pages=(TextPage("101", METHODS), TextPage("102", MORE))
)


def desk_with_text(*texts: FullText) -> FakeCodingDesk:
    """A desk whose first study has a text."""
    return FakeCodingDesk(full_texts={"study-1": texts or (TEXT,)})


async def after(
    desk: FakeCodingDesk,
    *keys: str,
    size: tuple[int, int] = SMALL,
    then: Callable[[CodingApp, Any], Awaitable[None]] | None = None,
) -> str:
    """The screen after some keys; the text is read before the key after T."""
    app = CodingApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause()
        if then:
            await then(app, pilot)
        return screen_text(app)


def kept(desk: FakeCodingDesk, dimension: str) -> tuple[tuple[str, ...], str, str]:
    """Values, quote and page in force for the first study."""
    coding = desk.codings["study-1", dimension][-1]
    return coding.values, coding.quote, coding.page


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE])
async def test_the_text_on_screens_of_three_sizes(size: tuple[int, int]) -> None:
    keys = ("T", "slash", *"each", "enter", "space", "down", "right", "right")
    text = await after(desk_with_text(), *keys, size=size)
    check_golden(f"coding-text-{size[0]}x{size[1]}", text)


async def test_the_key_is_there_only_where_there_is_a_text() -> None:
    assert "T text" in await after(desk_with_text())
    text = await after(desk_with_text(), "right")
    assert "T text" not in text
    assert "Aim" in await after(desk_with_text(), "right", "T")


async def test_a_quote_is_picked_from_word_to_word_with_its_page() -> None:
    desk = desk_with_text()
    keys = ("1", "T", "slash", *"nowhere", "enter")
    assert "does not hold “nowhere”" in await after(desk, *keys)
    desk = desk_with_text()
    text = await after(desk, "1", "T", "slash", *"minutes", "enter", "space", *["right"] * 3, "enter")
    assert kept(desk, "aim") == (("transparency",), "minutes of their boards,", "101")
    assert "Kept, with the quote." in text
    assert "quote “minutes of their boards,” · page 101" in " ".join(text.split())


async def test_enter_alone_quotes_the_sentence() -> None:
    desk = desk_with_text()
    await after(desk, "1", "T", "slash", *"publish", "enter", "enter")
    assert kept(desk, "aim")[1] == (
        "The departments publish minutes of their boards, so that anybody can see what was decided."
    )


async def test_a_sentence_is_marked_and_its_end_moved() -> None:
    desk = desk_with_text()
    await after(desk, "1", "T", "slash", *"replies", "enter", "s", "left", "enter")
    assert kept(desk, "aim")[1] == "Replies were"


async def test_a_category_that_needs_a_quote_leads_into_the_text_and_keeps_both() -> None:
    desk = desk_with_text()
    text = await after(desk, "tab", "1")
    assert "Pick the words that show Content analysis" in text
    assert not desk.codings
    await after(desk, "tab", "1", "slash", *"coded each", "enter", "space", "j", "enter")
    assert kept(desk, "design")[0] == ("content",)
    assert kept(desk, "design")[2] == "101"
    assert len(desk.history) == 1


async def test_going_back_without_a_quote_keeps_nothing() -> None:
    desk = desk_with_text()
    text = await after(desk, "tab", "1", "escape")
    assert "Not kept: this dimension needs a quote." in text
    assert not desk.codings
    text = await after(desk, "tab", "1", "t", "escape")
    assert "Not kept: this dimension needs a quote." in text
    await after(desk, "tab", "1", "t", *"typed", "enter")
    assert kept(desk, "design") == (("content",), "typed", "")


async def test_with_words_marked_a_number_codes_with_the_quote() -> None:
    desk = desk_with_text()
    await after(desk, "T", "3")
    assert not desk.codings  # nothing is marked
    await after(desk, "T", "slash", *"replies", "enter", "s", "2")
    assert kept(desk, "aim") == (("participation",), "Replies were few.", "101")
    await after(desk, "h", "T", "slash", *"1,037", "enter", "s", "1")
    assert kept(desk, "aim")[0] == ("transparency", "participation")


async def test_a_quote_waits_for_its_category() -> None:
    desk = desk_with_text()
    text = await after(desk, "T", "slash", *"replies", "enter", "enter")
    assert "The quote waits for the values." in text
    assert not desk.codings
    await after(desk, "T", "slash", *"replies", "enter", "enter", "1")
    assert kept(desk, "aim") == (("transparency",), "Replies were few.", "101")


async def test_another_passage_is_added_to_the_quote() -> None:
    desk = desk_with_text()
    keys = ("1", "T", "slash", *"replies", "enter", "enter", "T", "slash", *"line 3 of", "enter", "s", "left")
    await after(desk, *keys, "a")
    _, quote, page = kept(desk, "aim")
    assert quote.startswith("Replies were few. […] Line 3 of a long")
    assert page == "101; 102"


async def test_keys_of_the_text_move_by_word_line_screen_page_and_end() -> None:
    places: list[tuple[int, str]] = []

    async def look(app: CodingApp, pilot: Any) -> None:
        for key in (
            "right",
            "left",
            "j",
            "k",
            "f",
            "b",
            "right_square_bracket",
            "left_square_bracket",
            "G",
            "g",
            "k",
        ):
            await pilot.press(key)
            page = app.pane.text.page_of(app.pane.cursor)
            places.append((app.pane.cursor, page.name if page else ""))

    await after(desk_with_text(), "T", then=look)
    words = [place for place, _ in places]
    assert words[0] == 1 and words[1] == 0
    assert words[2] > 0 and words[3] == 0
    assert words[4] > words[2]
    assert places[6][1] == "102" and places[7][1] == "101"
    assert words[8] > 500 and words[9] == 0 and words[10] == 0


async def test_the_text_stays_beside_the_codebook_and_the_record_comes_back() -> None:
    text = await after(desk_with_text(), "T", "escape", size=MIDDLE)
    assert (
        "city health departments over" in " ".join(text.replace("│", " ").split()) and "Transparency" in text
    )
    assert "city health departments over four" not in await after(
        desk_with_text(), "T", "escape", "R", size=MIDDLE
    )
    text = await after(desk_with_text(), "T", "escape", "right", "left", size=MIDDLE)
    assert "city health departments over" in " ".join(text.replace("│", " ").split())


async def test_on_a_small_screen_text_and_codebook_take_turns() -> None:
    reading = await after(desk_with_text(), "T")
    assert "Line 1 of a long" in reading and "Transparency" not in reading
    assert "[ ] Transparency" in await after(desk_with_text(), "T", "escape")


async def test_escape_takes_the_mark_away_first() -> None:
    text = await after(desk_with_text(), "T", "space", "right", "escape")
    assert "The mark is gone." in text
    assert "Line 1 of a long" in text


async def test_help_in_the_text_lists_its_keys() -> None:
    text = await after(desk_with_text(), "T", "question_mark")
    assert "Keys in the full text" in text
    assert "find words" in text


async def test_trouble_with_a_text_is_said() -> None:
    finding = Finding(
        code="C034",
        severity=Severity.WARNING,
        message="The full text is protected by a password.",
        hint="Open it in a viewer, and type quotes by hand.",
    )
    broken = FullText(report="study-1", file="fulltexts/study-1.pdf", finding=finding)
    text = " ".join((await after(desk_with_text(broken), "T")).split())
    assert "fulltexts/study-1.pdf: The full text is protected by a password." in text
    desk = desk_with_text(broken)
    await after(desk, "tab", "1", "space", "enter", "s", "n", "escape", "t", *"by hand", "enter")
    await after(desk, "T", "j", "k", "f", "right_square_bracket", "G", "enter", "escape")


async def test_words_are_found_from_the_codebook_at_once() -> None:
    desk = desk_with_text()
    await after(desk, "1", "slash", *"replies", "enter", "enter")
    assert kept(desk, "aim")[1] == "Replies were few."
    assert "Find words" not in await after(desk, "right", "slash")


async def test_what_is_found_stands_amid_the_screen() -> None:
    async def look(app: CodingApp, pilot: Any) -> None:
        row = app.pane.row_of(app.pane.cursor) - int(app.pane.scroll_offset.y)
        assert 2 < row < app.pane.size.height - 3

    await after(desk_with_text(), "slash", *"line 30", "enter", then=look)


async def test_markup_in_a_text_stays_text() -> None:
    text = FullText(
        report="r", file="r.txt", pages=(TextPage("", ("[bold]x[/bold] [@click=app.quit]y[/]",)),)
    )
    assert "[bold]x[/bold] [@click=app.quit]y[/]" in await after(desk_with_text(text), "T")


async def test_a_resized_screen_keeps_the_cursor_in_sight() -> None:
    async def shrink(app: CodingApp, pilot: Any) -> None:
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "discussion" in screen_text(app)
        row = app.pane.row_of(app.pane.cursor)
        assert app.pane.scroll_offset.y <= row < app.pane.scroll_offset.y + app.pane.size.height

    await after(desk_with_text(), "T", "G", size=LARGE, then=shrink)


async def test_quitting_does_not_wait_for_a_text() -> None:
    asked: list[bool] = []

    class SlowDesk(FakeCodingDesk):
        def texts(self, study: str, stopped: Callable[[], bool]) -> tuple[FullText, ...]:
            import time

            for _ in range(500):
                if stopped():
                    asked.append(True)
                    return ()
                time.sleep(0.01)
            return (TEXT,)

    app = CodingApp(SlowDesk(full_texts={"study-1": (TEXT,)}))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("T")
        await pilot.pause()
        assert "Reading the full text" in screen_text(app)
        await pilot.press("escape", "1", "q")
    assert asked == [True]
