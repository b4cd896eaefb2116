"""Breaking text into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slr.flow.metrics import advance, cells, is_measured
from slr.flow.wrapping import NBSP, clean, width_of, wrap


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 100, ["one two three"]),
        ("", 5, [""]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab abcdefgh cd", 5, ["ab", "abcde", "fgh", "cd"]),
        ("meta-analysis", 6, ["meta-", "analys", "is"]),
        (f"Records (n{NBSP}={NBSP}3)", 10, ["Records", f"(n{NBSP}={NBSP}3)"]),
        ("检索记录数据", 4, ["检索", "记录", "数据"]),
        ("检索。记录", 5, ["检", "索。", "记录"]),
    ],
)
def test_wraps_where_a_reader_would(text: str, limit: int, lines: list[str]) -> None:
    assert wrap(text, limit, cells) == lines


def test_later_lines_hang() -> None:
    assert wrap("aa bb cc dd", 5, cells, hang=2) == ["aa bb", "cc", "dd"]


@given(st.text(max_size=80).map(clean), st.integers(4, 30), st.integers(0, 2))
def test_nothing_is_lost_and_nothing_is_wider_than_the_limit(text: str, limit: int, hang: int) -> None:
    lines = wrap(text, limit, cells, hang=hang)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line, cells) <= limit for line in lines)
    assert all(width_of(line, cells) <= limit - hang for line in lines[1:])


@given(st.text(max_size=60))
def test_clean_text_is_one_line_and_cleaning_it_again_changes_nothing(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert len(once.splitlines()) <= 1


def test_widths_are_those_of_arial() -> None:
    assert (advance("i"), advance("W"), advance(" ")) == (0.222, 0.944, 0.278)
    assert advance("W", bold=True) == 0.944
    assert advance("a", bold=True) == 0.556
    assert advance("中") == 1.0
    assert advance("\u0301") == 0.0
    assert is_measured("Größe ≥ 5") and not is_measured("中")
