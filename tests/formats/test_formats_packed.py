"""Archives and spreadsheets are read within bounds, and hostile ones refused with a message."""

import gzip
import io
import zipfile

import pytest
from openpyxl import Workbook

from slr.formats import packed
from slr.formats.registry import read_export, write_bytes
from slr.model.errors import SlrError
from slr.model.reading import SpanKind
from slr.model.record import Record
from spans_formats import check_packed

RIS = b"TY  - JOUR\nTI  - First\nER  - \n\nTY  - JOUR\nER  - \n"
BIBTEX = b"@book{roe,\n title = {Second}\n}\n"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_gzip_with_several_streams() -> None:
    data = gzip.compress(RIS, mtime=0) + gzip.compress(b"\n" + RIS)
    reading = read_export(data, file="x.ris.gz")
    assert [record.title for record in reading.records] == ["First", "First"]
    assert (reading.format, reading.encoding) == ("ris", "utf-8 (packed)")
    assert [(span.start, span.end) for span in reading.spans] == [(0, len(data))]
    assert [(entry.position, entry.span.kind, entry.span.line) for entry in reading.entries] == [
        (1, SpanKind.RECORD, 1),
        (2, SpanKind.REFUSED, 5),
        (3, SpanKind.RECORD, 8),
        (4, SpanKind.REFUSED, 12),
    ]


def test_zip_with_several_formats_and_what_is_none() -> None:
    data = zipped({"a/one": RIS, "b/two": BIBTEX, "c/notes": b"Dear all", "__MACOSX/x": b"litter"})
    reading = read_export(data, file="x.zip")
    assert [(record.title, record.type) for record in reading.records] == [
        ("First", "article-journal"),
        ("Second", "book"),
    ]
    assert [entry.position for entry in reading.entries] == [1, 2, 3]
    assert [(one.code, one.file) for one in reading.findings] == [
        ("I101", "x.zip/a/one"),
        ("I110", "x.zip/c/notes"),
    ]


def test_a_zip_without_any_export() -> None:
    with pytest.raises(SlrError, match=r"x\.zip/notes is of no known format\."):
        read_export(zipped({"notes": b"Dear all"}), file="x.zip")
    with pytest.raises(SlrError, match=r"x\.zip holds no file\."):
        read_export(zipped({"__MACOSX/x": b"litter"}), file="x.zip")


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LIMIT", 1_000_000)
    bomb = b"\0" * 2_000_000
    for data in (
        gzip.compress(bomb, mtime=0),
        zipped({"bomb": bomb}),
        zipped({"one": bomb[:600_000], "two": bomb[:600_000]}),
    ):
        with pytest.raises(SlrError, match="unpacks to more than 0 MB"):
            read_export(data, file="bomb")
    with pytest.raises(SlrError, match="holds more than 500 files"):
        read_export(zipped({f"n{number}": b"x" for number in range(501)}), file="many.zip")


@pytest.mark.parametrize(
    "data",
    [gzip.compress(RIS, mtime=0)[:10], zipped({"one": RIS})[:-30], b"\x1f\x8bnothing", b"PK\x03\x04nothing"],
)
def test_broken_archives_are_refused(data: bytes) -> None:
    with pytest.raises(SlrError) as refusal:
        read_export(data, file="x")
    assert refusal.value.hint == "Download it again."


