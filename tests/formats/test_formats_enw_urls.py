"""Lists in one field: keywords of an enw file, addresses of a record."""

import pytest

from slr.formats.registry import read_export, write_records
from slr.model.record import Record


@pytest.mark.parametrize(
    ("lines", "keywords"),
    [
        ("%K tea, coffee, 1,2-dichloroethane", ("tea", "coffee", "1,2-dichloroethane")),
        ("%K tea\n%K Aged, 80 and over", ("tea", "Aged, 80 and over")),
        ("%K tea\nAged, 80 and over", ("tea", "Aged, 80 and over")),
        ("%K Aged, 80 and over; tea", ("Aged, 80 and over", "tea")),
        ("%K Aged, 80 and over;", ("Aged, 80 and over",)),
    ],
)
def test_keywords_of_an_enw_file(lines: str, keywords: tuple[str, ...]) -> None:
    (record,) = read_export(f"%0 Journal Article\n%T A\n{lines}\n%D 2010\n".encode(), file="x").records
    assert record.keywords == keywords


def test_a_lone_keyword_with_a_comma_comes_back() -> None:
    written = write_records([Record(title="A", keywords=("Aged, 80 and over",))], "enw")
    assert "%K Aged, 80 and over;\n" in written
    assert read_export(written.encode(), file="x").records[0].keywords == ("Aged, 80 and over",)


@pytest.mark.parametrize(
    ("field", "url"),
    [
        ("http://example.com; http://www.example.com", "http://example.com"),
        ("http://example.com;http://www.example.com", "http://example.com"),
        ("http://example.com http://www.example.com", "http://example.com"),
        ("https://proxy.example.com/login?url=http://example.com", None),
        ("https://example.com/a;b=1,2", None),
    ],
)
def test_of_several_addresses_in_a_field_the_first_is_taken(field: str, url: str | None) -> None:
    (record,) = read_export(f"TY  - JOUR\nTI  - A\nUR  - {field}\nER  - \n".encode(), file="x").records
    assert record.url == (url or field)
