"""Taking back decisions of earlier sessions, being told why nothing is there to decide, dumb terminals."""

import io
import time

import pytest

from conftest import Folder
from slr.app import screen
from slr.app.ask import ScreeningDesk
from slr.app.caller import Caller
from slr.app.review import open_review, stage_of
from slr.cli import asking
from slr.cli.session import token
from slr.model.words import Verdict
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


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change its time zone for a test")
def test_what_was_decided_today_is_counted(review: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Look:
        def screen(self, desk: ScreeningDesk) -> None:
            seen.append(desk.progress().today)
            waiting = [name for name in desk.queue if desk.sheet(name).mine is None]
            if waiting:
                desk.decide(waiting[0], Verdict.INCLUDE)
                seen.append(desk.progress().today)

    def sit(moment: str) -> list[int]:
        seen.clear()
        opened = open_review(review.root)
        caller = Caller(root=review.root, now=lambda: moment, token=token, who="ana")
        screen.screen(opened, caller, stage_of(opened, "title-abstract"), Look())  # type: ignore[arg-type]
        return list(seen)

    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    try:
        assert sit("2015-07-12T18:00:00Z") == [0, 1]
        assert sit("2015-07-13T02:00:00Z") == [1, 2]  # in Los Angeles it is the same day
        assert sit("2015-07-13T08:00:00Z") == [0, 1]
        assert screen.midnight("2015-07-13T08:00:00Z") == "2015-07-13T07:00:00Z"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_pilot_is_named_on_its_reports(review: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    review("screen", "--pilot", "1", "--as", "ana")
    text = typed(review, monkeypatch, "ana", "i", "q")
    assert "Report 1 of 4. Pilot 1. Not decided." in text and "Report 2 of 4. Not decided." in text
    assert "Done 1, left 3. 1 today." in text


def test_a_review_that_takes_its_time_to_open_says_so_and_no_more_once_it_is_open(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(asking, "PATIENCE", 0.0)
    asking.Opening().end()
    assert capsys.readouterr().err == ""  # nobody is there
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    slow = asking.Opening()
    assert slow.timer is not None
    slow.timer.join()
    slow.end()
    assert "opening the review" in capsys.readouterr().err
    monkeypatch.setattr(asking, "PATIENCE", 600.0)
    quick = asking.Opening()
    quick.end()
    assert quick.timer is not None and not quick.timer.is_alive()
    assert capsys.readouterr().err == ""


def test_who_screens_is_told_when_it_is_ready(review: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(asking.Opening, "end", lambda self: ended.append(True))
    typed(review, monkeypatch, "ana", "q")
    assert ended == [True]
    rows = review.csv("d.csv", "report,decision,reviewer", "scopus.1,include,ana", "scopus.1,exclude,ben")
    review("screen", "--apply", rows)
    assert ended == [True]
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    review("resolve", "--as", "cleo", "--plain")
    assert ended == [True, True]
