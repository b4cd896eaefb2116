"""The one YAML loader: YAML 1.2 core scalars, lines and columns, bounds, findings in place of tracebacks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.scalar import read_plain
from slr.protocol.yaml_trouble import describe

Path = tuple[str | int, ...]
Place = tuple[int, int]

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 200_000  # counted as if every alias were written out, so that a few lines cannot become millions

_STRING_TAG = "tag:yaml.org,2002:str"
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A scalar as written: its text, its style (`""` plain, quotes, `|` or `>`) and its place."""

    text: str
    style: str
    line: int
    column: int

    @property
    def plain(self) -> bool:
        """Whether it stood without quotes, so that it may be read as a number, a boolean or nothing."""
        return not self.style


@dataclass(slots=True)
class Marks:
    """Where every node stands: paths such as ("criteria", 0, "id") to line and column, both from 1.

    What an alias repeats has no places of its own: it is found at the alias.
    """

    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    scalars: dict[Path, Scalar] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def inside(self, path: Path, row: int, column: int) -> Place | tuple[None, None]:
        """The place of a character of a scalar (row and column from 0), as near as its style allows."""
        scalar = self.scalars.get(path)
        if scalar is None:
            return self.at(path)
        line = scalar.line + 1 + row
        if scalar.style == "|" and line <= len(self.lines):
            source = self.lines[line - 1]
            return line, len(source) - len(source.lstrip(" ")) + 1 + self._shift(scalar, row) + column
        if row == 0 and scalar.style in ("", "'", '"') and "\n" not in scalar.text:
            return scalar.line, scalar.column + len(scalar.style) + column
        return scalar.line, scalar.column

    @staticmethod
    def _shift(scalar: Scalar, row: int) -> int:
        """How much of a line's indentation belongs to the text of a block."""
        rows = scalar.text.split("\n")
        return len(rows[row].lstrip(" ")) - len(rows[row]) if row < len(rows) else 0

    def at(self, path: Path) -> Place | tuple[None, None]:
        """The place of the value at this path, else of the nearest node around it."""
        for length in range(len(path), -1, -1):
            if place := self.values.get(path[:length]):
                return place
        return (None, None)

    def key(self, path: Path) -> Place | tuple[None, None]:
        """The place of the key that leads to this path, else as `at`."""
        return self.keys.get(path) or self.at(path)


