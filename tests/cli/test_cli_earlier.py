"""Taking back decisions of earlier sessions, being told why nothing is there to decide, dumb terminals."""

import io

import pytest

from conftest import Folder
from slr.cli import asking
from slr.tui.plain import PlainLines
from test_cli_team import change, stage


@pytest.fixture
def decided(review: Folder) -> Folder:
    """Ana decided on two reports, the second time on the first one anew."""
    rows = ["scopus.1,exclude,e1,ana", "scopus.2,include,,ana", "scopus.1,include,,ben"]
    review("screen", "--apply", review.csv("1.csv", "report,decision,reason,reviewer", *rows))
    review("screen", "--apply", review.csv("2.csv", "report,decision,reviewer", "scopus.1,include,ana"))
    return review


def typed(folder: Folder, monkeypatch: pytest.MonkeyPatch, who: str, *lines: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return folder("screen", "--as", who, "--plain").out


def mine(folder: Folder, who: str) -> dict[str, str]:
    rows = folder("export", "decisions").out.splitlines()[1:]
    cells = [row.split(",") for row in rows]
    return {row[1]: row[2] for row in cells if row[4] == who}


def test_the_last_of_ones_own_decisions_in_force_is_taken_back(
    decided: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = decided.id("scopus.1"), decided.id("scopus.2")
    assert mine(decided, "ana") == {first: "include", second: "include"}
    text = typed(decided, monkeypatch, "ana", "z", "y", "q")
    assert "Take back a decision of an earlier session? include, of 20" in text
    assert mine(decided, "ana") == {second: "include"} and mine(decided, "ben") == {first: "include"}
    typed(decided, monkeypatch, "ana", "z", "y", "z", "q")  # and the one before, decided first
    assert mine(decided, "ana") == {}
    (one, two) = decided.json("log", "--kind", "undo")
    assert (one["data"]["record"], two["data"]["record"]) == (first, second)
    assert len(one["data"]["replaces"]) == 1
    assert "Nothing of this session is left to undo." in typed(decided, monkeypatch, "ana", "z", "q")


def test_what_this_session_made_goes_first_and_then_what_was_before(
    decided: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stage(decided)["reviewers"]["ana"]
    text = typed(decided, monkeypatch, "ana", "i", "z", "z", "n", "z", "y", "q")
    assert text.count("Taken back.") == 2 and "Nothing done." in text
    assert stage(decided)["reviewers"]["ana"] == before - 1


def test_who_does_not_decide_here_is_told_who_does(review: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    change(review, ("name: Title and abstract, reviewers: 2", "people: [ana, ben]"))
    assert "Here ana, ben decide, not cleo." in typed(review, monkeypatch, "cleo", "q")
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    out = review("screen", "--as", "ana", "--stage", "full-text", "--plain").out
    assert "No report has come as far as this stage." in out


def test_others_decide_on_what_is_left(review: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    change(review, ("name: Title and abstract, reviewers: 2", "reviewers: 1, assign: shares"))
    for who in ("ana", "ben"):
        review("screen", "--hand-over", who, "--to", "cleo")
    assert "Nothing here waits for ana: others decide on it." in typed(review, monkeypatch, "ana", "q")


def test_a_terminal_that_cannot_draw_gets_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(asking, "must_be_terminal", lambda twin: None)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(asking.asker(plain=False, twin="slr"), PlainLines)
    assert "line by line, as with --plain" in capsys.readouterr().err
    monkeypatch.setenv("TERM", "xterm-256color")
    assert not isinstance(asking.asker(plain=False, twin="slr"), PlainLines)
