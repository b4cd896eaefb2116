"""XLSX is written the same each time, for Excel and for reading back, and what it cannot hold is said."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from slr.formats.lost import CELL, losses
from slr.formats.registry import read_export, write_bytes, write_records
from slr.model.errors import SlrError
from slr.model.record import COLUMNS, Record

ROE = Record(title="A title", authors=("Roe, Jane", "Group,"), year=2004, keywords=("a", "b"), type="book")


def rows(data: bytes) -> list[tuple[object, ...]]:
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Records"]
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def test_a_spreadsheet_program_sees_names_numbers_and_text() -> None:
    header, first = rows(write_bytes([ROE], "xlsx"))
    assert header == COLUMNS
    cells = dict(zip(COLUMNS, first, strict=True))
    assert (cells["title"], cells["year"], cells["keywords"], cells["doi"]) == ("A title", 2004, "a; b", None)


def test_the_same_records_are_the_same_bytes_without_a_clock() -> None:
    data = write_bytes([ROE], "xlsx")
    assert data == write_bytes([ROE], "xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("title", ["=1+1", "+x", "-x", "@x", "'=x", '=HYPERLINK("http://x","y")'])
def test_no_cell_is_a_formula_and_reading_gives_the_text_back(title: str) -> None:
    record = Record(title=title, type="book")
    data = write_bytes([record], "xlsx")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    cell = sheet.cell(2, COLUMNS.index("title") + 1)
    assert (cell.data_type, cell.value) == ("s", f"'{title}")
    assert read_export(data, file="f").records == (record,)


@pytest.mark.parametrize("title", ["_x0041_", "a_x000D_b", "_x005F_", "a < b & c > d", "𝔸 b", "ab\ufffe"])
def test_letters_that_excel_or_xml_would_change_come_back(title: str) -> None:
    record = Record(title=title, abstract=f"x {title}", type="book")
    (back,) = read_export(write_bytes([record], "xlsx"), file="f").records
    assert back.title == title


def test_control_letters_do_not_break_the_file() -> None:
    """No reader gives such text, but other callers may write records of their own."""
    record = Record(title="a\x00b\x0bc\ud800d", type="book")
    (back,) = read_export(write_bytes([record], "xlsx"), file="f").records
    assert back.title == "ab c\ufffdd"


def test_text_longer_than_a_cell_is_cut_at_a_letter_and_a_list_after_an_item_and_both_are_said() -> None:
    names = tuple(f"Family{n}, Given" for n in range(3000))
    record = Record(title="𝔸" * 20_000, authors=names, abstract="x" * CELL, type="book")
    data = write_bytes([record], "xlsx")
    (back,) = read_export(data, file="f").records
    assert back.title == "𝔸" * (CELL // 2)
    assert back.authors == names[: len(back.authors)]
    assert len("; ".join(back.authors)) > CELL - 30
    assert back.abstract == record.abstract
    assert [(found.code, found.message) for found in losses([record], "xlsx")] == [
        ("I402", f"title was cut after {CELL} letters, in 1 record."),
        ("I402", f"authors was cut after {CELL} letters, in 1 record."),
    ]
    assert losses([record], "csv") == []


def test_what_a_format_has_no_place_for_is_said() -> None:
    kept = [Record(title="x", type="book", accession="WOS:1"), Record(title="y", url="https://example.org")]
    assert [found.message for found in losses([*kept, kept[0]], "nbib")] == [
        "nbib has no place for accession: left out of 2 records.",
        "nbib has no place for url: left out of 1 record.",
    ]
    assert losses(kept, "ris") == []


def test_xlsx_is_no_text() -> None:
    with pytest.raises(SlrError, match="xlsx is no text"):
        write_records([ROE], "xlsx")
