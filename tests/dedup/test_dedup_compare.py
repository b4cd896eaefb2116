"""What two records say for and against each other, field by field; both ways round alike."""

import pytest

from slr.dedup.compare import compare
from slr.dedup.evidence import Extent, First, Numbers, Page, Words
from slr.dedup.prepare import prepare
from slr.dedup.source import MISSING
from slr.dedup.title import Kind
from slr.model.record import Record, record_table

Fields = dict[str, object]


def seen(name: str, a: Fields, b: Fields) -> int:
    """The level of one piece of evidence on two records of these fields."""
    left, right = (prepare(record_table([Record(id="x", **one)])) for one in (a, b))  # type: ignore[arg-type]
    level = int(getattr(compare(left, right), name)[0])
    assert level == int(getattr(compare(right, left), name)[0])
    return level


@pytest.mark.parametrize(
    ("a", "b", "pages", "extent"),
    [
        ("101-115", "101-115", Page.RANGE, Extent.ARTICLE),
        ("101-15", "101-115", Page.RANGE, Extent.ARTICLE),
        ("101-115", "101", Page.FIRST, Extent.UNLIKE),
        ("101", "101", Page.FIRST, Extent.PAGE),
        ("12-12", "12-12", Page.FIRST, Extent.PAGE),
        ("101-115", "101-120", Page.FIRST, Extent.ARTICLE),
        ("101-115", "110-120", Page.OVERLAP, Extent.ARTICLE),
        ("101-115", "115-120", Page.OVERLAP, Extent.ARTICLE),
        ("101-115", "116-120", Page.OTHER, Extent.ARTICLE),
        ("101-115", "105-115", Page.OVERLAP, Extent.ARTICLE),
        ("101-115", "114-115", Page.OVERLAP, Extent.UNLIKE),
        ("101-115", "108", Page.OVERLAP, Extent.UNLIKE),
        ("101-115", "116", Page.OTHER, Extent.UNLIKE),
        ("101-102", "101", Page.FIRST, Extent.PAGE),
        ("101-103", "101", Page.FIRST, Extent.UNLIKE),
        ("101", "102", Page.OTHER, Extent.PAGE),
        ("101", "", MISSING, Extent.PAGE),
        ("", "", MISSING, Extent.PAGE),
    ],
)
def test_pages(a: str, b: str, pages: int, extent: Extent) -> None:
    assert seen("pages", {"pages": a}, {"pages": b}) == pages
    assert seen("extent", {"pages": a}, {"pages": b}) == extent


@pytest.mark.parametrize(
    ("cut", "whole", "pages"),
    [
        ("Suppl-15", "101-115", Page.OVERLAP),
        ("Suppl-25", "101-115", MISSING),
        ("Suppl-115", "1011-1115", Page.OVERLAP),
        ("Suppl-115", "1011-1215", MISSING),
        ("Suppl-1115", "1011-1115", Page.OVERLAP),
        ("Suppl-10", "1-10", Page.OVERLAP),
        ("Suppl-9", "1-9", MISSING),  # one digit is no agreement
        ("Suppl-15", "115", MISSING),
        ("Suppl-99", "115", MISSING),
        ("Suppl-15", "Suppl-15", MISSING),
    ],
)
def test_a_range_that_lost_its_first_page_shows_how_the_last_one_ends(
    cut: str, whole: str, pages: int
) -> None:
    assert seen("pages", {"pages": cut}, {"pages": whole}) == pages


def test_pages_that_are_counted_otherwise_are_no_contradiction() -> None:
    assert seen("pages", {"pages": "1-6"}, {"pages": "e12724"}) == MISSING
    assert seen("pages", {"pages": "1-6"}, {"pages": "2-8"}) == MISSING
    assert seen("pages", {"pages": "e12724"}, {"pages": "e12725"}) == Page.OTHER
    assert seen("pages", {"pages": "1-6"}, {"pages": "1-6"}) == Page.RANGE
    assert seen("pages", {"pages": "1-115"}, {"pages": "101-115"}) == Page.OVERLAP  # one last page


