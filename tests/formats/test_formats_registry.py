"""Formats are told by contents, and what cannot be done is said with a hint."""

import pytest

from slr.formats.registry import FORMATS, detect, format_named, read_export, write_records
from slr.model.errors import SlrError

RIS = b"TY  - JOUR\nTI  - A title\nER  - \n"
NBIB = b"PMID- 12\nTI  - A title\nFAU - Roe, Jane\n"
BIBTEX = b"% by hand\n@article{roe2004,\n title = {A title}\n}\n"
CSV = b"Title;Authors;Year\nA title;Roe, Jane;2004\n"


@pytest.mark.parametrize(("data", "name"), [(RIS, "ris"), (NBIB, "nbib"), (BIBTEX, "bibtex"), (CSV, "csv")])
def test_contents_tell_the_format(data: bytes, name: str) -> None:
    found = detect(data)
    assert found is not None
    assert found.name == name
    assert [record.title for record in read_export(data, file="export.txt").records] == ["A title"]


@pytest.mark.parametrize(
    ("data", "format", "message", "hint"),
    [
        (b"", None, "x.ris is empty.", "Export the search again"),
        (b"\xef\xbb\xbf \r\n", None, "x.ris is empty.", "Export the search again"),
        (b"Dear all, see below.", None, "x.ris is of no known format.", "Known are: ris, nbib, bibtex"),
        (b"%PDF-1.7 \x00\x01", None, "x.ris is of no known format. It looks like a PDF.", "Export the"),
        (RIS, "rsi", 'There is no format "rsi".', "Did you mean ris?"),
        (RIS, "qqqq", 'There is no format "qqqq".', "Known are: ris, nbib"),
        (RIS, "bibtex", "x.ris holds no bibtex entry.", "It looks like ris."),
        (b"a,b\n1,2\n", "csv", "No column of x.ris could be told to be a title, a DOI or a PMID.", "A row"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, format: str | None, message: str, hint: str) -> None:
    with pytest.raises(SlrError) as refusal:
        read_export(data, file="x.ris", format=format)
    assert refusal.value.message == message
    assert refusal.value.hint.startswith(hint)


def test_an_unknown_format_to_write() -> None:
    with pytest.raises(SlrError) as refusal:
        write_records([], "bibtx")
    assert refusal.value.hint == "Did you mean bibtex?"


def test_the_registry_names_its_own_rows() -> None:
    assert all(name == known.name and (known.read or known.write) for name, known in FORMATS.items())
    assert format_named("RIS").name == "ris"


def test_columns_can_be_named() -> None:
    data = b"exported by hand\nPaper name;Who;Jahr;n\nA study;Roe, Jane;2004;1\n"
    columns = {"title": "Paper name", "authors": "Who"}
    reading = read_export(data, file="x.txt", columns=columns)
    assert [(record.title, record.authors, record.year) for record in reading.records] == [
        ("A study", ("Roe, Jane",), 2004)
    ]
    assert reading.entries[0].raw == (
        ("Paper name", "A study"),
        ("Who", "Roe, Jane"),
        ("Jahr", "2004"),
        ("n", "1"),
    )
    tabs = read_export(data.replace(b";", b"\t"), file="x.txt", format="tsv", columns=columns)
    assert tabs.records == reading.records


@pytest.mark.parametrize(
    ("columns", "format", "message"),
    [
        ({"titel": "a"}, None, 'No field of a record is called "titel".'),
        ({"title": "c"}, None, "No row of x names these columns: c."),
        ({"title": "a"}, "ris", "ris has no columns to name."),
    ],
)
def test_columns_that_cannot_be(columns: dict[str, str], format: str | None, message: str) -> None:
    with pytest.raises(SlrError) as refusal:
        read_export(b"a,b\n1,2\n", file="x", format=format, columns=columns)
    assert refusal.value.message == message
