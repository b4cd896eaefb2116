"""A file of no known format: the message says what it looks like and what helps; what only looks foreign is read."""

import io
import json
import zipfile

import pytest

from slr.formats.registry import detect, read_export
from slr.model.errors import SlrError


def zipped(*members: tuple[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


ODT = zipped(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>"))
DOCX = zipped(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>"))


@pytest.mark.parametrize(
    ("data", "what", "hint"),
    [
        (b"%PDF-1.4\nTY  - JOUR\nTI  - Not mine\nER  - \n", "a PDF", "Export the citations themselves"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "an old Office document",
            "Save it as XLSX or CSV",
        ),
        (ODT, "an OpenDocument file", "Export the citations themselves"),
        (DOCX, "a Word document", "Export the citations themselves"),
        (b"\n\n<HTML><HEAD><TITLE>Sign in</TITLE>", "a web page", "The database may have sent a login"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "a web page", "The database may have"),
        (
            b"J Test. 2014.\n\nA title.\n\nRoe J.\n\nPMID: 12  [Indexed]\n",
            "PubMed's text",
            "In PubMed, save",
        ),
        (b"Scopus\nEXPORT DATE:19 Sep 2026\n\nRoe J.\n", "Scopus' plain text", "Export RIS or CSV."),
        (b"24000001\n24000002\n", "a list of numbers", "Save the records in PubMed"),
        (b"[]", "JSON without a list of records", "Look whether the search found anything."),
    ],
)
def test_the_message_says_what_it_looks_like(data: bytes, what: str, hint: str) -> None:
    with pytest.raises(SlrError) as refusal:
        read_export(data, file="x")
    assert what in refusal.value.message
    assert refusal.value.hint.startswith(hint)


def test_a_table_without_column_names_is_told() -> None:
    with pytest.raises(SlrError, match=r"No column of x could be told to be a title") as refusal:
        read_export(b'Towns,"Roe, J",2011,10.5555/a\nTea,"Doe, A",2012,10.5555/b\n', file="x")
    assert "must name the columns" in refusal.value.hint


def test_names_of_columns_may_take_several_lines() -> None:
    table = b'"Article\nTitle","Author\n(s)","Publication\nYear",DOI\nTowns,"Roe, J",2011,10.5555/a\n'
    reading = read_export(table, file="x")
    assert [(one.title, one.authors, one.year) for one in reading.records] == [("Towns", ("Roe, J",), 2011)]
    assert reading.findings[0].message == (
        "Columns read: title is Article Title, authors is Author (s), year is Publication Year, doi is DOI."
    )


@pytest.mark.parametrize(
    ("first", "format"),
    [
        ({"title": "A", "year": 2010, "label": 1}, "jsonl"),
        ({"title": "A", "doi": "10.5555/a", "authorships": [], "biblio": {}, "type": "x", "ids": {}}, "json"),
        ({"message": {"items": [{"title": ["A"], "container-title": ["B"], "issued": {}}]}}, "csl-json"),
        ({"data": [{"title": "A", "year": 2010}]}, "json"),
    ],
)
def test_json_on_one_line_is_lines_only_with_the_names_of_the_record_table(
    first: object, format: str
) -> None:
    found = detect(json.dumps(first).encode())
    assert found is not None
    assert found.name == format
