"""Files that hold several formats, as exports pasted together do: each stretch is read as what it is."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from slr.formats.trouble import Troubles
from slr.model.finding import Finding
from slr.model.reading import Entry, Reading, Span

# How an entry begins, surely enough to tell it in the middle of another format.
_MARKS = {
    "ris": rb"TY  - ",
    "nbib": rb"PMID- ?\d",
    "bibtex": rb"@(?!string|comment|preamble)[A-Za-z]+ ?\{[^\s,{}]*,",
    "enw": rb"%0 \w",
    "wos": rb"PT [A-Z]\b",
    "refworks": rb"RT (?:Journal|Book|Dissertation|Thesis|Conference|Report|Web|Newspaper|Generic|Patent)\b",
}
_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?(?:"
    + b"|".join(b"(?P<%s>%s)" % (name.encode(), mark) for name, mark in _MARKS.items())
    + b")",
    re.MULTILINE,
)
# For each format, how lines begin that may be another's: to search for them takes a hundredth of reading.
_OTHERS = {
    main: re.compile(
        b"\n(?:%s)" % b"|".join([b"\xef\xbb\xbf", *(m for name, m in _MARKS.items() if name != main)])
    )
    for main in _MARKS
}
# What may stand right before it: a blank line, or the line that ends an entry.
_BEFORE = re.compile(rb"(?:\n[ \t\r\0]*|(?:\n|\A)(?:ER|ER  ?- ?|EF|\})[ \t\r]*)\n\Z")
_RIS_LINE = re.compile(rb"[\r\n](?:([A-Z][A-Z0-9])  -|PMID- ?\d)")
_END = re.compile(rb"()\Z")
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?FN [^\n]*\n(?:VR [^\n]*\n)?\Z")  # of Web of Science


def stretches(data: bytes, main: str) -> list[tuple[str, int, int]]:
    """(format, start, end) of each stretch of an export of format `main`; none where it holds no other."""
    if main not in _MARKS:
        return []
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    others = _OTHERS[main]
    if not (others.search(data) or others.search(b"\n" + data[:1000])):
        return []  # nearly always
    found: list[tuple[str, int]] = []
    field = None  # the next line of RIS, looked for once for all places before it
    for start in _START.finditer(data):
        name, place = str(start.lastgroup), start.start()
        if found and found[-1][0] == name:
            continue
        if name == "wos" and (header := _HEADER.search(data, max(0, place - 500), place)):
            place = header.start()
        if found and not _BEFORE.search(data, max(0, place - 200), place):
            continue
        if found and found[-1][0] == "ris" and name != "nbib":
            if field is None or field.start() < place:
                field = _RIS_LINE.search(data, place) or _END.search(data, place)
            if field and field[1] not in (b"TY", b"", None):
                continue  # inside a RIS entry that has begun: other fields than TY come after it
        found.append((name, place))
    if len(found) < 2:
        return []
    places = [0, *(place for _, place in found[1:]), len(data)]
    return [(name, places[n], places[n + 1]) for n, (name, _) in enumerate(found)]


def read_mixed(
    data: bytes,
    file: str,
    main: str,
    parts: Sequence[tuple[str, int, int]],
    read: Callable[[str, bytes], Reading],
) -> Reading:
    """The readings of all stretches as one of format `main`; places and positions are the whole file's."""
    entries: list[Entry] = []
    spans: list[Span] = []
    findings: list[Finding] = []
    encodings: dict[str, None] = {}
    version, line = 0, 1
    for name, start, end in parts:
        reading = read(name, data[start:end])
        spans += [_moved_span(span, start, line) for span in reading.spans]
        findings += [_moved_finding(one, line, len(entries)) for one in reading.findings]
        entries += _moved_entries(reading, start, line, len(entries))
        encodings[reading.encoding] = None
        version += reading.version
        line += _lines(data[start:end])
    troubles = Troubles(file)
    names = ", ".join(dict.fromkeys(name for name, _, _ in parts))
    troubles.add("I112", f"The file holds several formats: {names}.")
    return Reading(
        main,
        version,
        f"{'+'.join(encodings)} (mixed)",
        tuple(entries),
        tuple(spans),
        (*troubles.found, *findings),
    )


def _lines(data: bytes) -> int:
    return data.count(b"\n") + data.count(b"\r") - data.count(b"\r\n") - data.count(b"\r\r\n")


def _moved_span(span: Span, start: int, line: int) -> Span:
    return Span(span.kind, span.start + start, span.end + start, span.line + line - 1)


def _moved_entries(reading: Reading, start: int, line: int, before: int) -> Iterator[Entry]:
    for entry in reading.entries:
        span = _moved_span(entry.span, start, line)
        yield Entry(entry.position + before, span, entry.record, entry.raw)


def _moved_finding(finding: Finding, line: int, before: int) -> Finding:
    number = finding.record.removeprefix("entry ")
    record = f"entry {int(number) + before}" if number.isdigit() else finding.record
    return replace(finding, record=record, line=finding.line and finding.line + line - 1)
