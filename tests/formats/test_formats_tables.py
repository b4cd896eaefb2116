"""Tables: what a column means, what separates the names and words in a cell, and what a citation in one says."""

import pytest

from slr.formats.citations import is_no_journal, parts_of_citation, parts_of_source
from slr.formats.columns import header_score, meanings_of
from slr.formats.normalize.cell_lists import (
    are_listed_by_comma,
    are_words_by_comma,
    literals,
    split_authors,
    split_words,
)
from slr.formats.registry import read_export


def named(*header: str) -> dict[str, list[str]]:
    return {
        meaning: [header[place] for place in places] for meaning, places in meanings_of(list(header)).items()
    }


@pytest.mark.parametrize(
    ("header", "meanings"),
    [
        (["Título", "Año", "Résumé"], {"title": ["Título"], "year": ["Año"], "abstract": ["Résumé"]}),
        (["Titel", "Schlagwörter"], {"title": ["Titel"], "keywords": ["Schlagwörter"]}),
        (["题名", "作者", "발행연도"], {"title": ["题名"], "authors": ["作者"], "year": ["발행연도"]}),
        (["Title-题名", "Period-期", "DOI-DOI"], {"title": ["Title-题名"], "issue": ["Period-期"], "doi": ["DOI-DOI"]}),
        (
            ["dc:title", "prism:publicationName", "prism:coverDate", "authkeywords"],
            {
                "title": ["dc:title"], "journal": ["prism:publicationName"], "date": ["prism:coverDate"],
                "keywords": ["authkeywords"],
            },
        ),
        (
            ["title_s", "authFullName_s", "producedDateY_i", "doiId_s", "uri_s"],
            {
                "title": ["title_s"], "authors": ["authFullName_s"], "year": ["producedDateY_i"],
                "doi": ["doiId_s"], "url": ["uri_s"],
            },
        ),
        (["rel_title", "rel_doi", "tracks"], {"title": ["rel_title"], "doi": ["rel_doi"]}),
        (
            ["Titel", "Autor", "Zeitschrift/Zeitung", "Jahrgang", "Heftnummer", "Seiten von-bis", "DOI-Name"],
            {
                "title": ["Titel"], "authors": ["Autor"], "journal": ["Zeitschrift/Zeitung"],
                "volume": ["Jahrgang"], "issue": ["Heftnummer"], "pages": ["Seiten von-bis"], "doi": ["DOI-Name"],
            },
        ),
        (["ItemId", "Title", "Parent Title"], {"title": ["Title"], "journal": ["Parent Title"]}),
        (["Title-题名", "Author-作者单位", "Roll-卷", "PageCount-页数"], {"title": ["Title-题名"], "volume": ["Roll-卷"]}),
        (["Title/Abstract", "Title-Abstract screening", "DOI"], {"doi": ["DOI"]}),
        (["Title", "Journal", "Source"], {"title": ["Title"], "journal": ["Journal"], "citation": ["Source"]}),
        (["Title", "Source"], {"title": ["Title"], "journal": ["Source"]}),
        (["No.", "Title"], {"title": ["Title"]}),
        (["Title", "Volume", "No."], {"title": ["Title"], "volume": ["Volume"], "issue": ["No."]}),
        (["No.", "Title", "Volume", "Issue"], {"title": ["Title"], "volume": ["Volume"], "issue": ["Issue"]}),
        (["No.", "Title", "Volume"], {"title": ["Title"], "volume": ["Volume"]}),
        (["Title", "First author", "Authors"], {"title": ["Title"], "authors": ["Authors"]}),
        (["Title", "First author"], {"title": ["Title"], "authors": ["First author"]}),
        (
            ["PT", "AU", "TI", "SO", "ID", "SP", "DA", "CA"],
            {
                "type": ["PT"], "authors": ["AU"], "title": ["TI"], "journal": ["SO"],
                "keywords": ["ID"], "groups": ["CA"],
            },
        ),
    ],
)  # fmt: skip
def test_what_columns_mean(header: list[str], meanings: dict[str, list[str]]) -> None:
    assert named(*header) == meanings


