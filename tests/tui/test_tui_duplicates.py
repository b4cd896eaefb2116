"""The review of duplicates: side by side on the screen, and in plain lines."""

import io
import time

import pytest

from golden_screens import check_golden, screen_text
from slr.model.record import Record
from slr.tui.duplicates import DuplicatesApp
from slr.tui.duplicates_view import marked, side_by_side
from slr.tui.plain import PlainLines
from slr.tui.record_fields import sign_of
from tui_desks import FakeDuplicatesDesk, near_duplicates

SMALL, MIDDLE = (80, 24), (120, 40)
FIRST, SPELLED, AGAIN = "made-up-000000-1", "other-111111-1", "third-222222-9"


async def after(desk: FakeDuplicatesDesk, *keys: str, size: tuple[int, int] = SMALL) -> str:
    """The screen after some keys."""
    app = DuplicatesApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return screen_text(app)


def answered(desk: FakeDuplicatesDesk, place: int) -> tuple[tuple[str, ...], ...] | None:
    """The answer in force on a group."""
    stack = desk.answers.get(f"group-{place}")
    return stack[-1] if stack else None


def spoken(desk: FakeDuplicatesDesk, *lines: str) -> str:
    """What was written while these lines were answered."""
    write = io.StringIO()
    PlainLines(io.StringIO("".join(line + "\n" for line in lines)), write).review_duplicates(desk)
    return write.getvalue()


# On the screen


@pytest.mark.parametrize(
    ("key", "parts", "said"),
    [("y", ((FIRST, SPELLED),), "= the same report"), ("n", ((FIRST,), (SPELLED,)), "≠ different")],
)
async def test_one_key_answers_and_goes_on(key: str, parts: tuple[tuple[str, ...], ...], said: str) -> None:
    desk = FakeDuplicatesDesk()
    text = await after(desk, key)
    assert answered(desk, 1) == parts
    assert f"Kept: {said}" in text
    assert "2 of 4 · 3 records · not decided" in text
    assert f"1 of 4 · 2 records · you: {said}" in await after(FakeDuplicatesDesk(), key, "left")


async def test_in_a_larger_group_a_number_sets_a_record_apart() -> None:
    desk = FakeDuplicatesDesk()
    assert "3 set apart\n" in await after(desk, "s", "3")
    assert "3 set apart\n" not in await after(desk, "s", "3", "3")
    text = await after(desk, "s", "3", "y", "left")
    assert answered(desk, 2) == ((FIRST, SPELLED), (AGAIN,))
    assert "you: = 2 of 3 the same report" in text
    assert "3 set apart" in text
    desk = FakeDuplicatesDesk()
    assert "Fewer than two records are left together" in await after(desk, "s", "1", "2", "y")
    assert not desk.answers
    await after(desk, "s", "n")
    assert answered(desk, 2) == ((FIRST,), (SPELLED,), (AGAIN,))


@pytest.mark.parametrize("key", ["1", "2", "9", "e", "i"])
async def test_other_keys_answer_nothing(key: str) -> None:
    desk = FakeDuplicatesDesk()
    assert "1 of 4 · 2 records · not decided" in await after(desk, key)
    assert not desk.answers


async def test_undo_skip_and_moving() -> None:
    desk = FakeDuplicatesDesk()
    text = await after(desk, "y", "n", "z", "z", "z")
    assert "Nothing of this session is left to undo." in text
    assert "1 of 4" in text
    assert not any(desk.answers.values())
    assert "1 of 4" in await after(FakeDuplicatesDesk(), "s", "s", "g", "s")
    assert "3 of 4" in await after(FakeDuplicatesDesk(), "right", "right")
    assert "This is the first group." in await after(FakeDuplicatesDesk(), "left")
    assert "This is the last group." in await after(FakeDuplicatesDesk(), *["right"] * 4)
    assert "This is the only one left." in await after(FakeDuplicatesDesk(), "y", "y", "y", "s")


async def test_the_ends() -> None:
    desk = FakeDuplicatesDesk()
    assert "All groups are decided." in await after(desk, "y", "y", "n", "y")
    assert "No group is on show." in await after(desk, "y")
    assert "4 of 4" in await after(desk, "left")
    for key in ("y", "n", "z", "s", "left", "right", "1", "j", "space"):
        assert "There are no possible duplicates to review." in await after(FakeDuplicatesDesk([]), key)


async def test_a_refusal_is_shown_and_nothing_is_kept() -> None:
    text = await after(FakeDuplicatesDesk(refuse="The disk is full."), "y")
    assert "! The disk is full." in text
    assert "1 of 4 · 2 records · not decided" in text


async def test_the_table_scrolls_both_ways() -> None:
    assert "Title    =" not in await after(FakeDuplicatesDesk(), "j", "down", "j", "down", "j")
    assert "Title    =" in await after(FakeDuplicatesDesk(), "j", "k", "space", "pageup", "down", "up")
    six = tuple(Record(id=f"r-{n}", title=f"Title number {n}") for n in range(1, 7))
    assert "number 6" not in await after(FakeDuplicatesDesk([six]))
    assert "number 6" in await after(FakeDuplicatesDesk([six]), *["l"] * 5)
    assert "Title    " in await after(FakeDuplicatesDesk([six]), *["l"] * 5, *["h"] * 5)


