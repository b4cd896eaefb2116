"""Exports inside gzip files and zip archives, unpacked within bounds."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace

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


def is_packed(data: bytes) -> bool:
    """Whether a file is gzip, or a zip archive that is no Office document (which names its kind first)."""
    if data.startswith(_GZIP):
        return True
    is_document = data[30:38] == b"mimetype" or b"[Content_Types].xml" in data
    return data.startswith(_ZIP) and not is_document


def read_packed(data: bytes, file: str, read: Callable[[bytes, str], Reading]) -> Reading:
    """Read what a gzip file or zip archive holds, member by member, each by `read`.

    The packed bytes are one span: no part of them is a record's alone. Every entry names that span, its
    member, and its line and byte there; findings name the member, and the entry among all of them. The
    format is the first member's. A member that cannot be read or is broken is a finding, a gzip file that was
    cut another; if nothing can be read, the first refusal is raised.
    """
    own = Troubles(file)
    members = _gunzip(data, file, own) if data.startswith(_GZIP) else _unzip(data, file)
    readings: list[tuple[str, Reading]] = []
    findings: list[Finding] = own.found
    refusals: list[SlrError] = []
    before = 0
    for name, content in members:
        try:
            if content is None:
                raise SlrError(f"{name} is broken.", "Download the archive again.", file=name)
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


def _gunzip(data: bytes, file: str, troubles: Troubles) -> list[tuple[str, bytes | None]]:
    pieces, size, rest = [], 0, data
    while rest.startswith(_GZIP):  # a gzip file may hold several streams, one after the other
        unpacker = zlib.decompressobj(wbits=31)
        try:
            piece = unpacker.decompress(rest, LIMIT - size + 1)
        except zlib.error as error:
            raise SlrError(f"{file} is a broken gzip file.", "Download it again.", file=file) from error
        size += len(piece)
        if size > LIMIT:
            raise _too_large(file)
        pieces.append(piece)
        if not unpacker.eof:
            if not size:
                raise SlrError(f"{file} is a gzip file that was cut.", "Download it again.", file=file)
            troubles.add("I102", "The gzip file has no end.")
            break
        rest = unpacker.unused_data
    return [(file.removesuffix(".gz"), b"".join(pieces))]


def _unzip(data: bytes, file: str) -> list[tuple[str, bytes | None]]:
    """Names and contents of the files in an archive; None for a broken one."""
    members: list[tuple[str, bytes | None]] = []
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.is_dir() or _is_litter(info.filename):
                    continue
                if len(members) == MEMBERS:
                    raise SlrError(
                        f"{file} holds more than {MEMBERS} files.", "Unpack it yourself.", file=file
                    )
                content = _content(archive, info, LIMIT - size + 1)  # what it says of sizes may be a lie
                size += len(content or b"")
                if size > LIMIT:
                    raise _too_large(file)
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


def _too_large(file: str) -> SlrError:
    size = f"{LIMIT // 1024 // 1024} MB"
    return SlrError(
        f"{file} unpacks to more than {size}.", "Unpack it, and import its files one by one.", file=file
    )
