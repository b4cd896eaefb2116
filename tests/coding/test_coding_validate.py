"""Whether a coding is allowed, and what is said where it is not."""

import csv
from importlib.resources import files

import pytest

from slr.coding.countries import INCOME_GROUPS, REGIONS, find_country, group_of
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
        Dimension(id="day", kind="date"),
        Dimension(id="weight", kind="number", unit="kg"),
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
        ("day", ["2014"], ""),
        ("day", ["2014-05"], ""),
        ("day", ["2016-02-29"], ""),
        ("weight", ["70.5"], ""),
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
        ("day", ["2015-02-29"], "", ["`2015-02-29` in `day` is no date: write 2014, 2014-05 or 2014-05-31."]),
        ("day", ["May 2014"], "", ["`May 2014` in `day` is no date: write 2014, 2014-05 or 2014-05-31."]),
        (
            "day",
            ["2014", "2015"],
            "",
            ["`day` takes one value, and 2 were given: 2014, 2015."],
        ),
        (
            "weight",
            ["70 kg"],
            "",
            ["`70 kg` in `weight` is no number: write digits and a decimal point, without the unit (kg)."],
        ),
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
    assert find_country("Kosovo").alpha3 == "XKX"


@pytest.mark.parametrize(
    ("value", "income", "region"),
    [
        ("India", "lower-middle", "south-asia"),
        ("BRA", "upper-middle", "latin-america-caribbean"),
        ("US", "high", "north-america"),
        ("Ethiopia", "low", "sub-saharan-africa"),
        ("Jersey", "high", "europe-central-asia"),
        ("Venezuela", "unclassified", "latin-america-caribbean"),
        ("Antarctica", "unclassified", "unclassified"),
        ("Atlantis", "unclassified", "unclassified"),
    ],
)
def test_countries_have_the_world_bank_s_groups_of_2023(value, income, region):
    assert (group_of(value, "income"), group_of(value, "region")) == (income, region)


def test_the_table_of_countries_is_whole():
    text = files("slr.coding").joinpath("countries.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == 250  # ISO 3166-1 and Kosovo
    assert len({row["alpha2"] for row in rows}) == len({row["alpha3"] for row in rows}) == 250
    assert {row["income"] for row in rows} == {*INCOME_GROUPS, ""}
    assert {row["region"] for row in rows} == {*REGIONS, ""}
    groups = [row["income"] for row in rows]
    # 28 low, 54 lower middle, 54 upper middle, 81 high; the Channel Islands, one economy, are two rows here
    assert [groups.count(group) for group in ("low", "lower-middle", "upper-middle", "high")] == [
        28,
        54,
        54,
        82,
    ]
