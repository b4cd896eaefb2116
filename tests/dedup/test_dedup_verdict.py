"""When a score is not enough: what a join rests on, what a person is asked anyway, what is only related."""

import pytest

from evidence_builder import PERCENT, PLACELESS, relations, verdicts
from slr.dedup.decide import Verdict
from slr.dedup.evidence import Extent, First, Numbers, Page, Words
from slr.dedup.relation import RELATION_TEXT, RELATIONS, Relation
from slr.dedup.source import MISSING, PERHAPS
from slr.dedup.title import Kind

D, R, U, S = Verdict.DIFFERENT, Verdict.RELATED, Verdict.UNCERTAIN, Verdict.SAME
Steps = list[tuple[int, object]]

# A pair of sure titles and abstracts, of which nobody says where they stand.
TEXT = PLACELESS | {"abstract": 95}
ONE_TEXT = PLACELESS | {"abstract": 97, "bare": 1}


@pytest.mark.parametrize(
    ("field", "levels", "others", "steps"),
    [
        ("doi", range(-1, 2), TEXT, [(-1, U), (1, S)]),
        ("pmid", range(-1, 2), TEXT, [(-1, U), (1, S)]),
        ("journal", range(-1, 3), TEXT, [(MISSING, U), (PERHAPS, S)]),
        ("volume", range(-1, 2), TEXT, [(-1, U), (1, S)]),
        ("pages", range(-1, 4), TEXT, [(MISSING, U), (Page.OVERLAP, S)]),
        ("bare", range(3), TEXT, [(0, U), (2, S)]),
        ("abstract", PERCENT, PLACELESS | {"bare": 2}, [(-1, U), (90, S)]),
        ("identical", range(2), PLACELESS | {"bare": 2}, [(0, U), (1, S)]),
        ("abstract", PERCENT, PLACELESS | {"bare": 1}, [(-1, U), (97, S)]),
        ("title", range(75, 101), ONE_TEXT, [(75, U), (100, S)]),
        ("year", range(-1, 3), ONE_TEXT, [(-1, U), (0, S), (1, U)]),
        ("type", range(-1, 2), ONE_TEXT, [(-1, U), (1, S)]),
        ("doi", range(-1, 2), ONE_TEXT, [(-1, S), (0, U), (1, S)]),
    ],
)
def test_a_join_rests_on_an_identifier_or_a_place_or_one_text(
    field: str, levels: range, others: dict[str, int], steps: Steps
) -> None:
    assert verdicts(field, levels, **others) == steps


def test_without_a_title_only_an_identifier_joins() -> None:
    assert verdicts("doi", range(-1, 2), title=MISSING) == [(-1, U), (1, S)]
    assert verdicts("pmid", range(-1, 2), title=MISSING) == [(-1, U), (1, S)]


def test_a_talk_and_its_paper_need_one_first_page_or_volume() -> None:
    talk = {"kinds": int(Kind.CONFERENCE)}
    assert verdicts("pages", **talk, volume=MISSING) == [(-1, U), (Page.FIRST, S)]
    assert verdicts("volume", range(-1, 2), **talk, pages=MISSING) == [(-1, U), (1, S)]


def test_a_translated_title_on_other_pages_is_not_joined() -> None:
    assert verdicts("pages", kinds=int(Kind.TRANSLATED)) == [(-1, S), (Page.OTHER, U), (Page.OVERLAP, S)]


def test_a_title_in_one_language_on_other_pages_of_the_volume_is_joined() -> None:
    assert verdicts("pages") == [(-1, S)]


def test_other_people_on_one_page_under_one_heading_are_not_joined() -> None:
    assert verdicts("authors", PERCENT, first=First.OTHER) == [(-1, S), (0, U), (1, S)]
    assert verdicts("first", range(3), authors=0) == [(0, U), (1, S)]


# Records that say too little for the score, and just enough for a question.
BARE = PLACELESS | {"bare": 2, "authors": 60, "title": 80, "letters": 40}


