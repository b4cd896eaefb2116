"""References as a reader expects them, from records that lack things."""

import pytest

from report_builder import record
from slr.model.record import Record
from slr.publish.data import Link, StudyRow
from slr.publish.reference import link_of, reference, reference_list, short_reference
from slr.publish.report_tables import study_labels


@pytest.mark.parametrize(
    ("one", "text"),
    [
        (
            record("a", title="Media a"),
            "Öztürk AN, O'Brien S. Media a. J Health Commun. 2012;5(1):1-9. doi:10.1000/a",
        ),
        (Record(), "(no title)."),
        (
            Record(title="What works?", authors=("World Health Organization",), year=2004, publisher="WHO"),
            "World Health Organization. What works? WHO. 2004.",
        ),
        (
            Record(title="T", authors=tuple(f"A{n}, Jean-Paul" for n in range(8)), volume="3", pmid="12"),
            "A0 JP, A1 JP, A2 JP, A3 JP, A4 JP, A5 JP, et al. T. 3. PMID: 12",
        ),
    ],
)
def test_reference(one: Record, text: str) -> None:
    assert reference(one) == text


def test_short_references_are_short() -> None:
    assert short_reference(record("a")) == "Öztürk 2012. Social media and health services a"
    assert short_reference(Record()) == "No author no year. (no title)"
    assert len(short_reference(record("a", title="x" * 5000))) == 200


def test_links_prefer_the_doi() -> None:
    assert link_of(record("a")) == Link("10.1000/a", "https://doi.org/10.1000/a")
    assert link_of(Record(pmid="12")) == Link("PMID 12", "https://pubmed.ncbi.nlm.nih.gov/12/")
    assert link_of(Record(pmid="x", url="ftp://x")) is None


def test_studies_of_the_same_name_get_letters() -> None:
    studies = [StudyRow(id=f"s{n}", records=(record(f"s{n}"),)) for n in range(28)]
    studies.append(StudyRow(id="alone", records=()))
    labels = study_labels(studies)
    assert [labels[f"s{n}"] for n in (0, 1, 25, 26, 27)] == [
        "Öztürk 2012a",
        "Öztürk 2012b",
        "Öztürk 2012z",
        "Öztürk 2012aa",
        "Öztürk 2012ab",
    ]
    assert labels["alone"] == "alone"


def test_a_reference_list_is_numbered_and_one_line_each() -> None:
    listed = reference_list([record("a"), Record(title="Two\nlines\x1b[31m")])
    assert listed.splitlines() == [f"1. {reference(record('a'))}", "2. Two lines."]
    assert reference_list([]) == ""
