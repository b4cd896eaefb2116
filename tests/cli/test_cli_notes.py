"""A note typed on a report or a conflict that is not decided yet stays, whatever ends the session."""

import io
import subprocess
import sys
from collections.abc import Callable

import pytest

from conftest import Folder

Typed = Callable[[str], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


def test_a_note_outlives_the_session_is_no_decision_and_goes_with_it(review: Folder, typed: Typed) -> None:
    typed("n ask cleo\nq\n")
    assert "lost" not in review("screen", "--as", "ana", "--plain").out
    (row,) = [one for one in review.json("log") if one["kind"] == "note"]
    assert row["data"]["note"] == "ask cleo"
    assert "ask cleo" in review("log").out
    assert "ask cleo" not in review("--as", "ben", "log").out
    assert "1 event of others hidden from you" in review("--as", "ben", "log").err
    typed("q\n")
    assert "Note: ask cleo" not in review("screen", "--as", "ben", "--plain").out
    typed("i\nq\n")
    assert "Not decided. Note: ask cleo" in review("screen", "--as", "ana", "--plain").out
    (made,) = [one for one in review.json("log") if one["kind"] == "decision"]
    assert made["data"]["note"] == "ask cleo" and made["data"]["blind"]
    assert "replaces" not in made["data"]


def test_a_note_is_kept_when_the_session_is_killed(review: Folder, typed: Typed) -> None:
    argv = [sys.executable, "-m", "slr", "-C", str(review.root), "screen", "--as", "ana", "--plain"]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as session:
        assert session.stdin and session.stdout
        session.stdin.write(b"n ask cleo\n")
        session.stdin.flush()
        while b"Note kept" not in (line := session.stdout.readline()):
            assert line, "it ended"
        session.kill()
    typed("q\n")
    assert "Not decided. Note: ask cleo" in review("screen", "--as", "ana", "--plain").out


def test_a_note_on_a_conflict_is_kept_and_goes_with_the_resolution(review: Folder, typed: Typed) -> None:
    rows = ("scopus.1,include,,ana", "scopus.1,exclude,e1,ben")
    review("screen", "--apply", review.csv("d.csv", "report,decision,reason,reviewer", *rows))
    typed("n both are right\nq\n")
    assert "lost" not in review("resolve", "--as", "cleo", "--plain").out
    typed("i\nq\n")
    assert "both are right" in review("resolve", "--as", "cleo", "--plain").out
    (made,) = [one for one in review.json("log") if one["kind"] == "resolution"]
    assert made["data"]["note"] == "both are right"
