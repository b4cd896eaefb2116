"""Tables of many rows in files and pipes are those of Rich, sign by sign."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from slr.cli import output
from slr.cli.plain_table import empty_table, plain_table

CELLS = st.text(st.sampled_from("ab \u4e2d\u00e9\u0301-/1"), max_size=40).map(str.strip)


def by_rich(columns: list[str], rows: list[list[str]], right: set[int], width: int) -> list[str]:
    """What Rich prints."""
    shown = empty_table(columns, right=right)
    for row in rows:
        shown.add_row(*map(Text, row))
    out = io.StringIO()
    Console(file=out, width=width).print(shown)
    return out.getvalue().split("\n")[:-1]


@settings(max_examples=60)
@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4),
    st.sets(st.sampled_from([0, 1, 2])),
    st.sampled_from([20, 30, 60, 200]),
)
def test_a_long_table_in_a_pipe_is_the_one_of_rich(
    rows: list[list[str]], right: set[int], width: int
) -> None:
    columns = ["n", "what", "two words"]
    told = list(plain_table(columns, rows, right=right, width=width))
    assert told == by_rich(columns, rows, right, width)


def test_cells_are_folded_where_they_do_not_fit() -> None:
    rows = [["1", "a b " * 20, "x" * 90], ["2", "", "y"]]
    told = list(plain_table(["n", "words", "long"], rows, right={0}, width=60))
    assert max(map(len, told)) <= 60
    assert "".join("".join(told).split()) == "nwordslong1" + "".join("".join(told[1:]).split())[1:]
    assert "".join(line[-28:].strip() for line in told[1:-1]) == "x" * 90
    assert told[-1].split() == ["2", "y"]


def test_a_table_of_many_rows_is_not_laid_out_by_rich(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "stdout", lambda: pytest.fail("Rich was asked"))
    output.table(["n", "what"], [(n, "[b]\x1b[1m") for n in range(2000)], right=[0])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["n", "what"]
    assert lines[2000].startswith("1999  [b]")
    assert "\x1b" not in lines[2000]
