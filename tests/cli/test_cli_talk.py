"""Talk: whole lines for a script, lines broken between words for a person."""

import io
import sys

import pytest

from slr.cli.output import say

LINE = "the protocol has no search scopus-2026; add it to protocol.yaml with its date, its platform and its query"


class Watched(io.StringIO):
    """A stderr that somebody watches."""

    def isatty(self) -> bool:
        """It is a terminal."""
        return True


@pytest.mark.parametrize("stream", [Watched(), io.StringIO()])
def test_a_line_is_broken_between_words_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", stream)
    say(LINE)
    lines = stream.getvalue().splitlines()
    assert len(lines) == (2 if stream.isatty() else 1)
    assert [word for line in lines for word in line.split()] == LINE.split()
