"""The points that `slr dedup --explain` prints, level by level.

The figures in docs/duplicates.md were measured with these points: who changes one measures again
(benchmarks/dedup.py), then changes it here.
"""

import pytest

from evidence_builder import LEVELS, PERCENT, PLACELESS, evidence, points
from slr.dedup.decide import SAME_FROM, UNCERTAIN_FROM, decide
from slr.dedup.evidence import Extent, First, Page, Words
from slr.dedup.source import MISSING, OTHER, PERHAPS, SAME


def test_a_pair_is_joined_from_70_on_and_a_person_asked_from_45_on() -> None:
    assert (SAME_FROM, UNCERTAIN_FROM) == (70, 45)


def test_titles_speak_the_louder_the_more_letters_they_share() -> None:
    steps = [(-1, 0), (0, -18), (60, -10), (75, 4), (85, 14), (90, 24), (94, 31), (97, 36), (100, 40)]
    assert points("title", "title", PERCENT) == steps


def test_a_title_within_the_other_counts_at_least_as_a_long_or_a_short_one() -> None:
    assert points("title", "title", range(100), within=1, letters=60) == [(0, 31), (97, 36)]
    assert points("title", "title", range(100), within=1, letters=59) == [(0, 26), (94, 31), (97, 36)]


def test_a_short_title_says_little() -> None:
    assert points("title", "letters", range(100)) == [(0, 8), (14, 20), (25, 40)]
    assert points("title", "letters", range(100), title=80) == [(0, 4)]


def test_numbers_that_titles_do_not_share_speak_against_less_where_the_pages_agree() -> None:
    assert points("title's numbers", "numbers", range(3), pages=Page.FIRST) == [(0, -12), (1, -3), (2, 0)]
    assert points("title's numbers", "numbers", range(3), pages=Page.OVERLAP) == [(0, -12), (1, -10), (2, 0)]


@pytest.mark.parametrize(
    ("pages", "steps"),
    [(Page.FIRST, [(0, -25), (1, 0)]), (Page.OTHER, [(0, -25), (1, 0)]), (Page.RANGE, [(0, 0)])],
)
def test_a_replaced_word_speaks_against_unless_the_range_of_pages_is_one_articles(
    pages: Page, steps: list[tuple[int, int]]
) -> None:
    assert points("title's words", "words", range(3), title=90, pages=pages) == steps


def test_a_replaced_word_of_unlike_titles_weighs_less_on_one_range_and_nothing_with_one_pubmed_id() -> None:
    few = {"title": 70, "people": 1}
    assert points("title's words", "words", range(3), **few) == [(0, -12), (1, 0)]
    assert points("title's words", "words", range(3), **few, pmid=1) == [(0, 0)]
    assert points("title's words", "words", range(3), title=90, pages=Page.OTHER, pmid=1) == [(0, 0)]


@pytest.mark.parametrize(
    ("first", "steps"),
    [
        (First.OTHER, [(-1, 0), (0, -35), (1, -20), (30, -5), (60, 12)]),
        (First.OTHER_INITIAL, [(-1, 0), (0, -20), (30, -5), (60, 12)]),
        (First.SAME, [(-1, 0), (0, 10), (60, 20)]),
    ],
)
def test_authors_in_common_and_the_first_of_them(first: First, steps: list[tuple[int, int]]) -> None:
    assert points("authors", "authors", PERCENT, first=first) == steps


@pytest.mark.parametrize(
    ("name", "field", "steps"),
    [
        ("year", "year", [(-1, 0), (0, 8), (1, -4), (2, -12), (3, -20)]),
        ("journal", "journal", [(MISSING, 0), (OTHER, -15), (PERHAPS, 4), (SAME, 10)]),
        ("volume", "volume", [(-1, 0), (0, -15), (1, 10)]),
        ("issue", "issue", [(-1, 0), (1, 2)]),
        (
            "pages",
            "pages",
            [(MISSING, 0), (Page.OTHER, -20), (Page.OVERLAP, 4), (Page.FIRST, 15), (Page.RANGE, 20)],
        ),
        ("all fields", "identical", [(0, 0), (1, 10)]),
        ("PubMed id", "pmid", [(-1, 0), (0, -25), (1, 50)]),
        ("abstract", "abstract", [(-1, 0), (0, -12), (45, 0), (75, 8), (90, 20)]),
    ],
)
def test_where_and_when(name: str, field: str, steps: list[tuple[int, int]]) -> None:
    levels = {"year": range(-1, 10), "abstract": PERCENT, "pages": LEVELS, "journal": range(-1, 3)}
    highest = levels.get(field, range(0 if field == "identical" else -1, 2))
    assert points(name, field, highest, people=2) == steps


