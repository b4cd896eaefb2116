"""Through no command does a reviewer see another's decision on a report before having made one."""

import json
import re

import pytest

from conftest import Folder

SECRET = "sesame"  # stands in the note of the hidden decision, and nowhere else
VERDICTS = re.compile(r"exclude|e2|sesame")


@pytest.fixture
def screened(review: Folder) -> Folder:
    """Ana excluded Beta with a note; Ben decided on nothing, both on Alpha is open."""
    rows = [f"scopus.2,exclude,e2,ana,,{SECRET}", "wos.2,include,,ana,,"]
    review("dedup")
    head = "report,decision,reason,reviewer,date,note"
    review("screen", "--apply", review.csv("d.csv", head, *rows))
    review("screen", "--apply", review.csv("b.csv", head, "wos.2,include,,ben,,"))
    return review


LOOKS: list[tuple[str, ...]] = [
    ("status",),
    ("log", "-n", "0"),
    ("why", "scopus.2"),
    ("agree",),
    ("agree", "--unsure", "category"),
    ("flow",),
    ("flow", "--explain", "screening-pending"),
    ("rank",),
    ("stop",),
    ("diff",),
    ("check",),
    ("retrieve", "--list"),
    ("export", "decisions"),
    ("export", "resolutions"),
    ("export", "excluded"),
    ("export", "excluded", "--stage", "title-abstract"),
    ("export", "conflicts"),
    ("study", "list"),
]
NO_JSON = ("export", "study", "retrieve")


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
def test_no_command_shows_a_hidden_decision(screened: Folder, look: tuple[str, ...]) -> None:
    if look[0] == "diff":
        from test_two_clones import git, save

        git(screened.root, "init", "--quiet")
        (screened.root / ".gitignore").write_text("ledger/decisions\n", encoding="utf-8")
        save(screened, "Without decisions")
        look = ("diff", "HEAD")
    words = [screened.id(word) if word == "scopus.2" else word for word in look]
    texts = [screened("--as", "ben", *words).out]
    if look[0] not in NO_JSON:
        texts.append(screened("--as", "ben", *words, "--json").out)
    for text in texts:
        assert SECRET not in text
        lines = [line for line in text.splitlines() if "ana" in line and VERDICTS.search(line)]
        assert lines == []


def test_the_same_is_there_for_the_team(screened: Folder) -> None:
    """So that the test above can fail."""
    assert SECRET in screened("log", "--json").out
    assert SECRET in screened("why", screened.id("scopus.2")).out
    assert SECRET in screened("export", "decisions").out


def test_the_counts_that_ben_sees_are_those_of_what_he_may_see(screened: Folder) -> None:
    found = screened.json("--as", "ben", "status")["stages"][0]
    assert (found["outcomes"]["included"], found["outcomes"]["pending"]) == (1, 2)
    assert found["reviewers"] == {"ana": 1, "ben": 1, "cleo": 0}


def test_the_order_learns_nothing_from_a_hidden_decision(screened: Folder) -> None:
    before = screened("--as", "ben", "rank").out
    rows = screened.csv("more.csv", "report,decision,reason,reviewer", "scopus.1,exclude,e1,ana")
    screened("screen", "--apply", rows)
    assert screened("--as", "ben", "rank").out == before
    assert screened("--as", "ana", "rank").out != before


def test_a_finding_on_a_hidden_decision_is_told_to_the_team_alone(screened: Folder) -> None:
    path = screened.root / "protocol.yaml"
    path.write_text(path.read_text("utf-8").replace("id: e2", "id: e3"), encoding="utf-8")
    team = {f["code"] for f in screened.json("check", code=1)}
    ben = screened.json("--as", "ben", "check", code=1)
    ana = {f["code"] for f in screened.json("--as", "ana", "check", code=1)}
    assert "R007" in team and "R007" in ana and "F012" not in team | ana
    assert "R007" not in {f["code"] for f in ben}
    (left,) = [f for f in ben if f["code"] == "F012"]
    assert left["message"].startswith("1 finding(s) about decisions that are hidden from you")


