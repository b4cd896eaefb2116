"""Workbooks of Excel 97 to 2003: what is broken, locked or older is refused with a message, and nothing hangs."""

import io
import struct

import pytest
from openpyxl import Workbook

from golden_formats import DATA
from slr.formats import xls
from slr.formats.registry import read_export
from slr.model.errors import SlrError

XLS = (DATA / "wos.xls").read_bytes()


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def workbook(*cells: bytes, shared: bytes = b"", before: bytes = b"") -> bytes:
    """A workbook without a compound file around it: one sheet of these cells."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    head = begin + before + record(0x0042, struct.pack("<H", 1200))
    rest = shared + record(0x000A, b"")
    place = len(head) + 4 + 10 + len(rest)
    sheet = record(0x0085, struct.pack("<IBB", place, 0, 0) + b"\x02\x00ab")
    begin_sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 0, 0, 0))
    return head + sheet + rest + begin_sheet + b"".join(cells) + record(0x000A, b"")


def shared(*texts: str) -> bytes:
    """The texts that cells share."""
    each = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    return record(0x00FC, struct.pack("<II", len(texts), len(texts)) + each)


def cell(row: int, column: int, index: int) -> bytes:
    """A cell with a shared text."""
    return record(0x00FD, struct.pack("<HHHI", row, column, 0, index))


def test_cells_are_what_excel_shows() -> None:
    texts = shared("Title", "Year", "Volume", "Issue", "Towns answer\r\n", "Pages")
    cells = [
        *(cell(1, column, text) for column, text in enumerate((0, 1, 2, 3, 5))),
        cell(2, 0, 4),
        record(0x0203, struct.pack("<HHHd", 2, 1, 0, 2014.0)),
        record(0x027E, struct.pack("<HHHI", 2, 2, 0, 7 << 2 | 2)),
        record(0x0203, struct.pack("<HHHd", 2, 3, 0, 1.5)),
        record(0x0205, struct.pack("<HHHBB", 2, 4, 0, 0x2A, 1)),  # an error, `#N/A`
    ]
    (entry,) = read_export(workbook(*cells, shared=texts), file="x.xls", format="xls").entries
    assert entry.record is not None
    assert entry.span.line == 3
    assert entry.raw == (
        ("Title", "Towns answer"),
        ("Year", "2014"),
        ("Volume", "7"),
        ("Issue", "1.5"),
    )


def test_a_locked_workbook_is_refused() -> None:
    with pytest.raises(SlrError, match="encrypted") as refused:
        read_export(workbook(before=record(0x002F, bytes(6))), file="x.xls", format="xls")
    assert "password" in refused.value.hint


def test_a_text_that_all_cells_share_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xls, "MUCH", 30_000)
    cells = [cell(row, 0, min(row, 1)) for row in range(200)]
    with pytest.raises(SlrError, match="more than any table"):
        read_export(workbook(*cells, shared=shared("Title", "a" * 1000)), file="x.xls", format="xls")


def test_a_file_cut_anywhere_is_read_or_refused() -> None:
    for end in range(0, len(XLS), 97):
        try:
            read_export(XLS[:end], file="x.xls", format="xls")
        except SlrError as error:
            assert error.message.startswith("x.xls ")


def test_chains_that_go_round_in_circles_end() -> None:
    sector = 512
    table = struct.unpack_from("<I", XLS, 76)[0]
    data = bytearray(XLS)
    for number in range(sector // 4):
        struct.pack_into("<I", data, (table + 1) * sector + 4 * number, number)
    with pytest.raises(SlrError, match=r"x\.xls is a broken XLS file"):
        read_export(bytes(data), file="x.xls")


def test_the_likeliest_header_is_taken_whatever_stands_above_or_before_it() -> None:
    book = Workbook()
    about = book.active
    assert about is not None
    for row in (["Title", "A search of towns"], ["Date", "2026-09-19"], ["Records", 1]):
        about.append(row)
    found = book.create_sheet("Found")
    for row in (
        ["Title", "Bibliography"],
        [],
        ["Article Title", "Authors", "Year"],
        ["Towns", "Roe, J", 2011],
    ):
        found.append(row)
    out = io.BytesIO()
    book.save(out)
    (record,) = read_export(out.getvalue(), file="x.xlsx").records
    assert (record.title, record.authors, record.year) == ("Towns", ("Roe, J",), 2011)
