"""The check that nothing of an export is lost: its spans tile it, and entries and spans agree."""

from slr.model.reading import Reading, SpanKind


def check_tiling(data: bytes, reading: Reading) -> None:
    """Raise AssertionError unless the spans of a reading cover the bytes exactly once, in order."""
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
