"""Exports inside gzip files and zip archives, unpacked within bounds."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from slr.formats.trouble import Troubles
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.reading import Entry, Reading, Span, SpanKind

LIMIT = 400 * 1024 * 1024  # bytes that a file may unpack to: no search gives more, a bomb gives far more
MEMBERS = 500
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
# What zipfile raises where an archive's sizes, places or packed bytes are wrong.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(ValueError, OSError, OverflowError, EOFError, NotImplementedError),
)


class _TooMuch(SlrError):
    """A file that holds more than any search gives; nothing of it is read."""


@dataclass(slots=True)
class _Room:
    """How much may still be unpacked of one file, whatever archives it holds."""

    size: int = 0
    members: int = 0

    def take(self, size: int, file: str) -> None:
        self.size += size
        if self.size > LIMIT:
            raise _TooMuch(
                f"{file} unpacks to more than {LIMIT // 1024 // 1024} MB.",
                "Unpack it, and import its files one by one.",
                file=file,
            )


def is_packed(data: bytes) -> bool:
    """Whether a file is gzip, or a zip archive that is no document of Office, OpenDocument or EPUB."""
    return data.startswith(_GZIP) or (data.startswith(_ZIP) and not _is_document(data))


def _is_document(data: bytes) -> bool:
    """Whether an archive has the part that documents have: it itself, not one of the files that it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except _BROKEN:
        return data[30:38] == b"mimetype" or b"[Content_Types].xml" in data
    return "[Content_Types].xml" in names or "mimetype" in names


def read_packed(data: bytes, file: str, read: Callable[[bytes, str], Reading]) -> Reading:
    """Read what a gzip file or zip archive holds, member by member, each by `read`; archives among them, too.

    The packed bytes are one span: no part of them is a record's alone. Every entry names that span, its
    member, and its line and byte there; findings name the member, and the entry among all of them. The
    format is the first member's. A member that cannot be read or is broken is a finding, a gzip file that was
    cut another; if nothing can be read, the first refusal is raised.
    """
    own = Troubles(file)
    room = _Room()
    readings: list[tuple[str, Reading]] = []
    findings: list[Finding] = own.found
    refusals: list[SlrError] = []
    before = 0
    for name, content in _members(data, file, own, room):
        try:
            if isinstance(content, SlrError):
                raise content
            reading = read(content, name)
        except SlrError as refusal:
            refusals.append(refusal)
            troubles = Troubles(name)
            troubles.add("I110", refusal.message)
            findings += troubles.found
            continue
        member = name.removeprefix(f"{file}/")
        readings.append((member if member != name else "", reading))
        findings += [_moved(finding, before) for finding in reading.findings]
        before += len(reading.entries)
    if not readings:
        raise (
            refusals[0]
            if refusals
            else SlrError(f"{file} holds no file.", "Look into the archive.", file=file)
        )
    return _joined(readings, len(data), findings)


def _moved(finding: Finding, before: int) -> Finding:
    """A member's finding, its entry counted from the archive's first."""
    number = finding.record.removeprefix("entry ")
    return replace(finding, record=f"entry {int(number) + before}") if number.isdigit() else finding


def _joined(readings: list[tuple[str, Reading]], size: int, findings: list[Finding]) -> Reading:
    whole = Span(SpanKind.RECORD, 0, size, 1)
    entries: list[Entry] = []
    for name, reading in readings:
        for entry in reading.entries:
            span = Span(entry.span.kind, 0, size, entry.span.line)
            place = len(entries) + 1
            entries.append(Entry(place, span, entry.record, entry.raw, name, entry.byte))
    encodings = dict.fromkeys(reading.encoding for _, reading in readings)
    return Reading(
        readings[0][1].format,
        sum(reading.version for _, reading in readings),  # another one if any reader has another
        f"{'+'.join(encodings)} (packed)",
        tuple(entries),
        (whole,),
        tuple(findings),
    )


def _members(
    data: bytes, file: str, troubles: Troubles, room: _Room
) -> Iterator[tuple[str, bytes | SlrError]]:
    """Names and contents of what a file holds, also in an archive in it, but no deeper; or what is wrong."""
    for name, content in _unpacked(data, file, troubles, room):
        if content is None:
            yield name, SlrError(f"{name} is broken.", "Download the archive again.", file=name)
        elif is_packed(content):
            try:
                inner = _unpacked(content, name, troubles, room)
            except _TooMuch:
                raise
            except SlrError as refusal:
                yield name, refusal
                continue
            for one, held in inner:
                broken = SlrError(f"{one} is broken.", "Download the archive again.", file=one)
                yield one, broken if held is None else held
        else:
            yield name, content


def _unpacked(data: bytes, file: str, troubles: Troubles, room: _Room) -> list[tuple[str, bytes | None]]:
    return _gunzip(data, file, troubles, room) if data.startswith(_GZIP) else _unzip(data, file, room)


def _gunzip(data: bytes, file: str, troubles: Troubles, room: _Room) -> list[tuple[str, bytes | None]]:
    pieces, size, rest = [], 0, data
    while rest.startswith(_GZIP):  # a gzip file may hold several streams, one after the other
        unpacker = zlib.decompressobj(wbits=31)
        try:
            piece = unpacker.decompress(rest, LIMIT - room.size + 1)
        except zlib.error as error:
            raise SlrError(f"{file} is a broken gzip file.", "Download it again.", file=file) from error
        size += len(piece)
        room.take(len(piece), file)
        pieces.append(piece)
        if not unpacker.eof:
            if not size:
                raise SlrError(f"{file} is a gzip file that was cut.", "Download it again.", file=file)
            troubles.add("I102", "The gzip file has no end.")
            break
        rest = unpacker.unused_data
    return [(file.removesuffix(".gz"), b"".join(pieces))]


def _unzip(data: bytes, file: str, room: _Room) -> list[tuple[str, bytes | None]]:
    """Names and contents of the files in an archive; None for a broken one."""
    members: list[tuple[str, bytes | None]] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.is_dir() or _is_litter(info.filename):
                    continue
                room.members += 1
                if room.members > MEMBERS:
                    raise _TooMuch(
                        f"{file} holds more than {MEMBERS} files.", "Unpack it yourself.", file=file
                    )
                content = _content(archive, info, LIMIT - room.size + 1)  # what it says of sizes may be a lie
                room.take(len(content or b""), file)
                members.append((f"{file}/{info.filename}", content))
    except _BROKEN as error:
        raise SlrError(f"{file} is a broken zip archive.", "Download it again.", file=file) from error
    except RuntimeError as error:  # zipfile's way to say that a member is encrypted
        raise SlrError(f"{file} is encrypted.", "Unpack it with its password.", file=file) from error
    return members


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | None:
    try:
        with archive.open(info) as member:
            return member.read(most)
    except _BROKEN:
        return None


def _is_litter(name: str) -> bool:
    """What operating systems leave in archives."""
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith((".", "Thumbs.db"))
