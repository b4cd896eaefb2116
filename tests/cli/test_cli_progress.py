"""The pulse and the bar: on stderr, where somebody watches, and gone when the work is done."""

import io
import sys

import pytest
from rich.console import Console

from conftest import Folder, ris
from slr.cli import output, progress
from slr.cli.progress import progress_bar, working


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a terminal on stderr is sent; the pulse comes at once."""
    sent = io.StringIO()
    monkeypatch.setattr(output, "TALK", Console(file=sent, force_terminal=True, width=80, highlight=False))
    monkeypatch.setattr(progress, "WAIT", 0)
    return sent


def test_where_nobody_watches_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    with working("Ranking"):
        assert list(progress_bar("Reading", [1, 2], 2)) == [1, 2]
        assert list(progress_bar("Reading", [1], 1)) == [1]
    assert capsys.readouterr() == ("", "")


def test_a_pulse_says_what_is_done_and_leaves_stdout_alone(
    terminal: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    out = sys.stdout
    with working("Ranking"):
        assert sys.stdout is out
        sys.stdout.write("data\n")
    assert "Ranking" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")  # its line is empty again
    assert capsys.readouterr().out == "data\n"


def test_what_is_over_at_once_shows_no_pulse(terminal: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WAIT", 3600)
    with working("Ranking"):
        pass
    assert terminal.getvalue() == ""


def test_a_bar_within_takes_the_place_of_the_pulse(terminal: io.StringIO) -> None:
    with working("Building"):
        assert list(progress_bar("Writing", "abc", 3)) == ["a", "b", "c"]
        assert list(progress_bar("Packing", "x", 1)) == ["x"]
    drawn = terminal.getvalue()
    assert (
        drawn.index("Building") < drawn.index("Writing") < drawn.index("Packing") < drawn.rindex("Building")
    )


def test_the_pulse_goes_when_the_work_fails(terminal: io.StringIO) -> None:
    with pytest.raises(ValueError, match="no"), working("Ranking"):
        raise ValueError("no")
    with pytest.raises(ValueError, match="no"):
        for _ in progress_bar("Reading", [1], 1):
            raise ValueError("no")
    assert progress._SHOWN == []


def test_reading_and_keeping_one_large_export_are_seen(empty: Folder, terminal: io.StringIO) -> None:
    empty("import", empty.file("x.ris", ris("One")), "--search", "scopus")
    assert "Reading" in terminal.getvalue() and "Importing" in terminal.getvalue()
    for words in (["dedup"], ["rank", "--as", "ana"], ["export", "all"], ["agree"], ["stop"]):
        terminal.truncate(0)
        empty(*words)
        assert terminal.getvalue(), words
