"""The resolving screen, key by key."""

from dataclasses import replace

import pytest
from msgspec import structs

from golden_screens import check_golden, screen_text
from slr.app.ask import ConflictSheet
from slr.model.words import Verdict
from slr.tui.resolving import ResolvingApp
from tui_desks import FakeResolvingDesk, disagreement, synthetic_records


async def after(desk: FakeResolvingDesk, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """The screen after some keys."""
    app = ResolvingApp(desk)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return screen_text(app)


def settled(desk: FakeResolvingDesk, place: int) -> tuple[str, str, str] | None:
    """What was resolved for the report at a place."""
    stack = desk.resolved.get(desk.queue[place])
    return stack[-1] if stack else None


async def test_both_decisions_stand_side_by_side() -> None:
    text = await after(FakeResolvingDesk())
    row = next(row for row in text.splitlines() if "ana" in row and "ben" in row)
    assert "+ include" in row
    assert "- exclude" in row
    assert "1 of 4 · not resolved · they differ on the verdict" in text
    assert "they differ on the reason" in await after(FakeResolvingDesk(), "right")


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        (("i",), ("include", "", "")),
        (("2",), ("exclude", "social-media", "")),
        (("e", "3"), ("exclude", "no-data", "")),
        (("e", "enter"), ("exclude", "public-health", "")),
        (("n", "x", "enter", "i"), ("include", "", "x")),
    ],
)
async def test_a_key_resolves_and_goes_on(keys: tuple[str, ...], chosen: tuple[str, str, str]) -> None:
    desk = FakeResolvingDesk()
    text = await after(desk, *keys)
    assert settled(desk, 0) == chosen
    assert "2 of 4 · not resolved" in text
    assert "1 done · 3 left" in text


@pytest.mark.parametrize("key", ["u", "w", "o"])
async def test_verdicts_that_settle_nothing_have_no_key(key: str) -> None:
    desk = FakeResolvingDesk()
    assert "1 of 4" in await after(desk, key)
    assert not desk.resolved


async def test_a_conflict_of_reasons_always_asks_for_the_reason() -> None:
    stage = replace(FakeResolvingDesk().stage, on="records", id="title-abstract")
    desk = FakeResolvingDesk(stage=stage)
    assert "for which reason?" in await after(desk, "i", "e")
    desk = FakeResolvingDesk(stage=stage)
    await after(desk, "e")
    assert settled(desk, 0) == ("exclude", "", "")


async def test_what_was_resolved_is_shown_on_coming_back_and_can_be_undone() -> None:
    desk = FakeResolvingDesk()
    assert "1 of 4 · you: + include" in await after(desk, "i", "left")
    desk = FakeResolvingDesk()
    assert "1 of 4 · you: + include" in await after(desk, "i", "left", "2", "z")
    assert settled(desk, 0) == ("include", "", "")
    text = await after(FakeResolvingDesk(), "i", "2", "z", "z", "z")
    assert "1 of 4 · not resolved" in text
    assert "Nothing of this session is left to undo." in text


async def test_skip_undecided_and_the_end() -> None:
    desk = FakeResolvingDesk(synthetic_records(2))
    assert "2 of 2" in await after(desk, "s")
    assert "1 of 2" in await after(desk, "s", "s")
    assert "All conflicts of this session are resolved." in await after(desk, "i", "1")
    assert "There is no conflict at this stage." in await after(FakeResolvingDesk([]), "i", "z")


async def test_a_refusal_is_shown_and_nothing_is_settled() -> None:
    desk = FakeResolvingDesk(refuse="The folder is read-only.")
    text = await after(desk, "i")
    assert "! The folder is read-only." in text
    assert "1 of 4 · not resolved" in text


async def test_q_quits() -> None:
    app = ResolvingApp(FakeResolvingDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert not app.is_running


class ManyPeople(FakeResolvingDesk):
    """Five people decided on the first report, two on the others; their words are hostile."""

    def sheet(self, report: str) -> ConflictSheet:
        sheet = super().sheet(report)
        if self.queue.index(report):
            return sheet
        first = disagreement(report)[0]
        note = "[red]long[/red] \x1b[31mnote \u202e" + "word " * 60 + "end of the note"
        people = [
            structs.replace(first, reviewer=f"[b]p{n}[/b]", verdict=Verdict.UNSURE, note=note)
            for n in range(5)
        ]
        return replace(sheet, decisions=tuple(people))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_many_people_and_hostile_notes(size: tuple[int, int]) -> None:
    text = await after(ManyPeople(), size=size)
    assert "[b]p0[/b]" in text
    assert "? unsure" in text
    text = await after(ManyPeople(), "i", size=size)
    assert "[b]p" not in text
    assert "ben" in text


async def test_a_long_note_can_be_read_to_its_end() -> None:
    app = ResolvingApp(ManyPeople())
    seen = ""
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(12):
            await pilot.press("space")
            seen += screen_text(app)
    assert "end of the note" in " ".join(seen.split())


async def test_the_size_may_change_at_any_time() -> None:
    app = ResolvingApp(FakeResolvingDesk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        small = screen_text(app)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "BACKGROUND  Little" in small
        assert "BACKGROUND  Little" not in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert screen_text(app) == small


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_golden_screens(size: tuple[int, int]) -> None:
    end = f"{size[0]}x{size[1]}"
    check_golden(f"resolving-{end}", await after(FakeResolvingDesk(), size=size))
    check_golden(f"resolving-reason-{end}", await after(FakeResolvingDesk(), "s", "e", size=size))
