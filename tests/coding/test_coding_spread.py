"""Codings as rows for a file, and tables as Markdown."""

from slr.coding.spread import long_rows, markdown, table_rows, wide_rows
from slr.coding.tabulate import tabulate
from slr.model.codebook import Category, Codebook, Coding, Dimension

BOOK = Codebook(
    id="book",
    dimensions=(
        Dimension(
            id="topic",
            kind="many",
            quote=True,
            categories=(
                Category(id="aid", name="Aid | help"),
                Category(id="food", name="Food", parent="aid"),
                Category(id="law", name="Law"),
            ),
        ),
        Dimension(id="place", kind="country"),
    ),
)


def coding(study, dimension, *values, coder="ana", event="e", **more):
    return Coding(
        study=study, codebook="book", dimension=dimension, coder=coder, values=values, event=event, **more
    )


CODINGS = [
    coding("s2", "topic", "law", coder="ben", quote="by law"),
    coding("s2", "topic", "law", "food", quote="food law", page="3", note="unsure"),
    coding("s1", "topic", "food", event="settled", quote="food"),
    coding("s1", "place", "IT"),
    coding("s3", "place"),
    coding("other", "place", "DE"),
]
CITATIONS = {"s1": "Ames 2010", "s2": "Boyd 2011"}


def test_long_has_a_row_for_each_value_in_a_fixed_order():
    rows = long_rows(reversed(CODINGS), BOOK, ["s1", "s2", "s3"], CITATIONS, ["settled"])
    assert rows.columns[:4] == ("study", "citation", "dimension", "value")
    assert rows.rows == (
        ("s1", "Ames 2010", "topic", "food", "Food", "ana", "yes", "food", "", ""),
        ("s1", "Ames 2010", "place", "IT", "Italy", "ana", "", "", "", ""),
        ("s2", "Boyd 2011", "topic", "food", "Food", "ana", "", "food law", "3", "unsure"),
        ("s2", "Boyd 2011", "topic", "law", "Law", "ana", "", "food law", "3", "unsure"),
        ("s2", "Boyd 2011", "topic", "law", "Law", "ben", "", "by law", "", ""),
        ("s3", "", "place", "", "", "ana", "", "", "", ""),
    )


def test_wide_has_a_row_for_each_study_with_the_words_behind_it():
    rows = wide_rows(CODINGS, BOOK, ["s2", "s1"], CITATIONS)
    assert rows.columns == ("study", "citation", "topic", "topic quote", "place")
    assert rows.rows == (
        ("s2", "Boyd 2011", "(in conflict)", "by law | food law (3)", ""),
        ("s1", "Ames 2010", "Food", "food", "Italy"),
    )


def test_a_table_becomes_rows_of_numbers_or_of_studies():
    table = tabulate(CODINGS, BOOK, "topic", "place", studies=["s1", "s2"])
    assert table_rows(table).columns == ("topic", "name", "Germany", "Italy", "(not coded)")
    assert table_rows(table).rows[1] == ("food", "Food", "0", "1", "0")
    assert table_rows(table, studies=True).rows[1] == ("food", "Food", "", "s1", "")


def test_a_table_becomes_markdown_with_its_signs_escaped():
    table = tabulate(CODINGS, BOOK, "topic", studies=["s1", "s2"])
    assert markdown(table, studies=True) == (
        "| topic | Studies |\n"
        "| --- | ---: |\n"
        "| Aid \\| help | 1 |\n"
        "| &emsp;Food | 1 |\n"
        "| Law | 0 |\n"
        "| (in conflict) | 1 |\n"
        "| (not coded) | 2 |\n"
        "\n"
        "- aid: s1\n"
        "- food: s1\n"
        "- (in conflict): s2\n"
        "- (not coded): other, s3\n"
    )
