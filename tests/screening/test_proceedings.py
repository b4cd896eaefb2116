"""What an event of screening says, field by field, and that each can be taken back."""

import pytest

from slr.model.report import Decision
from slr.model.words import Verdict
from slr.screening.proceedings import Draw, Removal, Resolution, RuleMark, Stop, TeamOutcome, proceedings
from story import Story, story

HERE = {"stage": "title-abstract", "record": "scopus-1"}


def test_a_decision_says_who_what_why_and_when() -> None:
    told = Story()
    told.add(
        "decision",
        HERE
        | {
            "members": ["scopus-1", "wos-1"],
            "verdict": "exclude",
            "reason": "e1",
            "note": "a letter",
            "blind": False,
            "dated": "2014-03-01",
            "judgments": {"e1": "no"},
        },
        "ben",
    )
    told.add("decision", {"stage": "full-text", "record": "scopus-2", "verdict": "include"}, "ana")
    assert proceedings(told.events).decisions == {
        "title-abstract": (
            Decision(
                event="one-1",
                stage="title-abstract",
                reviewer="ben",
                record="scopus-1",
                members=("scopus-1", "wos-1"),
                verdict=Verdict.EXCLUDE,
                reason="e1",
                note="a letter",
                blind=False,
                dated="2014-03-01",
                at="2015-07-12T00:00:00Z",
                protocol="",
                judgments=(("e1", "no"),),
            ),
        ),
        "full-text": (
            Decision(
                event="one-2",
                stage="full-text",
                reviewer="ana",
                record="scopus-2",
                members=("scopus-2",),
                verdict=Verdict.INCLUDE,
                blind=True,
                at="2015-07-12T00:00:00Z",
            ),
        ),
    }


def test_a_resolution_says_what_it_settles_and_who_agreed() -> None:
    told = Story()
    more = {"members": ["scopus-1", "wos-1"], "reason": "e2", "note": "asked the authors", "agreed": ["ana"]}
    told.add("resolution", HERE | more | {"verdict": "exclude", "settles": ["x-1"], "dated": "2014"}, "cleo")
    told.add("resolution", HERE | {"verdict": "include", "settles": ["x-2"]}, "ben")
    full, short = proceedings(told.events).resolutions["title-abstract"]
    assert full == Resolution(
        event="one-1",
        stage="title-abstract",
        record="scopus-1",
        members=("scopus-1", "wos-1"),
        who="cleo",
        verdict=Verdict.EXCLUDE,
        reason="e2",
        note="asked the authors",
        settles=("x-1",),
        agreed=("ana",),
        at="2015-07-12T00:00:00Z",
        dated="2014",
    )
    assert short.members == ("scopus-1",)
    assert (short.reason, short.note, short.agreed, short.dated) == ("", "", (), "")


def test_marks_stops_outcomes_draws_and_removals_are_read_as_written() -> None:
    told = Story()
    told.add("rule", HERE | {"criterion": "e1", "value": False})
    told.add("stop", {"stage": "title-abstract", "rule": "budget", "reports": {"a": ["a", "b"], "c": ["c"]}})
    told.add("team-outcome", HERE | {"verdict": "exclude", "reason": "e1"})
    told.add("assignment", {"stage": "title-abstract", "records": ["a"], "people": ["ana", "ben"]})
    told.add("assignment", {"stage": "title-abstract", "records": ["b", "c"], "number": 3})
    told.add("assignment", {"stage": "title-abstract", "records": ["d"], "people": ["ana"], "pilot": 2})
    told.add("removal", {"record": "a", "members": ["a", "b"], "reason": "a poster"}, "ben")
    told.add("removal", {"record": "c", "reason": "a map"}, "ana")
    read, stage = proceedings(told.events), "title-abstract"
    assert read.marks == {
        stage: (RuleMark(event="one-1", stage=stage, criterion="e1", record="scopus-1", value=False),)
    }
    stopped = {"a": frozenset("ab"), "c": frozenset("c")}
    assert read.stops == {stage: (Stop(event="one-2", stage=stage, rule="budget", reports=stopped),)}
    assert read.outcomes == {
        stage: (
            TeamOutcome(event="one-3", stage=stage, record="scopus-1", verdict=Verdict.EXCLUDE, reason="e1"),
        )
    }
    assert read.draws == {
        stage: (
            Draw(event="one-4", stage=stage, records=frozenset("a"), people=("ana", "ben"), number=2),
            Draw(event="one-5", stage=stage, records=frozenset("bc"), number=3),
            Draw(event="one-6", stage=stage, records=frozenset("d"), people=("ana",), number=1, pilot=2),
        )
    }
    assert read.removals == (
        Removal(event="one-7", record="a", members=frozenset("ab"), reason="a poster", who="ben"),
        Removal(event="one-8", record="c", members=frozenset("c"), reason="a map", who="ana"),
    )


@pytest.mark.parametrize(
    ("line", "undo", "where"),
    [
        ("remove ana scopus.1 why", "undo-removal", "removals"),
        ("rule e1 scopus.1 true", "undo-rule", "marks"),
        ("stop scopus.1", "undo-stop", "stops"),
        ("assign ana,ben scopus.1", "undo-assignment", "draws"),
    ],
)
def test_whatever_was_said_can_be_taken_back(line: str, undo: str, where: str) -> None:
    told = story(f"import scopus 1\n{line}")
    assert getattr(told.state().told, where)
    told.add(undo, {"replaces": [told.events[-1].id]}, "ben")
    assert not getattr(told.state().told, where)


def test_a_resolution_can_be_taken_back() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude")
    told.tell("resolve cleo scopus.1 include")
    told.add("undo-resolution", {"replaces": [told.events[-1].id]}, "cleo")
    assert told.state().told.resolutions == {}
    assert {d.reviewer for d in told.state().told.decisions["title-abstract"]} == {"ana", "ben"}


def test_nobody_takes_back_anothers_decision_whatever_their_names() -> None:
    told = story("import scopus 1\ndecide ben scopus.1 include")
    told.add("undo", {"replaces": [told.events[-1].id]}, "ana")
    told.add("undo", {"replaces": [told.events[1].id]}, "cleo")
    assert [d.reviewer for d in told.state().told.decisions["title-abstract"]] == ["ben"]


def test_a_recheck_sets_decisions_aside_until_made_anew_or_the_recheck_is_taken_back() -> None:
    told = story("import scopus 2\ndecide ana scopus.1 exclude e1\ndecide ana scopus.2 exclude e1")
    told.tell("recheck e1 scopus.1")
    recheck, read = told.events[-1].id, told.state().told
    assert [d.record for d in read.decisions["title-abstract"]] == [told.id("scopus.2")]
    assert [d.record for d in read.retracted["title-abstract"]] == [told.id("scopus.1")]
    anew = told.fork("two").tell("decide ana scopus.1 include").state().told
    assert [d.verdict for d in anew.decisions["title-abstract"]] == [Verdict.EXCLUDE, Verdict.INCLUDE]
    told.add("undo-recheck", {"replaces": [recheck]})
    read = told.state().told
    assert len(read.decisions["title-abstract"]) == 2
    assert read.retracted == {}


def test_a_recheck_sets_a_resolution_aside_too() -> None:
    told = story("import scopus 1\ndecide ana scopus.1 include\ndecide ben scopus.1 exclude e1")
    told.tell("resolve cleo scopus.1 exclude e1\nrecheck e1 scopus.1")
    assert told.state().told.resolutions == {}
