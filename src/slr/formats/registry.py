"""Reading and writing in any of the known formats: what is what, and what cannot be."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches

from slr.formats.columns import check_fields, no_header
from slr.formats.decode import said_to_be
from slr.formats.encodings import encoding_named
from slr.formats.known import FORMATS, Format, Writer
from slr.formats.mixed import read_mixed, stretches
from slr.formats.normalize.remember import forget
from slr.formats.packed import is_packed, read_packed
from slr.formats.unknown import is_nameless_table, is_no_export, what_it_is
from slr.model.errors import SlrError
from slr.model.reading import Reading
from slr.model.record import Record

__all__ = ["FORMATS", "Format"]

_BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"
_MUCH = 1_000_000  # bytes
_LARGE = 100_000  # bytes; entries above are hardly records


def detect(data: bytes) -> Format | None:
    """The format that the contents speak for, None where they speak for none."""
    best, score = None, 0
    for known in FORMATS.values():
        if known.read and (found := known.sniff(data)) > score:
            best, score = known, found
    return best


def read_export(
    data: bytes,
    *,
    file: str,
    format: str | None = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
) -> Reading:
    """Read an export: its entries, the spans that tile its bytes, and what is wrong with it.

    `file` names it in findings and messages; `format` overrides what the contents say, `columns` (a record's
    field to a column's name) how a table is read, `encoding` which letters its bytes are. Raises SlrError
    where the file is empty or of no known format, holds no entry of the format given, or that, an encoding, a
    field or a column is unknown. A gzip file or zip archive is read member by member, archives in it too;
    then the packed bytes are one span, which all entries name.
    """
    check_fields(columns or {})
    with said_to_be(encoding_named(encoding) if encoding else ""):
        if is_packed(data) and format not in ("xlsx", "ods"):
            return read_packed(data, file, lambda content, name: _read_plain(content, name, format, columns))
        return _read_plain(data, file, format, columns)


def _read_plain(data: bytes, file: str, format: str | None, columns: Mapping[str, str] | None) -> Reading:
    if not data[:4096].strip(_BLANK) and not data.strip(_BLANK):
        raise SlrError(f"{file} is empty.", "Export the search again and look at the file's size.", file=file)
    known = format_named(format) if format else None if is_no_export(data) else detect(data)
    if columns and not (known and known.is_table):
        if format:
            raise SlrError(f"{format} has no columns to name.", f"Tables are: {_names_of(_tables())}.")
        known = FORMATS["xlsx" if data.startswith(b"PK") else "csv"]
    if known is None:
        raise _unknown(data, file)
    if known.read is None:
        raise SlrError(f"slr does not read {known.name}.", f"It reads: {_names_of(readable())}.")
    parts = [] if format else stretches(data, known.name)
    with _collector_at_rest(len(data)):
        if parts:
            reading = read_mixed(data, file, known.name, parts, lambda name, part: _read(name, part, file))
        else:
            reading = known.read(data, file, columns) if columns else known.read(data, file)
    if any(entry.span.end - entry.span.start > _LARGE for entry in reading.entries):
        forget()
    if not reading.entries and known.sniff(data) == 0:
        other = detect(data)
        hint = f"It looks like {other.name}." if other else f"Known are: {_names_of(readable())}."
        raise SlrError(f"{file} holds no {known.name} entry.", hint, file=file)
    return reading


def _read(name: str, data: bytes, file: str) -> Reading:
    reader = FORMATS[name].read
    assert reader is not None  # of these formats, all are read
    return reader(data, file)


def _unknown(data: bytes, file: str) -> SlrError:
    """The refusal of a file of no known format: what it looks like, and what helps."""
    what, hint = what_it_is(data)
    if not what and is_nameless_table(data):
        return no_header(file, None)
    looks = f" It looks like {what}." if what else ""
    return SlrError(
        f"{file} is of no known format.{looks}", hint or f"Known are: {_names_of(readable())}.", file=file
    )


@contextmanager
def _collector_at_rest(size: int) -> Iterator[None]:
    """No cyclic garbage collection: readings have no cycles, and walking millions of fields takes long.

    What was read of a large export then counts as old, without the walk through all of it that its first
    collection would be; so the garbage there is already is taken away before.
    """
    was_on, is_large = gc.isenabled(), size > _MUCH and not gc.get_freeze_count()
    if is_large:
        gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        if is_large:
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()


def write_records(records: Iterable[Record], format: str) -> str:
    """Records as text in a format. Raises SlrError where it is unknown, is no text or cannot be written."""
    written = _writer(format)(records)
    if isinstance(written, bytes):
        raise SlrError(f"{format} is no text.", "Write it to a file.")
    return written


def write_bytes(records: Iterable[Record], format: str) -> bytes:
    """Records as the bytes of a file: text in UTF-8. Raises SlrError where a format cannot be written."""
    written = _writer(format)(records)
    return written if isinstance(written, bytes) else written.encode("utf-8", "replace")


def _writer(format: str) -> Writer:
    known = format_named(format)
    if known.write is None:
        raise SlrError(f"slr does not write {known.name}.", f"It writes: {_names_of(writable())}.")
    return known.write


def format_named(name: str) -> Format:
    """The format of that name. Raises SlrError with the nearest name where there is none."""
    if found := FORMATS.get(name.lower()):
        return found
    near = get_close_matches(name.lower(), FORMATS, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(FORMATS)}."
    raise SlrError(f'There is no format "{name}".', hint)


def readable() -> list[Format]:
    """The formats that can be read, in the registry's order."""
    return [known for known in FORMATS.values() if known.read]


def writable() -> list[Format]:
    """The formats that can be written, in the registry's order."""
    return [known for known in FORMATS.values() if known.write]


def _tables() -> list[Format]:
    return [known for known in FORMATS.values() if known.is_table]


def _names_of(formats: list[Format]) -> str:
    return ", ".join(known.name for known in formats)
