"""The sheets of an Excel workbook of 1997 to 2003 (BIFF 8): rows of cells as text."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from struct import pack, unpack, unpack_from

_STRINGS, _CONTINUE, _SHEET, _FORMAT, _STYLE, _BEGIN, _END, _LOCKED = (
    *(0x00FC, 0x003C, 0x0085, 0x041E, 0x00E0, 0x0809, 0x000A, 0x002F),
)
_TEXT, _RICH_TEXT, _SHARED_TEXT, _NUMBER, _SHORT, _SHORTS, _FORMULA, _RESULT, _EPOCH = (
    *(0x0204, 0x00D6, 0x00FD, 0x0203, 0x027E, 0x00BD, 0x0006, 0x0207, 0x0022),
)
_DATES = frozenset([*range(14, 23), *range(45, 48)])  # Excel's own formats of dates and times
_SHEETS, _COLUMNS = 255, 256  # that a workbook and a sheet may have
_MUCH = 400 << 20  # characters of all cells; a text that many cells share may come to any length

Row = tuple[int, list[str]]
_Record = tuple[int, bytes]


def sheets_of(stream: bytes) -> Iterator[Iterator[Row]]:
    """The rows of each sheet in order: their number and cells.

    Raises ValueError, struct.error or IndexError where the workbook is broken, also later, on the way.
    """
    book = _Book(stream)
    for place in book.sheets:
        yield book.rows(place)


class _Book:
    """What the beginning of a workbook says of all its sheets: texts, formats, and where they begin."""

    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self.sheets: list[int] = []
        self._texts: list[str] = []
        self._formats: dict[int, bool] = {}  # whether it is of dates
        self._styles: list[int] = []
        self._epoch = datetime(1899, 12, 30)
        self._left = _MUCH
        shared: list[bytes] = []
        last = 0
        for kind, data in _records(stream, 0):
            if kind == _LOCKED:
                raise ValueError("the workbook is encrypted")
            if kind == _BEGIN and unpack_from("<H", data)[0] != 0x0600:
                raise ValueError("the workbook is older than Excel 97")
            if kind == _SHEET and data[5] == 0 and len(self.sheets) < _SHEETS:
                self.sheets.append(unpack_from("<I", data)[0])
            elif kind == _FORMAT:
                code = _text(data, 2)
                self._formats[unpack_from("<H", data)[0]] = bool(
                    set("ymdh") & set(code.lower().split("]")[-1])
                )
            elif kind == _STYLE:
                self._styles.append(unpack_from("<H", data, 2)[0])
            elif kind == _EPOCH and data[:1] == b"\1":
                self._epoch = datetime(1904, 1, 1)
            elif kind == _STRINGS or (kind == _CONTINUE and last == _STRINGS):
                shared.append(data)
            last = kind if kind != _CONTINUE else last
        self._texts = list(_shared_texts(shared)) if shared else []

    def rows(self, place: int) -> Iterator[Row]:
        """The rows of the sheet that begins there, in order."""
        rows: dict[int, dict[int, str]] = {}
        waiting: tuple[int, int] | None = None  # the cell of a formula whose text comes next
        for kind, data in _records(self._stream, place):
            if kind == _RESULT and waiting:
                found = [(*waiting, _text(data, 0))]
            else:
                found = list(self._cells(kind, data))
            if kind in (_FORMULA, _RESULT):
                is_text = kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6] == 0
                waiting = unpack_from("<HH", data) if is_text else None
            for row, column, text in found:
                if column < _COLUMNS:
                    self._left -= len(text)
                    rows.setdefault(row, {})[column] = text
            if self._left < 0:
                raise ValueError("the workbook holds more than any table")
        for number, cells in sorted(rows.items()):
            yield number + 1, [cells.get(column, "") for column in range(max(cells) + 1)]

    def _cells(self, kind: int, data: bytes) -> Iterator[tuple[int, int, str]]:
        if kind == _SHARED_TEXT:
            row, column, _, index = unpack_from("<HHHI", data)
            yield row, column, self._texts[index] if index < len(self._texts) else ""
        elif kind in (_TEXT, _RICH_TEXT):
            yield *unpack_from("<HH", data), _text(data, 6)
        elif kind == _NUMBER or (kind == _FORMULA and data[12:14] != b"\xff\xff"):
            row, column, style, value = unpack_from("<HHHd", data)
            yield row, column, self._shown(value, style)
        elif kind == _SHORT:
            row, column, style, short = unpack_from("<HHHI", data)
            yield row, column, self._shown(_number(short), style)
        elif kind == _SHORTS:
            row, column = unpack_from("<HH", data)
            for place in range(4, len(data) - 6, 6):
                style, short = unpack_from("<HI", data, place)
                yield row, column, self._shown(_number(short), style)
                column += 1

    def _shown(self, value: float, style: int) -> str:
        kind = self._styles[style] if style < len(self._styles) else 0
        if self._formats.get(kind, kind in _DATES) and 0 < value < 2_958_466:
            day = self._epoch + timedelta(days=value)
            return f"{day:%Y-%m-%d}" if value == int(value) else f"{day:%Y-%m-%d %H:%M:%S}"
        return (
            str(int(value)) if value == value and abs(value) < 1e15 and value == int(value) else repr(value)
        )


def _records(stream: bytes, place: int) -> Iterator[_Record]:
    """Kind and data of each record from there up to the end of its sheet; charts within are passed over."""
    depth = 0
    while place + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, place)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 1:
            yield kind, stream[place + 4 : place + 4 + length]
        if depth <= 0:
            return
        place += 4 + length


def _number(short: int) -> float:
    """A number in four bytes: whole or the upper half of a float, perhaps of a hundredth."""
    if short & 2:
        value = float((short >> 2) - ((short >> 31) << 30))
    else:
        value = unpack("<d", pack("<Q", (short & 0xFFFFFFFC) << 32))[0]
    return value / 100 if short & 1 else value


def _text(data: bytes, place: int) -> str:
    """A text within one record."""
    count, flags = unpack_from("<HB", data, place)
    start = place + 3 + (2 if flags & 8 else 0) + (4 if flags & 4 else 0)
    if flags & 1:
        return data[start : start + 2 * count].decode("utf-16-le", "replace")
    return data[start : start + count].decode("latin-1")


def _shared_texts(pieces: list[bytes]) -> Iterator[str]:
    """The texts that cells share; one may go on in the next piece, which says anew how wide letters are."""
    piece, place = 0, 8
    (total,) = unpack_from("<I", pieces[0], 4)
    for _ in range(total):
        if place >= len(pieces[piece]):
            piece, place = piece + 1, 0
        if piece >= len(pieces):
            return
        count, flags = unpack_from("<HB", pieces[piece], place)
        place += 3
        extra = 0
        if flags & 8:
            extra += 4 * unpack_from("<H", pieces[piece], place)[0]
            place += 2
        if flags & 4:
            extra += unpack_from("<I", pieces[piece], place)[0]
            place += 4
        letters: list[str] = []
        while True:
            width = 2 if flags & 1 else 1
            part = pieces[piece][place : place + count * width]
            letters.append(part.decode("utf-16-le" if width == 2 else "latin-1", "replace"))
            place += len(part)
            count -= len(part) // width
            if count <= 0 or piece + 1 >= len(pieces):
                break
            piece, place = piece + 1, 1
            flags = pieces[piece][0] if pieces[piece] else 0
        yield "".join(letters)
        place += extra
        while piece < len(pieces) - 1 and place > len(pieces[piece]):
            place -= len(pieces[piece])
            piece += 1
