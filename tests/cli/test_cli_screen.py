"""`slr screen`, `resolve` and `reopen`: deciding by script, and the desk behind every screen."""

from pathlib import Path

import pytest

from conftest import Folder
from slr.app import resolve, screen
from slr.app.ask import CodingDesk, ResolvingDesk, ScreeningDesk
from slr.app.caller import Caller
from slr.app.review import open_review, stage_of
from slr.cli.session import now, token
from slr.model.errors import SlrError
from slr.model.words import Outcome, Verdict


def outcomes(folder: Folder, stage: int = 0) -> dict[str, int]:
    found = folder.json("status")["stages"][stage]["outcomes"]
    return {name: count for name, count in found.items() if count}


def decisions(folder: Folder, *rows: str) -> Path:
    return folder.csv("decisions.csv", "report,decision,reason,reviewer,date,note", *rows)


def both(folder: Folder, record: str, verdict: str = "include", reason: str = "") -> list[str]:
    return [f"{record},{verdict},{reason},{who},," for who in ("ana", "ben")]


def test_decisions_are_kept_from_a_file(review: Folder) -> None:
    rows = [
        *both(review, "scopus.1"),
        *both(review, "scopus.2", "exclude"),
        "wos.2,unsure,,ana,2015-08-01,odd",
    ]
    ran = review("screen", "--stage", "title-abstract", "--apply", decisions(review, *rows))
    assert "5 decisions at title-abstract: 5 new, 0 known already" in ran.err
    assert outcomes(review) == {"included": 1, "excluded": 1, "pending": 2}
    last = review.json("log", "--kind", "decision")[-1]
    assert (last["who"], last["data"]["dated"], last["data"]["note"]) == ("ana", "2015-08-01", "odd")
    assert last["data"]["record"] == last["data"]["members"][0] == review.id("wos.2")


def test_applying_again_adds_nothing_and_a_commit_event_says_the_count(review: Folder) -> None:
    path = decisions(review, *both(review, "scopus.1"))
    review("screen", "--apply", path)
    before = review.snapshot()
    assert "0 new, 2 known already" in review("screen", "--apply", path).err
    assert review.snapshot() == before
    (commit,) = review.json("log", "--kind", "commit")
    assert {k: commit["data"][k] for k in ("of", "stage", "rows", "added")} == {
        "of": "decisions",
        "stage": "title-abstract",
        "rows": 2,
        "added": 2,
    }


def test_a_changed_row_replaces_the_reviewers_own_decision(review: Folder) -> None:
    review("screen", "--apply", decisions(review, *both(review, "scopus.1")))
    review("screen", "--apply", decisions(review, "scopus.1,exclude,,ben,,"))
    assert outcomes(review) == {"conflict": 1, "pending": 3}


def test_a_report_may_be_named_by_its_doi(review: Folder) -> None:
    review("dedup")
    review("screen", "--apply", decisions(review, *both(review, "https://doi.org/10.5555/ALPHA")))
    assert outcomes(review) == {"included": 1, "pending": 2}


def test_the_reviewer_may_be_said_once_for_the_file(review: Folder) -> None:
    path = review.csv("d.csv", "report,decision", "scopus.1,include")
    review("screen", "--as", "ben", "--apply", path)
    assert review.json("status")["stages"][0]["reviewers"] == {"ana": 0, "ben": 1, "cleo": 0}
    assert "who is deciding?" in review("screen", "--apply", path, code=2).err


BAD = [
    ("scopus.1,include,,ann,,", "the protocol names no reviewer ann", "did you mean ana?"),
    ("scopus.9,include,,ana,,", "there is no report", "did you mean"),
    ("scopus.1,maybe,,ana,,", "'maybe' is no decision at title-abstract", "one of: include, exclude, unsure"),
    ("scopus.1,exclude,e9,ana,,", "'e9' is no criterion of title-abstract", "known: i1, e1, e2"),
    ("scopus.1,awaiting,,ana,,", "'awaiting' is no decision at title-abstract", ""),
]


@pytest.mark.parametrize(("row", "message", "hint"), BAD)
def test_one_bad_row_refuses_the_file_and_leaves_the_folder_as_it_was(
    review: Folder, row: str, message: str, hint: str
) -> None:
    path = decisions(
        review, *both(review, "scopus.2"), row.replace("scopus.9", review.id("scopus.1")[:-1] + "9")
    )
    before = review.snapshot()
    ran = review("screen", "--apply", path, code=2)
    assert f"decisions.csv:4: {message}" in ran.err
    assert hint in ran.err
    assert review.snapshot() == before


def test_two_rows_of_one_reviewer_that_differ_are_refused(review: Folder) -> None:
    path = decisions(review, "scopus.1,include,,ana,,", "scopus.1,exclude,,ana,,")
    assert "decisions.csv:3: ana decides differently" in review("screen", "--apply", path, code=2).err


def test_an_unknown_stage_and_a_file_without_its_columns(review: Folder) -> None:
    path = decisions(review)
    ran = review("screen", "--stage", "titel-abstract", "--apply", path, code=2)
    assert "did you mean title-abstract?" in ran.err
    wrong = review.csv("w.csv", "record,decision", "scopus.1,include")
    assert "w.csv:1: no column report" in review("screen", "--apply", wrong, code=2).err
    assert "there is no file" in review("screen", "--apply", review.root / "none.csv", code=2).err


