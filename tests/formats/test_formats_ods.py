"""OpenDocument spreadsheets: the sheet, its header, and every kind of cell; hostile ones refused with a message."""

import io
import zipfile

import pytest

from slr.formats import ods, xlsx
from slr.formats.registry import detect, read_export
from slr.model.errors import SlrError
from slr.model.reading import Reading
from spans_formats import check_packed

KIND = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
HEADER = "<table:table-row><table:table-cell><text:p>Title</text:p></table:table-cell>\
<table:table-cell><text:p>Year</text:p></table:table-cell></table:table-row>"


def spreadsheet(rows: str, prolog: str = "", manifest: str = "<x/>", name: str = "content.xml") -> bytes:
    content = f"{prolog}<office:document-content {SPACES}><table:table>{rows}</table:table></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        archive.writestr(name, content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def cell(text: str, attributes: str = "", kind: str = "string") -> str:
    return f'<table:table-cell office:value-type="{kind}" {attributes}><text:p>{text}</text:p></table:table-cell>'


def read(data: bytes) -> Reading:
    known = detect(data)
    assert known is not None and known.name == "ods"
    reading = read_export(data, file="x.ods")
    check_packed(data, reading)
    return reading


def test_cells_are_read_as_the_sheet_means_them() -> None:
    kinds = [
        cell("2014,0", 'office:value="2014"', "float"),
        cell("3/2/15", 'office:date-value="2015-03-02T00:00:00"', "date"),
        cell("WAHR", 'office:boolean-value="true"', "boolean"),
        cell(
            'two<text:s text:c="2"/>blanks<text:line-break/>and <text:span>a <text:a>link</text:a></text:span>'
        ),
        cell("x<office:annotation><text:p>aside</text:p></office:annotation>"),
        cell("50%", 'office:value="0.5"', "percentage"),
    ]
    names = row(cell("Title"), *(cell(f"c{number}") for number in range(6)))
    (entry,) = read(spreadsheet(names + row(cell("A"), *kinds))).entries
    assert [text for _, text in entry.raw] == [
        *("A", "2014", "2015-03-02", "TRUE", "two  blanks\nand a link", "x", "0.5")
    ]


def test_repeated_cells_and_rows_are_as_many_as_they_say() -> None:
    many = row(cell("Same", 'table:number-columns-repeated="2"'), cell("2014"), times=3)
    empty = row("<table:table-cell table:number-columns-repeated='16384'/>", times=1_000_000)
    header = row(cell("Title", 'table:number-columns-repeated="2"'), cell("Year"))
    reading = read(spreadsheet(header + empty + many + empty))
    assert [entry.span.line for entry in reading.entries] == [1_000_002, 1_000_003, 1_000_004]
    assert {(record.title, record.year) for record in reading.records} == {("Same", 2014)}
    assert reading.entries[0].raw == (("Title", "Same"), ("Title", "Same"), ("Year", "2014"))


def test_a_table_inside_a_cell_gives_no_rows() -> None:
    inside = f"<table:table-cell><text:p>A</text:p><table:table>{HEADER * 3}</table:table></table:table-cell>"
    assert [record.title for record in read(spreadsheet(HEADER + row(inside))).records] == ["A"]


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (spreadsheet(HEADER)[:300] + b"content.xml", "x is a broken ODS file.", "Save it again"),
        (spreadsheet(HEADER, name="other.xml") + b"content.xml", "x is a broken ODS file.", "Save it again"),
        (spreadsheet(f"{HEADER}<oops>"), "x is a broken ODS file.", "Save it again"),
        (spreadsheet("<a>" * 3000 + "</a>" * 3000), "No column of x could be told", "A row above"),
        (spreadsheet(row(cell("a"))), "No column of x could be told", "A row above"),
        (spreadsheet(HEADER, manifest="<encryption-data/>"), "x is an encrypted ODS file.", "Save it without"),
        (
            spreadsheet(HEADER + row(cell("A", 'table:number-columns-repeated="16385"'))),
            *("x is a broken ODS file.", "Save it again"),
        ),
        (
            spreadsheet(HEADER + row(cell("A"), times=100_000_000)),
            *("x is a broken ODS file.", "Save it again"),
        ),
        (
            spreadsheet(HEADER + row(cell("&a;")), '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
            *("x is a broken ODS file.", "Save it again"),
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(data: bytes, message: str, hint: str) -> None:
    with pytest.raises(SlrError) as refusal:
        read_export(data, file="x", format="ods")
    assert refusal.value.message.startswith(message)
    assert refusal.value.hint.startswith(hint)


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SlrError, match="holds more than any table does"):
        read_export(spreadsheet(HEADER + row(cell("A" * 1000), times=1_000_000)), file="x")
    monkeypatch.setattr(ods, "MUCH", 1_000)
    with pytest.raises(SlrError, match="holds more than any table does"):
        read_export(spreadsheet(HEADER + row(cell("A" * 1000))), file="x")
    monkeypatch.setattr(xlsx, "LARGE", 10_000)
    with pytest.raises(SlrError, match=r"holds a part that unpacks to \d+ times its size"):
        read_export(spreadsheet(HEADER + row(cell("A" * 100_000))), file="x")


def test_no_row_below_the_names_is_said() -> None:
    assert [one.code for one in read(spreadsheet(HEADER)).findings] == ["I301", "I113"]
