"""Where a report's full text stands: a status that the team shares."""

import pytest

from slr.model.words import Retrieval
from slr.screening.retrieval import Status, retrieval_of, statuses
from story import Story

A, B = "scopus-1", "wos-1"


def told(*said: tuple[str, str]) -> Story:
    """So many statuses, nobody of whom knew of the others'."""
    made = Story()
    for record, status in said:
        made.add("retrieval", {"record": record, "status": status})
    return made


def test_a_status_says_what_is_noted_and_which_file_it_is() -> None:
    made = told((A, "requested"))
    made.add("retrieval", {"record": B, "status": "retrieved", "note": "by mail", "file": "fulltexts/b.pdf"})
    assert statuses(made.events) == {
        A: (Status(event="one-1", record=A, status=Retrieval.REQUESTED),),
        B: (
            Status(
                event="one-2", record=B, status=Retrieval.RETRIEVED, note="by mail", file="fulltexts/b.pdf"
            ),
        ),
    }


def test_a_status_that_is_replaced_or_taken_back_no_longer_holds() -> None:
    made = told((A, "requested"), (B, "requested"))
    made.add("retrieval", {"record": A, "status": "not-retrieved", "replaces": ["one-1"]}, "ben")
    made.add("undo-retrieval", {"replaces": ["one-2"]}, "ben")
    assert {name: [one.status for one in said] for name, said in statuses(made.events).items()} == {
        A: [Retrieval.NOT_RETRIEVED]
    }


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([], None),
        ([(A, "sought")], Retrieval.SOUGHT),
        ([(A, "requested")], Retrieval.REQUESTED),
        ([(A, "requested"), (A, "not-retrieved")], Retrieval.NOT_RETRIEVED),
        ([(A, "not-retrieved"), (A, "requested")], Retrieval.REQUESTED),
        ([(A, "retrieved"), (A, "not-retrieved")], Retrieval.RETRIEVED),
        ([(A, "not-retrieved"), (B, "retrieved")], Retrieval.RETRIEVED),
        ([(B, "retrieved"), (A, "not-retrieved")], Retrieval.RETRIEVED),
        ([("other-1", "retrieved"), (A, "requested")], Retrieval.REQUESTED),
    ],
)
def test_where_people_differ_retrieved_wins_and_else_the_latest_holds(
    said: list[tuple[str, str]], status: Retrieval | None
) -> None:
    assert retrieval_of([A, B], statuses(told(*said).events), decided=False) is status


@pytest.mark.parametrize("said", [[], [(A, "not-retrieved")]])
def test_a_decision_on_the_full_text_implies_that_it_was_retrieved(said: list[tuple[str, str]]) -> None:
    assert retrieval_of([A, B], statuses(told(*said).events), decided=True) is Retrieval.RETRIEVED
