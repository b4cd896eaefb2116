"""`slr convert`: read exports in any format and write them in another, without a review folder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from slr.app.export_files import read_given
from slr.app.review import nearest
from slr.formats.json_lines import write_raw
from slr.formats.lost import losses
from slr.formats.registry import FORMATS, write_bytes
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.reading import Reading
from slr.model.words import Severity
from slr.store.disk import read_bytes
from slr.store.lines import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """The file written, how many records it holds, how many entries were refused, and findings.

    Findings are the readers', and what the format has no place for.
    """

    data: bytes
    records: int
    refused: int
    findings: tuple[Finding, ...]


def convert(
    sources: Sequence[tuple[str, bytes]],
    *,
    to: str,
    format: str = "",
    columns: Mapping[str, str] | None = None,
    encoding: str = "",
    raw: bool = False,
) -> Converted:
    """Convert exports, as paths (or `stdin`) and bytes; `raw` adds to JSON Lines the fields as exported.

    Raises SlrError where one cannot be read or written.
    """
    writable = [key for key, one in FORMATS.items() if one.write]
    if to not in writable:
        raise SlrError(f"slr writes no {to or 'file of this name'}", nearest(to, writable))
    if raw and to != "jsonl":
        raise SlrError(f"{to} has no place for the fields as exported", "write them with --to jsonl")
    exports: dict[str, str] = {}  # by SHA-256, the first file of these bytes
    readings: list[tuple[str, Reading]] = []
    twins: list[Finding] = []
    for name, data in sources:
        sha256 = digest(data)
        if sha256 in exports:
            twins.append(twin(name, exports[sha256]))
            continue
        exports[sha256] = name
        reading = read_given(data, name, format=format, columns=columns, encoding=encoding)
        readings.append((sha256[:6], reading))
    entries = [
        (entry, f"{export}-{entry.position}")
        for export, reading in readings
        for entry in reading.entries
        if entry.record is not None
    ]
    records = [replace(entry.record, id=name) for entry, name in entries if entry.record is not None]
    if raw:
        written = write_raw(zip(records, (entry.raw for entry, _ in entries), strict=True)).encode(
            "utf-8", "replace"
        )
    else:
        written = write_bytes(records, to)
    return Converted(
        data=written,
        records=len(records),
        refused=sum(len(reading.refused) for _, reading in readings),
        findings=(
            *(finding for _, reading in readings for finding in reading.findings),
            *twins,
            *losses(records, to),
        ),
    )


def twin(name: str, first: str) -> Finding:
    """The finding that a file holds the same bytes as one before it."""
    return Finding(
        code="I003",
        severity=Severity.WARNING,
        message=f"{name} and {first} are the same file",
        hint="its records are taken once",
        file=name,
    )


def format_of(output: str, to: str | None) -> str:
    """The format to write: as said, by its name or the ending of its files; else by the output's ending.

    `to` is None where the command has no --to. Raises SlrError where neither says it.
    """
    if to and to in FORMATS and FORMATS[to].write:
        return to
    ending = (to or Path(output).suffix).casefold().lstrip(".")
    for key, format in FORMATS.items():
        if format.write and ending in {key, *(known.lstrip(".") for known in format.extensions)}:
            return key
    if to:
        return to
    writable = {key: known for key, known in FORMATS.items() if known.write}
    endings = ", ".join(known.extensions[0] for known in writable.values())
    say = "" if to is None else f", or say it with --to: {', '.join(writable)}"
    raise SlrError(f"which format is {output}?", f"end its name in {endings}{say}")


def source(path: Path) -> tuple[str, bytes]:
    """A file as the caller names it, and its bytes. Raises SlrError where it cannot be read."""
    return str(path), read_bytes(path)
