"""The log of one reading: what every reader appends to, in the order of the file."""

from slr.formats.decode import Ruler, decode
from slr.formats.draft import Draft
from slr.formats.encodings import title_of
from slr.formats.pieces import Pieces
from slr.formats.trouble import Troubles
from slr.model.raw import RawFields
from slr.model.reading import Entry, Reading, Span, SpanKind

ENTRY_LIMIT = 4 << 20  # characters; no record is as long, but a line of a hostile file may be
Raw = tuple[tuple[str, str], ...] | RawFields
_RECORD, _STRUCTURE = SpanKind.RECORD, SpanKind.STRUCTURE  # an enumeration's members are slow to look up


class ReadingLog:
    """Collects entries, spans and findings; each span begins where the one before ended, so that they tile.

    Places are those of the decoded text; a span that would be empty is not added.
    """

    def __init__(
        self, data: bytes, file: str, format: str, version: int, pieces: Pieces | None = None
    ) -> None:
        """Decode the export; nothing is covered yet, and the byte order mark belongs to the first span.

        With `pieces`, those are covered one by one: each by the `quick` methods, or after `measure` by the
        others, whose places are then the piece's. Without, `text` is the whole.
        """
        decoded = pieces.decoded if pieces else decode(data)
        self.text = "" if pieces else decoded.text
        self.troubles = Troubles(file)
        self.end = 0  # the place where the last span ended
        self.line = 1  # the line on which the next one begins
        self._head = (format, version, decoded.encoding)
        self._length = 0 if pieces else len(decoded.text)
        self._ruler = Ruler(decoded)
        self._first_byte, self._first_line = 0, 1  # of the text in which places are told
        self._byte = 0
        self._spans: list[Span] = []
        self._entries: list[Entry] = []
        if decoded.guessed:
            name = title_of(decoded.encoding)
            self.troubles.add("I111", f"The file is no UTF-8; its letters were taken for {name}.")
        if decoded.odd:
            self.troubles.add("I106", f"{decoded.odd} bytes are not valid {decoded.encoding}.")

    def take_lined_text(self) -> str:
        """The text after one more line end, once: the log keeps only this copy; places stay the text's."""
        lined = f"\n{self.text}"
        self.text = ""
        self._ruler.lead(lined)
        return lined

    def measure(self, lined: str, pieces: Pieces) -> None:
        """Count places in this piece, the one that was given last, from now on."""
        self._ruler = pieces.ruler(lined)
        self._first_byte, self._first_line = self._byte, self.line
        self.end = 0

    @property
    def position(self) -> int:
        """The position of the next entry."""
        return len(self._entries) + 1

    def structure(self, end: int) -> bool:
        """What lies up to `end` is the file's own; whether there is anything."""
        return self._cover(SpanKind.STRUCTURE, end) is not None

    def record(self, end: int, raw: Raw, draft: Draft) -> None:
        """What lies up to `end` is a record."""
        line = self.line
        if span := self._cover(SpanKind.RECORD, end):
            position = len(self._entries) + 1
            record = draft.record(self.troubles, line=line, entry=position)
            self._entries.append(Entry(position, span, record, raw))

    def quick_record(self, size: int, lines: int, raw: Raw, draft: Draft) -> None:
        """The next bytes, which are so many and have so many line ends, are a record."""
        line, position = self.line, len(self._entries) + 1
        span = Span(_RECORD, self._byte, self._byte + size, line)
        self._byte += size
        self.line = line + lines
        self._spans.append(span)
        record = draft.record(self.troubles, line=line, entry=position)
        self._entries.append(Entry(position, span, record, raw))

    def quick_structure(self, size: int, lines: int) -> None:
        """The next bytes, one at least, are the file's own."""
        self._spans.append(Span(_STRUCTURE, self._byte, self._byte + size, self.line))
        self._byte += size
        self.line += lines

    def is_small(self, size: int) -> bool:
        """Whether an entry of so many bytes may be a record's."""
        return size <= ENTRY_LIMIT

    def too_large(self, end: int) -> bool:
        """Whether the entry up to `end` is larger than any record can be; then it is refused."""
        size = end - self.end
        if size <= ENTRY_LIMIT:
            return False
        self.refuse(end, (), f"An entry of {size / (1 << 20):.0f} MB was refused; no record is as large.")
        return True

    def refuse(self, end: int, raw: Raw, message: str) -> None:
        """What lies up to `end` is an entry that cannot be read; the message says why."""
        line = self.line
        if span := self._cover(SpanKind.REFUSED, end):
            position = len(self._entries) + 1
            self.troubles.add("I101", message, line=line, entry=position)
            self._entries.append(Entry(position, span, None, raw))

    def trouble(self, code: str, message: str) -> None:
        """Something is wrong with the entry that comes next."""
        self.troubles.add(code, message, line=self.line, entry=len(self._entries) + 1)

    def reading(self) -> Reading:
        """The reading; what is left of the file is structure."""
        self.structure(self._length)
        return Reading(*self._head, tuple(self._entries), tuple(self._spans), tuple(self.troubles.found))

    def _cover(self, kind: SpanKind, end: int) -> Span | None:
        byte, line = self._ruler.at(end)
        byte += self._first_byte
        line += self._first_line - 1
        if byte <= self._byte:
            return None
        span = Span(kind, self._byte, byte, self.line)
        self.end, self._byte, self.line = end, byte, line
        self._spans.append(span)
        return span
