"""Verifying from the exports up: each export against its import, its records read from it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from slr.app.check_files import RESTORE
from slr.app.reread import said_of, same_positions
from slr.app.review import Review
from slr.app.verify_events import Checked, finding
from slr.flow.searches import read_import
from slr.formats.registry import read_export
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.model.finding import Finding
from slr.model.imports import Import
from slr.model.reading import Reading
from slr.model.words import Severity
from slr.store.disk import read_bytes, sha256_of
from slr.store.lines import digest
from slr.store.records import encode_records

FETCH = "fetch it from git or another copy"


@dataclass(slots=True)
class Exports:
    """What was proven of the exports: how many, how many records read again, record files, and findings.

    `entries` are what each export read again holds, by search and SHA-256: the positions of its entries and
    whether they were refused.
    """

    exports: int = 0
    records: int = 0
    files: int = 0
    findings: list[Finding] = field(default_factory=list)
    entries: dict[tuple[str, str], dict[int, bool]] = field(default_factory=dict)

    def checked(self) -> Checked:
        """The same as a plain result."""
        return Checked(self.exports, self.findings)


def verify_import(review: Review, event: Event, done: Exports, *, reading: bool, exports: bool) -> None:
    """Hold one import event against its record files, its export, and what the export holds."""
    one = read_import([event])
    whole = record_files(review, event, done)
    place = place_of(review, one.file)
    if place is None or not place.is_file():
        if exports:
            done.findings.append(finding("F021", event, f"the export {one.file} is not there"))
        return
    data = read_bytes(place)
    if digest(data) != one.sha256:
        done.findings.append(
            Finding(
                code="F020",
                severity=Severity.ERROR,
                message=f"the export of {one.search} is not the one that was imported: it was changed since",
                hint=RESTORE,
                file=one.file,
            )
        )
        return
    done.exports += 1
    if reading:
        read_again(review, event, one, data, done, whole=whole)


def place_of(review: Review, name: str) -> Path | None:
    """The path that an event names; None where it is none inside the folder."""
    try:
        return review.paths.inside(name)
    except SlrError:
        return None


def record_files(review: Review, event: Event, done: Exports) -> bool:
    """Whether every record file that an import names is there as it was written."""
    before = len(done.findings)
    for file in event.data.get("record_files", ()):
        place = place_of(review, file["path"])
        found = sha256_of(place) if place is not None else None
        if found is None:
            done.findings.append(finding("F024", event, f"the record file {file['path']} is not there"))
        elif found != file.get("sha256"):
            done.findings.append(
                Finding(
                    code="F023",
                    severity=Severity.ERROR,
                    message="this record file is not the one that the import wrote",
                    hint=FETCH,
                    file=file["path"],
                )
            )
        else:
            done.files += 1
    return len(done.findings) == before


def read_again(review: Review, event: Event, one: Import, data: bytes, done: Exports, *, whole: bool) -> None:
    """Read an export again: by the same reader the record files must be the same bytes."""
    try:
        reading = read_export(data, file=one.file.rpartition("/")[2], **said_of(event))
    except SlrError as error:
        done.findings.append(finding("V004", event, f"{one.file} cannot be read again: {error.message}"))
        return
    version = event.data.get("reader_version")
    same_reader = (reading.format, reading.version) == (event.data.get("format", reading.format), version)
    placed = reading if same_reader else None
    before = earlier_import(review, event)
    if before is not None:
        try:
            placed = same_positions(review, read_import([before]), before, reading)
        except SlrError:
            placed = None  # the earlier import's record files are gone, which is a finding of its own
    if placed is None and same_reader:
        return
    shown = placed or reading
    entries = {entry.position: entry.record is None for entry in shown.entries}
    changed = differs(event, one, shown)
    done.records += len(reading.records)
    if changed and same_reader:
        done.findings.append(finding("V004", event, f"{one.file}, read again: {changed}"))
    elif changed:
        message = (
            f"{one.file} was read by version {version} of the reader, this is {reading.version}: {changed}"
        )
        hint = "slr import --reread --dry-run shows what changes"
        done.findings.append(
            Finding(
                code="V005",
                severity=Severity.INFO,
                message=message,
                hint=hint,
                file=f"ledger/{event.segment}",
                line=event.line,
            )
        )
    if whole and not changed:
        done.entries[one.search, one.sha256] = entries


def earlier_import(review: Review, event: Event) -> Event | None:
    """The import of the same export that this one read again and took the place of."""
    replaced = set(event.replaces)
    told: Mapping[str, Event] = {
        e.id: e
        for e in review.ledger.events
        if e.kind == "import" and e.id in replaced and e.data["sha256"] == event.data["sha256"]
    }
    return next((told[name] for name in reversed(event.replaces) if name in told), None)


def differs(event: Event, one: Import, reading: Reading) -> str:
    """How a new reading differs from what the import event says; empty where it does not."""
    refused = tuple(entry.position for entry in reading.refused)
    if len(reading.entries) != one.entries:
        return f"{len(reading.entries)} entries, not {one.entries}"
    if refused != one.refused:
        return f"refused are {list(refused)}, not {list(one.refused)}"
    told = [file.get("sha256") for file in event.data.get("record_files", ())]
    # Under the version that was: a newer reader that reads the same gives the same record files but for it.
    version = event.data.get("reader_version", reading.version)
    files = encode_records(one.search, one.sha256, reading.format, version, reading.entries)
    made = [digest(data) for data in files]
    if made != told:
        part = next((n for n, (a, b) in enumerate(zip(made, told, strict=False), 1) if a != b), 1)
        return f"the records are others than were imported (record file {part} of {max(len(told), 1)})"
    return ""
