"""Nothing that a record holds reaches a terminal as a command."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.model.untrusted import one_line, printable


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("plain text", "plain text"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;new title\x07after", "after"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1bPdevice control\x1b\\after", "after"),
        ("\x9b31mred", "red"),
        ("a\x00b\x08c\x7fd", "abcd"),
        ("first\r\nsecond\rthird\u2028fourth", "first\nsecond\nthird\nfourth"),
        ("tab\there", "tab here"),
        ("cod\u202eeliF.txt\u202c", "codeliF.txt"),
        ("\u2066isolate\u2069", "isolate"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("bell\a", "bell"),
    ],
)
def test_escapes_controls_and_overrides_go(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


def test_an_unended_escape_takes_nothing_but_itself() -> None:
    assert printable("before \x1b") == "before "
    assert printable("before \x1b[") == "before "


def test_marks_are_thinned_not_removed() -> None:
    assert printable("e\u0301") == "e\u0301"
    assert len(printable("e" + "\u0301" * 500)) < 12


@given(st.text())
@settings(max_examples=200)
def test_what_is_printable_has_no_control_and_stays_the_same(text: str) -> None:
    shown = printable(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert printable(shown) == shown


@given(st.text(), st.integers(2, 50))
@settings(max_examples=100)
def test_one_line_is_one_short_line(text: str, most: int) -> None:
    line = one_line(text, most)
    assert "\n" not in line
    assert len(line) <= most


def test_one_line_says_that_it_was_cut() -> None:
    assert one_line("a long title that goes on", 10) == "a long ti…"
