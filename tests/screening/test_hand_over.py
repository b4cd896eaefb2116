"""What waits for one reviewer and is handed over waits for another; decisions made stay whose they are."""

import itertools
from dataclasses import replace

import pytest

from slr.model.words import Assign, Outcome
from slr.screening.assignment import heir_of
from story import TEXTS, TITLES, Story, story, with_stages

SHARES = with_stages(replace(TITLES, reviewers=1, assign=Assign.SHARES), TEXTS)
BY_TWO = with_stages(replace(TITLES, assign=Assign.SHARES), TEXTS)


def asked(told: Story, record: str) -> set[str]:
    found = told.at(record)
    assert found is not None
    return {who for who in told.plan.reviewers if found.asks(who)}


def test_another_is_asked_in_the_place_of_who_handed_over() -> None:
    told = story("import scopus 2\nassign ana scopus.1 scopus.2\nhand ana ben scopus.1", SHARES)
    assert (asked(told, "scopus.1"), asked(told, "scopus.2")) == ({"ben"}, {"ana"})
    told.tell("hand ben cleo scopus.1")  # and on
    assert asked(told, "scopus.1") == {"cleo"}
    told.tell("decide cleo scopus.1 include")
    assert told.outcome("scopus.1") is Outcome.INCLUDED


def test_of_two_only_the_one_changes() -> None:
    told = story("import scopus 1\nassign ana,ben scopus.1\nhand ana cleo scopus.1", BY_TWO)
    assert asked(told, "scopus.1") == {"ben", "cleo"}
    told.tell("hand ben cleo scopus.1")  # cleo cannot be two
    assert asked(told, "scopus.1") == {"ben", "cleo"}


def test_a_decision_made_meanwhile_in_another_clone_stands() -> None:
    one = story("import scopus 1\nassign ana scopus.1", SHARES)
    two = one.fork("two")
    one.tell("hand ana ben scopus.1")
    two.tell("decide ana scopus.1 exclude")
    for merged in (one.merge(two), two.merge(one)):
        found = merged.at("scopus.1")
        assert found is not None and found.outcome is Outcome.EXCLUDED
        assert [d.reviewer for d in found.decisions] == ["ana"]
        assert asked(merged, "scopus.1") == set()


def test_two_handings_over_merge_alike_in_any_order() -> None:
    told = story("import scopus 2\nassign ana scopus.1 scopus.2", SHARES)
    forks = [told.fork(name) for name in ("one", "two", "three")]
    for fork, heir, record in zip(forks, ("ben", "cleo", "ben"), ("1", "1", "2"), strict=True):
        fork.tell(f"hand ana {heir} scopus.{record}")
    seen = set()
    for first, second, third in itertools.permutations(forks):
        merged = first.merge(second).merge(third)
        seen.add((frozenset(asked(merged, "scopus.1")), frozenset(asked(merged, "scopus.2"))))
    assert len(seen) == 1
    ((first, second),) = seen
    assert len(first) == 1 and first <= {"ben", "cleo"} and second == {"ben"}


def test_who_handed_over_may_leave_the_protocol_and_so_may_the_heir() -> None:
    told = story("import scopus 1\nassign ana scopus.1\nhand ana cleo scopus.1", SHARES)
    told.plan = replace(told.plan, reviewers=("ben", "cleo"))
    assert asked(told, "scopus.1") == {"cleo"}
    told.plan = replace(told.plan, reviewers=("ana", "ben"))
    assert len(asked(told, "scopus.1")) == 1  # whom the hash names next


def test_in_a_pilot_another_takes_the_place() -> None:
    told = story("import scopus 1\npilot 1 ana,ben scopus.1\nhand ana cleo scopus.1", BY_TWO)
    assert asked(told, "scopus.1") == {"ben", "cleo"}
    told.tell("decide ben scopus.1 include\ndecide cleo scopus.1 include")
    assert told.outcome("scopus.1") is Outcome.INCLUDED


def test_it_holds_for_the_report_that_records_became() -> None:
    told = story("import scopus 1\nimport wos 1\nassign ana scopus.1\nassign ana wos.1", SHARES)
    told.tell("hand ana ben wos.1\nsame ana scopus.1 wos.1")
    assert asked(told, "scopus.1") == {"ben"}


def test_who_is_asked_anew_hands_that_over_too() -> None:
    told = story("import scopus 1\nassign ana scopus.1\ndecide ana scopus.1 exclude e1", SHARES)
    told.tell("recheck e1 scopus.1\nhand ana ben scopus.1")
    assert asked(told, "scopus.1") == {"ben"}


@pytest.mark.parametrize("record", ["scopus-abcdef-1", "scopus-abcdef-2", "scopus-abcdef-3"])
def test_the_heir_does_not_hang_on_the_order_of_the_names(record: str) -> None:
    stage = replace(TITLES, assign=Assign.LEAD)
    assert (
        len({heir_of(stage, record, people) for people in itertools.permutations(("ana", "ben", "cleo"))})
        == 1
    )
