"""What databases write in many ways is one way afterwards."""

import pytest
from msgspec.structs import replace

from slr.formats.normalize.cell_lists import split_authors
from slr.formats.normalize.dates import year_of
from slr.formats.normalize.identifiers import (
    doi_in_note,
    doi_in_url,
    doi_of,
    isbn_holds,
    issn_holds,
    pmid_in_note,
    pmid_in_url,
    pmid_of,
    serials_in,
)
from slr.formats.normalize.languages import language_code
from slr.formats.normalize.names import family_first, listed_names
from slr.formats.normalize.pages import join_pages, page_range
from slr.formats.normalize.text import clean, clean_title, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.registry import read_export, write_records


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Smith, John A.", "Smith, John A."),
        ("Smith,J.", "Smith, J."),
        ("Smith JA", "Smith, JA"),
        ("Smith J.A.", "Smith, J.A."),
        ("van der Berg JP", "van der Berg, JP"),
        ("J. A. Smith", "Smith, J. A."),
        ("H M Krumholz", "Krumholz, H M"),
        ("Jane Roe", "Roe, Jane"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Beethoven, Ludwig van", "van Beethoven, Ludwig"),
        ("Smith, Jr., John", "Smith, John, Jr."),
        ("Smith, John, III", "Smith, John, III"),
        ("Smith AB Jr", "Smith, AB, Jr"),
        ("Nu\u0301n\u0303ez-Ortiz, Mari\u0301a", "Núñez-Ortiz, María"),
        ("O&apos;Neil, Se&aacute;n", "O'Neil, Seán"),
        ("World Health Organization", "World Health Organization"),
        ("World Health Organization,", "World Health Organization"),
        ("Cochrane Airways,", "Cochrane Airways"),
        ("王小明", "王小明"),
        ("王 小明", "王 小明"),
        ("Plato", "Plato"),
        ("[Anonymous]", ""),
        ("et al.", ""),
    ],
)
def test_names(written: str, name: str) -> None:
    assert family_first(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Nguyễn Văn An", "Nguyễn, Văn An"),
        ("Lê Thị Hồng", "Lê, Thị Hồng"),
        ("Trần-Văn Minh", "Trần-Văn, Minh"),
        ("Nguyen Van An", "Nguyen, Van An"),
        ("An Nguyễn", "Nguyễn, An"),
        ("Tran Nguyen", "Nguyen, Tran"),  # abroad, given name first
        ("Kim Min-jun", "Kim, Min-jun"),
        ("Min-jun Kim", "Kim, Min-jun"),
        ("Mohamed Al-hassan", "Al-hassan, Mohamed"),
        ("ZHANG Wei", "ZHANG, Wei"),
        ("Wei ZHANG", "ZHANG, Wei"),
        ("VAN DER BERG Jan", "VAN DER BERG, Jan"),
        ("JANE ROE", "ROE, JANE"),
        ("ROE J", "ROE, J"),
        ("S el-Gammal", "el-Gammal, S"),
        ("L J deGroot", "deGroot, L J"),
        ("S Oh-hashi", "Oh-hashi, S"),
        ("JA ROE", "ROE, JA"),
        ("王小明", "王小明"),
        ("Wang Wei", "Wei, Wang"),  # nothing tells it from a name in the order of speech
    ],
)
def test_order_of_names_without_a_comma(written: str, name: str) -> None:
    assert family_first(written) == name
    assert family_first(name) == name


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Roe, Jane; Doe, Alan B.", ["Roe, Jane", "Doe, Alan B."]),
        ("Roe, J. and Doe, A. and Poe, E.", ["Roe, J.", "Doe, A.", "Poe, E."]),
        ("Roe J., Doe A.B.", ["Roe J.", "Doe A.B."]),
        ("Roe, J., Doe, A.B.", ["Roe, J.", "Doe, A.B."]),
        ("Roe J, Doe AB.", ["Roe J", "Doe AB"]),
        ("J Roe, AB Doe", ["J Roe", "AB Doe"]),
        ("Jane Roe|Alan Doe", ["Jane Roe", "Alan Doe"]),
        ("Roe, Jane (57000000001); Doe, Alan (57000000002)", ["Roe, Jane", "Doe, Alan"]),
        ("Lee, Derek E.", ["Lee, Derek E."]),
        ("Ministry of Health and Welfare", ["Ministry of Health and Welfare"]),
        ("Roe, Jane", ["Roe, Jane"]),
        ("Roe, J and Doe Palma, P and Group, N. T.", ["Roe, J", "Doe Palma, P", "Group, N. T."]),
        ("Roe, J and Tea Research Group", ["Roe, J", "Tea Research Group"]),
        (
            "Roe, J. and Centers for Tea Control and Prevention",
            ["Roe, J.", "Centers for Tea Control and Prevention"],
        ),
        ("Ministry of Health, Labour and Welfare, Japan", ["Ministry of Health, Labour and Welfare, Japan"]),
    ],
)
def test_many_names_in_a_cell(cell: str, names: list[str]) -> None:
    assert split_authors(cell) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Roe J, Doe A, Poe E", ["Roe J", "Doe A", "Poe E"]),
        ("van der Roe JAB,O'Neil S, Núñez-Ortiz M", ["van der Roe JAB", "O'Neil S", "Núñez-Ortiz M"]),
        (
            "De la Cruz M, García López A, McRoe B, Li W",
            ["De la Cruz M", "García López A", "McRoe B", "Li W"],
        ),
    ],
)
def test_many_names_in_a_field_of_one(text: str, names: list[str]) -> None:
    assert listed_names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Roe J, Doe A",
            "Roe, J, Jr",
            "Roe, Jane, III",
            "Roe J, Doe A, Poe E,",
            "Roe J, Doe A, et al",
            "Roe",
        ),
        *("Department of Health UK, Ministry of Health NZ, Office of Health US", "WHO EU, NHS UK, NIH US"),
        *(
            "one two AB, three four CD, five EF",
            "Roe J, Doe A, Poe Ellen",
            "Roe J, Doe A, Poe ABCD",
            ",,",
            "",
        ),
    ],
)
def test_what_may_be_one_name_is_left_as_it_is(text: str) -> None:
    assert listed_names(text) == [text]


