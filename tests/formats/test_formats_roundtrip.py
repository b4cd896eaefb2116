"""Reading what was written gives the same records, and normalizing twice changes nothing."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, clean_journal, clean_title
from slr.formats.registry import FORMATS, detect, read_export, write_records
from slr.formats.written_names import marked
from slr.model.record import COLUMNS, Record
from strategies_formats import records, text

WRITTEN = [known.name for known in FORMATS.values() if known.write and known.read]


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=100, deadline=None)
@given(st.lists(records(), min_size=1, max_size=3))
def test_what_was_written_reads_back(name: str, written: list[Record]) -> None:
    readable = [
        record
        for record in written
        if any(getattr(record, column) for column in FORMATS[name].holds - {"type"})
    ]
    if not readable:
        return
    reading = read_export(write_records(readable, name).encode(), file="f", format=name)
    assert len(reading.records) == len(readable)
    for before, after in zip(readable, reading.records, strict=True):
        held = sorted(FORMATS[name].holds)
        assert {column: getattr(after, column) for column in held} == {c: getattr(before, c) for c in held}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_written_is_detected(name: str) -> None:
    record = Record(
        title="A title", authors=("Roe, Jane",), year=2004, journal="A journal", doi="10.1000/1", pmid="12"
    )
    found = detect(write_records([record], name).encode())
    assert found is not None
    assert found.name == name


@given(text)
@example("0-\r-0")
@example(".p 0")
@settings(max_examples=300)
def test_normalizing_twice_changes_nothing(value: str) -> None:
    assert clean(clean(value)) == clean(value)
    assert clean_title(clean_title(value)[0])[0] == clean_title(value)[0]
    assert clean_journal(clean_journal(value)) == clean_journal(value)
    assert page_range(page_range(clean(value))) == page_range(clean(value))


@given(
    st.lists(
        st.sampled_from(["J.", "van", "Smith", "JA", "Group", "of", ",", "Jr", "Wei", "y", "O'Neil"]),
        max_size=6,
    )
)
@settings(max_examples=300)
def test_a_person_stays_the_same_person(words: list[str]) -> None:
    name = family_first(" ".join(words))
    assert not name or family_first(marked(name)) == name


def test_every_format_holds_only_record_columns() -> None:
    for known in FORMATS.values():
        assert known.holds <= set(COLUMNS) - {"id", "search"}
