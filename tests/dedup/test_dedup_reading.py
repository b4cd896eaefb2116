"""Reading single fields for the comparison: titles, pages, volumes, journals, names."""

import pytest

from slr.dedup.authors import read_authors
from slr.dedup.prepare import prepare
from slr.dedup.source import (
    MISSING,
    OTHER,
    PERHAPS,
    SAME,
    Pages,
    abbreviates,
    compare_journals,
    read_pages,
    read_volume,
)
from slr.dedup.title import Kind, read_title
from slr.dedup.wording import Words, compare_words
from slr.model.record import Record, record_table

PLAIN = "effect of x ray screening in women"


@pytest.mark.parametrize(
    "title",
    [
        "Effect of X-ray screening in women.",
        "EFFECT OF X-RAY SCREENING IN WOMEN",
        "[Effect of X-ray screening in women]",
        "[Effect of X-ray screening in women]. [Review] [33 refs] [German]",
        "Effect of X-ray screening in women (Structured abstract)",
        "Effect of X-ray screening [corrected] in women",
        "Effect of <i>X-ray</i> screening in women",
        "Effect of X-ray screening in women.[Erratum appears in Lancet. 2010 May;3(1):9 Note: Li [added]]",
        "Effect of X-ray screening in women... [corrected][published erratum appears in Lancet 2010",
        "Effect of X-ray screening in women <ORIGINAL> WIRKUNG DES RÖNTGENS",
    ],
)
def test_notes_of_databases_are_no_part_of_a_title(title: str) -> None:
    read = read_title(title)
    assert " ".join(read.words) == PLAIN
    assert read.kind & ~Kind.TRANSLATED == Kind.NONE


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Erratum: Effect of X-ray screening in women", Kind.ERRATUM),
        ("Corrigendum to: Effect of X-ray screening in women", Kind.ERRATUM),
        ("Effect of X-ray screening in women (vol 85, pg 553, 2010)", Kind.ERRATUM),
        ("Effect of X-ray screening in women (Lancet (2010) 85 (553-559))", Kind.ERRATUM),
        ('"Effect of X-ray screening in women": Correction', Kind.ERRATUM),
        ("Retraction notice to: Effect of X-ray screening in women", Kind.RETRACTION),
        ("Comment on: Effect of X-ray screening in women", Kind.COMMENT),
        ("Effect of X-ray screening in women - Reply", Kind.COMMENT),
        ("Effect of X-ray screening in women AUTHORS REPLY", Kind.COMMENT),
    ],
)
def test_a_notice_is_known_and_read_as_the_title_of_its_target(title: str, kind: Kind) -> None:
    read = read_title(title)
    assert (" ".join(read.words), read.kind) == (PLAIN, kind)


@pytest.mark.parametrize(
    "title",
    [
        "Correction of scoliosis by casting",
        "Response to chemotherapy in lung cancer",
        "A treatment protocol works",
        "Commentary and essays",
        "Handbook of screening (vol. 2)",
        "How moderators comment in forums",
        "Erratum",
    ],
)
def test_words_of_notices_in_a_title_make_no_notice(title: str) -> None:
    assert read_title(title).kind == Kind.NONE


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Screening. Part II", {"2"}),
        ("Screening: part b", {"b"}),
        ("Phase I trial of two drugs", {"1", "2"}),
        ("HPV16 and vitamin C i n 2010", {"16", "2010"}),
    ],
)
def test_numbers_are_digits_romans_words_and_letters_of_parts(title: str, numbers: set[str]) -> None:
    assert read_title(title).numbers == numbers


@pytest.mark.parametrize(
    ("pages", "first", "last"),
    [
        ("1726-33", 1726, 1733),
        ("S417-S429", 417, 429),
        ("106-11; discussion 111", 106, 111),
        ("e42", 42, MISSING),
        ("14S-16S", 14, 16),
        ("viii108", 108, MISSING),
        ("Suppl-29", MISSING, 29),
        ("215 p", MISSING, MISSING),
        ("xv, 315", MISSING, MISSING),
        ("No Pagination Specified", MISSING, MISSING),
        ("527-532.e1", 527, 532),
    ],
)
def test_pages(pages: str, first: int, last: int) -> None:
    assert read_pages(pages)[:2] == (first, last)