def test_an_exclusion_at_full_text_needs_a_reason(review: Folder) -> None:
    review("screen", "--apply", decisions(review, *both(review, "scopus.1")))
    path = decisions(review, "scopus.1,exclude,,ana,,")
    ran = review("screen", "--stage", "full-text", "--apply", path, code=2)
    assert "an exclusion at full-text needs a reason" in ran.err
    review(
        "screen",
        "--stage",
        "full-text",
        "--apply",
        decisions(review, *both(review, "scopus.1", "exclude", "e2")),
    )
    assert outcomes(review, 1) == {"excluded": 1}


def test_decisions_on_reports_that_did_not_pass_are_kept_uncounted_as_findings(review: Folder) -> None:
    review("screen", "--stage", "full-text", "--apply", decisions(review, "scopus.1,include,,ana,,"))
    findings = review.json("status")["findings"]
    assert [(f["code"], f["record"]) for f in findings] == [("F001", review.id("scopus.1"))]
    assert "does not count" in review("check").out


def test_removing_by_hand_needs_a_reason_and_counts_under_other_reasons(review: Folder) -> None:
    assert "needs a reason" in review("screen", "--remove", review.id("scopus.2"), code=2).err
    review("screen", "--remove", review.id("scopus.2"), "--reason", "a book of abstracts")
    boxes = {b["box"]: b for b in review.json("flow")["boxes"] if b["column"] == "databases"}
    assert boxes["other-reasons"]["rows"][0]["label"] == "a book of abstracts"
    assert boxes["screened"]["count"] == 3
    review("screen", "--apply", decisions(review, "wos.2,include,,ana,,"))
    ran = review("screen", "--remove", review.id("wos.2"), "--reason", "x", code=2)
    assert "was screened already" in ran.err


# Resolving and reopening


def in_conflict(folder: Folder) -> None:
    folder("screen", "--apply", decisions(folder, "scopus.1,include,,ana,,", "scopus.1,exclude,,ben,,"))


def test_conflicts_are_settled_from_a_file(review: Folder) -> None:
    in_conflict(review)
    path = decisions(review, "scopus.1,exclude,,cleo,2015-09-01,off topic")
    assert "1 resolution: 1 new" in review("resolve", "--apply", path).err
    assert outcomes(review) == {"excluded": 1, "pending": 3}
    assert "0 new, 1 known already" in review("resolve", "--apply", path).err
    (event,) = review.json("log", "--kind", "resolution")
    assert event["who"] == "cleo" and len(event["data"]["settles"]) == 2


def test_what_is_not_in_conflict_cannot_be_resolved(review: Folder) -> None:
    in_conflict(review)
    path = decisions(review, "scopus.2,include,,cleo,,")
    assert "nobody decided on" in review("resolve", "--apply", path, code=2).err
    review("screen", "--apply", decisions(review, *both(review, "wos.2")))
    ran = review("resolve", "--apply", decisions(review, "wos.2,exclude,,cleo,,"), code=2)
    assert "is not in conflict at title-abstract: included" in ran.err
    assert "slr reopen" in ran.err
    assert (
        "'unsure' is no decision"
        in review("resolve", "--apply", decisions(review, "scopus.1,unsure,,cleo,,"), code=2).err
    )


def test_a_settled_outcome_is_reopened_with_a_reason(review: Folder) -> None:
    review("screen", "--apply", decisions(review, *both(review, "scopus.1")))
    name = review.id("scopus.1")
    assert "needs a reason" in review("--as", "cleo", "reopen", name, code=2).err
    review("reopen", name, "--as", "cleo", "--reason", "a new abstract")
    assert outcomes(review) == {"pending": 4}
    assert "is not settled" in review("reopen", name, "--as", "cleo", "--reason", "x", code=2).err


# The desk


class Script:
    """An asker that a test writes."""

    def __init__(self, play: object) -> None:
        self.play = play

    def screen(self, desk: ScreeningDesk) -> None:
        self.play(desk)  # type: ignore[operator]

    def resolve(self, desk: ResolvingDesk) -> None:
        self.play(desk)  # type: ignore[operator]

    def code(self, desk: CodingDesk) -> None:
        self.play(desk)  # type: ignore[operator]


def sit(folder: Folder, who: str, play: object, stage: str = "title-abstract") -> None:
    """Screen as somebody, by a script."""
    opened = open_review(folder.root)
    caller = Caller(root=folder.root, now=now, token=token, who=who)
    screen.screen(opened, caller, stage_of(opened, stage), Script(play))


