"""The check that nothing of an export is lost: its spans tile it, and entries and spans agree."""

from slr.model.reading import Reading, SpanKind


def check_tiling(data: bytes, reading: Reading) -> None:
    """Raise AssertionError unless the spans of a reading cover the bytes exactly once, in order."""
    if reading.format in ("xlsx", "xls", "ods") or reading.encoding.endswith("(packed)"):
        check_packed(data, reading)
        return
    place, line = 0, 1
    for span in reading.spans:
        assert span.start == place
        assert span.end > span.start
        assert span.line >= line
        place, line = span.end, span.line
    assert place == len(data)
    told = [span for span in reading.spans if span.kind is not SpanKind.STRUCTURE]
    assert told == [entry.span for entry in reading.entries]
    assert [entry.position for entry in reading.entries] == list(range(1, len(reading.entries) + 1))
    for entry in reading.entries:
        assert (entry.span.kind is SpanKind.REFUSED) == (entry.record is None)


def check_packed(data: bytes, reading: Reading) -> None:
    """Raise AssertionError unless the packed bytes are one span, named by each entry, and positions count on."""
    assert [(span.start, span.end) for span in reading.spans] == [(0, len(data))]
    assert [entry.position for entry in reading.entries] == list(range(1, len(reading.entries) + 1))
    places = [(entry.member, entry.byte, entry.span.line) for entry in reading.entries]
    assert len(set(places)) == len(places)
    for entry in reading.entries:
        assert (entry.span.start, entry.span.end) == (0, len(data))
        assert (entry.span.kind is SpanKind.REFUSED) == (entry.record is None)
