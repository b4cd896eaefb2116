"""A person's own file of preferences: what it may say, what is wrong with it, and that the screens do as it says."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import Folder, Run
from golden_screens import check_golden, screen_text
from slr.tui.criteria_view import CriteriaView
from slr.tui.keys import default_keys, key_of, keys_in_force
from slr.tui.plain import PlainLines
from slr.tui.preferences import Preferences
from slr.tui.preferences_file import own_preferences, preferences_path, read_preferences
from slr.tui.screening import ScreeningApp
from test_tui_screening import MIDDLE, SMALL, after
from tui_desks import FakeScreeningDesk, synthetic_records

ALL = """
theme: light
break: 30
criteria: full
keys:
  include: y
  undo: [backspace, "?"]
  help: f1
  copy: Y
"""


def said(text: str) -> list[tuple[int | None, str, str]]:
    """What is wrong: line, message, hint."""
    return [(finding.line, finding.message, finding.hint) for finding in read_preferences(text)[1]]


def test_all_settings_are_read() -> None:
    preferences, findings = read_preferences(ALL)
    assert findings == []
    assert (preferences.theme, preferences.break_minutes, preferences.criteria) == ("light", 30, "full")
    assert preferences.keys == {
        "include": "y",
        "undo": "backspace,question_mark",
        "help": "f1",
        "copy": "Y",
    }
    assert preferences.trouble == ""


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "keys:\n", "theme: dark\nbreak: 45\ncriteria: lines\n"]
)
def test_an_empty_file_changes_nothing(text: str) -> None:
    preferences, findings = read_preferences(text)
    assert (preferences, findings) == (Preferences(), [])


@pytest.mark.parametrize(("text", "minutes"), [("off", None), ("false", None), ("0.5", 0.5), ("90", 90)])
def test_the_break_reminder_can_be_turned_off(text: str, minutes: float | None) -> None:
    assert read_preferences(f"break: {text}")[0].break_minutes == minutes


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("a: 1\nthem: light", 1, "there is no setting a", "one of: theme, break, criteria, keys"),
        ("them: light", 1, "there is no setting them", "did you mean theme?"),
        ("theme: ligth", 1, "theme cannot be ligth", "did you mean light?"),
        ("break: soon", 1, "break cannot be soon", "give minutes, such as 45, or off"),
        ("break: true", 1, "break cannot be True", "give minutes, such as 45, or off"),
        ("break: -1", 1, "break cannot be -1", "give minutes, such as 45, or off"),
        ("criteria: [full]", 1, "criteria cannot be ['full']", "did you mean full?"),
        ("keys: y", 1, "keys is no table", "write one command a line, such as include: y"),
        ("keys:\n  incldue: y", 2, "there is no command incldue", "did you mean include?"),
        ("keys:\n  list: spce", 2, "there is no key spce", "such as y, space or f5"),
        ("keys:\n  list: {a: b}", 2, "there is no key {'a': 'b'}", "such as y, space or f5"),
        ("keys:\n  list: o\n  skip: o", 3, "o is the key of list already", "choose another one for skip"),
        ("keys:\n  include: x", 2, "rest has no key any more: include took it", "give it one too"),
        ("- theme", None, "this is no table of settings", "write one a line, such as theme: light"),
    ],
)
def test_what_cannot_be_is_said_with_line_and_hint(
    text: str, line: int | None, message: str, hint: str
) -> None:
    assert (line, message, hint) in [(line and found[0], *found[1:]) for found in said(text)]


def test_what_cannot_be_is_as_if_it_were_not_there() -> None:
    text = "theme: pink\nbreak: never\nkeys:\n  include: y\n  copy: C\n  skip: y\n  nothing: q\n"
    preferences, findings = read_preferences(text)
    assert (preferences.theme, preferences.break_minutes) == ("dark", 45)
    assert preferences.keys == {"include": "y", "copy": "C"}
    assert len(findings) == 4
    assert preferences.trouble.startswith("config.yaml:1: theme cannot be pink; one of: dark, light (3 more")


@pytest.mark.parametrize("text", ["theme: [", "\x00", "a: &a [*a]", "theme: light\ntheme: dark", "{" * 90])
def test_broken_yaml_is_a_finding(text: str) -> None:
    preferences, findings = read_preferences(text)
    assert findings
    assert preferences.trouble


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("y", "y"),
        ("Y", "Y"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("PgDn", "pagedown"),
        ("space", "space"),
        ("f5", "f5"),
        ("ctrl+n", "ctrl+n"),
        ("Enter", "enter"),
        ("é", "é"),
        ("", None),
        ("\x1b", None),
        ("f99", None),
    ],
)
def test_keys_may_be_written_as_they_are_printed(written: str, key: str | None) -> None:
    assert key_of(written) == key


def test_no_key_of_the_screen_needs_a_chord_and_none_is_given_twice() -> None:
    every = [key for keys, _ in default_keys().values() for key in keys]
    assert len(set(every)) == len(every)
    assert not [key for key in every if "+" in key]
    assert all(meaning for _, meaning in default_keys().values())


def test_a_key_that_was_taken_is_nobodys_else() -> None:
    force = keys_in_force({"include": "y", "undo": "x"})
    assert force["include"] == ("y",) and force["copy"] == () and force["undo"] == ("x",)


def test_where_the_file_is(monkeypatch: pytest.MonkeyPatch) -> None:
    home = Path("home")
    assert preferences_path({"SLR_CONFIG": "mine.yaml"}, home) == Path("mine.yaml")
    monkeypatch.setattr(sys, "platform", "linux")
    assert preferences_path({}, home) == Path("home/.config/slr/config.yaml")
    assert preferences_path({"XDG_CONFIG_HOME": "conf"}, home) == Path("conf/slr/config.yaml")
    monkeypatch.setattr(sys, "platform", "win32")
    assert preferences_path({"APPDATA": "roaming"}, home) == Path("roaming/slr/config.yaml")
    assert preferences_path({}, home) == Path("home/AppData/Roaming/slr/config.yaml")


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLR_CONFIG", str(tmp_path))
    preferences, findings, _ = own_preferences()
    assert len(findings) == 1 and preferences.trouble
    file = tmp_path / "config.yaml"
    file.write_bytes(b"theme: \xff")
    monkeypatch.setenv("SLR_CONFIG", str(file))
    assert len(own_preferences()[1]) == 1


def test_slr_screen_keys_lists_them_anywhere(
    slr: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("break: off\nkeys: {include: y, copy: C, undo: x, rest: R}\n", encoding="utf-8")
    monkeypatch.setenv("SLR_CONFIG", str(file))
    ran = slr("screen", "--keys")
    assert [row.split()[:2] for row in ran.out.splitlines()[1:2]] == [["include", "y"]]
    assert "break off" in ran.err and str(file) in ran.err
    file.write_text("keys: {inclde: y}\n", encoding="utf-8")
    assert "did you mean include?" in slr("screen", "--keys").err
    file.write_text("keys: [\n", encoding="utf-8")
    assert "error" in slr("screen", "--keys", code=1).err


# The screens do as it says


async def test_the_theme_is_put_on() -> None:
    async def look(app: ScreeningApp, _: Any) -> None:
        assert app.theme == "slr-light"

    await after(FakeScreeningDesk(), preferences=Preferences(theme="light"), then=look)


async def test_the_criteria_may_be_hidden_until_asked_for() -> None:
    desk = FakeScreeningDesk()

    async def look(app: ScreeningApp, pilot: Any) -> None:
        assert not app.query_one(CriteriaView).display
        await pilot.press("3")
        assert not app.query_one(CriteriaView).display
        await pilot.press("c")
        assert "3 - no-data" in screen_text(app)
        assert "any level." not in screen_text(app)
        await pilot.press("c")
        assert "any level." in screen_text(app)

    await after(desk, preferences=Preferences(criteria="hidden"), then=look)
    assert desk.chosen(0) == ("exclude", "no-data", "")


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_golden_criteria_in_full(size: tuple[int, int]) -> None:
    desk = FakeScreeningDesk(synthetic_records(40))
    text = await after(desk, size=size, preferences=Preferences(criteria="full"))
    check_golden(f"criteria-full-{size[0]}x{size[1]}", text)


async def test_what_is_wrong_with_the_file_is_said_at_the_start() -> None:
    preferences, _ = read_preferences("theme: ligth")
    text = await after(FakeScreeningDesk(), preferences=preferences, size=MIDDLE)
    assert "! config.yaml:1: theme cannot be ligth; did you mean light?" in text
    assert "config.yaml" not in await after(FakeScreeningDesk(), "i", preferences=preferences)


def lines(desk: FakeScreeningDesk, preferences: Preferences, *typed: str) -> str:
    write = io.StringIO()
    PlainLines(io.StringIO("".join(f"{line}\n" for line in typed)), write, preferences).screen(desk)
    return write.getvalue()


def test_plain_lines_take_a_persons_keys() -> None:
    desk = FakeScreeningDesk()
    preferences, _ = read_preferences("keys: {include: y, copy: C, undo: backspace, help: h, highlight: H}")
    text = lines(desk, preferences, "i", "y", "backspace", "Y", "2", "h")
    assert "? lists what can be answered" not in text.split("Kept")[1]
    assert [desk.chosen(n) for n in range(3)] == [("include", "", ""), ("exclude", "social-media", ""), None]
    assert "[y] include [e]xclude" in text
    assert "Your keys: y for include, backspace for undo, h for help." in text
    assert "Your keys" not in lines(FakeScreeningDesk(), Preferences(), "?")


def test_plain_lines_remind_of_a_break_once() -> None:
    times = iter(range(0, 10_000, 120))
    clocked = Preferences(break_minutes=4, clock=lambda: next(times))
    text = lines(FakeScreeningDesk(synthetic_records(8)), clocked, *"iiiiii")
    assert text.count("minutes without a break") == 1
    silent = Preferences(break_minutes=None, clock=lambda: 1.0)
    assert "without a break" not in lines(FakeScreeningDesk(), silent, "i", "i")


def test_plain_lines_say_what_is_wrong_with_the_file() -> None:
    preferences, _ = read_preferences("theme: ligth")
    assert "config.yaml:1: theme cannot be ligth" in lines(FakeScreeningDesk(), preferences)


def test_the_command_reads_the_file(review: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("keys: {include: y, copy: C}\n", encoding="utf-8")
    monkeypatch.setenv("SLR_CONFIG", str(file))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\nq\n"))
    assert "Kept: include" in review("screen", "--as", "ana", "--plain").out
