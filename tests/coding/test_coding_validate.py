"""Whether a coding is allowed, and what is said where it is not."""

import pytest

from slr.coding.countries import find_country
from slr.coding.validate import check_coding, is_number
from slr.model.codebook import Category, Codebook, Dimension

BOOK = Codebook(
    id="book",
    dimensions=(
        Dimension(
            id="objective",
            kind="many",
            required=True,
            quote=True,
            categories=(Category(id="transparency", name="Transparency"), Category(id="co-production")),
        ),
        Dimension(id="design", categories=(Category(id="survey"), Category(id="case-study"))),
        Dimension(id="year", kind="number"),
        Dimension(id="country", kind="country"),
        Dimension(id="note", kind="text"),
    ),
)


@pytest.mark.parametrize(
    ("dimension", "values", "quote"),
    [
        ("objective", ["transparency", "co-production"], "we publish everything"),
        ("design", ["survey"], ""),
        ("design", [], ""),
        ("year", ["2014"], ""),
        ("year", ["-3.5e2"], ""),
        ("country", ["IT", "gbr", "Côte d’Ivoire", "cote d'ivoire", "Turkey"], ""),
        ("note", ["anything: at all"], ""),
    ],
)
def test_sound_codings_have_no_problem(dimension, values, quote):
    assert check_coding(BOOK, dimension, values, quote) == []


@pytest.mark.parametrize(
    ("dimension", "values", "quote", "problems"),
    [
        ("objectiv", ["x"], "", ["`objectiv` is no dimension of book. Did you mean `objective`?"]),
        (
            "objective",
            ["transparancy"],
            "q",
            ["`transparancy` is no category of `objective`. Did you mean `transparency`?"],
        ),
        (
            "objective",
            ["TRANSPARENCY"],
            "q",
            ["`TRANSPARENCY` is no category of `objective`. Its id is `transparency`."],
        ),
        (
            "objective",
            ["transparency"],
            " ",
            ["`objective` needs the words of the text that show it: add a quote."],
        ),
        ("objective", [], "", ["`objective` is required: give it a value."]),
        (
            "objective",
            ["transparency", "transparency"],
            "q",
            ["`transparency` is given more than once in `objective`."],
        ),
        (
            "design",
            ["survey", "case-study"],
            "",
            ["`design` takes one value, and 2 were given: survey, case-study."],
        ),
        ("design", ["zzz"], "", ["`zzz` is no category of `design`. Known are: survey, case-study."]),
        ("design", [" "], "", ["`design` has an empty value."]),
        ("year", ["2,5"], "", ["`2,5` in `year` is no number: write digits and a decimal point."]),
        ("country", ["Itly"], "", ["`Itly` in `country` is no country. Did you mean Italy (IT)?"]),
        ("country", ["EU"], "", ["`EU` in `country` is no country. Write an ISO 3166 code or name."]),
    ],
)
def test_each_problem_is_a_sentence_with_a_hint(dimension, values, quote, problems):
    assert check_coding(BOOK, dimension, values, quote) == problems


def test_all_problems_are_told_at_once():
    assert len(check_coding(BOOK, "objective", ["a", "b"], "")) == 3


def test_numbers_are_finite():
    assert [is_number(v) for v in ("1", "1.5", "1e5", "1e999", "nan", "inf", "1_0", "٣", "")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
        True,
        False,
    ]


def test_countries_are_found_by_code_and_by_name():
    assert {find_country(v).alpha3 for v in ("US", "usa", "United States", "United States of America")} == {
        "USA"
    }
    assert find_country("Republic of the Congo") != find_country("Democratic Republic of the Congo")
    assert find_country("Europe") is None
