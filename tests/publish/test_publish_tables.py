"""CSV that no spreadsheet runs, and the manifest."""

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_builder import BOOK, coding, report
from slr.publish.data import Link, Table
from slr.publish.figures import report_figures
from slr.publish.manifest import manifest
from slr.publish.report_tables import codings_tables, report_tables, units_coded
from slr.publish.tables import csv_text


def table(*rows: tuple[object, ...], columns: tuple[str, ...] = ("Name", "Value")) -> Table:
    return Table(id="t", caption="T", columns=columns, rows=rows)  # type: ignore[arg-type]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_csv_holds_the_cells() -> None:
    text = csv_text(
        table(('say "hi", you', 3), ("Größe", None), (Link("10.1/x", "https://doi.org/10.1/x"), 0.5))
    )
    assert text == 'Name,Value\r\n"say ""hi"", you",3\r\nGröße,\r\n10.1/x,0.5\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\x00=", "＝", " =", "\u200e="])
def test_formulas_are_disarmed(start: str) -> None:
    cells = read(csv_text(table((f"{start}cmd|' /C calc'!A0", -3))))[1]
    assert cells[0].startswith("'")
    assert cells[1] == "-3"  # a number is no formula


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_no_cell_can_start_a_formula_and_no_row_is_torn(rows: list[tuple[str, str]]) -> None:
    found = read(csv_text(table(*rows)))
    assert len(found) == len(rows) + 1
    assert all(len(row) == 2 for row in found)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row)


def test_the_reports_tables_by_id() -> None:
    tables = {t.id: t for t in report_tables(report())}
    assert list(tables) == [
        "searches",
        "studies",
        "codings-bertot-2010",
        "aim-by-design",
        "reasons",
        "excluded",
        "agreement",
    ]
    assert tables["reasons"].rows == (
        ("design", "Not an empirical study", 1),
        ("(no reason given)", "No reason given", 1),
    )
    assert tables["codings-bertot-2010"].rows == (
        ("Öztürk 2012", "Transparency, co-production", None),
        ("Smith n.d.", "Transparency (ann); co-production (bob)", "case study"),
    )
    assert [row[0] for row in tables["studies"].rows] == ["Öztürk 2012", "Smith n.d.", "Smith n.d."]


def test_the_manifest_hashes_and_sorts() -> None:
    text = manifest({"protocol.yaml": "ab", "a": "cd"}, {"report.html": b"x", "flow.svg": b""})
    assert text.endswith("}\n")
    assert json.loads(text) == {
        "version": 1,
        "sources": {"a": "cd", "protocol.yaml": "ab"},
        "outputs": {
            "flow.svg": {
                "bytes": 0,
                "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            },
            "report.html": {
                "bytes": 1,
                "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
            },
        },
    }
    assert text == manifest({"a": "cd", "protocol.yaml": "ab"}, {"flow.svg": b"", "report.html": b"x"})
    assert text.index('"a"') < text.index('"protocol.yaml"')


def test_a_codebook_of_cases_has_a_row_for_each_case_and_says_so() -> None:
    book = replace(BOOK, unit="case")
    cases = {"c1": "Alvonest Hub", "c2": "Rubamento Lab"}
    data = report(
        codebooks=(book,), units={book.id: cases}, codings=(coding("c2", "aim", "ana", "transparency"),)
    )
    (table,) = codings_tables(data)
    assert table.columns[0] == "Case"
    assert [row[:2] for row in table.rows] == [("Alvonest Hub", None), ("Rubamento Lab", "Transparency")]
    assert "Cases by aim" in [figure.caption for figure in report_figures(data)]
    assert units_coded(BOOK) == "Included studies"
