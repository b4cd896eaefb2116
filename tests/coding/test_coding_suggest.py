"""Reports that may describe one study are offered with why, and never those linked already."""

from slr.coding.suggest import suggest_studies
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
