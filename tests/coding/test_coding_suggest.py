"""Reports that may describe one study are offered with why, and never those linked already."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.coding import suggest
from slr.coding.suggest import clues_of, sign, suggest_studies
from slr.model.record import Record

PEOPLE = ("Ames, Ann", "Boyd, Bo", "Chen, Ci")
RECORDS = {
    "r1": Record(
        title="Text messages for smokers: a trial", authors=PEOPLE, abstract="Registered as NCT01234567."
    ),
    "r2": Record(title="Costs of quitting by phone", authors=("Diaz, D",), abstract="(NCT01234567; funded)"),
    "r3": Record(title="Text messages for smokers: results after a year", authors=PEOPLE[:2]),
    "r4": Record(title="Text messages for smokers: results after a year", authors=("Eves, E", "Boyd, Bo")),
    "r5": Record(title="Birds", authors=PEOPLE),
}


def found(related: dict[tuple[str, str], str], together: list[list[str]]) -> dict[tuple[str, str], str]:
    """The suggestions by pair."""
    return {(one.a, one.b): one.why for one in suggest_studies(RECORDS, related, together)}


def test_registration_numbers_authors_and_relations_suggest_one_study() -> None:
    why = found({("r5", "r1"): "a preprint and its article"}, [])
    assert why == {
        ("r1", "r2"): "the same registration number: NCT01234567",
        ("r1", "r3"): "authors in common (ames, boyd) and titles alike",
        ("r1", "r5"): "a preprint and its article",
    }


def test_what_is_linked_already_is_not_offered_again() -> None:
    assert ("r1", "r2") not in found({}, [["r1", "r2"]])


def test_of_two_relations_of_a_pair_the_one_in_the_order_of_the_reports_is_said() -> None:
    assert found({("r5", "r3"): "turned", ("r3", "r5"): "as listed"}, [])["r3", "r5"] == "as listed"


REPORTS = st.builds(
    Record,
    title=st.sampled_from(["Text messages for smokers", "Text messages for smokers: results", "Birds", ""]),
    authors=st.lists(st.sampled_from(PEOPLE), max_size=3).map(tuple),
    abstract=st.sampled_from(["", "NCT01234567", "DRKS01234567 and NCT01234567"]),
)


@settings(max_examples=50)
@given(st.lists(REPORTS, max_size=8))
def test_no_pair_that_a_sign_speaks_for_is_passed_over(reports: list[Record]) -> None:
    records = {f"r{place}": report for place, report in enumerate(reports)}
    each = combinations(records.items(), 2)
    expected = [(a, b, sign(clues_of(one), clues_of(two))) for (a, one), (b, two) in each]
    told = [(one.a, one.b, one.why) for one in suggest_studies(records, {}, [])]
    assert told == [pair for pair in expected if pair[2]]


def test_reports_with_nothing_in_common_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    records = {
        f"r{n}": Record(title=f"Text messages for smokers {n}", authors=(f"Family{n}, A", f"Other{n}, B"))
        for n in range(200)
    }
    read = []
    monkeypatch.setattr(suggest, "sign", lambda a, b: read.append((a, b)) or "")
    assert suggest_studies(records, {}, []) == []
    assert read == []
