"""Whatever the bytes, spans tile the file; refused entries have a finding; nothing raises but SlrError."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slr.formats.registry import FORMATS, read_export, write_records
from slr.model.errors import SlrError
from slr.model.record import Record
from spans_formats import check_tiling
from strategies_formats import records

WRITTEN = [known.name for known in FORMATS.values() if known.write and known.read]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252"]


def read_or_refuse(data: bytes, name: str) -> None:
    """Read as a format and check the tiling; the file as a whole may be refused with a message."""
    try:
        reading = read_export(data, file="f", format=name)
    except SlrError as refusal:
        assert refusal.message
        assert refusal.hint
        return
    check_tiling(data, reading)
    refused = {f"entry {entry.position}" for entry in reading.refused}
    assert refused <= {finding.record for finding in reading.findings if finding.code == "I101"}
    for record in reading.records:
        for value in record.as_dict().values():
            for part in value if isinstance(value, list) else [value]:
                str(part).encode()  # raises on lone surrogates


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_mutated_files_are_never_lost(name: str, data: st.DataObject) -> None:
    """Bytes flipped, cut and spliced, in every encoding and with every line end."""
    written = write_records(data.draw(st.lists(records(), min_size=1, max_size=3)), name)
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    encoding = data.draw(st.sampled_from(ENCODINGS))
    export = bytearray(written.replace("\n", end).encode(encoding, "replace"))
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(export)))
        length = data.draw(st.integers(0, 20))
        other = data.draw(st.integers(0, len(export)))
        change = data.draw(st.sampled_from(["flip", "cut", "splice", "noise"]))
        if change == "flip" and place < len(export):
            export[place] = data.draw(st.integers(0, 255))
        elif change == "cut":
            del export[place : place + length]
        elif change == "splice":
            export[place:place] = export[other : other + length]
        elif change == "noise":
            export[place:place] = data.draw(st.binary(max_size=6))
    read_or_refuse(bytes(export), name)


@pytest.mark.parametrize("name", [known.name for known in FORMATS.values() if known.read])
@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes(name: str, data: bytes) -> None:
    read_or_refuse(data, name)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", WRITTEN)
def test_encodings_and_line_ends(name: str, end: str, encoding: str) -> None:
    record = Record(
        title="Über Ängste – “naïve” notes", authors=("Müller, Jürgen",), year=1999, type="article-journal"
    )
    if encoding == "latin-1":
        record = Record(title="Über Ängste", authors=("Müller, Jürgen",), year=1999, type="article-journal")
    data = write_records([record] * 3, name).replace("\n", end).encode(encoding)
    reading = read_export(data, file="f")
    check_tiling(data, reading)
    assert reading.format == name
    assert reading.records == (record,) * 3