def test_a_review_s_own_questions_do_not_hide_the_names_of_columns() -> None:
    question = "Which of the outcomes that the protocol names does the study report, and at which times?"
    assert header_score(["Title", "Authors", "Year", question]) > 50
    assert header_score(["Title", question, question]) == 0
    assert header_score(["Authors", "Abstract", "Year"]) > 50
    assert header_score(["Authors", "Year"]) == 0


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Jane Roe, Alan Doe, Eve Poe", ["Jane Roe", "Alan Doe", "Eve Poe"]),
        ("Jane Roe, Alan Doe and Eve Poe", ["Jane Roe", "Alan Doe", "Eve Poe"]),
        ("Jane Roe, Alan Doe, and Eve Poe", ["Jane Roe", "Alan Doe", "Eve Poe"]),
        ("Juana Roe, Alan Doe y Eva Poe", ["Juana Roe", "Alan Doe", "Eva Poe"]),
        ("José Roe y Doe, Juan", ["José Roe y Doe, Juan"]),
        ("Roe, Doe & Poe", ["Roe", "Doe", "Poe"]),
        ("Roe, Doe, Poe", ["Roe", "Doe", "Poe"]),
        ("Roe, J., Doe, A. B., & Poe, E.", ["Roe, J.", "Doe, A. B.", "Poe, E."]),
        ("Roe, Jane, Jr.", ["Roe, Jane, Jr."]),
        ("García López, Juan José", ["García López, Juan José"]),
        ("Roe, Jane María, García López, Ana, Poe, Eve", ["Roe, Jane María", "García López, Ana", "Poe, Eve"]),
        ("Roe, Jane; Doe, A and Poe, E", ["Roe, Jane", "Doe, A", "Poe, E"]),
        ("Roe, Jane; Institute of Tea and Coffee", ["Roe, Jane", "Institute of Tea and Coffee"]),
        ("Roe J.de la Doe A. B.Jonsson-Poe E.", ["Roe J.", "de la Doe A. B.", "Jonsson-Poe E."]),
        ("Doe L.; Roe R.L., Jr.; Poe M.", ["Doe L.", "Roe R.L. Jr.", "Poe M."]),
        ("Roe, Jane and Doe, Alan and\nPoe, Eve", ["Roe, Jane", "Doe, Alan", "Poe, Eve"]),
        ("J.P. Roe", ["J.P. Roe"]),
        ("Roe J, Doe A, et al.", ["Roe J", "Doe A"]),
        ("J Roe, A Doe, ...", ["J Roe", "A Doe"]),
        ("J Roe, A Doe…", ["J Roe", "A Doe"]),
        ("Roe et al.", ["Roe"]),
        ("Jane Roe / Alan Doe", ["Jane Roe", "Alan Doe"]),
        ("王小明；李娜", ["王小明", "李娜"]),
        ("王小明，李娜，等", ["王小明", "李娜"]),
        ("王小明、李娜", ["王小明", "李娜"]),
        ("['Roe, Jane', \"O'Neil, Sean\"]", ["Roe, Jane", "O'Neil, Sean"]),
        ("[{'name': 'Jane Roe', 'id': '1'}, {'name': 'Alan Doe', 'id': '2'}]", ["Jane Roe", "Alan Doe"]),
        ('["Mar\\u00eda N\\u00fa\\u00f1ez"]', ["María Núñez"]),
        ("[]", []),
        ("[Anonymous]", ["[Anonymous]"]),
        ("Department of Tests, University of Nowhere, Nowhere City", ["Department of Tests, University of Nowhere, Nowhere City"]),
    ],
)  # fmt: skip
def test_names_in_a_cell(cell: str, names: list[str]) -> None:
    assert split_authors(cell) == names


def test_a_column_shows_what_its_commas_separate() -> None:
    whole = ["Jane Roe, Alan Doe, Eve Poe", "Jane Roe, Alan Doe", "Alan Doe"]
    assert are_listed_by_comma(whole)
    assert split_authors(whole[1], by_comma=True) == ["Jane Roe", "Alan Doe"]
    assert not are_listed_by_comma([*whole, "Roe, Jane; Doe, Alan"])
    assert not are_listed_by_comma(["García López, Juan José", "Roe, Jane"])
    assert are_words_by_comma(["tea, towns, answers (short, long)", "tea, towns"])
    assert not are_words_by_comma(["Diabetes Mellitus, Type 2"])
    assert not are_words_by_comma(["tea, green, fresh; towns"])
    assert split_words("tea, answers (short, long)", by_comma=True) == ["tea", " answers (short, long)"]
    assert split_words("Diabetes Mellitus, Type 2") == ["Diabetes Mellitus, Type 2"]
    assert split_words("tea,1,2-xylene,towns", by_comma=True) == ["tea", "1,2-xylene", "towns"]
    assert split_words("茶；城镇") == ["茶;城镇"]
    assert literals("[1, 2]") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Invented Education, v12 n3 p101-109 Fall 2014",
            {
                "journal": "Invented Education",
                "volume": "12",
                "issue": "3",
                "pages": "101-109",
                "year": "2014",
            },
        ),
        (
            "Invented Health (2014) 20:1 (33-41). Date of Publication: February 2014",
            {"journal": "Invented Health", "year": "2014", "volume": "20", "issue": "1", "pages": "33-41"},
        ),
        (
            "Invented Health (2014) 350 Article Number: h1234. Date of Publication: 2 Mar 2014",
            {"journal": "Invented Health", "year": "2014", "volume": "350", "article_number": "h1234"},
        ),
        ("Invented Health (2014). Date of Publication: 2014", {"journal": "Invented Health", "year": "2014"}),
        ("Revista inventada; 48(141); -", {"journal": "Revista inventada", "volume": "48", "issue": "141"}),
        (
            "Rev. inventada;12(3): 101-109, maio 2014.",
            {"journal": "Rev. inventada", "volume": "12", "issue": "3", "pages": "101-109", "year": "2014"},
        ),
        ("Roe (2014)", {}),
        ("Journal of Invented Results", {}),
        ("x" * 600, {}),
    ],
)
def test_a_source_says_more_than_a_journal(text: str, parts: dict[str, str]) -> None:
    assert parts_of_source(text) == parts


