"""`slr import --reread`: read an export again after a reader has become better; ids stay."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from slr.app.caller import Caller
from slr.app.import_ import import_data_of, targets
from slr.app.review import Review, writer
from slr.flow.searches import holdings
from slr.formats.registry import read_export
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.model.imports import Import
from slr.model.reading import Entry, Reading
from slr.model.record import COLUMNS, Record
from slr.store.disk import read_bytes
from slr.store.lines import digest
from slr.store.records import encode_records, read_lines, write_record_files

# What an import says that no reader decides.
KEPT = ("search", "sha256", "bytes", "file", "settings", "columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one record that is read otherwise now."""

    record: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """What a new reading of one export changes; `new` are records that were refused or not seen before."""

    file: str
    changes: tuple[Change, ...]
    new: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is read otherwise."""
        return bool(self.changes or self.new or self.lost)


def reread(review: Review, caller: Caller, wanted: str, *, dry_run: bool) -> list[Reread]:
    """Read the exports that a file name, hash or search means again, and keep what changed.

    Every entry keeps its position, told by the line on which it starts; an entry that no earlier reader saw
    comes after the last. Raises SlrError where an export's bytes have changed or a record would be lost.
    """
    found = targets(holdings(review.ledger.events), wanted)
    results = []
    with writer(review, caller) as out:
        for one in caller.steps("Reading again", found, len(found)):
            data = read_bytes(review.paths.inside(one.file))
            if digest(data) != one.sha256:
                raise SlrError(
                    f"{one.file} is not what was imported: its SHA-256 has changed",
                    "restore it from git, or import the new file with --replace",
                    file=one.file,
                )
            event = next(e for e in review.ledger.events if e.id == one.events[-1])
            columns = event.data.get("columns", {})
            name = one.file.rpartition("/")[2]
            reading = read_export(data, file=name, format=one.format, columns=columns)
            placed = same_positions(review, one, event, reading)
            result = compare(review, one, placed)
            results.append(result)
            if result.lost:
                raise SlrError(
                    f"{one.file}: {len(result.lost)} records would be lost, the first {result.lost[0]}",
                    "nothing was written; this slr reads the export worse than the one that imported it",
                )
            if result.changed and not dry_run:
                files = encode_records(
                    one.search, one.sha256, reading.format, reading.version, placed.entries
                )
                written = write_record_files(review.paths, caller.disk, one.search, one.sha256, files)
                kept = {k: v for k, v in event.data.items() if k in KEPT}
                paths = [{"path": file.path, "sha256": file.sha256} for file in written]
                now = kept | import_data_of(placed) | {"record_files": paths, "replaces": list(one.events)}
                out.append("imports", "import", now)
    return results


def same_positions(review: Review, one: Import, event: Event, reading: Reading) -> Reading:
    """The new reading with the positions of the old one, matched by the line on which an entry starts."""
    positions = {value["line"]: value["position"] for value in read_lines(review.paths, one.record_files)}
    positions |= {refused["line"]: refused["position"] for refused in event.data.get("refused", ())}
    last = one.entries
    entries = []
    for entry in reading.entries:
        position = positions.get(entry.span.line)
        if position is None:
            last += 1
            position = last
        entries.append(replace(entry, position=position))
    return replace(reading, entries=tuple(sorted(entries, key=lambda entry: entry.position)))


def compare(review: Review, one: Import, reading: Reading) -> Reread:
    """What the new reading changes, field by field."""
    before: dict[int, dict[str, Any]] = {
        value["position"]: value for value in read_lines(review.paths, one.record_files)
    }
    after = {entry.position: entry for entry in reading.entries if entry.record is not None}
    changes = [
        change
        for position, entry in after.items()
        if position in before
        for change in changed_fields(one.id_at(position), before[position], entry)
    ]
    return Reread(
        file=one.file,
        changes=tuple(changes),
        new=tuple(one.id_at(n) for n in after if n not in before),
        lost=tuple(one.id_at(n) for n in before if n not in after),
    )


def changed_fields(name: str, before: dict[str, Any], entry: Entry) -> Sequence[Change]:
    """The fields that differ between a kept record and a new reading of it."""
    assert entry.record is not None
    now, empty = entry.record.as_dict(), Record().as_dict()
    return [
        Change(record=name, field=field, before=before.get(field, empty[field]), after=now[field])
        for field in COLUMNS
        if field not in ("id", "search") and before.get(field, empty[field]) != now[field]
    ]
