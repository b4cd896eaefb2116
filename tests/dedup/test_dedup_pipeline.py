"""Finding duplicates: what is joined, what waits for a person, and what is never joined on its own."""

import pytest
from msgspec.structs import replace

from slr.dedup.explain import explain
from slr.dedup.pipeline import find_duplicates
from slr.model.errors import SlrError
from slr.model.record import Record, record_table

ARTICLE = Record(
    id="a-1",
    title="Social media use by public health organizations: a systematic review",
    authors=("Smith, Jane", "García, M.", "Li, W."),
    year=2014,
    journal="Journal of Medical Internet Research",
    volume="16",
    issue="4",
    pages="101-115",
)


def verdicts(*records: Record) -> dict[tuple[str, str], str]:
    pairs = find_duplicates(record_table(records)).pairs
    return dict(zip(zip(pairs["a"], pairs["b"], strict=True), pairs["verdict"], strict=True))


def verdict(a: Record, b: Record) -> str:
    return verdicts(a, replace(b, id="b-1")).get(("a-1", "b-1"), "different")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"title": "SOCIAL MEDIA USE BY PUBLIC HEALTH ORGANIZATIONS: A SYSTEMATIC REVIEW."},
        {"title": "Social media use by public health organisations: a systematic review"},
        {"title": "Social media use by public health organizations"},
        {"title": ARTICLE.title + ".[Erratum appears in J Med Internet Res. 2015 Jan;17(1):e9]"},
        {"title": "[Use of social networks by health authorities]", "language": "es"},
        {"authors": ("Jane, Smith", "M., García", "W., Li")},
        {"authors": ("Smith, J.",)},
        {"authors": ()},
        {"journal": "J Med Internet Res"},
        {"journal": "", "issue": ""},
        {"year": 2013},
        {"year": None},
        {"volume": "", "issue": "", "pages": ""},
        {"pages": "101-15"},
        {"pages": "101"},
        {"doi": "10.1/wrong"},
    ],
)
def test_spelling_and_gaps_do_not_hide_a_duplicate(changes: dict[str, object]) -> None:
    assert verdict(ARTICLE, replace(ARTICLE, **changes)) == "same"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Erratum: " + ARTICLE.title, "pages": "130"},
        {"title": ARTICLE.title + " (vol 16, pg 101, 2014)", "pages": "130"},
        {"title": "Retraction notice to: " + ARTICLE.title},
        {"title": "Comment on: " + ARTICLE.title, "pages": "130"},
        {"title": ARTICLE.title + " - Reply", "pages": "130"},
        {"title": ARTICLE.title + " - Reply", "pages": "130", "authors": ("Roe, K.",)},
        {"title": ARTICLE.title + ": study protocol", "pages": "90-95"},
        {"journal": "medRxiv", "doi": "10.1101/2014.01.02.14012345", "volume": "", "issue": "", "pages": ""},
        {"type": "thesis", "journal": "", "volume": "", "issue": "", "pages": ""},
        {"journal": "International Journal of Epidemiology", "volume": "43", "pages": "S12"},
    ],
)
def test_kinds_that_are_never_joined_are_offered_as_related(changes: dict[str, object]) -> None:
    assert verdict(ARTICLE, replace(ARTICLE, **changes)) == "related"  # type: ignore[arg-type]


def test_a_protocol_may_want_preprints_joined() -> None:
    preprint = replace(
        ARTICLE, id="b-1", journal="medRxiv", doi="10.1101/2014.01.02.14012345", volume="", issue="", pages=""
    )
    table = record_table([ARTICLE, preprint])
    assert find_duplicates(table).pairs["verdict"].tolist() == ["related"]
    assert find_duplicates(table, join=["preprint"]).pairs["verdict"].tolist() == ["same"]
    assert find_duplicates(table, join=["erratum"]).pairs["verdict"].tolist() == ["related"]
    assert explain(ARTICLE, preprint, join=["preprint"]).verdict == "same"
    other = replace(preprint, title="Social media use by schools: a systematic review")
    assert find_duplicates(record_table([ARTICLE, other]), join=["preprint"]).pairs.empty
    with pytest.raises(SlrError, match="preprints"):
        find_duplicates(table, join=["preprints"])


def test_parts_and_editions_are_never_joined() -> None:
    first = replace(ARTICLE, title=ARTICLE.title + ". Part I")
    second = replace(ARTICLE, title=ARTICLE.title + ". Part II", pages="116-130")
    assert verdict(first, second) in ("related", "different")


def test_versions_of_a_cochrane_review_are_related() -> None:
    old = Record(
        id="a-1",
        title="Music therapy for acquired brain injury",
        authors=("Bradt, J.", "Magee, W."),
        year=2010,
        journal="Cochrane Database of Systematic Reviews",
        doi="10.1002/14651858.cd006787.pub2",
    )
    assert verdict(old, replace(old, year=2017, doi="10.1002/14651858.cd006787.pub3")) == "related"
    assert verdict(old, replace(old, title=old.title + ".")) == "same"


def test_a_chain_does_not_unite_what_is_clearly_different() -> None:
    """An untold record is like both of two articles of one title that are not like each other."""
    one = replace(ARTICLE, doi="10.1/one")
    other = replace(
        ARTICLE,
        id="c-1",
        doi="10.1/other",
        volume="17",
        issue="2",
        pages="7-19",
        authors=("Smith, Jane", "Roe, K."),
    )
    between = replace(ARTICLE, id="b-1", volume="", issue="", pages="", authors=("Smith, J.",))
    told = verdicts(one, between, other)
    assert told == {("a-1", "b-1"): "same", ("b-1", "c-1"): "same", ("a-1", "c-1"): "related"}


def test_a_title_alone_joins_nothing() -> None:
    bare = Record(id="a-1", title="Editorial")
    assert verdict(bare, bare) == "different"


def test_the_reason_names_the_evidence() -> None:
    pairs = find_duplicates(record_table([ARTICLE, replace(ARTICLE, id="b-1", doi="10.1/a")])).pairs
    assert list(pairs["reason"]) == [
        "same title; same first author; same year; same journal; same volume; same pages"
    ]


def test_pairs_decided_before_are_not_decided_again() -> None:
    table = record_table([ARTICLE, replace(ARTICLE, id="b-1"), replace(ARTICLE, id="c-1")])
    pairs = find_duplicates(table, known={("a-1", "b-1"), ("b-1", "c-1")}).pairs
    assert list(zip(pairs["a"], pairs["b"], strict=True)) == [("a-1", "c-1")]


def test_explain_adds_up_and_agrees_with_the_run() -> None:
    other = replace(ARTICLE, id="b-1", title="Social media and public health: a review", pages="7-9")
    told = explain(ARTICLE, other)
    assert told.score == sum(point.points for point in told.points)
    assert told.verdict == verdict(ARTICLE, other)
    assert explain(other, ARTICLE).score == told.score
