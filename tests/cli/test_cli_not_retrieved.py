"""Marking a report as not retrieved, and opening its full text, from the screen."""

import pytest

from conftest import Folder
from slr.app.queue import Sequencing
from slr.app.screen_desk import Desk
from slr.model.errors import SlrError
from slr.model.words import Verdict
from test_cli_learning import sit


@pytest.fixture
def sought(review: Folder) -> Folder:
    """Two reports at full text."""
    rows = [f"scopus.{n},include,{who}" for n in (1, 2) for who in ("ana", "ben")]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    return review


def at_full_text(folder: Folder, play: object) -> None:
    sit(folder, Sequencing(), play, stage="full-text")  # type: ignore[arg-type]


def test_a_mark_is_a_status_for_the_team_and_no_verdict(sought: Folder) -> None:
    def play(desk: Desk) -> None:
        name = desk.queue[0]
        sheet = desk.not_retrieved(name)
        assert sheet.not_retrieved and sheet.mine is None
        assert (desk.progress().done, desk.progress().left) == (0, 1)

    at_full_text(sought, play)
    assert [row["status"] for row in sought.json("retrieve")] == ["not-retrieved", "sought"]
    at_full_text(sought, lambda desk: None if len(desk.queue) == 1 else pytest.fail("it is asked for still"))


def test_undo_says_again_what_was_known_before(sought: Folder) -> None:
    sought("retrieve", sought.id("scopus.2"), "--status", "requested", "--note", "from a library")

    def play(desk: Desk) -> None:
        first, second = desk.queue
        desk.not_retrieved(first)
        desk.decide(second, Verdict.INCLUDE)
        assert desk.undo() == second
        desk.not_retrieved(second)
        assert desk.undo() == second and desk.undo() == first
        assert desk.undo() is None
        assert desk.progress().left == 2
        assert not desk.sheet(first).not_retrieved

    at_full_text(sought, play)
    told = {row["report"]: (row["status"], row["note"]) for row in sought.json("retrieve")}
    assert list(told.values()) == [("sought", ""), ("requested", "from a library")]


def test_a_report_that_was_read_or_is_kept_cannot_be_marked(sought: Folder) -> None:
    pdf = sought.file("paper.pdf", "%PDF-1.4 made up")
    sought("retrieve", sought.id("scopus.2"), "--attach", pdf)

    def play(desk: Desk) -> None:
        first, second = desk.queue
        desk.decide(first, Verdict.INCLUDE)
        with pytest.raises(SlrError, match="decided on its full text"):
            desk.not_retrieved(first)
        with pytest.raises(SlrError, match="kept in fulltexts"):
            desk.not_retrieved(second)
        assert desk.full_text(first) is None
        path = desk.full_text(second)
        assert path is not None and path.read_bytes().startswith(b"%PDF")
        path.unlink()
        assert desk.full_text(second) is None  # another copy of the review has it
        assert len(desk.done) == 1

    at_full_text(sought, play)


def test_records_are_not_retrieved(review: Folder) -> None:
    def play(desk: Desk) -> None:
        with pytest.raises(SlrError, match="reads records"):
            desk.not_retrieved(desk.queue[0])

    sit(review, Sequencing(), play)
