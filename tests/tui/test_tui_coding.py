"""The coding screen, key by key."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, get_args

import pytest

from golden_screens import check_golden, screen_text
from slr.model.codebook import Category, Codebook, Condition, Dimension, DimensionKind
from slr.model.record import Record
from slr.tui.coding import CodingApp
from slr.tui.coding_view import CATEGORY_KEYS
from slr.tui.report_view import ReportView
from tui_desks import CODEBOOK, FakeCodingDesk, synthetic_records

SMALL, MIDDLE = (80, 24), (120, 40)


async def after(
    desk: FakeCodingDesk,
    *keys: str,
    size: tuple[int, int] = SMALL,
    then: Callable[[CodingApp, Any], Awaitable[None]] | None = None,
) -> str:
    """The screen after some keys."""
    app = CodingApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        if then:
            await then(app, pilot)
        return screen_text(app)


def coded(desk: FakeCodingDesk, dimension: str, study: str = "study-1") -> tuple[str, ...] | None:
    """The values in force, None where there is no coding."""
    stack = desk.codings.get((study, dimension))
    return stack[-1].values if stack else None


def evidence(desk: FakeCodingDesk, dimension: str) -> tuple[str, str, str]:
    """Quote, page and note in force for the first study."""
    coding = desk.codings["study-1", dimension][-1]
    return (coding.quote, coding.page, coding.note)


QUOTED = ("tab", "t", *"words", "enter")  # to the second dimension, and quote


# Choosing


@pytest.mark.parametrize(
    ("keys", "values"),
    [
        (("1",), ("transparency",)),
        (("3", "1"), ("transparency", "co-production")),
        (("1", "2", "1"), ("participation",)),
        (("space",), ("transparency",)),
        (("j", "enter"), ("participation",)),
        (("down", "down", "space"), ("co-production",)),
        (("up", "space"), ("co-production",)),
        (("j", "k", "space"), ("transparency",)),
    ],
)
async def test_categories_are_chosen_by_key_and_given_up_again(
    keys: tuple[str, ...], values: tuple[str, ...]
) -> None:
    desk = FakeCodingDesk()
    await after(desk, *keys)
    assert coded(desk, "aim") == values


async def test_one_category_takes_the_place_of_the_other() -> None:
    desk = FakeCodingDesk()
    await after(desk, *QUOTED, "1", "2")
    assert coded(desk, "design") == ("survey",)
    await after(desk, "tab", "2")
    assert coded(desk, "design") == ()


async def test_a_needed_quote_is_asked_for_first() -> None:
    desk = FakeCodingDesk()
    assert "This dimension needs one." in await after(desk, "tab", "1")
    assert "Not kept: this dimension needs a quote." in await after(desk, "tab", "1", "escape")
    assert "Not kept: this dimension needs a quote." in await after(desk, "tab", "1", "enter")
    assert not desk.codings
    text = await after(desk, "tab", "1", *"seen", "enter")
    assert coded(desk, "design") == ("content",)
    assert evidence(desk, "design") == ("seen", "", "")
    assert len(desk.history) == 1
    assert "quote “seen”" in text


async def test_more_categories_than_numbers_have_letters() -> None:
    many = tuple(Category(id=f"c{n}", definition=f"Number {n}.") for n in range(1, 25))
    book = Codebook(id="b", dimensions=(Dimension(id="d", kind="many", categories=many),))
    desk = FakeCodingDesk(codebook=book)
    assert CATEGORY_KEYS[9] == "a"
    await after(desk, "9", "a", CATEGORY_KEYS[-1])
    assert coded(desk, "d") == ("c9", "c10", f"c{len(CATEGORY_KEYS)}")
    desk = FakeCodingDesk(codebook=book)
    text = await after(desk, "k", "space")
    assert coded(desk, "d") == ("c24",)
    assert "› " in text
    assert "[x] c24" in text


async def test_the_definition_in_focus_is_shown() -> None:
    assert "Shows what the organization does and decides" in await after(FakeCodingDesk())
    text = await after(FakeCodingDesk(), "j")
    assert "Lets people help decide." in text
    assert "Shows what the organization does" not in text


async def test_all_definitions_can_be_read() -> None:
    text = await after(FakeCodingDesk(), "v")
    assert "Participation: Lets people help decide." in text
    assert "Use: Reports, minutes or data are published." in " ".join(text.replace("│", " ").split())
    assert "Example: Minutes of a board, posted on a blog." in text
    closed = await after(FakeCodingDesk(), "v", "escape", "1")
    assert "[x] Transparency" in closed
    await after(FakeCodingDesk([]), "v")


@pytest.mark.parametrize("key", ["4", "9", "x"])
async def test_a_key_without_a_category_does_nothing(key: str) -> None:
    desk = FakeCodingDesk()
    await after(desk, key)
    assert not desk.codings


async def test_it_opens_and_goes_on_at_what_is_missing() -> None:
    desk = FakeCodingDesk()
    desk.code("study-1", "aim", ["transparency"])
    assert "Study design  2 of 6 [x.....]" in await after(desk)
    assert "Aim  1 of 6 [......]" in await after(desk, "right")
    desk.code("study-1", "design", ["content"], quote="x")
    desk.code("study-2", "aim", ["transparency"])
    text = await after(desk, "left", "g")
    assert "study 2 of 3" in text
    assert "Study design  2 of 6 [x.....]" in text


async def test_what_was_said_of_one_study_is_not_said_of_the_next() -> None:
    desk = FakeCodingDesk()
    text = await after(desk, *QUOTED, "1", "h", "1")
    assert "Everything required of this study is coded." in text
    assert "Everything required" not in await after(desk, *QUOTED, "1", "h", "1", "right")


# Free values and evidence


async def test_free_values_are_typed() -> None:
    desk = FakeCodingDesk()
    to_sample = ("tab", "tab")
    await after(desk, *to_sample, "enter", *"120", "enter")
    await after(desk, *to_sample, "tab", "space", *"Italy, Chad", "enter")
    await after(desk, "shift+tab", "enter", *"no more", "enter", "h", "enter", *"2011-03", "enter")
    assert coded(desk, "since") == ("2011-03",)
    assert coded(desk, "sample") == ("120",)
    assert coded(desk, "country") == ("Italy", "Chad")
    assert coded(desk, "remark") == ("no more",)


async def test_a_refused_value_can_be_mended() -> None:
    desk = FakeCodingDesk()
    text = await after(desk, "tab", "tab", "enter", *"12x", "enter")
    assert "! 12x is no number.  Type digits only." in text
    desk = FakeCodingDesk()
    await after(desk, "tab", "tab", "enter", *"12x", "enter", "enter", "backspace", "enter")
    assert coded(desk, "sample") == ("12",)


@pytest.mark.parametrize(("key", "place"), [("t", 0), ("p", 1), ("n", 2)])
async def test_evidence_waits_for_values_and_is_kept_with_them(key: str, place: int) -> None:
    desk = FakeCodingDesk()
    text = await after(desk, key, *"abc", "enter")
    assert "It waits for the values." in text
    assert "not kept yet" in text
    assert not desk.codings
    text = await after(desk, key, *"abc", "enter", "1")
    assert evidence(desk, "aim")[place] == "abc"
    assert "not kept yet" not in text


@pytest.mark.parametrize(("key", "place"), [("t", 0), ("p", 1), ("n", 2)])
async def test_evidence_on_coded_values_is_kept_at_once(key: str, place: int) -> None:
    desk = FakeCodingDesk()
    await after(desk, "1", key, *"abc", "enter")
    assert evidence(desk, "aim")[place] == "abc"
    assert coded(desk, "aim") == ("transparency",)
    await after(desk, "h", "2", key, "backspace", "enter")  # it opens at the next required dimension
    assert evidence(desk, "aim")[place] == "ab"
    assert coded(desk, "aim") == ("transparency", "participation")


async def test_a_needed_quote_cannot_be_deleted_but_comes_back() -> None:
    desk = FakeCodingDesk()
    text = await after(desk, *QUOTED, "1", "t", *["backspace"] * 5, "enter")
    assert "! This dimension needs a quote." in text
    assert "quote “words”" in text
    assert "not kept yet" not in text


async def test_a_refusal_loses_nothing() -> None:
    desk = FakeCodingDesk()

    async def disk_fills_up(app: CodingApp, pilot: Any) -> None:
        desk.refuse = "The disk is full."
        await pilot.press("1")
        text = screen_text(app)
        assert "! The disk is full." in text
        assert "[ ] Transparency" in text
        assert "note mine" in text
        desk.refuse = ""
        await pilot.press("1")

    await after(desk, "n", *"mine", "enter", then=disk_fills_up)
    assert evidence(desk, "aim") == ("", "", "mine")


async def test_quitting_asks_where_evidence_would_be_lost() -> None:
    app = CodingApp(FakeCodingDesk())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("n", "x", "enter", "q")
        assert "it would be lost" in screen_text(app)
        await pilot.press("escape")
        assert app.is_running
        await pilot.press("q", "y")
        await pilot.pause()
        assert not app.is_running


# Undoing and moving


async def test_undo_goes_back_to_what_it_takes_back() -> None:
    desk = FakeCodingDesk()
    text = await after(desk, "1", "2", *QUOTED, "1", "right", "z")
    assert "study 1 of 3" in text
    assert "Study design  2 of 6" in text
    assert coded(desk, "design") is None
    text = await after(desk, "z", "z", "z")
    assert "Nothing of this session is left to undo." in text
    assert coded(desk, "aim") is None


@pytest.mark.parametrize(
    ("keys", "dimension"),
    [
        (("tab",), "Study design  2 of 6"),
        (("l", "l"), "Sample size  3 of 6"),
        (("shift+tab",), "Remark  6 of 6"),
        (("h",), "Remark  6 of 6"),
        (("tab", "h"), "Aim  1 of 6"),
        (("tab",) * 6, "Aim  1 of 6"),
    ],
)
async def test_moving_between_dimensions(keys: tuple[str, ...], dimension: str) -> None:
    assert dimension in await after(FakeCodingDesk(), *keys)


async def test_moving_between_studies() -> None:
    text = await after(FakeCodingDesk(), "tab", "right")
    assert "study 2 of 3" in text
    assert "Aim  1 of 6" in text
    assert "study 1 of 3" in await after(FakeCodingDesk(), "right", "left")
    assert "This is the first study." in await after(FakeCodingDesk(), "left")
    assert "This is the last study." in await after(FakeCodingDesk(), "right", "right", "right")


async def test_done_studies_are_passed_over() -> None:
    desk = FakeCodingDesk(synthetic_records(3))
    text = await after(desk, "1", *QUOTED, "1")
    assert "Everything required of this study is coded." in text
    assert "1 done · 2 left" in text
    assert "study 2 of 3" in await after(desk)
    assert "study 3 of 3" in await after(desk, "g")
    assert "study 2 of 3" in await after(desk, "g", "g")


async def test_all_coded_is_a_calm_screen() -> None:
    desk = FakeCodingDesk(synthetic_records(1))
    text = await after(desk, "1", *QUOTED, "1", "g")
    assert "All studies are coded." in text
    for key in ("1", "t", "enter", "tab", "j"):
        assert "All studies are coded." in await after(desk, key)
    assert "study 1 of 1" in await after(desk, "left")


@pytest.mark.parametrize("key", ["1", "t", "enter", "tab", "j", "right", "left", "g", "z", "f"])
async def test_an_empty_queue_and_an_empty_codebook(key: str) -> None:
    assert "There is no included study to code." in await after(FakeCodingDesk([]), key)
    await after(FakeCodingDesk(codebook=Codebook(id="empty")), key)


@pytest.mark.parametrize(("keys", "top"), [(("f",), "page"), (("pagedown", "pageup"), 0), (("f", "b"), 0)])
async def test_the_study_scrolls(keys: tuple[str, ...], top: int | str) -> None:
    long = Record(id="long", title="A long one", abstract="Many words in a row. " * 400)

    async def look(app: CodingApp, _: Any) -> None:
        view = app.query_one(ReportView)
        assert view.scroll_y == (view.size.height - 1 if top == "page" else top)

    await after(FakeCodingDesk([long]), *keys, then=look)


async def test_help_theme_and_quit() -> None:
    assert "choose a category and give it up again" in " ".join(
        (await after(FakeCodingDesk(), "question_mark", "down", "j", size=MIDDLE)).split()
    )

    async def look(app: CodingApp, pilot: Any) -> None:
        assert app.theme == "slr-light"
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running

    app = CodingApp(FakeCodingDesk())
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d")
        await look(app, pilot)


# What stands there


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_golden_screens(size: tuple[int, int]) -> None:
    end = f"{size[0]}x{size[1]}"
    check_golden(f"coding-{end}", await after(FakeCodingDesk(), "1", "3", size=size))
    check_golden(f"coding-quote-{end}", await after(FakeCodingDesk(), "tab", "1", size=size))
    check_golden(f"coding-value-{end}", await after(FakeCodingDesk(), "tab", "tab", size=size))


async def test_a_study_of_two_reports_shows_both() -> None:
    class TwoReports(FakeCodingDesk):
        def sheet(self, study: str) -> Any:
            return replace(super().sheet(study), records=tuple(synthetic_records(2)))

    text = await after(TwoReports(), size=(120, 70))
    assert "a made-up study (1)" in text
    assert "a made-up study (2)" in text


async def test_hostile_codebooks_and_values_are_shown_as_text() -> None:
    evil = "[red]x[/red] \x1b[31m\u202e"
    category = Category(id="c", name=evil, definition=evil, use=evil, avoid=evil)
    book = Codebook(
        id="b", name=evil, dimensions=(Dimension(id="d", name=evil, question=evil, categories=(category,)),)
    )
    for size in (SMALL, MIDDLE):
        desk = FakeCodingDesk([Record(id="x", title=evil)], codebook=book, title=evil, notice=evil)
        text = await after(desk, "1", "n", *"[red]", "enter", size=size)
        assert "[red]x[/red]" in text
        assert "note [red]" in text
        assert not [c for c in text if (ord(c) < 32 and c != "\n") or c in "\x9b\u202e"]


async def test_values_of_an_older_codebook_are_shown_and_kept() -> None:
    desk = FakeCodingDesk()
    desk.code("study-1", "aim", ["transparency"])
    old = desk.codings["study-1", "aim"][-1]
    desk.codings["study-1", "aim"].append(replace(old, values=("transparency", "gone")))
    assert "[x] gone (not in this codebook)" in await after(desk, "h", size=MIDDLE)


async def test_the_size_may_change_at_any_time() -> None:
    async def resize(app: CodingApp, pilot: Any) -> None:
        small = screen_text(app)
        for width, height in ((120, 40), (200, 60), (20, 6), (80, 24)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
        assert screen_text(app) == small

    await after(FakeCodingDesk(), then=resize)


def test_the_codebook_of_the_tests_has_every_kind() -> None:
    assert {d.kind for d in CODEBOOK.dimensions} == set(get_args(DimensionKind))


# Results that are named at the desk

NAME_PAIN = ("plus", *"pain", "enter", "enter")


def judging() -> FakeCodingDesk:
    """A desk that codes results, none of them named yet."""
    columns = (("outcome", True), ("time-point", False))
    return FakeCodingDesk(codebook=replace(CODEBOOK, unit="result"), columns=columns)


async def test_a_result_is_named_by_key_and_coded() -> None:
    desk = judging()
    text = await after(desk)
    check_golden("coding-unnamed-80x24", text)
    assert "Transparency" not in text
    text = await after(desk, *NAME_PAIN, "1")
    assert coded(desk, "aim", "study-1:pain") == ("transparency",)
    assert "[x] Transparency" in text
    await after(desk, *("plus", *"sleep", "enter", *"later", "enter"), "2")
    assert coded(desk, "aim", "study-1:sleep") == ("participation",)
    assert desk.queue[:2] == ["study-1:pain", "study-1:sleep"]


async def test_going_back_or_saying_too_little_names_nothing() -> None:
    desk = judging()
    await after(desk, "plus", *"pain", "escape")
    assert desk.queue == ["study-1", "study-2", "study-3"]
    assert "outcome is empty" in await after(desk, "plus", "enter", "enter")
    assert desk.queue == ["study-1", "study-2", "study-3"]


async def test_naming_is_taken_back() -> None:
    desk = judging()
    text = await after(desk, *NAME_PAIN, "z")
    assert "Taken back." in text
    assert desk.queue == ["study-1", "study-2", "study-3"]
    assert "is named yet" in text


async def test_studies_are_not_named() -> None:
    assert "name one" not in await after(FakeCodingDesk())
    assert "+ name one" in await after(judging())
    assert "[ ] Transparency" in await after(FakeCodingDesk(), "plus")


async def test_the_overall_judgement_shows_what_the_rule_says() -> None:
    book = replace(CODEBOOK, dimensions=(replace(CODEBOOK.dimensions[0], id="overall"),))
    text = await after(FakeCodingDesk(codebook=book, proposal="high: high in D3"))
    assert "the tool’s rule says high: high in D3" in text


async def test_a_digit_begins_a_number() -> None:
    book = replace(CODEBOOK, dimensions=(Dimension(id="reach", name="Reach", kind="number"),))
    desk = FakeCodingDesk(codebook=book)
    await after(desk, "4", "0", "enter")
    assert coded(desk, "reach", desk.queue[0]) == ("40",)


async def test_what_was_kept_is_not_said_of_the_next_dimension() -> None:
    text = await after(FakeCodingDesk(), "tab")
    assert "Kept." not in text
    desk = FakeCodingDesk(
        codebook=replace(CODEBOOK, dimensions=tuple(replace(d, quote=False) for d in CODEBOOK.dimensions))
    )
    assert "Kept." in await after(desk, "1")
    assert "Kept." not in await after(desk, "2", "tab")


async def test_before_a_result_is_named_nothing_can_be_quoted_or_chosen() -> None:
    desk = judging()
    text = await after(desk, "t", "1", "tab", "n")
    assert "is named yet" in text and "It waits" not in text
    assert "quote" not in text.splitlines()[-1]


async def test_a_result_lacks_neither_year_nor_abstract() -> None:
    text = await after(judging(), *NAME_PAIN)
    assert "no year" not in text and "No abstract" not in text


# Conditions


CONDITIONED = replace(
    CODEBOOK,
    dimensions=(
        Dimension(
            id="design",
            name="Design",
            required=True,
            categories=(
                Category(id="trial", definition="Allotted."),
                Category(id="survey", definition="Asked."),
            ),
        ),
        Dimension(
            id="blinding",
            name="Blinding",
            kind="text",
            required=True,
            when=((Condition(dimension="design", categories=("trial",)),),),
        ),
        Dimension(id="aim", name="Aim", kind="text"),
    ),
)


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_what_is_not_asked_is_not_shown_and_said(size: tuple[int, int]) -> None:
    begun = await after(FakeCodingDesk(codebook=CONDITIONED), size=size)
    assert "1 of 2 [..] · 1 not asked" in begun and "Blinding" not in begun
    desk = FakeCodingDesk(codebook=CONDITIONED)
    trial = await after(desk, "1", size=size)
    assert "1 of 3 [x..]" in trial and "not asked" not in trial
    assert "2 of 3 [x..]" in await after(desk, size=size)  # the next one that is required
    survey = await after(desk, "shift+tab", "2", size=size)
    assert "1 of 2 [x.] · 1 not asked" in survey
    assert "Aim  2 of 2" in await after(desk, "tab", size=size)


async def test_undo_of_the_answer_that_asked_for_more_takes_that_away() -> None:
    desk = FakeCodingDesk(codebook=CONDITIONED)
    assert "1 of 2 [..] · 1 not asked" in await after(desk, "1", "tab", "tab", "z")
    assert coded(desk, "design") is None
