"""Reading what was written gives the same records, and normalizing twice changes nothing."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, clean_journal, clean_title
from slr.formats.registry import FORMATS, detect, read_export, write_bytes
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
    reading = read_export(write_bytes(readable, name), file="f", format=name)
    assert len(reading.records) == len(readable)
    for before, after in zip(readable, reading.records, strict=True):
        held = sorted(FORMATS[name].holds)
        assert {column: getattr(after, column) for column in held} == {c: getattr(before, c) for c in held}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_written_is_detected(name: str) -> None:
    record = Record(
        title="A title", authors=("Roe, Jane",), year=2004, journal="A journal", doi="10.1000/1", pmid="12"
    )
    found = detect(write_bytes([record], name))
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


@settings(max_examples=25, deadline=None)
@given(st.lists(records(), min_size=1, max_size=2), st.data())
def test_there_and_back_nothing_is_lost_that_both_hold(written: list[Record], data: st.DataObject) -> None:
    """From any format to any other and back: what both hold is what it was."""
    for first in WRITTEN:
        second = data.draw(st.sampled_from([name for name in WRITTEN if name != first]))
        held = FORMATS[first].holds & FORMATS[second].holds
        kept = [one for one in written if any(getattr(one, column) for column in held - {"type"})]
        if not kept:
            continue
        start = read_export(write_bytes(kept, first), file="f", format=first).records
        there = read_export(write_bytes(start, second), file="f", format=second).records
        back = read_export(write_bytes(there, first), file="f", format=first).records
        assert len(back) == len(start)
        for before, after in zip(start, back, strict=True):
            shown = {column: (getattr(before, column), getattr(after, column)) for column in held}
            changed = {column: pair for column, pair in shown.items() if pair[0] != pair[1]}
            assert not changed, (first, second)
