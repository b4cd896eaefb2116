"""MARC 21 as library systems exchange it (ISO 2709): a leader, a directory, and fields between separators.

Lengths and places that the directory gives are not trusted: a file converted to UTF-8 keeps the old ones.
"""

import re
import unicodedata
from collections.abc import Iterator

from msgspec.structs import replace

from slr.formats.decode import said_to_be
from slr.formats.log import ReadingLog
from slr.formats.marc_fields import Field, Fields, draft_of
from slr.formats.normalize.text import clean
from slr.model.reading import Reading

VERSION = 1

_FIELD, _RECORD, _SUBFIELD = b"\x1e", b"\x1d", "\x1f"
_LEADER = re.compile(rb"\d{5}[a-z ][a-z][a-z ][ a-z0-9|][ a-z0-9|]\d\d\d{5}")
_ENTRY = 12  # bytes of the directory for each field: tag, length, place
# MARC-8's Latin letters above ASCII (ANSEL), and its marks, which stand before their letter.
_LETTERS = dict(zip(range(0xA1, 0xAF), "ŁØĐÞÆŒʹ·♭®±ƠƯʼ", strict=True))
_LETTERS |= dict(zip(range(0xB0, 0xBE), "ʻłøđþæœʺı£ð\ufffdơư", strict=True))
_LETTERS |= dict(zip(range(0xC0, 0xC9), "°ℓ℗©♯¿¡ß€", strict=True))
_ACCENTS = dict(
    zip(
        range(0xE0, 0xFF),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315\u030b\u0310"
        "\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\ufffd\ufffd\u0313",
        strict=True,
    )
)


def read_marc(data: bytes, file: str) -> Reading:
    """Read MARC 21: one entry for each record, up to its terminator."""
    with said_to_be("latin-1"):  # a letter a byte: each record says itself which letters its bytes are
        log = ReadingLog(data, file, "marc", VERSION)
    encodings = set()
    for start, end in _records(data):
        _cover_gap(data, start, log)
        if log.too_large(end):
            continue
        leader, fields, encoding = _parsed(data[start:end])
        encodings.add(encoding)
        raw = (
            ("leader", leader),
            *((f"{one.tag} {one.indicators}".strip(), _written(one)) for one in fields),
        )
        draft = draft_of(Fields(leader, fields)) if fields else None
        if draft is None:
            log.refuse(end, raw, "A MARC record without a directory of its fields was refused.")
            continue
        if not data.endswith(_RECORD, start, end):
            log.trouble("I102", "A record has no end.")
        log.record(end, raw, draft)
    _cover_gap(data, len(data), log)
    return replace(log.reading(), encoding="marc-8" if encodings == {"marc-8"} else "utf-8")


def _cover_gap(data: bytes, end: int, log: ReadingLog) -> None:
    left, line = data[log.end : end].strip(b" \r\n\0\x1a\xef\xbb\xbf"), log.line
    if log.structure(end) and left:
        shown = clean(left[:60].decode("utf-8", "replace"))
        log.troubles.add("I105", f'Bytes between records were left out: "{shown}"', line=line)


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """(start, end) of each record; what is between a terminator and the next leader is the file's own."""
    place = 0
    while leader := _LEADER.search(data, place):
        terminator = data.find(_RECORD, leader.end())
        end = terminator + 1 or len(data)
        yield leader.start(), end
        place = end


def _parsed(record: bytes) -> tuple[str, list[Field], str]:
    """(leader, fields, encoding) of a record; fields stand in the order of the directory."""
    leader = record[:24].decode("latin-1")
    directory, *bodies = record[24:].rstrip(_RECORD).split(_FIELD)
    tags = [directory[at : at + 3].decode("latin-1") for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    encoding = "utf-8"
    try:
        record.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "marc-8"
    fields = []
    for tag, body in zip(tags, bodies, strict=False):
        text = body.decode("utf-8") if encoding == "utf-8" else _from_marc_8(body)
        indicators, *parts = text.split(_SUBFIELD)
        if parts:
            subfields = tuple((part[:1], part[1:]) for part in parts if part)
            fields.append(Field(tag, indicators, subfields))
        else:
            fields.append(Field(tag, "", (("", text),)))
    return leader, fields, encoding


def _written(field: Field) -> str:
    """A field as librarians write it: $a Title : $b subtitle."""
    if not field.indicators:
        return field.subfields[0][1] if field.subfields else ""
    return " ".join(f"${code} {text}" for code, text in field.subfields)


def _from_marc_8(body: bytes) -> str:
    """Latin letters and their marks; letters of other alphabets stay as their bytes' numbers say."""
    found: list[str] = []
    marks = ""
    for byte in body:
        if byte in _ACCENTS:
            marks += _ACCENTS[byte]
            continue
        found.append(_LETTERS.get(byte, chr(byte)))
        found.append(marks)
        marks = ""
    return unicodedata.normalize("NFC", "".join(found) + marks)
