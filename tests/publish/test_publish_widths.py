"""Columns of printed tables: room for every word, and the rest of the line for long text."""

import pytest

from slr.publish.data import Table
from slr.publish.widths import column_shares, crowding, letters_needed


def shares(*columns: tuple[str, ...]) -> list[float]:
    """The shares of columns, each a name and its cells."""
    rows = tuple(zip(*(column[1:] for column in columns), strict=True))
    return column_shares(Table(id="t", caption="T", columns=tuple(c[0] for c in columns), rows=rows))


def test_a_short_column_beside_long_ones_keeps_room_for_its_longest_word() -> None:
    query = "social media and public health " * 20
    found = shares(("Source", "Medline"), ("Kind", "database"), ("Query", query), ("Records", "612"))
    assert sum(found) == pytest.approx(1)
    letters = [120 * share for share in found]
    assert letters[0] >= len("Medline") and letters[1] >= len("database") and letters[3] >= len("Records")
    assert letters[2] > 60


def test_longer_usual_text_gets_more_and_an_empty_table_is_even() -> None:
    _, citation, reason = shares(("Report", "A 2012"), ("Citation", "word " * 40), ("Reason", "word " * 9))
    assert citation > 1.5 * reason
    assert shares(("ab",), ("cd",)) == [0.5, 0.5]


def test_bold_letters_need_more_room_than_plain_ones() -> None:
    plain, bold = letters_needed(
        Table(id="t", caption="T", columns=("a", "Refused"), rows=(("refused", 1),), row_heads=False)
    )
    assert bold - 3 == pytest.approx(1.2 * (plain - 3))


def test_many_columns_ask_for_smaller_letters() -> None:
    few = Table(id="t", caption="T", columns=("Search", "Records"), rows=(("Scopus", 1),))
    many = Table(id="t", caption="T", columns=("Appraisal",) * 12, rows=())
    assert crowding(few) < 1 < crowding(many)
