"""A file that holds several formats: each stretch is read as what it is, and no byte is lost."""

from itertools import permutations

import pytest

from golden_formats import DATA
from slr.formats.mixed import stretches
from slr.formats.registry import detect, read_export
from spans_formats import check_tiling

SAMPLES = {
    "ris": "scopus.ris",
    "nbib": "pubmed.nbib",
    "bibtex": "zotero.bib",
    "enw": "endnote.enw",
    "wos": "wos-tagged.txt",
    "refworks": "highwire-refworks.txt",
}


@pytest.mark.parametrize(("one", "two"), list(permutations(SAMPLES, 2)))
def test_two_exports_pasted_together_are_read_as_each_of_them(one: str, two: str) -> None:
    parts = [(DATA / SAMPLES[name]).read_bytes() for name in (one, two)]
    data = parts[0].rstrip() + b"\n\n" + parts[1]
    reading = read_export(data, file="both.txt")
    apart = [read_export(part, file="x").records for part in parts]
    assert reading.records == (*apart[0], *apart[1])
    check_tiling(data, reading)
    assert [entry.span.line for entry in reading.entries] == [
        data[: entry.span.start].count(b"\n") + 1 for entry in reading.entries
    ]
    assert ("I112", f"The file holds several formats: {one}, {two}.") in [
        (found.code, found.message) for found in reading.findings
    ]


def test_findings_of_a_stretch_name_places_of_the_whole_file() -> None:
    data = b"TY  - JOUR\nTI  - One\nER  - \n\n@article{a,\n title = {Two},\n doi = {nonsense}\n}\n"
    reading = read_export(data, file="both.txt")
    assert [(one.code, one.line, one.record) for one in reading.findings] == [
        ("I112", None, ""),
        ("I203", 5, "entry 2"),
    ]


def test_line_ends_and_marks_of_a_second_file_do_not_hide_it() -> None:
    one, two = b"@article{a,\r\n title = {One}\r\n}\r\n", b"\xef\xbb\xbfTY  - JOUR\r\nTI  - Two\r\nER  - \r\n"
    assert [one.title for one in read_export(one + two, file="x").records] == ["One", "Two"]
    old = (one + two).replace(b"\r\n", b"\r")
    assert [one.title for one in read_export(old, file="x").records] == ["One", "Two"]


@pytest.mark.parametrize(
    "inside",
    [
        b"TY  - JOUR\nTI  - One\nAB  - As in\n@article{a, title={x}}\n and so on\nER  - \n",
        b"TY  - JOUR\nTI  - One\nAB  - As in\n\n@article{a, title={x}}\n\n and so on\nPY  - 2001\nER  - \n",
        b"TY  - JOUR\nTI  - One\nAB  - As in\n\n@article{a, title={x}}\nPY  - 2001\n",
        b"TY  - JOUR\nTI  - One\nN1  - A note\nPMID- 12 is its number\nER  - \n",
        b"@article{a,\n title = {One},\n note = {The line\nTY  - JOUR begins it}\n}\n",
    ],
)
def test_a_line_inside_an_entry_begins_no_other_format(inside: bytes) -> None:
    found = detect(inside)
    assert found is not None
    assert stretches(inside, found.name) == []


def test_a_format_that_is_said_is_the_only_one() -> None:
    data = b"TY  - JOUR\nTI  - One\nER  - \n\n@article{a, title = {Two}}\n"
    reading = read_export(data, file="x", format="ris")
    assert [one.title for one in reading.records] == ["One"]
    assert [one.code for one in reading.findings] == ["I105"]


def test_a_table_without_rows_says_so() -> None:
    reading = read_export(b"Title,Authors,Year\n", file="x")
    assert [(one.code, one.message) for one in reading.findings][1:] == [
        ("I113", "The table names its columns and has no row.")
    ]
