"""`slr dedup --review`: groups that wait are answered once, undone at will, and beat the program."""

import pytest

from conftest import Folder, ris
from slr.app.ask import DuplicatesDesk
from slr.app.caller import Caller
from slr.app.dedup_review import review_duplicates
from slr.app.review import open_review
from slr.cli.session import now, token
from slr.model.errors import SlrError

SAME_WORDS = [
    "Health messages on Twitter in three counties | Ames, Ann | 2010",
    "Health messages on Twitter in three counties | Ames, Ann | 2011",
    "Health messages on Twitter in three counties | Ames, Ann | 2012",
]


class Script:
    """An asker that a test writes."""

    def __init__(self, play: object) -> None:
        self.play = play

    def review_duplicates(self, desk: DuplicatesDesk) -> None:
        self.play(desk)  # type: ignore[operator]


def sit(folder: Folder, play: object) -> None:
    """Review duplicates as ana, by a script."""
    caller = Caller(root=folder.root, now=now, token=token, who="ana")
    review_duplicates(open_review(folder.root), caller, Script(play))  # type: ignore[arg-type]


@pytest.fixture
def waiting(empty: Folder) -> Folder:
    """Three records of which the program is not sure, whatever its model: told so by links of its own."""
    empty(
        "import",
        empty.file("x.ris", ris(*SAME_WORDS, "Something else | Boyd, B | 2001")),
        "--search",
        "scopus",
    )
    from slr.app.review import writer

    opened = open_review(empty.root)
    caller = Caller(root=empty.root, now=now, token=token)
    with writer(opened, caller) as out:
        for a, b, score in ((1, 2, 60), (2, 3, 50)):
            names = {"a": empty.id(f"scopus.{a}"), "b": empty.id(f"scopus.{b}")}
            data = {"verdict": "uncertain", "basis": "program", "score": score, "reason": f"alike {a}{b}"}
            out.append("duplicates", "link", names | data)
    return empty


def reports(folder: Folder) -> int:
    return int(folder.json("status")["reports"])


def test_a_group_of_more_than_two_is_shown_as_one_and_answered_at_once(waiting: Folder) -> None:
    one, two, three = (waiting.id(f"scopus.{n}") for n in (1, 2, 3))

    def play(desk: DuplicatesDesk) -> None:
        assert list(desk.queue) == [one]
        sheet = desk.sheet(one)
        assert [record.id for record in sheet.records] == [one, two, three]
        assert sheet.why == ("alike 12", "alike 23")
        assert desk.decide(one, ((one, two), (three,))).mine == ((one, two), (three,))
        assert (desk.progress().done, desk.progress().left) == (1, 0)

    sit(waiting, play)
    assert reports(waiting) == 3
    assert waiting.json("dedup", "--list") == []
    assert waiting.json("dedup", "--explain", one, three)["said"][0]["verdict"] == "different"
    waiting("dedup")
    assert reports(waiting) == 3


def test_an_answer_is_changed_and_undone_as_often_as_one_likes(waiting: Folder) -> None:
    one, two, three = (waiting.id(f"scopus.{n}") for n in (1, 2, 3))

    def play(desk: DuplicatesDesk) -> None:
        desk.decide(one, ((one, two, three),))
        assert reports(waiting) == 2
        desk.decide(one, ((one,), (two,), (three,)))
        assert reports(waiting) == 4
        assert desk.undo() == one
        assert reports(waiting) == 2
        assert desk.undo() == one
        assert desk.sheet(one).mine == ()
        assert desk.undo() is None
        with pytest.raises(SlrError, match="exactly one part"):
            desk.decide(one, ((one, two),))

    sit(waiting, play)
    assert reports(waiting) == 4
    assert len(waiting.json("dedup", "--list")) == 2
    assert "slr dedup --review" in [step["command"] for step in waiting.json("status")["next"]]


def test_without_a_terminal_the_scripted_twin_is_named(waiting: Folder) -> None:
    assert "slr dedup --apply links.csv" in waiting("dedup", "--review", code=2).err
