"""`slr import --reread`: read an export again after a reader has become better; ids stay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

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
KEPT = ("search", "sha256", "bytes", "file", "settings", "columns", "said")


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
            reading = read_export(data, file=one.file.rpartition("/")[2], **said_of(event))
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


def said_of(event: Event) -> dict[str, Any]:
    """What the command line said of how to read an export; else its format as found, if it has only one."""
    said, columns = event.data.get("said", {}), event.data.get("columns", {})
    several = str(event.data.get("encoding", "")).endswith(("(packed)", "(mixed)"))
    format = said.get("format") or (None if several else event.data.get("format"))
    return {"format": format, "columns": columns, "encoding": said.get("encoding")}


def same_positions(review: Review, one: Import, event: Event, reading: Reading) -> Reading:
    """The new reading with the positions of the old one.

    An entry is the one that began at the same byte of the same member; what is left is matched by its line,
    in order (imports of older versions name no bytes, and a better reader may begin some bytes earlier).
    """
    old = [*read_lines(review.paths, one.record_files), *event.data.get("refused", ())]
    old.sort(key=lambda value: int(value["position"]))
    exact = {(*_line_of(value), value.get("byte", value.get("start"))): value["position"] for value in old}
    found = [exact.get((entry.member, entry.span.line, entry.byte)) for entry in reading.entries]
    taken = set(found)
    waiting: dict[tuple[str, int], list[int]] = {}
    for value in old:
        if value["position"] not in taken:
            waiting.setdefault(_line_of(value), []).append(value["position"])
    last = one.entries
    entries = []
    for entry, position in zip(reading.entries, found, strict=True):
        if position is None and (places := waiting.get((entry.member, entry.span.line))):
            position = places.pop(0)
        if position is None:
            last += 1
            position = last
        entries.append(replace(entry, position=position))
    return replace(reading, entries=tuple(sorted(entries, key=lambda entry: entry.position)))


def _line_of(value: Mapping[str, Any]) -> tuple[str, int]:
    """The member of an archive (or none) and the line of a record line or refused entry of the ledger."""
    return value.get("member", ""), value["line"]


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
    """The fields that differ between a kept record and a new reading of it; of the raw ones, those alone."""
    assert entry.record is not None
    now, empty = entry.record.as_dict(), Record().as_dict()
    changes = [
        Change(record=name, field=field, before=before.get(field, empty[field]), after=now[field])
        for field in COLUMNS
        if field not in ("id", "search") and before.get(field, empty[field]) != now[field]
    ]
    kept, read = list(before.get("raw", ())), [list(pair) for pair in entry.raw]
    if kept != read:
        gone, come = [pair for pair in kept if pair not in read], [pair for pair in read if pair not in kept]
        changes.append(Change(record=name, field="raw", before=gone, after=come))
    return changes
