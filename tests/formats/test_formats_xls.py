"""Workbooks of Excel 97 to 2003: what is broken, locked or older is refused with a message, and nothing hangs."""

import struct

import pytest

from golden_formats import DATA
from slr.formats.biff import sheets_of
from slr.formats.ole import stream_named
from slr.formats.registry import read_export
from slr.model.errors import SlrError

XLS = (DATA / "wos.xls").read_bytes()


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def workbook(*cells: bytes, shared: bytes = b"", before: bytes = b"", version: int = 0x0600) -> bytes:
    """A stream with one sheet of these cells."""
    begin = record(0x0809, struct.pack("<HHHHII", version, 5, 0, 0, 0, 0))
    head = begin + before
    rest = shared + record(0x000A, b"")
    place = len(head) + 4 + 6 + 4 + len(rest)
    sheet = record(0x0085, struct.pack("<IBB", place, 0, 0) + b"\x02\x00ab")
    return head + sheet + rest + begin + b"".join(cells) + record(0x000A, b"")


def rows(stream: bytes) -> list[tuple[int, list[str]]]:
    return [row for sheet in sheets_of(stream) for row in sheet]


def test_a_shared_text_goes_on_in_the_next_record_with_letters_of_another_width() -> None:
    first = struct.pack("<II", 2, 2) + struct.pack("<HB", 6, 0) + b"Tea"
    more = b"\1" + "und".encode("utf-16-le") + struct.pack("<HBH", 2, 8, 1) + b"ok" + bytes(4)
    shared = record(0x00FC, first) + record(0x003C, more)
    cells = [record(0x00FD, struct.pack("<HHHI", 4, column, 0, column)) for column in (0, 1)]
    assert rows(workbook(*cells, shared=shared)) == [(5, ["Teaund", "ok"])]


def test_numbers_are_whole_where_they_are() -> None:
    cells = [
        record(0x0203, struct.pack("<HHHd", 0, 0, 0, 2014.0)),
        record(0x027E, struct.pack("<HHHI", 0, 1, 0, 2013 << 2 | 2)),
        record(0x027E, struct.pack("<HHHI", 0, 2, 0, 150 << 2 | 3)),  # a hundredth of it
        record(0x00BD, struct.pack("<HHHIHIH", 0, 3, 0, 7 << 2 | 2, 0, (1 << 32) - 4 | 2, 4)),
        record(0x0006, struct.pack("<HHHd", 0, 5, 0, 8.5) + bytes(8)),
        record(0x0006, struct.pack("<HHHBBBBBBH", 0, 6, 0, 0, 0, 0, 0, 0, 0, 0xFFFF) + bytes(8)),
        record(0x0207, struct.pack("<HB", 4, 0) + b"text"),
        record(0x0204, struct.pack("<HHHHB", 0, 300, 0, 1, 0) + b"x"),  # beyond the last column
    ]
    assert rows(workbook(*cells)) == [(1, ["2014", "2013", "1.5", "7", "-1", "8.5", "text"])]


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        (workbook(before=record(0x002F, bytes(6))), "the workbook is encrypted"),
        (workbook(version=0x0500), "the workbook is older than Excel 97"),
    ],
)
def test_what_cannot_be_read_is_said(stream: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        rows(stream)


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
    with pytest.raises(SlrError):
        read_export(bytes(data), file="x.xls")


def test_a_stream_that_is_not_there_is_said() -> None:
    with pytest.raises(ValueError, match="no stream WordDocument"):
        stream_named(XLS, "WordDocument")
