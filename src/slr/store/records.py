"""The record files of the ledger: what an import read, the same bytes in every clone.

A file's first line is a header (search, export, reader); each further line is one record with its raw
fields. No clock and no person stands in them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from msgspec import MsgspecError, ValidationError, convert
from msgspec.json import Decoder, Encoder
from msgspec.structs import asdict

from slr.model.errors import SlrError
from slr.model.event import VERSION
from slr.model.reading import Entry
from slr.model.record import Record, record_from
from slr.store.disk import Disk, create_file, read_bytes
from slr.store.lines import canonical, digest
from slr.store.paths import ReviewPaths

CUT = 40_000_000  # bytes; git hosts refuse files of 100 MB and warn from 50


@dataclass(frozen=True, slots=True)
class RecordFile:
    """One written record file: its path below the review folder, and its hash."""

    path: str
    sha256: str


class RecordLine(Record, frozen=True, kw_only=True, gc=False):
    """What the line of a record must hold, each of its type: its columns, its place, its raw fields."""

    id: str
    position: int
    line: int
    raw: list[tuple[str, str]]
    byte: int = 0
    member: str = ""


CHECK = Decoder(RecordLine).decode
READ = Decoder(Record).decode
WRITE = Encoder(order="sorted").encode


def record_id(search: str, sha256: str, position: int) -> str:
    """A record's id: `<search>-<first 6 hex of the export's sha256>-<position>`."""
    return f"{search}-{sha256[:6]}-{position}"


def encode_records(
    search: str, sha256: str, reader: str, version: int, entries: Iterable[Entry]
) -> Iterator[bytes]:
    """The record files of an import, as bytes, one after the other, cut so that none is over 40 MB."""
    header = {
        "export": sha256,
        "kind": "records",
        "reader": reader,
        "reader_version": version,
        "search": search,
    }
    lines: list[bytes] = []
    size, part = 0, 0
    for entry in entries:
        if entry.record is None:
            continue
        line = encode_record(entry, record_id(search, sha256, entry.position), search)
        if lines and size + len(line) > CUT:
            yield b"".join(lines)
            lines = []
        if not lines:
            part += 1
            lines = [line_of(header | {"part": part, "v": VERSION})]
            size = len(lines[0])
        lines.append(line)
        size += len(line)
    if lines:
        yield b"".join(lines)


def encode_record(entry: Entry, name: str, search: str) -> bytes:
    """The line of one record: its filled columns, its place in the export, and its raw fields.

    The place is its position, its line and the byte at which it starts, of its member in an archive.
    """
    assert entry.record is not None
    columns = {key: value for key, value in asdict(entry.record).items() if value or value == 0}
    place: dict[str, Any] = {"position": entry.position, "line": entry.span.line, "byte": entry.byte}
    if entry.member:
        place["member"] = entry.member
    return line_of(columns | {"id": name, "search": search, "raw": list(entry.raw)} | place)


def line_of(value: Any) -> bytes:
    """One canonical JSON line of texts, whole numbers and lists; a lone surrogate becomes a question mark."""
    try:
        return WRITE(value) + b"\n"  # of such values the same as `canonical`, in a third of the time
    except UnicodeEncodeError:
        return (canonical(value) + "\n").encode("utf-8", errors="replace")


def write_record_files(
    paths: ReviewPaths, disk: Disk, search: str, sha256: str, files: Iterable[bytes]
) -> list[RecordFile]:
    """Write record files under names made of their contents; durable on return."""
    written = []
    for part, data in enumerate(files, start=1):
        sha = digest(data)
        path = paths.records / search / f"{sha256[:6]}-{part:03}-{sha[:8]}.jsonl"
        if not path.exists():
            create_file(disk, path, data)
        written.append(RecordFile(paths.relative(path), sha))
    return written


def read_lines(paths: ReviewPaths, files: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Every record line of these files, as JSON values. Raises SlrError where one is missing or damaged."""
    for name in files:
        for number, line in numbered_lines(paths, name):
            yield values_of(line, name, number)


def read_records(paths: ReviewPaths, files: Iterable[str]) -> dict[str, Record]:
    """Records by id, without their raw fields, in the files' order. Raises SlrError as `read_lines`."""
    return {record.id: record for name in files for record in records_in(paths, name)}


def records_in(paths: ReviewPaths, name: str) -> Iterator[Record]:
    """The records of one file, without their raw fields, in order. Raises SlrError as `read_lines`."""
    for number, line in numbered_lines(paths, name):
        try:
            CHECK(line)
            yield READ(line)
        except MsgspecError:  # damaged, or JSON to Python alone (a lone surrogate as an escape)
            yield record_from(values_of(line, name, number))


def numbered_lines(paths: ReviewPaths, name: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a record file that hold records, each with its number."""
    lines = read_bytes(paths.inside(name)).split(b"\n")
    return ((number, line) for number, line in enumerate(lines[1:], start=2) if line)


def values_of(line: bytes, name: str, number: int) -> dict[str, Any]:
    """What the line of a record holds. Raises SlrError where it is damaged."""
    try:
        value: dict[str, Any] = json.loads(line)
        convert(value, RecordLine)
    except (ValueError, ValidationError, RecursionError) as error:
        raise SlrError(
            f"damaged line in {name}",
            "restore the file from git or another copy",
            file=name,
            line=number,
        ) from error
    return value


def read_raw(paths: ReviewPaths, files: Iterable[str], wanted: str) -> tuple[int, list[tuple[str, str]]]:
    """One record's line in its export and its raw fields as exported. Raises SlrError where there is none."""
    for value in read_lines(paths, files):
        if value.get("id") == wanted:
            return int(value["line"]), [(str(tag), str(text)) for tag, text in value["raw"]]
    raise SlrError(f"there is no record {wanted}", "slr export all lists the ids")
