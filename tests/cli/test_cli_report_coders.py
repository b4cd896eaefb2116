"""What the report says of the agreement of coders: a table for each codebook that two people coded with."""

import csv
import io

import pytest

from conftest import Folder

OWN = """\
id: own
name: Our book
source: ours
unit: case
dimensions:
  - id: design
    name: Design of it
    categories:
      - {id: survey, definition: Asks people.}
      - {id: trial, definition: Compares groups.}
  - id: topic
    kind: many
    categories:
      - {id: food, definition: Food.}
      - {id: law, definition: Law.}
      - {id: work, definition: Work.}
  - {id: place, kind: country}
  - {id: year, kind: number}
  - {id: words, kind: text}
"""
ALONE = OWN.replace("id: own", "id: alone").replace("Our book", "Hers")
SAID = {
    ("design", "ana"): "survey survey trial trial survey survey",
    ("design", "ben"): "survey trial trial trial survey survey",
    ("topic", "ana"): "food;law law food work food;law;work law",
    ("topic", "ben"): "food law food work food;law law;work",
    ("place", "ana"): "DE DE",
    ("place", "ben"): "DE DE",
    ("year", "ana"): "2001 2002",
    ("words", "ana"): "a b",
    ("words", "ben"): "c d",
}


@pytest.fixture
def coded(empty: Folder) -> Folder:
    """Six cases coded by two people with one book, and by one of them with another; made-up data."""
    (empty.root / "codebooks").mkdir()
    for name, text in {"own": OWN, "alone": ALONE}.items():
        (empty.root / "codebooks" / f"{name}.yaml").write_text(text)
    protocol = empty.root / "protocol.yaml"
    text = protocol.read_text().replace("[bertot-2010]", "[own, alone]")
    protocol.write_text(text + "synthetic: Synthetic data, made up for a test.\n")
    cases = "".join(f"c{n},Case {n}\n" for n in range(1, 7))
    empty(
        "code",
        "--codebook",
        "own",
        "--import-cases",
        empty.file("cases.csv", "id,title\n" + cases),
        "--as",
        "ana",
    )
    rows = "".join(
        f"c{n},{dimension},{value},{who}\n"
        for (dimension, who), values in SAID.items()
        for n, value in enumerate(values.split(), 1)
    )
    path = empty.file("codes.csv", "study,dimension,values,coder\n" + rows)
    empty("code", "--codebook", "own", "--apply", path)
    path = empty.file("codes.csv", "study,dimension,values,coder\nc1,design,trial,ana\nc2,design,trial,ana\n")
    empty("code", "--codebook", "alone", "--apply", path)
    return empty


def output(folder: Folder, name: str) -> str:
    return (folder.root / "output" / name).read_text(encoding="utf-8")


def test_each_dimension_has_a_row_with_what_agree_prints(coded: Folder) -> None:
    coded("publish", "--text-only")
    rows = list(csv.DictReader(io.StringIO(output(coded, "tables/agreement-codings-own.csv"))))
    assert [row["Dimension"] for row in rows] == ["Design of it", "topic", "place"], "year and words not"
    assert [(row["Cases coded twice"], row["Differences"]) for row in rows] == [
        ("6", "1"),
        ("6", "3"),
        ("2", "0"),
    ]
    found = {one["dimension"]: one for one in coded.json("agree", "--codebook", "own")}
    for row, dimension in zip(rows, ("design", "topic", "place"), strict=True):
        for one in found[dimension]["estimates"]:
            column = one["name"][0].upper() + one["name"][1:]
            if column in row:
                assert row[column] == ("" if one["value"] is None else str(round(one["value"], 6))), column
            if one["name"] == "Krippendorff's alpha":
                bounds = [row["95% CI of alpha, low"], row["95% CI of alpha, high"]]
                wanted = (one["low"], one["high"])
                assert bounds == ["" if end is None else str(round(end, 6)) for end in wanted]
    assert list(rows[0]) == [
        *("Dimension", "Cases coded twice", "Differences", "Raw agreement", "Cohen's kappa", "Gwet's AC1"),
        *("Krippendorff's alpha", "95% CI of alpha, low", "95% CI of alpha, high", "Method"),
    ]
    # As in test_cli_code_agree: by nltk for the sets of topic, by hand for design.
    assert rows[1]["Krippendorff's alpha"] == "0.575964" and "MASI" in rows[1]["Method"]
    assert rows[0]["Cohen's kappa"] == "0.666667"
    assert (
        "Krippendorff's alpha not defined: all ratings are the same, so that it is 0/0" in rows[2]["Method"]
    )


def test_page_document_and_methods_say_it_and_a_book_of_one_coder_has_none(coded: Folder) -> None:
    coded("publish", "--text-only")
    page, report = output(coded, "report.html"), output(coded, "report.md")
    for text in (page, report):
        assert "Agreement between coders" in text
        assert "Agreement of coders: Our book" in text
        assert "2 coders; cases that two or more coded while blind to each other." in text
        assert "Agreement of coders: Hers" not in text
        assert "Synthetic data, made up for a test." in text
    assert "2000 draws, seed 1" in report
    assert "Where two or more people coded the same with Our book while blind to each other" in report
    said = "Agreement of coders: Our book: Krippendorff's alpha 0.576 (topic) to 0.686 (Design of it), in 2 "
    assert said + "dimensions where it is defined." in report
    assert not (coded.root / "output" / "tables" / "agreement-codings-alone.csv").exists()
    before = {name: data for name, data in coded.snapshot().items() if name.startswith("output/")}
    coded("publish", "--text-only")
    assert before == {name: data for name, data in coded.snapshot().items() if name.startswith("output/")}


def test_the_workbook_and_the_document_have_the_table(coded: Folder) -> None:
    docx, openpyxl = pytest.importorskip("docx"), pytest.importorskip("openpyxl")
    coded("publish", "--text-only")
    output = coded.root / "output"
    first = "Design of it"
    book = openpyxl.load_workbook(output / "tables.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows(values_only=True) if row[0] == first for c in row]
    assert 0.666667 in cells, "Cohen's kappa as a number"
    tables = docx.Document(output / "report.docx").tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert [row[:4] for row in rows if row[0] == first] == [[first, "6", "1", "0.833"]]


def test_where_one_person_codes_nothing_is_said_of_agreement(coded: Folder) -> None:
    protocol = coded.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("[own, alone]", "[alone]"))
    coded("publish", "--text-only")
    assert "coders" not in output(coded, "report.md").replace(
        "An empty cell was not coded; coders' names", ""
    )
