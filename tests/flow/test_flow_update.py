"""An update with two rounds, every box counted by hand, and a version of the review made elsewhere.

Round 1: Scopus brings four records, Web of Science three, of which one cannot be read and the first is
scopus.1 again: 7 entries - 1 refused - 1 duplicate = 5 screened. scopus.1 and scopus.2 pass; of them scopus.1 is
included and scopus.2 is not. A website brings two: one is included, the other's full text cannot be had.

Round 2: the update brings five records: the first is scopus.2 again, known from round 1, and the third is the
second one again: 5 - 2 duplicates = 3 screened. Two pass and are included: update.2, another report of the study
of scopus.1, and update.5, a new study.
"""

from dataclasses import replace

import pytest

from slr.app.flow import flow_of
from slr.flow.arithmetic import check_arithmetic
from slr.flow.draw_svg import draw_svg
from slr.flow.draw_text import draw_text
from slr.model.flow import Flow
from story import Story, story


def both(record: str, verdict: str, stage: str = "title-abstract") -> str:
    """The same decision of two reviewers."""
    return "\n".join(f"decide {who} {record} {verdict} @{stage}" for who in ("ana", "ben"))


def updated() -> Story:
    """The review told above."""
    told = story(
        """
        import scopus 4
        import wos 3 refused 3
        import grey 2
        import update 5
        program wos.1 scopus.1
        program update.1 scopus.2
        program update.3 update.2
        """
    )
    for record in ("scopus.1", "scopus.2", "update.2", "update.5"):
        told.tell(both(record, "include"))
    for record in ("scopus.3", "scopus.4", "wos.2", "update.4"):
        told.tell(both(record, "exclude"))
    told.tell("retrieve ana grey.2 not-retrieved")
    for record in ("scopus.1", "grey.1", "update.2", "update.5"):
        told.tell(both(record, "include", "full-text"))
    told.tell(both("scopus.2", "exclude e1", "full-text"))
    return told.tell("study trial scopus.1 update.2")


FIRST = {
    ("databases", "identified"): 7,
    ("databases", "duplicates"): 1,
    ("databases", "other-reasons"): 1,
    ("databases", "screened"): 5,
    ("databases", "excluded"): 3,
    ("databases", "sought"): 2,
    ("databases", "assessed"): 2,
    ("databases", "excluded-full-text"): 1,
    ("databases", "included-reports"): 1,
    ("other", "identified"): 2,
    ("other", "sought"): 2,
    ("other", "not-retrieved"): 1,
    ("other", "assessed"): 1,
    ("other", "included-reports"): 1,
    ("all", "included-reports"): 2,
    ("all", "included-studies"): 2,
}
SECOND = {
    ("databases", "identified"): 5,
    ("databases", "duplicates"): 2,
    ("databases", "screened"): 3,
    ("databases", "excluded"): 1,
    ("databases", "sought"): 2,
    ("databases", "assessed"): 2,
    ("databases", "included-reports"): 2,
    ("all", "included-reports"): 2,
    ("all", "included-studies"): 1,  # update.2 is of a study that round 1 included
    ("previous", "previous-reports"): 2,
    ("previous", "previous-studies"): 2,
    ("all", "total-reports"): 4,
    ("all", "total-studies"): 3,
}
TOGETHER = {
    ("databases", "identified"): 12,
    ("databases", "duplicates"): 3,
    ("databases", "other-reasons"): 1,
    ("databases", "screened"): 8,
    ("databases", "excluded"): 4,
    ("databases", "sought"): 4,
    ("databases", "assessed"): 4,
    ("databases", "excluded-full-text"): 1,
    ("databases", "included-reports"): 3,
    ("other", "identified"): 2,
    ("other", "sought"): 2,
    ("other", "not-retrieved"): 1,
    ("other", "assessed"): 1,
    ("other", "included-reports"): 1,
    ("all", "included-reports"): 4,
    ("all", "included-studies"): 3,
}


def counted(flow: Flow) -> dict[tuple[str, str], int]:
    """Every box that counts anything."""
    return {(box.column, box.name): box.count for box in flow.boxes if box.count}


@pytest.mark.parametrize(("round", "by_hand"), [(1, FIRST), (2, SECOND), (None, TOGETHER)])
def test_two_rounds_are_as_counted_by_hand(round: int | None, by_hand: dict[tuple[str, str], int]) -> None:
    flow = updated().flow(round)
    assert counted(flow) == by_hand
    assert check_arithmetic(flow) == []


def with_previous(previous: str, round: int | None = None) -> Flow:
    """The flow where the protocol tells of a version made elsewhere."""
    told = updated()
    review = replace(told.review, protocol=f'{{"previous":{previous}}}')
    return flow_of(review, told.state(), round=round)


def test_a_version_made_elsewhere_stands_before_all_rounds() -> None:
    more = {
        ("previous", "previous-studies"): 5,
        ("previous", "previous-reports"): 6,
        ("all", "total-studies"): 8,
        ("all", "total-reports"): 10,
    }
    flow = with_previous('{"studies":5,"reports":6}')
    assert counted(flow) == TOGETHER | more
    assert check_arithmetic(flow) == []
    second = counted(with_previous('{"studies":5,"reports":6}', 2))
    assert second["previous", "previous-studies"] == 7
    assert second["all", "total-studies"] == 8
    assert counted(with_previous('{"studies":5,"reports":6}', 1))["all", "total-studies"] == 7


def test_reports_of_a_version_elsewhere_that_nobody_counted_are_unknown_and_not_zero() -> None:
    flow = with_previous('{"studies":5}')
    assert flow.box("previous-reports", "previous") is None
    assert flow.box("total-reports", "all") is None
    assert "(n = ?)" in draw_text(flow)


def test_a_drawing_says_which_round_it_is_of() -> None:
    assert draw_text(updated().flow(2)).startswith("A test – Round 2\n")
    assert "Round" not in draw_text(updated().flow())
    assert "A test – Round 2" in draw_svg(updated().flow(2))