async def test_help_and_quit() -> None:
    text = await after(FakeDuplicatesDesk(), "question_mark", size=MIDDLE)
    assert "yes, the same report" in text
    assert "a number sets that record apart" in text
    app = DuplicatesApp(FakeDuplicatesDesk())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d", "q")
        await pilot.pause()
        assert not app.is_running


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_golden_screens(size: tuple[int, int]) -> None:
    end = f"{size[0]}x{size[1]}"
    check_golden(f"duplicates-{end}", await after(FakeDuplicatesDesk(), size=size))
    check_golden(f"duplicates-three-{end}", await after(FakeDuplicatesDesk(), "y", "3", size=size))


async def test_the_size_may_change_at_any_time() -> None:
    app = DuplicatesApp(FakeDuplicatesDesk())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        small = screen_text(app)
        for width, height in ((120, 40), (20, 6), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert screen_text(app) == small


# The table


def test_signs_say_whether_a_field_agrees() -> None:
    assert sign_of(["A b", "a B"]) == "="
    assert sign_of(["a", "b"]) == "≠"
    assert sign_of(["a", "", "a"]) == "·"
    assert sign_of(["a", "", "b"]) == "≠"


def test_the_words_that_differ_are_marked_in_both() -> None:
    left, right = marked(["Social media part one", "Social media part TWO of"])
    assert [left.plain[s.start : s.end] for s in left.spans if s.style] == ["one"]
    assert [right.plain[s.start : s.end] for s in right.spans if s.style] == ["TWO of"]
    same, other_case = marked(["One title", "ONE TITLE"])
    assert not [s for s in (*same.spans, *other_case.spans) if s.style]


def test_long_texts_are_laid_out_quickly() -> None:
    words = " ".join(["a", "b"] * 190)
    pair = [
        Record(id="1", title=words, abstract=words * 40),
        Record(id="2", title=words[2:], abstract=words * 39),
    ]
    start = time.thread_time()
    side_by_side(pair, frozenset(), 80)
    assert time.thread_time() - start < 5


async def test_hostile_text_is_shown_as_text() -> None:
    evil = Record(id="[b]1", title="[red]x[/red] \x1b[31m\u202ered", authors=("[i]A[/i], B",), year=1999)
    text = await after(FakeDuplicatesDesk([(evil, Record(id="2", title="[red]y[/red]"))], title="[u]t"))
    assert "[red]x[/red] red" in text
    assert "[red]y[/red]" in text
    assert "[i]A[/i], B" in text
    assert not [c for c in text if (ord(c) < 32 and c != "\n") or c in "\x9b\u202e"]


# In plain lines


def test_lines_say_what_is_the_same_and_what_differs() -> None:
    text = spoken(FakeDuplicatesDesk())
    assert "Possible duplicates. Social media in public health. ana." in text
    assert "Group 1 of 4, 2 records. Not decided.\nSame first author and year." in text
    assert "Year, same: 2006" in text
    assert "Journal, differs:\n  1: Journal of Invented Results\n  2: J Inv Res\n" in text
    assert "DOI, missing in some:\n  1: 10.5555/made-up.1\n  2: (nothing)\n" in text
    assert text.endswith(
        "[y] same [n] different [z] undo [s]kip [b]ack [?] help [q]uit > \nDone 0, left 4.\n"
    )


def test_lines_answer() -> None:
    desk = FakeDuplicatesDesk()
    text = spoken(desk, "y", "3", "3", "3", "y", "n", "z", "n", "?", "r", "q")
    assert answered(desk, 1) == ((FIRST, SPELLED),)
    assert answered(desk, 2) == ((FIRST, SPELLED), (AGAIN,))
    assert answered(desk, 3) == (("made-up-000000-2",), ("other-111111-2",))
    assert "Set apart: 3" in text
    assert "None set apart." in text
    assert "Kept: 2 of 3 the same report" in text
    assert "Taken back." in text
    assert "y: the same report." in text
    assert text.endswith("Done 3, left 1.\n")


def test_lines_move_and_end() -> None:
    desk = FakeDuplicatesDesk()
    text = spoken(
        desk, "b", "f", "f", "f", "f", "s", "n", "s", "n", "n", "s", "y", "y", "z", "z", "z", "z", "z"
    )
    assert "This is the first group." in text
    assert "This is the last group." in text
    assert "This is the only one left." in text
    assert "All groups are decided." in text
    assert "No group is on show." in text
    assert "Nothing of this session is left to undo." in text
    assert "There are no possible duplicates." in spoken(FakeDuplicatesDesk([]), "y", "s", "b")


@pytest.mark.parametrize("line", ["", "x", "1", "0", "99999", "²", "yes"])
def test_other_lines_answer_nothing(line: str) -> None:
    desk = FakeDuplicatesDesk()
    spoken(desk, line)
    assert not desk.answers


def test_lines_say_a_refusal_and_too_few() -> None:
    assert "Not done: The disk is full." in spoken(FakeDuplicatesDesk(refuse="The disk is full."), "y")
    assert "Fewer than two" in spoken(FakeDuplicatesDesk(near_duplicates()[1:]), "1", "2", "y")