def test_resolving_from_a_file_does_not_open_what_is_hidden(review: Folder) -> None:
    path = review.root / "protocol.yaml"
    path.write_text(path.read_text("utf-8").replace("reviewers: 2", "reviewers: 3"), encoding="utf-8")
    rows = ["scopus.1,include,,ana", "scopus.1,exclude,e1,ben"]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reason,reviewer", *rows))
    solved = review.csv("r.csv", "report,decision", "scopus.1,include")
    ran = review("resolve", "--as", "cleo", "--apply", solved, code=2)
    assert "nobody decided on" in ran.err and "conflict" not in ran.err
    review("resolve", "--as", "ana", "--apply", solved)


# Showing it is an event


def test_unblinding_is_an_event_and_what_is_decided_then_is_not_blind(screened: Folder) -> None:
    name = screened.id("scopus.2")
    ran = screened("--as", "ben", "why", name, "--unblind")
    assert SECRET in ran.out
    assert "shown to ben: 1 event of others on 1 report; what ben decides on them now is not blind" in ran.err
    (event,) = screened.json("log", "--kind", "shown")
    assert (event["who"], event["data"]) == (
        "ben",
        {"stage": "title-abstract", "records": [name], "by": "why"},
    )
    assert SECRET in screened("--as", "ben", "why", name).out
    assert "nothing of that is hidden from ben" in screened("--as", "ben", "why", name, "--unblind").err
    screened("screen", "--apply", screened.csv("l.csv", "report,decision,reviewer", "scopus.2,include,ben"))
    assert screened.json("agree")["reports"] == 1  # Gamma alone, on which both decided blind


@pytest.mark.parametrize("look", [("status",), ("log",), ("agree",), ("export", "decisions")], ids=" ".join)
def test_every_look_that_may_be_unblinded_says_so_in_the_ledger(
    screened: Folder, look: tuple[str, ...]
) -> None:
    screened("--as", "ben", *look, "--unblind")
    (event,) = screened.json("log", "--kind", "shown")
    assert event["data"]["by"] == look[0] and screened.json("--as", "ben", "status")["stages"][0]
    assert "hidden" not in screened("--as", "ben", "status").err


def test_nobody_outside_the_team_can_be_shown_anything(screened: Folder) -> None:
    assert "who is deciding?" in screened("status", "--unblind", code=2).err


def test_what_others_decide_anew_after_a_recheck_is_hidden_again(screened: Folder) -> None:
    head = "report,decision,reason,reviewer,date,note"
    screened("screen", "--apply", screened.csv("b2.csv", head, "scopus.2,include,,ben,,"))
    assert SECRET in screened("--as", "ben", "why", screened.id("scopus.2")).out
    path = screened.root / "protocol.yaml"
    path.write_text(path.read_text("utf-8").replace("Wrong design", "Another design"), encoding="utf-8")
    screened("screen", "--recheck", "e2", "--as", "cleo")
    screened("screen", "--apply", screened.csv("a2.csv", head, "scopus.2,include,,ana,,second thoughts"))
    assert "second thoughts" not in screened("--as", "ben", "log", "--json").out
    assert "second thoughts" in screened("--as", "ana", "log", "--json").out
    screened("screen", "--apply", screened.csv("b3.csv", head, "scopus.2,include,,ben,,again"))
    assert "second thoughts" in screened("--as", "ben", "log", "--json").out


def test_a_pilot_is_blind_for_whoever_has_not_decided(review: Folder) -> None:
    review("dedup")
    drawn = review.json("screen", "--pilot", "3", "--as", "ana")["reports"]
    rows = [f"{name},exclude,e1,{who},{SECRET}" for name in drawn for who in ("ana", "ben")]
    review("screen", "--apply", review.csv("p.csv", "report,decision,reason,reviewer,note", *rows))
    for words in (("status",), ("log",), ("agree", "--pilot", "1"), ("why", drawn[0])):
        assert SECRET not in review("--as", "cleo", *words, "--json").out
    assert json.loads(review("--as", "cleo", "agree", "--json").out)["reports"] == 0