@pytest.mark.parametrize(
    ("field", "levels", "steps"),
    [
        ("title", range(101), [(0, D), (80, U)]),
        ("authors", PERCENT, [(-1, U), (0, D), (60, U)]),
        ("letters", range(61), [(0, D), (40, U)]),
        ("year", range(-1, 3), [(-1, D), (0, U), (1, D)]),
        ("doi", range(-1, 2), [(-1, U), (0, D), (1, S)]),
        ("pmid", range(-1, 2), [(-1, U), (0, D), (1, S)]),
        ("registered", range(-1, 1), [(-1, U), (0, D)]),
        ("bare", range(3), [(0, D), (2, U)]),
    ],
)
def test_a_person_is_asked_where_records_are_bare_and_titles_alike(
    field: str, levels: range, steps: Steps
) -> None:
    assert verdicts(field, levels, **BARE) == steps


# An abstract that stands in two journals: all that is said of the place differs.
TWICE = {"title": 97, "letters": 40, "authors": 60, "people": 2, "abstract": 0} | {
    **dict.fromkeys(("journal", "volume", "issue", "pages"), 0),
    "extent": Extent.PAGE,
}


@pytest.mark.parametrize(
    ("field", "levels", "steps"),
    [
        ("title", PERCENT, [(-1, D), (95, R), (97, U)]),
        ("authors", PERCENT, [(-1, D), (60, U)]),
        ("first", range(3), [(0, D), (First.OTHER_INITIAL, R), (First.SAME, U)]),
        ("letters", range(61), [(0, D), (30, R), (40, U)]),
        ("year", range(-1, 3), [(-1, R), (0, U), (1, R)]),
        ("doi", range(-1, 2), [(-1, U), (0, R), (1, U)]),
        ("pmid", range(-1, 2), [(-1, U), (0, R), (1, U)]),
        ("extent", range(3), [(Extent.UNLIKE, R), (Extent.PAGE, U), (Extent.ARTICLE, R)]),
        ("numbers", range(3), [(Numbers.OTHER, R), (Numbers.MORE, U)]),
    ],
)
def test_a_person_is_asked_of_an_abstract_in_two_journals(field: str, levels: range, steps: Steps) -> None:
    assert verdicts(field, levels, **TWICE) == steps


# One study in two places, years apart.
STUDY = {"title": 95, "letters": 30, "authors": 60, "people": 2, "first": First.OTHER_INITIAL, "year": 3} | {
    **dict.fromkeys(("journal", "volume", "issue", "pages"), 0),
    "abstract": 0,
}


@pytest.mark.parametrize(
    ("field", "levels", "others", "steps"),
    [
        ("title", PERCENT, {}, [(-1, D), (95, R)]),
        ("within", range(2), {"title": 70}, [(0, D), (1, R)]),
        ("authors", PERCENT, {}, [(-1, D), (60, R)]),
        ("first", range(3), {}, [(0, D), (First.OTHER_INITIAL, R)]),
        ("letters", range(61), {}, [(0, D), (30, R)]),
        ("year", range(-1, 10), {}, [(-1, R), (4, D)]),
        ("year", range(-1, 10), {"versions": 1}, [(-1, R)]),
        ("words", range(3), {}, [(Words.REPLACED, D), (Words.ADDED, R)]),
        ("title", PERCENT, {"numbers": Numbers.OTHER}, [(-1, D), (80, R)]),
    ],
)
def test_titles_people_and_years_of_one_study_are_related_whatever_the_score(
    field: str, levels: range, others: dict[str, int], steps: Steps
) -> None:
    assert verdicts(field, levels, **STUDY | others) == steps


def test_related_without_another_reason_is_published_in_two_places() -> None:
    assert relations("title", PERCENT, **STUDY) == [(-1, Relation.NONE), (95, Relation.PLACE)]
    assert relations("versions", range(2), **STUDY) == [(0, Relation.PLACE), (1, Relation.VERSION)]