@pytest.mark.parametrize(
    ("doi", "base"),
    [
        ("10.1002/14651858.cd001234.pub2", "10.1002/14651858.cd001234"),
        ("10.48550/arxiv.2101.00001v2", "10.48550/arxiv.2101.00001"),
        ("10.21203/rs.3.rs-123/v1", "10.21203/rs.3.rs-123"),
        ("10.6084/m9.figshare.123.v2", "10.6084/m9.figshare.123"),
        ("10.3390/v12010001", "10.3390/v12010001"),
        ("10.1016/j.x.2010.12", "10.1016/j.x.2010.12"),
    ],
)
def test_a_doi_without_its_version(doi: str, base: str) -> None:
    assert prepare(record_table([Record(doi=doi)])).doi_base[0] == base


def test_how_pages_are_counted() -> None:
    assert [read_pages(pages).counted for pages in ("e12724", "a1754", "c1804", "1-6")] == [2, 2, 2, 1]
    assert [read_pages(pages).counted for pages in ("A1754", "S1754", "1754-9", "e505")] == [0, 0, 0, 0]


def test_pages_that_a_spreadsheet_turned_into_a_date() -> None:
    assert read_pages("01-Oct") == Pages(1, 10, 1)
    assert read_pages("Aug-12")[:2] == (8, 12)


@pytest.mark.parametrize(
    ("volume", "number"),
    [
        ("24 Suppl 3", 24),
        ("Volume 7", 7),
        ("30A", 30),
        ("", MISSING),
        ("Ph.D.", MISSING),
        ("Suppl 9", MISSING),
    ],
)
def test_volumes(volume: str, number: int) -> None:
    assert read_volume(volume) == number


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("N Engl J Med", "The New England journal of medicine", SAME),
        ("Jthoraccardiovascsurg", "Journal of Thoracic & Cardiovascular Surgery", SAME),
        ("BMJ", "BMJ (Clinical research ed.)", SAME),
        ("Cir Cir", "Cirugia y cirujanos", SAME),
        ("Dtsch-Med-Wochenschr", "Deutsche Medizinische Wochenschrift (1946)", SAME),
        ("Zhongguo fei ai za zhi = Chinese journal of lung cancer", "Chinese Journal of Lung Cancer", SAME),
        ("J Thromb Haemost", "Journal of Thrombosis and Haemostasis.Conference: 23rd Congress", SAME),
        ("Ann Fr Anesth Reanim", "Annales fran?aises d'anesth?sie et de r?animation", SAME),
        ("Cancer", "Cancer Research", PERHAPS),
        ("Ann Surg", "Annals of Surgical Oncology", PERHAPS),
        ("Blood", "Haematologica", OTHER),
        ("American Heart Journal", "European Heart Journal", OTHER),
        ("Journal of Clinical Oncology", "Journal of Clinical Pathology", OTHER),
        ("", "Blood", MISSING),
    ],
)
def test_journals(a: str, b: str, level: int) -> None:
    assert compare_journals(a, b) == compare_journals(b, a) == level


def test_an_abbreviation_takes_the_beginning_of_every_word() -> None:
    words = ("journal", "of", "medicine")
    assert abbreviates("jom", words)
    assert abbreviates("jofmed", words)
    assert not abbreviates("jmed", words)
    assert not abbreviates("journalofmedicinex", words)


@pytest.mark.parametrize(
    ("author", "words", "initial"),
    [
        ("Smith, Jane", {"smith", "jane"}, "j"),
        ("Smith, J. A.", {"smith"}, "j"),
        ("Smith JA", {"smith"}, "j"),
        ("van der Berg, J", {"berg"}, "j"),
        ("Wright, Jr", {"wright"}, ""),
        ("Núñez, A", {"nunez"}, "a"),
        ("LI, WEI", {"li"}, "w"),
    ],
)
def test_names(author: str, words: set[str], initial: str) -> None:
    first = read_authors((author,)).first
    assert (first.words, first.initial) == (words, initial)


def test_the_key_of_a_first_author_is_the_family_name() -> None:
    assert read_authors(("Zhou, Xiangdong", "Lan, J.")).key == "zhou"
    assert read_authors(("Le, Quintrec M.",)).key == "quintrec"
    assert read_authors(()).key == ""


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("haemolytic uraemia in children", "hemolytic uremia in children", Words.SPELLED),
        ("a meta analysis of screening", "a metaanalysis of screening", Words.SPELLED),
        ("screening", "screening in the elderly", Words.ADDED),
        ("therapy sensitive disease", "therapy resistant disease", Words.REPLACED),
        ("screening of men", "screening of women", Words.REPLACED),
        ("pulmonary hypertension", "pulmonary hypotension", Words.REPLACED),
        ("surgery with drains", "surgery without drains", Words.REPLACED),
    ],
)
def test_wording(a: str, b: str, level: Words) -> None:
    assert compare_words(tuple(a.split()), tuple(b.split())) == level