@pytest.mark.parametrize(
    ("a", "b", "volume", "issue"),
    [
        (("12", "3"), ("12", "3"), 1, 1),
        (("12", "3"), ("13", "4"), 0, 0),
        (("12", "3"), ("12", ""), 1, MISSING),
        (("12", "3"), ("", "3"), MISSING, 1),
        (("", ""), ("", ""), MISSING, MISSING),
        # One record's volume that is the other's issue is no contradiction.
        (("12", "3"), ("3", "12"), MISSING, 0),
        (("12", "3"), ("4", "12"), MISSING, 0),
        (("12", "3"), ("3", ""), MISSING, MISSING),
    ],
)
def test_volume_and_issue(a: tuple[str, str], b: tuple[str, str], volume: int, issue: int) -> None:
    one, two = ({"volume": of[0], "issue": of[1]} for of in (a, b))
    assert (seen("volume", one, two), seen("issue", one, two)) == (volume, issue)


def test_volume_and_issue_that_were_exported_one_field_too_late() -> None:
    article: Fields = {"volume": "12", "issue": "3", "pages": "45-50"}
    late: Fields = {"volume": "", "issue": "12", "pages": "3"}
    assert (seen("volume", article, late), seen("pages", article, late)) == (1, MISSING)
    for other in ({"issue": "13"}, {"pages": "4"}, {"volume": "9"}):
        assert seen("volume", article, late | other) != 1


@pytest.mark.parametrize(
    ("field", "a", "b"),
    [("doi", "10.1/a", "10.1/b"), ("pmid", "123", "124"), ("type", "article-journal", "book")],
)
def test_identifiers_and_types_agree_differ_or_are_not_said(field: str, a: str, b: str) -> None:
    levels = [seen(field, {field: one}, {field: two}) for one, two in ((a, a), (a, b), (a, ""), ("", ""))]
    assert levels == [1, 0, MISSING, MISSING]


def test_years() -> None:
    years: list[tuple[int | None, int | None]] = [
        (2010, 2010),
        (2010, 2013),
        (1801, 2014),
        (2010, None),
        (None, None),
    ]
    assert [seen("year", {"year": a}, {"year": b}) for a, b in years] == [0, 3, 99, MISSING, MISSING]


LONG = "Screening women for cervical cancer by mail"


@pytest.mark.parametrize(
    ("a", "b", "title"),
    [
        (LONG, LONG.upper(), 100),
        (LONG, "", MISSING),
        ("", "", MISSING),
        ("abcdefghij", "abcdefghik", 90),
        ("abc", "xyz", 0),
    ],
)
def test_titles_in_percent_of_letters(a: str, b: str, title: int) -> None:
    assert seen("title", {"title": a}, {"title": b}) == title


@pytest.mark.parametrize(
    ("a", "b", "within"),
    [
        (LONG, LONG + ": a randomized controlled trial", 1),
        (LONG, "The mailbox study. " + LONG + " or by phone", 1),
        (LONG, LONG + "s", 0),  # as good as the same
        (LONG, "Treating men for prostate cancer in hospitals of three countries", 0),
        (
            "Screening of women today",
            "Screening of women today: a randomized controlled trial",
            0,
        ),  # too short
        (LONG, "", 0),
        ("", "", 0),
    ],
)
def test_a_title_that_stands_in_the_other(a: str, b: str, within: int) -> None:
    assert seen("within", {"title": a}, {"title": b}) == within


def test_the_letters_of_the_shorter_title_up_to_999() -> None:
    assert seen("letters", {"title": "Cancer"}, {"title": LONG}) == 6
    assert seen("letters", {"title": "Cancer"}, {"title": ""}) == 0
    assert seen("letters", {"title": "a" * 1500}, {"title": "a" * 1600}) == 999


@pytest.mark.parametrize(
    ("a", "b", "numbers"),
    [
        ("Trial 1 of 3", "Trial 1 of 3", Numbers.SAME),
        ("Trial", "Trial", Numbers.SAME),
        ("Trial 1 of 3", "Trial 1", Numbers.MORE),
        ("Trial", "Trial 1", Numbers.MORE),
        ("Trial 1", "Trial 2", Numbers.OTHER),
        ("Trial 1 of 3", "Trial 1 of 4", Numbers.OTHER),
    ],
)
def test_numbers_in_titles(a: str, b: str, numbers: Numbers) -> None:
    assert seen("numbers", {"title": a}, {"title": b}) == numbers


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("screening of men", "screening of women", Words.REPLACED),
        ("screening", "screening in the elderly", Words.ADDED),
        ("screening of men", "Screening of Men.", Words.SPELLED),
        ("screening of men", "", Words.SPELLED),
    ],
)
def test_words_that_only_one_title_has(a: str, b: str, words: Words) -> None:
    assert seen("words", {"title": a}, {"title": b}) == words


