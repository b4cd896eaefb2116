"""Merging: the best of each field, decided by rules that a reader can check."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.dedup.merge import merge_records
from slr.model.record import Record


def test_the_best_of_each_field() -> None:
    merged = merge_records(
        [
            Record(
                id="m-1",
                search="medline",
                title="SOCIAL MEDIA AND PUBLIC HEALTH",
                authors=("Smith, J. A.", "Doe, M."),
                year=2013,
                journal="J Med Internet Res",
                pages="e42",
                doi="10.1/a",
                keywords=("Twitter", "Health"),
                accession="pm-1",
            ),
            Record(
                id="s-1",
                search="scopus",
                title="Social media and public health: a survey",
                abstract="A longer abstract.",
                authors=("Smith, Jane Ann", "Doe, Max", "Roe, K."),
                year=2014,
                journal="Journal of Medical Internet Research",
                volume="16",
                pages="e42-e50",
                doi="10.1/b",
                keywords=("twitter", "Surveys"),
            ),
            Record(id="w-1", title="Social media and public…", abstract="Short.", doi="10.1/b"),
        ]
    )
    assert merged == Record(
        id="m-1",
        search="medline",
        title="Social media and public health: a survey",
        abstract="A longer abstract.",
        authors=("Smith, Jane Ann", "Doe, Max", "Roe, K."),
        year=2014,
        journal="Journal of Medical Internet Research",
        volume="16",
        pages="e42-e50",
        doi="10.1/b",
        keywords=("Twitter", "Health", "Surveys"),
        accession="pm-1",
    )


def test_given_names_are_spelled_out_from_another_record() -> None:
    long = Record(authors=("García, M", "Li, W.", "WHO Group"))
    named = Record(authors=("Garcia, María", "Li, Wei"))
    assert merge_records([long, named]).authors == ("García, María", "Li, Wei", "WHO Group")


def test_given_names_that_disagree_are_left_alone() -> None:
    records = [Record(authors=("Li, W.", "Li, W.", "Ng, A.")), Record(authors=("Li, Wei", "Li, Wang"))]
    assert merge_records(records).authors == ("Li, W.", "Li, W.", "Ng, A.")


def test_a_bracketed_translation_comes_last() -> None:
    records = [Record(title="[Treatment of the thing. In German]"), Record(title="Treatment of the thing")]
    assert merge_records(records).title == "Treatment of the thing"


def test_nothing_to_merge_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no records"):
        merge_records([])


texts = st.sampled_from(["", "a", "A THING", "A thing", "[a thing]"])
records = st.builds(
    Record,
    id=st.sampled_from("abc"),
    title=texts,
    journal=texts,
    doi=st.sampled_from(["", "10.1/a", "10.1/b"]),
    year=st.sampled_from([None, 2000, 2001]),
    pages=st.sampled_from(["", "1", "1-3"]),
    authors=st.sampled_from([(), ("Li, W.",), ("Li, Wei", "Ng, A.")]),
    keywords=st.sampled_from([(), ("a",), ("A", "b")]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(records, min_size=1, max_size=4))
def test_every_value_comes_from_a_record_and_nothing_present_is_lost(group: list[Record]) -> None:
    merged = merge_records(group)
    assert merged.id == group[0].id
    for field in ("title", "journal", "doi", "year", "pages"):
        values = [getattr(record, field) for record in group]
        assert getattr(merged, field) in values
        assert bool(getattr(merged, field)) == any(values)
    assert merge_records([merged, merged]) == merge_records([merged]) == merged