def test_ris_takes_a_list_of_names_apart_and_gives_a_group_of_such_a_name_back() -> None:
    text = "TY  - JOUR\nTI  - A title\nAU  - Roe J, Doe A, Poe E\nAU  - Moe, Ann\nER  - \n"
    (read,) = read_export(text.encode(), file="f").records
    assert read.authors == ("Roe, J", "Doe, A", "Poe, E", "Moe, Ann")
    group = replace(read, authors=("Roe J, Doe A, Poe E", "Moe, Ann"))
    for name in ("ris", "nbib", "enw", "endnote-xml", "csv", "bibtex"):
        written = write_records([group], name).encode()
        (again,) = read_export(written, file="f", format=name).records
        assert again.authors == group.authors, name


@pytest.mark.parametrize(
    ("written", "title", "language"),
    [
        ("A title.", "A title", ""),
        ("What is it?", "What is it?", ""),
        ("Made in the U.S.", "Made in the U.S.", ""),
        ("To be continued...", "To be continued...", ""),
        ("[Fragen und Antworten].", "Fragen und Antworten", ""),
        ("Questions. [German]", "Questions", "German"),
        ("Cells [a review] and [more]", "Cells [a review] and [more]", ""),
        ("<i>E. coli</i> &amp; CO<sub>2</sub>", "E. coli & CO2", ""),
        ("&lt;b&gt;Bold&lt;/b&gt; p&lt;0.05", "Bold p<0.05", ""),
        ("Two\n  lines\u00a0here\u200b", "Two lines here", ""),
        ("\x1b[31mred\x07", "[31mred", ""),
        ("x < y and y > z", "x < y and y > z", ""),
        ("", "", ""),
    ],
)
def test_titles(written: str, title: str, language: str) -> None:
    assert clean_title(written) == (title, language)


def test_structured_abstracts_keep_their_labels() -> None:
    assert clean('<AbstractText Label="AIM">To see.</AbstractText><p>We saw.</p>') == "AIM: To see. We saw."
    assert clean("<jats:p>One</jats:p><jats:p>two</jats:p>") == "One two"
    assert clean("AT&T, R&D; &notanentity; &#8212; &#x2014; &#150;") == "AT&T, R&D; &notanentity; — — –"


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("1999/08//undefined", 1999),
        ("2008/08//", 2008),
        ("15 March 2004", 2004),
        ("03/15/2004", 2004),
        ("2004-03-15T00:00:00Z", 2004),
        ("20040315", 2004),
        ("199903", 1999),
        ("c2004", 2004),
        ("[2004?]", 2004),
        ("2003-2004", 2003),
        ("1999.0", 1999),
        ("Jun2013", 2013),
        ("NOV", None),
        ("0000", None),
        ("n.d.", None),
        ("12345", None),
    ],
)
def test_years(written: str, year: int | None) -> None:
    assert year_of(written) == year