NOTICE = STUDY | {"kinds": int(Kind.ERRATUM), "journal": PERHAPS, "first": First.OTHER, "authors": 0}


@pytest.mark.parametrize(
    ("field", "levels", "steps"),
    [
        ("title", PERCENT, [(-1, D), (95, R)]),
        ("letters", range(61), [(0, D), (30, R)]),
        ("journal", range(-1, 3), [(MISSING, D), (PERHAPS, R)]),
        ("year", range(-1, 8), [(-1, R), (4, D)]),
    ],
)
def test_a_notice_by_other_people_in_the_journal_is_related(field: str, levels: range, steps: Steps) -> None:
    assert verdicts(field, levels, **NOTICE) == steps


@pytest.mark.parametrize("kind", list(Kind))
def test_only_errata_retractions_and_comments_are_such_notices(kind: Kind) -> None:
    notice = kind in (Kind.ERRATUM, Kind.RETRACTION, Kind.COMMENT)
    assert verdicts("year", range(2), **NOTICE | {"kinds": int(kind)}) == [(0, R if notice else D)]


@pytest.mark.parametrize(
    ("field", "levels", "steps"),
    [
        ("title", PERCENT, [(-1, R), (97, S)]),
        ("authors", PERCENT, [(-1, R), (60, S)]),
        ("first", range(3), [(0, R), (First.SAME, S)]),
        ("letters", range(61), [(0, R), (30, S)]),
        ("year", range(-1, 8), [(-1, S), (4, R)]),
    ],
)
def test_a_relation_that_the_protocol_wants_joined_is_joined_where_it_is_surely_one_work(
    field: str, levels: range, steps: Steps
) -> None:
    pair = {"kinds": int(Kind.PREPRINT), "title": 97, "letters": 30, "authors": 60, "year": 3}
    assert verdicts(field, levels, frozenset([Relation.PREPRINT]), **pair) == steps
    assert verdicts(field, levels, frozenset([Relation.ERRATUM]), **pair) == [(levels[0], R)]


# What keeps records apart

NONE = Relation.NONE


@pytest.mark.parametrize(
    ("kind", "by_doi", "on_other_pages"),
    [
        (Kind.ERRATUM, [(-1, Relation.ERRATUM)], [(-1, Relation.ERRATUM)]),
        (Kind.RETRACTION, [(-1, Relation.RETRACTION)], [(-1, Relation.RETRACTION)]),
        (Kind.REGISTRATION, [(-1, Relation.REGISTRATION)], [(-1, Relation.REGISTRATION)]),
        # Titles and types that a database gets wrong: one DOI, or one place, corrects them.
        (Kind.COMMENT, [(-1, NONE)], [(-1, Relation.COMMENT), (1, NONE)]),
        (Kind.PROTOCOL, [(-1, NONE)], [(-1, Relation.PROTOCOL), (1, NONE)]),
        (Kind.PREPRINT, [(-1, Relation.PREPRINT), (1, NONE)], [(-1, Relation.PREPRINT), (1, NONE)]),
        (
            Kind.DISSERTATION,
            [(-1, Relation.DISSERTATION), (1, NONE)],
            [(-1, Relation.DISSERTATION), (1, NONE)],
        ),
        (Kind.DATASET, [(-1, Relation.DATASET), (1, NONE)], [(-1, Relation.DATASET), (1, NONE)]),
        (Kind.CHAPTER, [(-1, NONE)], [(-1, NONE)]),
        (Kind.BOOK, [(-1, NONE)], [(-1, NONE)]),
        (Kind.CHAPTER | Kind.BOOK, [(-1, Relation.CHAPTER)], [(-1, Relation.CHAPTER)]),
        (Kind.FOREIGN, [(-1, NONE)], [(-1, Relation.LANGUAGE)]),
    ],
)
def test_a_kind_that_only_one_of_two_records_is_of(kind: Kind, by_doi: Steps, on_other_pages: Steps) -> None:
    assert relations("doi", range(-1, 2), kinds=int(kind)) == by_doi
    assert relations("doi", range(-1, 2), kinds=int(kind), pages=Page.OTHER) == on_other_pages