class _RefusedError(Exception):
    """Internal: reading stops here. Carries the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def load_yaml(text: str, file: str) -> tuple[Any, Marks, list[Finding]]:
    """Read one YAML document: (data, marks, findings); data is None where it cannot be read.

    Scalars follow the core schema of YAML 1.2: only true and false are booleans, dates and words such as
    `no` are text. Keys are always text. Numbers remember how they were written (`written`). Codes: P001
    broken YAML or over the bounds, P003 a key given twice (the first one counts).
    """
    if len(text) > MAX_CHARACTERS:
        message = f"The file is longer than {MAX_CHARACTERS:,} characters."
        return None, Marks(), [_broken(file, message, "Move long material to files of its own.", 1, 1)]
    builder = _Builder(file)
    builder.marks.lines = tuple(text.split("\n"))
    try:
        data = builder.document(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as trouble:
        message, hint, line, column = describe(trouble, text)
        return None, builder.marks, [*builder.findings, _broken(file, message, hint, line, column)]
    except _RefusedError as refusal:
        return None, builder.marks, [*builder.findings, refusal.finding]
    return data, builder.marks, builder.findings


def _broken(file: str, message: str, hint: str, line: int | None, column: int | None) -> Finding:
    return Finding(
        code="P001",
        severity=Severity.ERROR,
        message=message,
        hint=hint,
        file=file,
        line=line,
        column=column,
    )


def _place(event: Event) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Builder:
    """Builds data from the parser's events; every node is counted, so that nothing grows out of bounds."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks = Marks()
        self.findings: list[Finding] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0

    def document(self, events: Iterator[Event]) -> Any:
        """The data of the first document; a second one is refused."""
        data: Any = None
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "The file holds a second document.", "Remove the line `---`.")
            elif isinstance(event, NodeEvent):
                data = self._node(event, events, ())
        return data

    def _refuse(self, event: Event, message: str, hint: str) -> None:
        raise _RefusedError(_broken(self.file, message, hint, *_place(event)))

    def _count(self, event: Event, nodes: int = 1) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            message = f"The file holds more than {MAX_NODES:,} values, aliases written out."
            self._refuse(event, message, "Write it without anchors (&) and aliases (*).")

    def _node(self, event: Event, events: Iterator[Event], path: Path) -> Any:
        self._count(event)
        if len(path) > MAX_DEPTH:
            self._refuse(event, f"Nested more than {MAX_DEPTH} levels deep.", "Is the indentation right?")
        self.marks.values[path] = _place(event)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        before = self.nodes
        anchor = event.anchor if isinstance(event, NodeEvent) else None
        if anchor:
            self.anchors.pop(anchor, None)  # inside itself an anchor is not known yet
        data = self._content(event, events, path)
        if anchor:
            self.anchors[anchor] = (data, self.nodes - before + 1)
        return data

    def _alias(self, event: AliasEvent) -> Any:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            hint = "Text that starts with * needs quotes."
            self._refuse(event, f"`*{event.anchor}` refers to an anchor that is not defined before it.", hint)
            return None
        data, size = known
        self._count(event, size)
        return data

    def _content(self, event: Event, events: Iterator[Event], path: Path) -> Any:
        tag = getattr(event, "tag", None)
        if tag is not None and tag not in ("!", _STRING_TAG):
            hint = "Tags are not used here; text that starts with ! needs quotes."
            self._refuse(event, f"The tag `{tag}` is not known.", hint)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _scalar(self, event: ScalarEvent, path: Path) -> Any:
        style = event.style or ("" if event.implicit[0] else "!")  # a tag makes text of what looks plain
        text = self._text(event)
        self.marks.scalars[path] = Scalar(text, style, *_place(event))
        return read_plain(text) if not style else text

    def _text(self, event: ScalarEvent) -> str:
        """The scalar's text; escapes such as \\0 or half a surrogate pair are no text anybody can use."""
        text = str(event.value)
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if found := _NO_TEXT.search(text):
            message = f"The character U+{ord(found[0]):04X} cannot stand in text."
            self._refuse(event, message, "Delete it; it often comes with text pasted from a PDF.")
        return text

    def _sequence(self, events: Iterator[Event], path: Path) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Event], path: Path) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event)
            value_event = next(events)
            if key in mapping:
                self._twice(event, key, self.marks.keys[(*path, key)])
                spare = _Builder(self.file)  # read past the second value without losing the first one's marks
                spare.anchors, spare.nodes = self.anchors, self.nodes
                spare._node(value_event, events, (*path, key))
                self.nodes = spare.nodes
                continue
            self.marks.keys[(*path, key)] = _place(event)
            mapping[key] = self._node(value_event, events, (*path, key))
        return mapping

    def _key(self, event: Event) -> str:
        if isinstance(event, ScalarEvent):
            self._count(event)
            text = self._text(event)
            if event.anchor:
                self.anchors[event.anchor] = (text, 1)
            return text
        hint = "Text that starts with [, {, * or & needs quotes."
        self._refuse(event, "A key must be plain text.", hint)
        return ""

    def _twice(self, event: Event, key: str, first: Place) -> None:
        line, column = _place(event)
        self.findings.append(
            Finding(
                code="P003",
                severity=Severity.ERROR,
                message=f"The key `{key}` is given twice; the first one is on line {first[0]}.",
                hint="Keep one of them.",
                file=self.file,
                line=line,
                column=column,
            )
        )


IGNORE = re.compile(r"#\s*slr:\s*ignore:?\s+([A-Z]\d{3}(?:[\s,]+[A-Z]\d{3})*)", re.IGNORECASE)


def ignored_on_lines(text: str, marks: Marks | None = None) -> dict[int, frozenset[str]]:
    """The codes that a comment such as `# slr: ignore P014` silences, by line from 1.

    With marks, a comment after `|` or `>` silences for the whole text below it, which can hold no comments.
    """
    found = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if match := IGNORE.search(line):
            found[number] = frozenset(re.findall(r"[A-Z]\d{3}", match[1].upper()))
    for scalar in marks.scalars.values() if marks else ():
        if scalar.style in ("|", ">") and (codes := found.get(scalar.line)):
            for below in range(scalar.line + 1, scalar.line + 2 + scalar.text.rstrip("\n").count("\n")):
                found[below] = found.get(below, frozenset()) | codes
    return found