def test_one_first_page_of_two_volumes_says_little() -> None:
    assert points("pages", "volume", range(-1, 2), pages=Page.FIRST) == [(-1, 15), (0, 6), (1, 15)]


@pytest.mark.parametrize(
    ("field", "levels", "steps"),
    [
        ("title", PERCENT, [(-1, -20), (100, -10)]),
        ("letters", range(100), [(0, -20), (50, -10)]),
        ("authors", PERCENT, [(-1, -20), (80, -10)]),
        ("people", range(6), [(0, -20), (3, -10)]),
        ("first", range(3), [(0, -20), (First.SAME, -10)]),
        ("extent", range(3), [(Extent.UNLIKE, -20), (Extent.PAGE, -10)]),
        ("volume", range(-1, 2), [(-1, -20), (1, -10)]),
        ("journal", range(-1, 3), [(MISSING, -10), (OTHER, -20), (PERHAPS, -10)]),
    ],
)
def test_other_pages_weigh_less_where_one_volume_has_one_long_title_by_the_same_people(
    field: str, levels: range, steps: list[tuple[int, int]]
) -> None:
    assert points("pages", field, levels, pages=Page.OTHER) == steps


@pytest.mark.parametrize(
    ("others", "steps"),
    [
        ({}, [(-1, 0), (Page.FIRST, 15), (Page.RANGE, 30)]),
        ({"words": Words.REPLACED}, [(-1, 0), (Page.RANGE, 30)]),
        ({"words": Words.REPLACED, "title": 70, "people": 1}, [(-1, 0)]),
        ({"title": 70, "people": 1}, [(-1, 0), (Page.FIRST, 15)]),
        ({"volume": 0}, [(-1, 0)]),
        ({"volume": MISSING}, [(-1, 0)]),
        ({"journal": OTHER}, [(-1, 0)]),
        ({"journal": MISSING}, [(-1, 0), (Page.FIRST, 15), (Page.RANGE, 30)]),
    ],
)
def test_a_page_of_a_volume_is_a_place_and_a_range_holds_one_article(
    others: dict[str, int], steps: list[tuple[int, int]]
) -> None:
    assert points("place", "pages", **others) == steps


@pytest.mark.parametrize(
    ("field", "levels", "others", "steps"),
    [
        ("title", PERCENT, {"people": 1}, [(-1, 30), (0, 15), (75, 30)]),
        ("within", range(2), {"title": 70, "people": 1}, [(0, 15), (1, 30)]),
        ("authors", PERCENT, {"title": 70}, [(-1, 15), (60, 30)]),
        ("people", range(6), {"title": 70}, [(0, 15), (2, 30)]),
        ("people", range(6), {"title": 70, "issue": 0}, [(0, 15), (3, 30)]),
        ("first", range(3), {"title": 70}, [(0, 15), (First.SAME, 30)]),
        ("issue", range(-1, 2), {"title": 70, "people": 2}, [(-1, 30), (0, 15), (1, 30)]),
    ],
)
def test_unlike_titles_on_one_range_are_a_translation_if_the_people_are_the_same(
    field: str, levels: range, others: dict[str, int], steps: list[tuple[int, int]]
) -> None:
    assert points("place", field, levels, **others) == steps


def test_another_doi_weighs_less_where_the_place_is_one() -> None:
    assert points("DOI", "doi", range(-1, 2)) == [(-1, 0), (0, -20), (1, 40)]
    assert points("DOI", "doi", range(-1, 2), **PLACELESS) == [(-1, 0), (0, -35), (1, 40)]


def test_the_score_is_the_sum_of_the_points() -> None:
    found = decide(evidence("title", PERCENT, **PLACELESS, abstract=80))
    assert found.score.tolist() == [sum(column[n] for column in found.points.values()) for n in range(102)]
    whole = decide(evidence("doi", [1])).score.tolist()
    assert whole == [40 + 20 + 8 + 10 + 10 + 20 + 30 + 2 + 40]
