"""From an export's bytes to text, and from places in the text back to bytes and lines."""

import re
from dataclasses import dataclass

# Latin-1's control block as Windows-1252 prints it: nobody exports C1 control characters.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_ESCAPED = {0xDC00 + code: _WINDOWS.get(code, chr(code)) for code in range(0x80, 0x100)}
_LONE = re.compile("[\ud800-\udfff]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ERRORS = {"utf-8": "surrogateescape", "utf-16-le": "surrogatepass", "utf-16-be": "surrogatepass"}


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""An export as text, character for character.

    In `text` every line end is one "\n" (CRLF is " \n", a lone CR "\n"), so that places stay where they are.
    `source` has the same length and encodes to as many bytes as the export has after its first `skip` (the
    byte order mark). `odd` counts bytes that are not valid in the encoding and were read as Windows-1252.
    """

    text: str
    source: str
    encoding: str
    skip: int
    size: int
    odd: int = 0


def decode(data: bytes) -> Decoded:
    """The text of an export: UTF-8, UTF-16 (with a byte order mark or not), else Windows-1252.

    A file that is mostly UTF-8 with stray bytes (two exports pasted together) is UTF-8, and the stray bytes
    are Windows-1252. Nothing is dropped and nothing raises.
    """
    mark, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    encoding = encoding or _guess_encoding(data)
    body = data[len(mark) :] if mark else data
    if encoding.startswith("utf-16"):
        source = body[: len(body) // 2 * 2].decode(encoding, "surrogatepass")
        text = _LONE.sub("\ufffd", source).replace("\r\n", " \n").replace("\r", "\n")
        return Decoded(text, source, encoding, len(mark), len(data), len(body) % 2)
    if b"\r" in body:
        body = body.replace(b"\r\n", b" \n").replace(b"\r", b"\n")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_eight_bits(body, len(mark), len(data))
    return Decoded(text, text, "utf-8", len(mark), len(data))


def _guess_encoding(data: bytes) -> str:
    head = data[:4096]
    if head.count(0) * 4 < len(head) or len(head) < 4:
        return "utf-8"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else "utf-8"


def _decode_eight_bits(body: bytes, skip: int, size: int) -> Decoded:
    source = body.decode("utf-8", "surrogateescape")
    odd = len(_LONE.findall(source))
    wide = len(source) - odd - len(source.encode("ascii", "ignore"))
    if wide > odd or skip:
        return Decoded(source.translate(_ESCAPED), source, "utf-8", skip, size, odd)
    source = body.decode("latin-1")
    text = source.translate(_WINDOWS)
    return Decoded(text, source, "latin-1" if text == source else "windows-1252", skip, size)


class Ruler:
    """Byte offsets and line numbers of places in a decoded text, asked for in rising order."""

    def __init__(self, decoded: Decoded) -> None:
        """Start at the first character after the byte order mark."""
        self._text = decoded.text
        self._lead = 0  # characters before the text's first in what is counted
        self._source = "" if decoded.source is decoded.text else decoded.source
        self._encoding = decoded.encoding
        self._length = len(decoded.text)
        self._size = decoded.size
        self._place = 0
        self._byte = decoded.skip
        self._line = 1
        body = decoded.size - decoded.skip
        utf_16 = decoded.encoding.startswith("utf-16") and body // 2 == self._length
        self._width = 2 if utf_16 else 1 if body == self._length else 0

    def lead(self, text: str) -> None:
        """Count in `text` from now on, which is one character and then the text as it was."""
        self._text, self._lead = text, 1

    def at(self, place: int) -> tuple[int, int]:
        """The byte offset and the line (from 1) of the character at `place`; the file's size at its end."""
        if place > self._place:
            lead = self._lead
            self._line += self._text.count("\n", self._place + lead, place + lead)
            if self._width:
                self._byte += (place - self._place) * self._width
            else:
                source, lead = (self._source, 0) if self._source else (self._text, lead)
                piece = source[self._place + lead : place + lead]
                self._byte += len(piece.encode(self._encoding, _ERRORS[self._encoding]))
            self._place = place
        if place >= self._length:
            return self._size, self._line
        return (self._byte if place else 0), self._line
