"""`slr stop`: an estimate excludes nothing; a declaration does, is counted apart, flagged and undone."""

import pytest

from conftest import PROTOCOL, Folder, ris


@pytest.fixture
def screened(empty: Folder) -> Folder:
    """200 records, one reviewer; the 10 relevant ones came first, then 180 irrelevant ones; 10 are left."""
    protocol = empty.root / "protocol.yaml"
    protocol.write_text(
        PROTOCOL.lstrip().replace("Title and abstract, reviewers: 2", "Title and abstract, reviewers: 1")
    )
    empty("import", empty.file("x.ris", ris(*(f"Record {n}" for n in range(200)))), "--search", "scopus")
    rows = [f"scopus.{n},{'include' if n <= 10 else 'exclude'},ana" for n in range(1, 191)]
    empty("screen", "--apply", empty.csv("d.csv", "report,decision,reviewer", *rows))
    return empty


def test_an_estimate_says_what_may_be_claimed_and_excludes_nothing(screened: Folder) -> None:
    before = screened.snapshot()
    found = screened.json("stop")
    assert (found["screened"], found["found"], found["total"], found["left"]) == (190, 10, 200, 10)
    assert found["stop"] is True and found["p"] < 0.05
    assert found["methods"].startswith("Screening, in the order of a ranking")
    assert "screening may stop" in screened("stop").err
    assert screened.snapshot() == before


def test_a_declared_stop_takes_out_what_nobody_decided_and_can_be_undone(screened: Folder) -> None:
    assert "10 reports" in screened("stop", "--declare").err
    boxes = {b["box"]: b for b in screened.json("flow")["boxes"] if b["column"] == "databases"}
    assert boxes["automation"]["rows"] == [
        {"item": "both-tests", "label": "both-tests", "count": 10, "kind": "stop"}
    ]
    assert (boxes["screened"]["count"], boxes["screening-pending"]["count"]) == (190, 0)
    screened("import", screened.file("late.ris", ris("A late one")), "--search", "wos")
    assert screened.json("status")["stages"][0]["outcomes"]["pending"] == 1
    screened("stop", "--undo")
    assert screened.json("status")["stages"][0]["outcomes"]["pending"] == 11


def test_where_nothing_is_left_undecided_no_declaration_is_offered(screened: Folder) -> None:
    assert (
        "10 reports left that nobody decided on; screening may stop: slr stop --declare"
        in screened("stop").err
    )
    rows = [f"scopus.{n},exclude,ana" for n in range(191, 201)]
    screened("screen", "--apply", screened.csv("rest.csv", "report,decision,reviewer", *rows))
    assert "--declare" not in (said := screened("stop").err)
    assert "0 reports left that nobody decided on; screening is complete, there is nothing to declare" in said


def test_what_waits_for_a_second_decision_or_is_in_conflict_is_said_in_place_of_it(review: Folder) -> None:
    names = [one["report"] for one in review.json("--as", "ana", "rank")["reports"]]
    rows = [f"{name},exclude,ana" for name in names]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    assert f"{len(names)} reports waiting for another decision: slr status" in review("stop").err
    assert review.json("stop")["open"] == len(names)
    review("screen", "--apply", review.csv("e.csv", "report,decision,reviewer", f"{names[0]},include,ben"))
    assert "resolve the conflicts: slr resolve --stage title-abstract" in review("stop").err


def test_it_cannot_be_declared_too_early_or_while_conflicts_are_open(review: Folder) -> None:
    ran = review("stop", "--declare", code=2)
    assert "does not say that screening may stop" in ran.err
    rows = ["scopus.1,include,ana", "scopus.1,exclude,ben"]
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    assert "Conflicts are open" in review("stop").out
    assert "conflicts are open" in review("stop", "--declare", code=2).err
    assert "did you mean hypergeometric?" in review("stop", "--rule", "hypergeo", code=2).err