@pytest.mark.parametrize(
    ("written", "pages"),
    [
        ("1032-8", "1032-1038"),
        ("1032--1038", "1032-1038"),
        ("134 – 137", "134-137"),
        ("S12-5", "S12-S15"),
        ("S12-S15", "S12-S15"),
        ("e9128", "e9128"),
        ("7-7", "7"),
        ("123-+", "123"),
        ("pp. 12-15", "12-15"),
        ("UNSP 7", "7"),
        ("227, author reply 228-9", "227, author reply 228-229"),
        ("123-9; discussion 130", "123-129, discussion 130"),
        ("96-5", "96-5"),
        ("iv-x", "iv-x"),
        ("12:1-12:5", "12:1-12:5"),
    ],
)
def test_pages(written: str, pages: str) -> None:
    assert page_range(written) == pages


def test_pages_given_apart() -> None:
    assert join_pages("1032", "8") == "1032-1038"
    assert join_pages("12-15", "") == "12-15"
    assert join_pages("12-15", "15") == "12-15"
    assert join_pages("7", "7") == "7"
    assert join_pages("", "9") == "9"


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.5555/ABC.1", "10.5555/abc.1"),
        ("https://doi.org/10.5555/abc.1", "10.5555/abc.1"),
        ("http://dx.doi.org/10.5555/abc%281%29.2", "10.5555/abc(1).2"),
        ("doi: 10.5555/abc.1.", "10.5555/abc.1"),
        ("10.5555/(sici)1097(19980815/30)17:15/16<1661::aid>3.0.co;2-2", "10.5555/(sici)1097(19980815/30)17:15/16<1661::aid>3.0.co;2-2"),
        ("(10.5555/abc.1)", "10.5555/abc.1"),
        ("10.5555/a 10.5555/b", "10.5555/a"),
        ("10.1037.a0037593", ""),
        ("none", ""),
    ],
)  # fmt: skip
def test_dois(written: str, doi: str) -> None:
    assert doi_of(written) == doi


def test_dois_and_pmids_elsewhere() -> None:
    assert doi_in_url("https://example.org/search?id=doi:10.5555%2Fabc.1&x=1") == "10.5555/abc.1"
    assert doi_in_url("https://www.example.org/doi/full/10.5555/abc.1") == "10.5555/abc.1"
    assert doi_in_url("https://example.org/10.5555/abc") == ""
    assert doi_in_note("J Test. 2014;1(1):1. doi: 10.5555/abc.1. Epub 2014") == "10.5555/abc.1"
    assert doi_in_note("doi: 10.5555/a; erratum doi: 10.5555/b") == ""
    assert pmid_in_url("https://pubmed.ncbi.nlm.nih.gov/32789069/") == "32789069"
    assert pmid_in_note("Place: X PMID: 35319117  PMCID: PMC9151451") == "35319117"
    assert pmid_in_note("35957633 [PMID]") == "35957633"
    assert pmid_in_note("PMID: 1; PMID: 2") == ""
    assert [pmid_of(text) for text in ("0123", "123456789", "PMC123", "PMID 5")] == ["123", "", "", "5"]


def test_serial_numbers_are_checked() -> None:
    assert serials_in("1939-1676 0891-6640") == (("1939-1676", "0891-6640"), (), ())
    assert serials_in("10685502") == (("1068-5502",), (), ())
    assert serials_in("0951–8320 (Print); 2434-561x") == (("0951-8320", "2434-561X"), (), ())
    assert serials_in("978-3-16-148410-0, 0-8044-2957-X") == ((), ("9783161484100", "080442957X"), ())
    assert serials_in("1939-1677") == ((), (), ("1939-1677",))
    assert issn_holds("19391676")
    assert not issn_holds("19391675")
    assert isbn_holds("9783161484100")
    assert not isbn_holds("9783161484101")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("English", "en"),
        ("eng", "en"),
        ("en-US", "en"),
        ("Eng; Fre", "en; fr"),
        ("German, English", "de; en"),
        ("ngerman", "de"),
        ("Filipino", "fil"),
        ("Klingon", "klingon"),
        ("Abstract in English", "abstract in english"),
        ("", ""),
    ],
)
def test_languages(written: str, code: str) -> None:
    assert language_code(written) == code


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Journal Article", "article-journal"),
        ("journalArticle", "article-journal"),
        ("Review", "article-journal"),
        ("Proceedings Paper", "paper-conference"),
        ("Article; Proceedings Paper", "paper-conference"),
        ("Book chapter", "chapter"),
        ("Preprint", "article"),
        ("blogPost", "post-weblog"),
        ("webpage", "webpage"),
        ("???", ""),
    ],
)
def test_types(written: str, kind: str) -> None:
    assert csl_type(written) == kind


def test_keywords() -> None:
    assert split_keywords(["*Dogs; Heart/*injuries", "Dogs", "one\ntwo", " "]) == (
        "Dogs",
        "Heart/injuries",
        "one",
        "two",
    )
