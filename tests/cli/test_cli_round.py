"""`slr round`: a closed round keeps its counts and members, and says what has changed since."""

import pytest

from conftest import Folder, ris


@pytest.fixture
def done(review: Folder) -> Folder:
    """Everything of the first round is decided."""
    review("dedup")
    rows = [f"{name},exclude,{who}" for name in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    return review


def test_a_round_is_closed_and_later_changes_are_findings(done: Folder) -> None:
    done("round", "close", "1")
    assert done.json("round", "list") == [
        {"round": 1, "searches": ["scopus", "wos", "grey"], "closed": True, "changes": []}
    ]
    update = done.file("u.ris", ris("A new one | New, N | 2016"))
    done("import", update, "--search", "update", "--round", "2", "--kind", "database")
    assert done.json("round", "list")[0]["changes"] == []
    assert [b["count"] for b in done.json("flow", "--round", "2")["boxes"] if b["box"] == "screened"] == [
        1,
        0,
    ]
    done("import", done.file("late.ris", ris("Forgotten | F, F | 2009")), "--search", "wos")
    changes = done.json("round", "list")[0]["changes"]
    assert "databases/identified counted 4 then and counts 5 now" in changes[0]
    assert [f["code"] for f in done.json("check") if f["code"] == "F002"] == ["F002"] * len(changes)
    done("round", "reopen", "1")
    assert done.json("round", "list")[0]["closed"] is False


def test_what_cannot_be_closed_is_said(review: Folder) -> None:
    assert "still has pending reports" in review("round", "close", "1", code=2).err
    assert "there is no round 3" in review("round", "close", "3", code=2).err
    assert "is not closed" in review("round", "reopen", "1", code=2).err
    assert "did you mean close?" in review("round", "clos", "1", code=2).err


def test_a_closed_round_is_not_closed_twice(done: Folder) -> None:
    done("round", "close", "1")
    assert "is closed already" in done("round", "close", "1", code=2).err
