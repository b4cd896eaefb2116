"""An export cut before the lines that certainly begin an entry: small texts are fast to work on.

An export that is sound UTF-8, as nearly all are, is cut as bytes and decoded piece by piece: no copy of the
whole of it is made, and how many bytes a piece has is known without counting letters.
"""

import re
from collections.abc import Callable, Iterator

from slr.formats.decode import Decoded, Ruler, decode
from slr.formats.normalize.settled import plainness_of, unprinted
from slr.formats.normalize.text import ANYTHING, VEILED
from slr.model.reading import Reading

_BLOCK = 65536
_TOGETHER = 16384  # bytes, at least, that are looked at together
_LEAST_HEAD = 4096  # bytes; `decode` looks at no more to tell UTF-8 from what is not


class Pieces:
    """The pieces of an export in order; together they are the whole of it.

    Each begins with a line that begins with `mark`, but for the first, which is what stands before the first
    such line; without a mark there is one piece. Of the piece that was given last, `size` is how many bytes
    of the export it takes, `plainness` how much its texts may need of cleaning (see `settled`), and `is_last`
    whether the export ends with it. `is_wide` says that an ASCII letter takes more than a byte.
    """

    def __init__(self, data: bytes, mark: str | None, *, is_sound: bool = True) -> None:
        """Tell the encoding; nothing is cut yet. What `is_sound` is decoded as a whole where its head is not.

        Where the head is and a wrong byte comes later, its piece raises UnicodeDecodeError (see `in_pieces`).
        """
        sound = _head_of_sound_utf_8(data) if is_sound else None
        self.decoded = sound or decode(data)  # only the head where it is sound
        self.is_wide = self.decoded.encoding.startswith(("utf-16", "utf-32"))
        self.size = 0
        self.plainness = ANYTHING
        self.is_last = False
        self._mark = "" if mark is None else f"\n{mark}"
        self._bytes = data if sound else None
        if sound and b"\r" in data:
            data = data.replace(b"\r\r\n", b"  \n")
            self._bytes = data.replace(b"\r\n", b" \n").replace(b"\r", b"\n")  # as `decode` does
        self._source = ""
        self._skip = 0

    def __iter__(self) -> Iterator[str]:
        r"""Each piece after one more "\n", as the patterns of readers want it."""
        return self._of_text() if self._bytes is None else self._of_bytes(self._bytes)

    def _of_bytes(self, data: bytes) -> Iterator[str]:
        first = start = self.decoded.skip
        length = len(data)
        mark = re.escape(self._mark.encode()) or b"(?!)"
        search = re.compile(mark).search  # in half the time of find()
        seen, together = start, ANYTHING  # up to where it is known how plain some pieces are together
        while start < length:
            if start >= seen:
                seen = found.start() + 1 if (found := search(data, start + _TOGETHER)) else length
                together = _plainness(data[start:seen])
            end = found.start() + 1 if (found := search(data, start)) else length
            piece = data[start - 1 : end] if start > first else b"\n" + data[start:end]
            self.plainness = together if together > VEILED else _plainness(piece)
            self.size = end - start if start > first else end
            self.is_last = end == length
            self._skip = 0 if start > first else first
            yield piece.decode()
            start = end

    def _of_text(self) -> Iterator[str]:
        decoded = self.decoded
        text, length = decoded.text, len(decoded.text)
        ruler = Ruler(decoded)
        start = byte = 0
        while start < length:
            end = (text.find(self._mark, start) + 1 if self._mark else 0) or length
            lined = text[start - 1 : end] if start else f"\n{text[:end]}"
            self.size = ruler.at(end)[0] - byte
            self.is_last = end == length
            self._skip = 0 if start else decoded.skip
            self._source = decoded.source[start:end]
            yield lined
            start = end
            byte += self.size

    def ruler(self, lined: str) -> Ruler:
        """What measures places in the piece that was given last; its first byte is 0, its first line 1."""
        text = lined[1:]
        source = text if self._bytes is not None else self._source
        ruler = Ruler(Decoded(text, source, self.decoded.encoding, self._skip, self.size))
        ruler.lead(lined)
        return ruler


def in_pieces(data: bytes, mark: str | None, read: Callable[[Pieces], Reading]) -> Reading:
    """The reading of an export that `read` reads piece by piece."""
    try:
        return read(Pieces(data, mark))
    except UnicodeDecodeError:  # a wrong byte behind the head
        return read(Pieces(data, mark, is_sound=False))


def _plainness(text: bytes) -> int:
    return plainness_of(text, unprinted(text))


def _head_of_sound_utf_8(data: bytes) -> Decoded | None:
    """The decoded head of an export that is UTF-8 without a single wrong byte in it; None for others.

    What `decode` decides by the head it decides for the whole, but for wrong bytes further on.
    """
    end = len(data) if len(data) <= _BLOCK else data.rfind(b"\n", 0, _BLOCK) + 1
    if end < min(len(data), _LEAST_HEAD):
        return None
    head = decode(data[:end])
    return head if head.encoding == "utf-8" and head.source is head.text else None