SMITH, SMITH_K, LI, ROE = "Smith, Jane", "Smith, Karl", "Li, Wei", "Roe, Kim"


@pytest.mark.parametrize(
    ("a", "b", "authors", "people", "first"),
    [
        ((SMITH, LI), (SMITH, LI), 100, 2, First.SAME),
        ((SMITH, LI, ROE), ("Smith J",), 100, 1, First.SAME),
        ((SMITH,), ("Jane, Smith",), 100, 1, First.SAME),
        ((SMITH,), ("Smith",), 100, 1, First.SAME),
        ((SMITH, LI), (SMITH_K, LI), 75, 2, First.OTHER_INITIAL),
        ((SMITH, LI), (LI, SMITH), 100, 2, First.OTHER),
        ((SMITH,), (ROE,), 0, 0, First.OTHER),
        ((SMITH,), (), MISSING, MISSING, MISSING),
        ((), (), MISSING, MISSING, MISSING),
        (("Ostensson, E",), ("Stensson, E",), 94, 0, First.SAME),
    ],
)
def test_authors(a: tuple[str, ...], b: tuple[str, ...], authors: int, people: int, first: int) -> None:
    one, two = {"authors": a}, {"authors": b}
    assert tuple(seen(name, one, two) for name in ("authors", "people", "first")) == (authors, people, first)


def test_abstracts_are_compared_over_the_shorter_ones_length_where_it_says_enough() -> None:
    text = "We studied women of all ages who had been screened for cervical cancer before the year of the study and since."
    cases = [(text, text), (text, text + " Copyright 2010 Elsevier."), (text, text[:60]), (text, "")]
    assert [seen("abstract", {"abstract": a}, {"abstract": b}) for a, b in cases] == [
        100,
        100,
        MISSING,
        MISSING,
    ]
    assert [seen("abstract", {"abstract": "a" * n}, {"abstract": "a" * 200}) for n in (79, 80)] == [
        MISSING,
        100,
    ]
    assert seen("abstract", {"abstract": "a" * 100}, {"abstract": "a" * 50 + "b" * 50}) == 50


def test_how_many_of_the_two_do_not_say_where_they_stand() -> None:
    bare: Fields = {"title": LONG}
    for place in ({"journal": "Cancer"}, {"volume": "3"}, {"pages": "4"}, {"pages": "Suppl-29"}):
        assert seen("bare", bare | place, bare | place) == 0
        assert seen("bare", bare, bare | place) == 1
    assert seen("bare", bare, bare | {"issue": "3"}) == 2


WHOLE: Fields = {
    "title": LONG + " 2",
    "authors": (SMITH,),
    "year": 2010,
    "journal": "Cancer",
    "volume": "12",
    "issue": "3",
    "pages": "101-109",
    "doi": "10.1/a",
    "pmid": "123",
    "abstract": "We studied women.",
}


@pytest.mark.parametrize("field", WHOLE)
def test_records_are_identical_only_where_every_field_is(field: str) -> None:
    assert seen("identical", WHOLE, WHOLE) == 1
    other = {"authors": (), "year": None}.get(field, "")
    assert seen("identical", WHOLE, WHOLE | {field: other}) == 0


def test_versions_of_one_doi() -> None:
    first, second = {"doi": "10.48550/arxiv.2101.00001v1"}, {"doi": "10.48550/arxiv.2101.00001v2"}
    assert seen("versions", first, second) == 1
    assert (
        seen("versions", first, first)
        == seen("versions", {}, {})
        == seen("versions", first, {"doi": "10.1/a"})
        == 0
    )


def test_kinds_in_which_they_differ_and_that_they_share() -> None:
    preprint, article = {"title": LONG, "journal": "medRxiv"}, {"title": LONG, "journal": "Cancer"}
    erratum = {"title": f"Erratum: {LONG}", "journal": "medRxiv"}
    assert (seen("kinds", preprint, article), seen("both", preprint, article)) == (Kind.PREPRINT, 0)
    assert (seen("kinds", preprint, erratum), seen("both", preprint, erratum)) == (
        Kind.ERRATUM,
        Kind.PREPRINT,
    )
