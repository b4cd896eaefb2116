"""Checklists: every item is there, and only what the folder knows is filled."""

import pytest

from report_builder import report
from slr.model.flow import flow_from_boxes
from slr.model.plan import Plan
from slr.publish.checklist_items import CHECKLISTS
from slr.publish.checklists import OPEN, checklist, checklists


def filled(name: str, **changes: object) -> dict[str, str]:
    return {str(row[0]): str(row[2]) for row in checklist(report(**changes), name).rows if row[2] is not None}


@pytest.mark.parametrize(("name", "count"), [("prisma-2020", 42), ("prisma-s", 16), ("prisma-scr", 22)])
def test_every_item_is_there_once(name: str, count: int) -> None:
    numbers = [number for number, _, _ in CHECKLISTS[name][1]]
    assert len(numbers) == len(set(numbers)) == count
    table = checklist(report(), name)
    assert [row[0] for row in table.rows] == numbers
    assert all((row[2] is None) == (row[3] == OPEN) for row in table.rows)


def test_prisma_2020_is_filled_from_the_folder() -> None:
    found = filled("prisma-2020")
    assert found["4"].startswith("What do public health organizations use social media for? Population:")
    assert found["6"].startswith("The following databases and registers were searched: Scopus")
    assert found["7"] == "Table of searches: Scopus."
    assert "2 studies in 2 reports were included." in found["16a"]
    assert found["16b"] == "2 reports excluded at full text, listed with citation and reason."
    assert found["17"] == "2 studies, listed with citations."
    assert found["24a"] == "https://example.org/registration"
    assert not {"2", "3", "12", "13d", "20b", "22", "25", "26"} & found.keys()
    assert "1" not in found  # the title does not call it a systematic review
    assert filled("prisma-2020", plan=Plan(title="X: a systematic review"))["1"] == "X: a systematic review"


def test_prisma_s_is_filled_from_the_searches() -> None:
    found = filled("prisma-s")
    assert found["1"] == "Scopus and MEDLINE"
    assert (found["2"], found["13"]) == ("Scopus: Elsevier", "Scopus: 2015-07-12")
    assert found["15"] == "Scopus: 3 records; MEDLINE: 3 records"
    assert found["16"].startswith("1 duplicate record removed, by slr")
    assert not {"3", "4", "5", "6", "10", "12", "14"} & found.keys()


def test_what_the_protocol_states_is_filled_in() -> None:
    stated = {
        "rationale": "It was never reviewed.",
        "outcomes": "Trust",
        "synthesis": "Narrative",
        "certainty": "GRADE-CERQual",
        "amendments": "2016-02-01: e2 was reworded (unclear)",
        "funding": "none",
        "interests": "none",
        "appraisal": "CASP, by two people",
        "filters": "MEDLINE: none",
        "peer-review": "MEDLINE: by a librarian",
    }
    found = filled("prisma-2020", stated=stated)
    assert {item: found[item] for item in ("3", "10a", "11", "13d", "15", "24c", "25", "26")} == {
        "3": "It was never reviewed.",
        "10a": "Trust",
        "11": "CASP, by two people",
        "13d": "Narrative",
        "15": "GRADE-CERQual",
        "24c": "2016-02-01: e2 was reworded (unclear)",
        "25": "none",
        "26": "none",
    }
    found = filled("prisma-s", stated=stated)
    assert (found["10"], found["14"]) == ("MEDLINE: none", "MEDLINE: by a librarian")
    assert filled("prisma-scr", stated=stated)["22"] == "none"


def test_an_empty_review_fills_nothing() -> None:
    empty = report(
        plan=Plan(),
        flow=flow_from_boxes(()),
        searches=(),
        studies=(),
        codebooks=(),
        codings=(),
        cross_tables=(),
        excluded=(),
        provenance=(),
        sources={},
    )
    rows = {table.id: [r[0] for r in table.rows if r[2] is not None] for table in checklists(empty)}
    assert rows == {"prisma-2020": [], "prisma-s": [], "prisma-scr": []}