def test_a_citation_says_the_year_too() -> None:
    text = "Invent J Test (Nowhere). 2014 May 3;206(5):417-23. doi: 10.5555/x. Epub 2014 Jan 1."
    assert parts_of_citation(text) == {"year": "2014", "volume": "206", "issue": "5", "pages": "417-23"}
    assert parts_of_citation("Roe J. How towns answer. 2014.") == {}


def test_the_name_of_a_database_is_no_journal() -> None:
    assert all(map(is_no_journal, ("Scopus", "Web of Science", "IEEE Xplore", "PubMed/MEDLINE")))
    assert is_no_journal("https://clinicaltrials.gov/show/NCT00000001")
    assert not any(map(is_no_journal, ("Journal of Scopus Studies", "")))
    named = b"Title,Journal\nA,Lens\n"  # where the column says journal, it is one
    assert read_export(named, file="x").records[0].journal == "Lens"
    data = b"Title,Source title,Source\nA,,Scopus\nB,Tests,Scopus\n"
    assert [record.journal for record in read_export(data, file="x").records] == ["", "Tests"]
    assert [
        record.journal for record in read_export(b"Title,Source\nA,PubMed\nB,Tests\n", file="x").records
    ] == ["", "Tests"]


def test_blanks_between_commas_and_quotation_marks_are_none_of_the_cells() -> None:
    data = b'"Title", "Authors", "Year"\n"One, two", "Roe, J.; Doe, A.", 2014\n "Three", "He said, ""no""", 2015\n'
    reading = read_export(data, file="x.csv")
    assert [(record.title, record.year) for record in reading.records] == [
        ("One, two", 2014),
        ("Three", 2015),
    ]
    assert reading.records[0].authors == ("Roe, J.", "Doe, A.")
    assert [one.code for one in reading.findings] == ["I301"]
    tight = b'Title,Authors\n"He said, ""no"", and went","Roe, J."\n'
    assert read_export(tight, file="x").records[0].title == 'He said, "no", and went'


def test_an_address_in_the_column_of_dois_is_an_address() -> None:
    data = b"Title of the paper,DOI or link\nA,10.5555/a\nB,https://example.org/b\nC,https://doi.org/10.5555/c\nD,none\n"
    reading = read_export(data, file="x.csv")
    assert [(record.doi, record.url) for record in reading.records] == [
        ("10.5555/a", ""),
        ("", "https://example.org/b"),
        ("10.5555/c", ""),
        ("", ""),
    ]
    assert [one.code for one in reading.findings] == ["I301", "I203"]


def test_no_year_is_told_from_a_zero() -> None:
    reading = read_export(b"Title,Year,Authors\nA,0,Roe J\nB,2014,Doe A\n", file="x.csv")
    assert [record.year for record in reading.records] == [None, 2014]
    assert [one.code for one in reading.findings] == ["I301"]


@pytest.mark.parametrize(
    "cell",
    [
        *(" " * 500_000 + "al", "," * 500_000, "[" + "'\\" * 250_000, "[{'name':" + " '" * 250_000, "(" * 500_000 + ","),
        *("Roe, J and" + "\n" * 500_000 + "Doe", "A. " * 200_000, "A.B" * 200_000, "Roe J, " * 100_000 + "...", "x y " * 200_000),
        *("a y " * 100_000 + ", b", "A (2014) " * 50, "v1 n2 p3 " * 60, "{" * 300_000 + "}" * 300_000, "; " * 300_000),
    ],
    ids=lambda cell: cell[:8],
)  # fmt: skip
def test_no_cell_takes_long(cell: str) -> None:
    """Each is read in a fraction of a second; where one were gone through for each of its signs, in hours."""
    split_authors(cell)
    split_authors(cell, by_comma=True)
    split_words(cell, by_comma=True)
    are_listed_by_comma([cell])
    parts_of_source(cell[:500])
    parts_of_citation(cell)
    read_export(f'Title,Authors,Keywords,Source\n"T","{cell}","{cell}","{cell[:400]}"\n'.encode(), file="x")
