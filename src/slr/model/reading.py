"""What a reader returns: entries, spans that tile the export, and findings.

Structs rather than dataclasses, untracked by the garbage collector: an export has thousands of each, they
are made in a third of the time, and nothing in them can form a cycle.
"""

from enum import StrEnum

from msgspec import Struct

from slr.model.finding import Finding
from slr.model.raw import RawFields
from slr.model.record import Record


class SpanKind(StrEnum):
    """What a stretch of an export's bytes is."""

    RECORD = "record"
    REFUSED = "refused"
    STRUCTURE = "structure"  # header, separator, blank, a database's own lines between records


class Span(Struct, frozen=True, gc=False):
    """Bytes start (inclusive) to end (exclusive) of the export as given, starting on `line` (from 1)."""

    kind: SpanKind
    start: int
    end: int
    line: int


class Entry(Struct, frozen=True, gc=False):
    """One entry of an export, in order; `record` is None where it was refused.

    `position` counts every entry from 1, refused ones too. `raw` is the fields as exported, in order,
    repeats kept. The record's `id` and `search` are still empty: the import gives them. `member` is the file
    of an archive that holds it, and `inside` the byte of that file at which it starts.
    """

    position: int
    span: Span
    record: Record | None
    raw: tuple[tuple[str, str], ...] | RawFields = ()
    member: str = ""
    inside: int | None = None

    @property
    def byte(self) -> int:
        """The byte at which it starts: of its member in an archive, else of the export."""
        return self.span.start if self.inside is None else self.inside


class Reading(Struct, frozen=True):
    """An export, read: the spans tile it byte for byte."""

    format: str
    version: int
    encoding: str
    entries: tuple[Entry, ...]
    spans: tuple[Span, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that were read, in order."""
        return tuple(entry.record for entry in self.entries if entry.record is not None)

    @property
    def refused(self) -> tuple[Entry, ...]:
        """The entries that were refused, in order."""
        return tuple(entry for entry in self.entries if entry.record is None)