def workbook(*rows: list[object], preface: list[object] | None = None) -> bytes:
    book = Workbook()
    book.active.append(["Notes of the librarian"])
    sheet = book.create_sheet("Records")
    for row in ([preface] if preface else []) + list(rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_xlsx_finds_sheet_and_header() -> None:
    data = workbook(
        ["Article Title", "Author(s)", "Publication Year", "DOI", "Rating"],
        ["How towns answer", "Roe, Jane; Doe, Alan", 2014, "10.5555/jir.2014.003", 5],
        [None, None, None, None, None],
        [None, None, None, None, 3],
        ["A second one", None, 2015.0, None, None],
        preface=["Exported on 2015-07-12"],
    )
    reading = read_export(data, file="x.xlsx")
    assert reading.format == "xlsx"
    first, second = reading.records
    assert (first.title, first.authors, first.year, first.doi) == (
        "How towns answer",
        ("Roe, Jane", "Doe, Alan"),
        2014,
        "10.5555/jir.2014.003",
    )
    assert (second.title, second.year) == ("A second one", 2015)
    assert [(entry.span.line, entry.span.kind.value) for entry in reading.entries] == [
        (3, "record"),
        (5, "refused"),
        (6, "record"),
    ]
    assert reading.entries[0].raw[-1] == ("Rating", "5")
    columns = "title is Article Title, authors is Author(s), year is Publication Year, doi is DOI"
    assert reading.findings[0].message == f"Columns read: {columns}."


def test_xlsx_that_cannot_be_read() -> None:
    with pytest.raises(SlrError, match="No column of x could be told"):
        read_export(workbook(["a", "b"], [1, 2]), file="x")
    data = workbook(["Title", "Year"], ["One", 2014])
    with pytest.raises(SlrError, match="x is a broken XLSX file"):
        read_export(data[: len(data) // 2] + b"xl/workbook", file="x", format="xlsx")


def with_sheet(rows: str, prolog: str = "") -> bytes:
    """A workbook of slr's whose sheet has these rows below the names title and year."""
    written = write_bytes([Record(title="Small", year=2001)], "xlsx")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode()
            if "sheet1" in name:
                content = content.replace("</sheetData>", f"{rows}</sheetData>")
                content = content.replace("<worksheet", f"{prolog}<worksheet")
            new.writestr(name, content)
    return out.getvalue()


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_a_row_larger_than_any_record_is_refused_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("slr.formats.xlsx.ENTRY_LIMIT", 5_000)
    data = with_sheet(f'<row r="3">{cell("D3", "x" * 9_000)}</row><row r="4">{cell("D4", "Last")}</row>')
    reading = read_export(data, file="x.xlsx")
    check_packed(data, reading)
    assert [record.title for record in reading.records] == ["Small", "Last"]
    assert "no record is as large" in reading.findings[0].message


def test_parts_that_unpack_far_too_well_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_sheet('<row r="3"></row>' * 100_000)
    assert read_export(data, file="x.xlsx").records[0].title == "Small"
    monkeypatch.setattr("slr.formats.xlsx.LARGE", 1_000_000)
    with pytest.raises(SlrError, match=r"holds a part that unpacks to \d+ times its size"):
        read_export(data, file="x.xlsx")
    monkeypatch.setattr("slr.formats.xlsx.LIMIT", 1_000_000)
    with pytest.raises(SlrError, match="unpacks to more than 0 MB"):
        read_export(data, file="x.xlsx")


def test_entities_in_a_sheet_are_never_read() -> None:
    prolog = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(SlrError, match="is a broken XLSX file"):
        read_export(with_sheet(f'<row r="3">{cell("D3", "&a;&b;")}</row>', prolog), file="x.xlsx")


def test_an_archive_in_an_archive_is_read_and_no_deeper() -> None:
    inner = zipped({"one.ris": RIS, "two.bib": BIBTEX})
    for nested in (zipped({"in.zip": inner}), gzip.compress(inner, mtime=0)):
        reading = read_export(nested, file="out.zip")
        check_packed(nested, reading)
        assert [record.title for record in reading.records] == ["First", "Second"]
    three = zipped({"a.ris.gz": gzip.compress(RIS, mtime=0), "in.zip": inner, "x.xlsx": with_sheet("")})
    reading = read_export(three, file="out.zip")
    assert [entry.member for entry in reading.entries] == [
        *("a.ris", "a.ris", "in.zip/one.ris", "in.zip/one.ris", "in.zip/two.bib", "x.xlsx")
    ]
    assert [one.code for one in reading.findings] == ["I101", "I101"]
    with pytest.raises(SlrError, match=r"out\.zip/in\.zip/deep\.zip is of no known format\. It looks like"):
        read_export(zipped({"in.zip": zipped({"deep.zip": inner})}), file="out.zip")


def test_what_archives_hold_together_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "LIMIT", 1_000_000)
    half = zipped({"half": b"\0" * 600_000})
    for bomb in (zipped({"a.zip": half, "b.zip": half}), gzip.compress(zipped({"x": b"\0" * 2_000_000}))):
        with pytest.raises(SlrError, match="unpacks to more than 0 MB"):
            read_export(bomb, file="bomb")
    many = zipped({f"n{number}": b"x" for number in range(300)})
    with pytest.raises(SlrError, match="holds more than 500 files"):
        read_export(zipped({"a.zip": many, "b.zip": many}), file="many.zip")


def test_a_broken_archive_in_an_archive_costs_only_itself() -> None:
    inner = zipped({"two.ris": RIS})
    reading = read_export(zipped({"in.zip": inner[:-30], "one.ris": RIS}), file="out.zip")
    assert [record.title for record in reading.records] == ["First"]
    first = reading.findings[0]
    assert (first.code, first.message) == ("I110", "out.zip/in.zip is a broken zip archive.")


def test_a_spreadsheet_that_an_archive_holds_as_it_is_makes_it_no_spreadsheet() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("x.xlsx", with_sheet(""))
        archive.writestr("one.ris", RIS)
    reading = read_export(out.getvalue(), file="out.zip")
    assert [record.title for record in reading.records] == ["Small", "First"]


def test_one_broken_file_of_an_archive_costs_only_itself() -> None:
    one, two = (b"TY  - JOUR\nTI  - %s\nER  - \n" % title for title in (b"First", b"Second"))
    data = bytearray(zipped({"one.ris": one, "two.ris": two}))
    data[data.index(b"two.ris") + 12] ^= 0xFF
    reading = read_export(bytes(data), file="out.zip")
    assert [record.title for record in reading.records] == ["First"]
    assert [(one.code, one.message) for one in reading.findings] == [("I110", "out.zip/two.ris is broken.")]


def test_a_gzip_file_that_was_cut_is_read_as_far_as_it_goes() -> None:
    many = b"".join(
        b"TY  - JOUR\nTI  - Title %d of many\nPY  - %d\nER  - \n" % (n, n) for n in range(1500, 1900)
    )
    packed = gzip.compress(many, mtime=0)
    reading = read_export(packed[: len(packed) // 2], file="x.ris.gz")
    assert 20 < len(reading.records) < 400
    assert reading.findings[0].code == "I102"
    with pytest.raises(SlrError, match="is a gzip file that was cut"):
        read_export(packed[:10], file="x.ris.gz")


def test_a_directory_of_an_archive_that_points_nowhere_is_said() -> None:
    data = bytearray(zipped({"one.ris": RIS}))
    end = data.rindex(b"PK\x05\x06")
    data[end + 16] += 35
    with pytest.raises(SlrError, match=r"out\.zip/one\.ris is broken"):
        read_export(bytes(data), file="out.zip")
