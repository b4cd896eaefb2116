"""Compound files (OLE 2), in which old Office documents keep their streams, read within bounds."""

from collections.abc import Iterator
from struct import unpack_from

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128  # bytes of an entry of the directory
_FREE = 0xFFFFFFFA  # this and above are no sectors


def stream_named(data: bytes, *names: str) -> bytes:
    """The first stream of one of these names.

    Raises ValueError where there is none, ValueError, struct.error or IndexError where the file is broken.
    """
    size, mini_size = (1 << min(shift, 20) for shift in unpack_from("<HH", data, 30))
    (directory,) = unpack_from("<I", data, 48)
    cutoff, first_mini = unpack_from("<II", data, 56)
    table = _table(data, size)
    entries = _joined(data, _HEADER, size, _chain(directory, table))
    root = entries[:_ENTRY]
    for name in names:
        for place in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            entry = entries[place : place + _ENTRY]
            (length,) = unpack_from("<H", entry, 64)
            if entry[66] == 2 and entry[: max(length, 2) - 2] == name.encode("utf-16-le"):
                start, count = unpack_from("<II", entry, 116)
                if count >= cutoff:
                    return _joined(data, _HEADER, size, _chain(start, table))[:count]
                container = _joined(data, _HEADER, size, _chain(unpack_from("<I", root, 116)[0], table))
                minis = _numbers(_joined(data, _HEADER, size, _chain(first_mini, table)))
                return _joined(container, 0, mini_size, _chain(start, minis))[:count]
    raise ValueError(f"the compound file has no stream {names[0]}")


def _table(data: bytes, size: int) -> list[int]:
    """The sector that follows each sector; the header lists the first 109 sectors that hold this table."""
    (count,) = unpack_from("<I", data, 44)
    (further,) = unpack_from("<I", data, 68)
    sectors = list(unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while further < _FREE and further not in seen:
        seen.add(further)
        numbers = _numbers(_sector(data, _HEADER, size, further))
        sectors += numbers[:-1]
        further = numbers[-1]
    used = [sector for sector in sectors if sector < _FREE][: min(count, len(data) // size + 1)]
    return _numbers(b"".join(_sector(data, _HEADER, size, sector) for sector in used))


def _chain(start: int, table: list[int]) -> Iterator[int]:
    for _ in range(len(table)):  # a broken chain may go round in circles
        if start >= len(table):
            return
        yield start
        start = table[start]


def _joined(data: bytes, first: int, size: int, sectors: Iterator[int]) -> bytes:
    return b"".join(_sector(data, first, size, sector) for sector in sectors)


def _sector(data: bytes, first: int, size: int, number: int) -> bytes:
    place = (number + 1) * size if first else number * size
    return data[place : place + size]


def _numbers(data: bytes) -> list[int]:
    return list(unpack_from(f"<{len(data) // 4}I", data))