def test_the_desk_shows_the_merged_record_and_keeps_what_is_decided(review: Folder) -> None:
    review("dedup")
    seen = []

    def play(desk: ScreeningDesk) -> None:
        assert desk.title == "A review made for a test"
        assert [c.id for c in desk.criteria] == ["i1", "e1", "e2"]
        assert list(desk.verdicts()) == [Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.UNSURE]
        first = desk.sheet(desk.queue[0])
        seen.append((first.record.title, first.record.authors, first.sources, first.mine))
        desk.decide(desk.queue[0], Verdict.INCLUDE, note="fits")
        desk.decide(desk.queue[1], Verdict.EXCLUDE, reason="e1")
        mine = desk.sheet(desk.queue[1]).mine
        assert mine is not None and (mine.verdict, mine.reason) == (Verdict.EXCLUDE, "e1")
        assert (desk.progress().done, desk.progress().left) == (2, 1)

    sit(review, "ana", play)
    assert seen == [("Alpha study of things", ("Ames, Ann",), ("scopus", "wos"), None)]
    assert review.json("status")["stages"][0]["reviewers"]["ana"] == 2


def test_a_decision_is_on_the_disk_when_decide_returns(review: Folder) -> None:
    def play(desk: ScreeningDesk) -> None:
        desk.decide(desk.queue[0], Verdict.INCLUDE)
        assert review.json("status")["stages"][0]["reviewers"]["ana"] == 1
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sit(review, "ana", play)
    assert review.json("status")["stages"][0]["reviewers"]["ana"] == 1


def test_undo_takes_back_one_after_another_and_restores_what_was_replaced(review: Folder) -> None:
    def first(desk: ScreeningDesk) -> None:
        desk.decide(desk.queue[0], Verdict.INCLUDE)

    def second(desk: ScreeningDesk) -> None:
        assert desk.undo() is None  # an earlier session's decision is changed, not undone
        desk.decide(desk.queue[0], Verdict.EXCLUDE, reason="e2")
        desk.decide(desk.queue[1], Verdict.UNSURE)
        assert desk.undo() == desk.queue[1]
        assert desk.sheet(desk.queue[1]).mine is None
        assert desk.undo() == desk.queue[0]
        mine = desk.sheet(desk.queue[0]).mine
        assert mine is not None and mine.verdict is Verdict.INCLUDE
        assert desk.undo() is None
        assert desk.progress().done == 1

    sit(review, "ana", first)
    sit(review, "ana", second)
    state = review.json("log", "--kind", "decision")
    assert [event["data"]["verdict"] for event in state] == ["include", "exclude", "unsure", "include"]
    assert review.json("status")["stages"][0]["reviewers"]["ana"] == 1


def test_a_refused_decision_is_not_kept(review: Folder) -> None:
    review("screen", "--apply", decisions(review, *both(review, "scopus.1")))

    def play(desk: ScreeningDesk) -> None:
        assert Verdict.AWAITING in desk.verdicts()
        with pytest.raises(SlrError, match="needs a reason"):
            desk.decide(desk.queue[0], Verdict.EXCLUDE)
        assert desk.sheet(desk.queue[0]).mine is None

    sit(review, "ana", play, "full-text")
    assert review.json("log", "--kind", "undo") == []


def test_a_reviewer_is_asked_only_where_a_decision_is_missing(review: Folder) -> None:
    review("screen", "--apply", decisions(review, *both(review, "scopus.1"), "scopus.2,include,,ana,,"))
    queues = {}

    def of(who: str) -> object:
        def play(desk: ScreeningDesk) -> None:
            queues[who] = [desk.sheet(name).record.title.split()[0] for name in desk.queue]

        return play

    for who in ("ana", "ben", "cleo"):
        sit(review, who, of(who))
    assert queues == {
        "ana": ["Alpha", "Beta", "Alpha", "Gamma"],  # decided ones first, to go back to
        "ben": ["Alpha", "Beta", "Alpha", "Gamma"],
        "cleo": ["Beta", "Alpha", "Gamma"],
    }


def test_the_resolving_desk_shows_both_decisions_and_showing_is_an_event(review: Folder) -> None:
    in_conflict(review)

    def play(desk: ResolvingDesk) -> None:
        (name,) = desk.queue
        sheet = desk.sheet(name)
        assert sheet.about == "verdict"
        assert {(d.reviewer, d.verdict) for d in sheet.decisions} == {
            ("ana", Verdict.INCLUDE),
            ("ben", Verdict.EXCLUDE),
        }
        assert Verdict.UNSURE not in desk.verdicts()
        desk.resolve(name, Verdict.INCLUDE)
        assert desk.undo() == name
        desk.resolve(name, Verdict.EXCLUDE, note="after talking")
        assert (desk.progress().done, desk.progress().left) == (1, 0)

    opened = open_review(review.root)
    caller = Caller(root=review.root, now=now, token=token, who="cleo")
    resolve.resolve(opened, caller, stage_of(opened, "title-abstract"), Script(play))
    assert outcomes(review) == {"excluded": 1, "pending": 3}
    (shown,) = review.json("log", "--kind", "shown")
    assert (shown["who"], shown["data"]["records"]) == ("cleo", [review.id("scopus.1")])
    assert Outcome.EXCLUDED.settled


def test_a_person_is_needed_where_there_is_no_terminal(review: Folder) -> None:
    ran = review("screen", "--as", "ana", code=2)
    assert "this is no terminal" in ran.err
    assert "slr screen --stage title-abstract --apply decisions.csv" in ran.err
