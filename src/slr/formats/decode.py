"""From an export's bytes to text, and from places in the text back to bytes and lines."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from slr.formats.encodings import FIXED, guess_eight_bits
from slr.model.errors import SlrError

# Latin-1's control block as Windows-1252 prints it: nobody exports C1 control characters.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_ESCAPED = {0xDC00 + code: _WINDOWS.get(code, chr(code)) for code in range(0x80, 0x100)}
_LONE = re.compile("[\ud800-\udfff]")
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_said: ContextVar[str] = ContextVar("_said", default="")


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""An export as text, character for character.

    In `text` every line end is one "\n" (CRLF is " \n", a lone CR "\n"), so that places stay where they are.
    `source` has the same length and encodes to as many bytes as the export has after its first `skip` (the
    byte order mark). `odd` counts bytes that are not valid in the encoding and were read as Windows-1252;
    `guessed` says that only the letters speak for the encoding.
    """

    text: str
    source: str
    encoding: str
    skip: int
    size: int
    odd: int = 0
    guessed: bool = False


@contextmanager
def said_to_be(encoding: str) -> Iterator[None]:
    """Let `decode` take every file for one of this encoding (as `encoding_named` gives it), empty: look."""
    token = _said.set(encoding)
    try:
        yield
    finally:
        _said.reset(token)


def said_encoding() -> str:
    """What `decode` was told to take files for, empty where it looks."""
    return _said.get()


def decode(data: bytes) -> Decoded:
    """The text of an export: UTF-8, UTF-16, UTF-32 (with a byte order mark or not), else what is likeliest.

    A file that is mostly UTF-8 with stray bytes (two exports pasted together) is UTF-8, and the stray bytes
    are Windows-1252. Nothing is dropped; it raises only where a person named an encoding that cannot be.
    """
    mark, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    said = said_encoding()
    if said and not (encoding and encoding.startswith(said)):
        if said in ("utf-16", "utf-32"):
            said = f"{said}-{_end(data, int(said[-2:]) // 8)}"
        mark, encoding = b"", said
    encoding = encoding or _guess_wide(data)
    body = data[len(mark) :] if mark else data
    if encoding in FIXED:
        return _decode_wide(body, encoding, len(mark), len(data))
    if encoding not in ("utf-8", ""):
        if found := _decode_as(body, encoding, len(data)):
            return found
        raise SlrError(f"The file cannot be {encoding}.", "Convert it to UTF-8 with iconv, or leave it out.")
    if b"\r" in body:
        body = body.replace(b"\r\r\n", b"  \n").replace(b"\r\n", b" \n").replace(b"\r", b"\n")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_eight_bits(body, len(mark), len(data), is_utf_8=encoding == "utf-8")
    return Decoded(text, text, "utf-8", len(mark), len(data))


def _decode_wide(body: bytes, encoding: str, skip: int, size: int) -> Decoded:
    width = FIXED[encoding]
    whole = body[: len(body) // width * width]
    try:
        source = whole.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:  # UTF-32 has numbers that are no letters
        source = whole.decode(encoding, "replace")
    text = _with_line_feeds(_LONE.sub("\ufffd", source))
    return Decoded(text, source, encoding, skip, size, len(body) - len(whole))


def _guess_wide(data: bytes) -> str:
    """UTF-16 or UTF-32 without a byte order mark, told by where the zero bytes stand; else nothing."""
    head = data[: min(4096, len(data) // 4 * 4)]
    if len(head) < 4 or head.count(0) < 2:
        return ""
    zeros = [head[place::4].count(0) for place in range(4)]
    quarter = len(head) // 4
    if zeros[2] + zeros[3] > 1.9 * quarter and zeros[0] * 2 < quarter:
        return "utf-32-le"
    if zeros[0] + zeros[1] > 1.9 * quarter and zeros[3] * 2 < quarter:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if (even + odd) * 20 < len(head) or not _is_utf_16(head, "le" if odd > even else "be"):
        return ""
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else ""


def _is_utf_16(head: bytes, end: str) -> bool:
    """Whether the head is text in UTF-16, few of whose signs are unknown ones."""
    text = head.decode(f"utf-16-{end}", "replace")
    return text.count("\ufffd") * 50 <= len(text) and "\n" in text + "\n"


def _end(data: bytes, width: int) -> str:
    """The likelier end of UTF-16 or UTF-32: the one at which the zero bytes do not stand."""
    head = data[: 4096 // width * width]
    return "be" if head[0::width].count(0) > head[width - 1 :: width].count(0) else "le"


def _decode_eight_bits(body: bytes, skip: int, size: int, *, is_utf_8: bool) -> Decoded:
    source = body.decode("utf-8", "surrogateescape")
    odd = _lone(source)
    wide = len(source) - odd - len(source.encode("ascii", "ignore"))
    if wide > odd or skip or is_utf_8:
        return Decoded(source.translate(_ESCAPED), source, "utf-8", skip, size, odd)
    encoding = guess_eight_bits(body)
    if encoding != "windows-1252" and (found := _decode_as(body, encoding, size)):
        return replace(found, guessed=True)
    source = body.decode("latin-1")
    text = source.translate(_WINDOWS)
    name = "latin-1" if text == source else "windows-1252"
    return Decoded(text, source, name, skip, size, guessed=True)


def _lone(source: str) -> int:
    """How many letters stand for bytes that could not be decoded (counted without a list of them all)."""
    return len(source) - len(source.encode("utf-8", "ignore").decode("utf-8"))


def _decode_as(body: bytes, encoding: str, size: int) -> Decoded | None:
    """The text in an encoding that a person or its letters named; None where its places cannot be told."""
    if encoding in ("latin-1", "windows-1252"):
        source = body.decode("latin-1")
        text = source.translate(_WINDOWS)
        return Decoded(_with_line_feeds(text), source, encoding, 0, size)
    source = body.decode(encoding, "surrogateescape")
    if len(source.encode(encoding, "surrogateescape")) != len(body):
        return None
    odd = _lone(source)
    text = _with_line_feeds(source.translate(_ESCAPED))
    return Decoded(text, source, encoding, 0, size, odd)


def _with_line_feeds(text: str) -> str:
    """Every line end as one line feed, also one converted twice; there are as many letters as before."""
    return text.replace("\r\r\n", "  \n").replace("\r\n", " \n").replace("\r", "\n")


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
        width = FIXED.get(decoded.encoding, 1)
        self._width = width if body // width == self._length else 0
        self._errors = "surrogatepass" if width > 1 else "surrogateescape"

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
                self._byte += len(piece.encode(self._encoding, self._errors))
            self._place = place
        if place >= self._length:
            return self._size, self._line
        return (self._byte if place else 0), self._line
