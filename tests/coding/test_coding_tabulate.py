"""Tables of codings: counts, the studies behind them, conflicts and gaps, nothing lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.coding.labels import CONFLICT, NOT_CODED
from slr.coding.table import wide_table
from slr.coding.tabulate import tabulate
from slr.model.codebook import Category, Codebook, Coding, Dimension
from slr.model.errors import SlrError

BOOK = Codebook(
    id="book",
    dimensions=(
        Dimension(
            id="topic",
            kind="many",
            required=True,
            categories=(
                Category(id="food", name="Food", parent="aid"),
                Category(id="aid", name="Aid"),
                Category(id="law", name="Law"),
            ),
        ),
        Dimension(id="design", categories=(Category(id="survey", name="Survey"), Category(id="case"))),
        Dimension(id="year", kind="number"),
        Dimension(id="country", kind="country"),
    ),
)


def coding(study, dimension, *values, coder="ana", codebook="book"):
    return Coding(study=study, codebook=codebook, dimension=dimension, coder=coder, values=values)


CODINGS = [
    coding("s1", "topic", "food", "law"),
    coding("s1", "topic", "law", "food", coder="ben"),
    coding("s2", "topic", "aid"),
    coding("s3", "topic", "aid"),
    coding("s3", "topic", "law", coder="ben"),
    coding("s1", "design", "survey"),
    coding("s2", "design", "survey"),
    coding("s3", "design", "case"),
    coding("s1", "year", "2014"),
    coding("s2", "year", "998"),
    coding("s1", "topic", "law", codebook="another"),
]


def test_one_dimension_counts_studies_and_knows_them():
    table = tabulate(CODINGS, BOOK, "topic", studies=["s3", "s2", "s1", "s4"])
    assert [(row.id, row.name, row.depth, table.behind(row.id)) for row in table.rows] == [
        ("aid", "Aid", 0, ("s2", "s1")),
        ("food", "Food", 1, ("s1",)),
        ("law", "Law", 0, ("s1",)),
        (CONFLICT, CONFLICT, 0, ("s3",)),
        (NOT_CODED, NOT_CODED, 0, ("s4",)),
    ]
    assert table.studies == ("s3", "s2", "s1", "s4")
    assert (table.conflicts, table.not_coded) == (("s3",), ("s4",))
    assert table.count("aid") == 2


def test_two_dimensions_cross():
    table = tabulate(CODINGS, BOOK, "topic", "design")
    assert dict(table.cells) == {
        ("aid", "survey"): ("s1", "s2"),
        ("food", "survey"): ("s1",),
        ("law", "survey"): ("s1",),
        (CONFLICT, "case"): ("s3",),
    }
    assert [column.id for column in table.columns] == ["survey", "case"]
    assert table.row_studies("aid") == ("s1", "s2")
    assert table.column_studies("survey") == ("s1", "s2")


def test_categories_without_a_study_are_shown_too():
    table = tabulate([], BOOK, "topic")
    assert [(row.id, table.count(row.id)) for row in table.rows] == [("aid", 0), ("food", 0), ("law", 0)]


def test_numbers_are_in_their_order_and_countries_under_one_name():
    table = tabulate(CODINGS, BOOK, "year")
    assert [row.id for row in table.rows] == ["998", "2014", NOT_CODED]
    places = [
        coding("s1", "country", "IT"),
        coding("s2", "country", "Italy", "GB"),
        coding("s3", "country", "Mars"),
    ]
    table = tabulate(places, BOOK, "country")
    assert [(row.name, table.behind(row.id)) for row in table.rows] == [
        ("Italy", ("s1", "s2")),
        ("Mars", ("s3",)),
        ("United Kingdom", ("s2",)),
    ]


def test_countries_are_grouped_by_income_and_by_region():
    places = [
        coding("s1", "country", "IT", "Kenya"),
        coding("s2", "country", "Italy"),
        coding("s2", "country", "France", coder="ben"),
        coding("s3", "country", "Mars"),
    ]
    table = tabulate(places, BOOK, "country:region")
    assert [(row.id, table.behind(row.id)) for row in table.rows if table.behind(row.id)] == [
        ("europe-central-asia", ("s1", "s2")),
        ("sub-saharan-africa", ("s1",)),
        ("unclassified", ("s3",)),
    ]
    assert table.conflicts == (), "coders who differ on the country agree on the region"
    assert tabulate(places, BOOK, "country").conflicts == ("s2",)
    crossed = tabulate(places, BOOK, "country:income", "country:region")
    assert crossed.behind("high", "europe-central-asia") == ("s1", "s2")
    assert crossed.behind("lower-middle", "sub-saharan-africa") == ("s1",)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("country:continent", "There are `country:income` and `country:region`."),
        ("topic:income", "Only countries have groups."),
    ],
)
def test_an_unknown_grouping_is_refused(name, hint):
    with pytest.raises(SlrError, match="no grouping") as refusal:
        tabulate([], BOOK, name)
    assert refusal.value.hint == hint


def test_a_value_that_the_codebook_no_longer_has_is_not_lost():
    table = tabulate([coding("s1", "design", "trial")], BOOK, "design")
    assert [(row.id, table.behind(row.id)) for row in table.rows][-1] == ("trial", ("s1",))


def test_a_dimension_against_itself():
    table = tabulate(CODINGS[:2], BOOK, "topic", "topic")
    assert table.behind("food", "law") == ("s1",)


def test_an_unknown_dimension_is_refused_with_the_known_ones():
    with pytest.raises(SlrError, match="no dimension `colour`") as refusal:
        tabulate([], BOOK, "topic", "colour")
    assert refusal.value.hint == "Its dimensions are: topic, design, year, country."


def test_the_table_as_json_values():
    assert tabulate(CODINGS, BOOK, "design").as_dict() == {
        "codebook": "book",
        "rows": "design",
        "columns": None,
        "studies": ["s1", "s2", "s3"],
        "conflicts": [],
        "not_coded": [],
        "table": [
            {
                "id": "survey",
                "name": "Survey",
                "depth": 0,
                "count": 2,
                "cells": [{"id": "total", "name": "Studies", "count": 2, "studies": ["s1", "s2"]}],
            },
            {
                "id": "case",
                "name": "case",
                "depth": 0,
                "count": 1,
                "cells": [{"id": "total", "name": "Studies", "count": 1, "studies": ["s3"]}],
            },
        ],
    }


def test_the_wide_table_has_a_cell_for_every_study_and_dimension():
    table = wide_table(CODINGS, BOOK, ["s2", "s1", "s3", "s4"])
    assert table.studies == ("s2", "s1", "s3", "s4")
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Aid", "Survey", "998", ""],
        ["Food; Law", "Survey", "2014", ""],
        [CONFLICT, "case", "", ""],
        ["", "", "", ""],
    ]
    assert [(cell.study, cell.dimension) for cell in table.conflicts] == [("s3", "topic")]
    assert [(cell.study, cell.dimension) for cell in table.missing] == [("s4", "topic")]
    assert [c.coder for c in table.rows[1][0].codings] == ["ana", "ben"]


_CODINGS = st.lists(
    st.builds(
        coding,
        st.sampled_from(["s1", "s2", "s3"]),
        st.just("topic"),
        st.sampled_from(["food", "aid", "law", "gone"]),
        coder=st.sampled_from(["ana", "ben"]),
    ),
    max_size=8,
)


@given(_CODINGS)
@settings(max_examples=100, deadline=None)
def test_every_study_stands_somewhere_and_the_order_of_the_codings_does_not_matter(codings):
    studies = ["s1", "s2", "s3"]
    table = tabulate(codings, BOOK, "topic", studies=studies)
    assert {s for row in table.rows for s in table.behind(row.id)} == set(studies)
    assert set(table.conflicts).isdisjoint(table.not_coded)
    assert tabulate(reversed(codings), BOOK, "topic", studies=studies) == table