@pytest.mark.parametrize("kind", [Kind.COMMENT, Kind.PROTOCOL])
def test_a_comment_needs_one_volume_and_range_to_be_no_comment(kind: Kind) -> None:
    named = Relation[kind.name or ""]
    assert relations("volume", range(-1, 2), kinds=int(kind)) == [(-1, named), (1, NONE)]
    assert relations("pages", kinds=int(kind)) == [(-1, named), (Page.RANGE, NONE)]


def test_of_two_kinds_the_graver_is_named() -> None:
    grave = [Kind.ERRATUM, Kind.RETRACTION, Kind.COMMENT, Kind.PREPRINT, Kind.DISSERTATION]
    grave += [Kind.REGISTRATION, Kind.PROTOCOL, Kind.DATASET]
    for place, kind in enumerate(grave):
        for other in grave[place + 1 :]:
            both = int(kind | other)
            assert relations("year", [0], kinds=both, pages=Page.OTHER) == [(0, Relation[kind.name or ""])]


def test_versions_are_those_of_a_doi_of_two_preprints_and_of_a_cochrane_review() -> None:
    version = Relation.VERSION
    assert relations("versions", range(2)) == [(0, NONE), (1, version)]
    assert relations("doi", range(-1, 2), both=int(Kind.PREPRINT)) == [(-1, NONE), (0, version), (1, NONE)]
    assert relations("year", range(-1, 3), both=int(Kind.COCHRANE)) == [(-1, NONE), (1, version)]
    assert relations("volume", range(-1, 2), both=int(Kind.COCHRANE)) == [(-1, NONE), (0, version), (1, NONE)]


def test_a_part_is_another_number_of_a_like_title_on_another_first_page() -> None:
    part = Relation.PART
    assert relations("numbers", range(3), pages=Page.OVERLAP) == [(Numbers.OTHER, part), (Numbers.MORE, NONE)]
    assert relations("pages", numbers=Numbers.OTHER) == [(-1, part), (Page.FIRST, NONE)]
    assert relations("title", PERCENT, numbers=0, pages=Page.OVERLAP) == [(-1, NONE), (60, part)]


def test_two_language_versions_have_like_titles_and_pages_of_their_own() -> None:
    language, foreign = Relation.LANGUAGE, int(Kind.FOREIGN)
    assert relations("pages", kinds=foreign) == [(-1, NONE), (Page.OTHER, language), (Page.OVERLAP, NONE)]
    assert relations("title", PERCENT, kinds=foreign, pages=Page.OTHER) == [(-1, NONE), (90, language)]


def test_another_registration_number_is_named_before_all_else() -> None:
    registration = Relation.REGISTRATION
    assert relations("registered", range(-1, 2)) == [(-1, NONE), (0, registration), (1, NONE)]
    assert relations("registered", [0], kinds=int(Kind.ERRATUM)) == [(0, registration)]
    assert relations("journal", range(-1, 3), registered=0) == [(MISSING, registration)]


def test_the_relations_that_a_protocol_may_name_are_as_many_as_their_words() -> None:
    names = (
        "erratum retraction comment protocol preprint dissertation registration chapter version part place"
    )
    assert list(RELATIONS) == [*names.split(), "dataset", "language"]
    assert len(set(RELATIONS.values())) == len(RELATIONS)
    assert len(set(RELATION_TEXT.values())) == len(RELATIONS) + 1


def test_one_pubmed_id_is_no_ground_not_to_ask_of_an_abstract_in_two_journals() -> None:
    more = TWICE | {"numbers": Numbers.MORE}
    assert verdicts("pmid", range(-1, 2), **more) == [(-1, U), (0, R), (1, U)]
