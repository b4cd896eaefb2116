"""Finding a few records among a hundred thousand without reading them all into memory.

Record files are canonical JSON: a key such as `"doi":"` can stand nowhere but as a key, as quotes inside a
value are escaped. So a line is parsed only where one of its keys holds what is looked for.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from slr.model.record import Record, record_from
from slr.protocol.known import fold_title
from slr.store.disk import read_bytes

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFilter:
    """Which records are looked for: by id, DOI, PubMed id, or folded title."""

    ids: frozenset[str]
    dois: frozenset[str]
    pmids: frozenset[str]
    titles: frozenset[str]

    def wants(self, line: bytes) -> bool:
        """Whether a line of a record file holds a record that is looked for."""
        keys = ((b'"id":"', self.ids), (b'"doi":"', self.dois), (b'"pmid":"', self.pmids))
        return any(value_of(line, key) in names for key, names in keys if names) or self.wants_title(line)

    def wants_title(self, line: bytes) -> bool:
        """Whether the title folds to one that is looked for; the first word of an ASCII one decides most."""
        title = value_of(line, b'"title":"') if self.titles else ""
        if title.isascii():
            word = WORD.search(title)
            if word is None or word[0].casefold() not in {known.partition(" ")[0] for known in self.titles}:
                return False
        return bool(title) and fold_title(title) in self.titles


def records_in(path: Path, wanted: KnownFilter) -> Iterator[Record]:
    """The first record of a file, and those that are looked for; what cannot be read holds none."""
    if not path.is_file():
        return
    first = True
    for line in read_bytes(path).split(b"\n")[1:]:
        if line and (first or wanted.wants(line)):
            first = False
            try:
                yield record_from(json.loads(line))
            except (ValueError, TypeError):
                continue


def value_of(line: bytes, key: bytes) -> str:
    """The text of a key of a canonical JSON line, empty where it has none."""
    start = line.find(key)
    if start < 0:
        return ""
    start += len(key)
    end = line.find(b'"', start)
    while end > 0 and escaped(line, end):
        end = line.find(b'"', end + 1)
    text = line[start:end]
    return str(json.loads(b'"' + text + b'"')) if b"\\" in text else text.decode("utf-8", errors="replace")


def escaped(line: bytes, place: int) -> bool:
    """Whether the character at a place has an odd number of backslashes before it."""
    count = 0
    while line[place - count - 1 : place - count] == b"\\":
        count += 1
    return count % 2 == 1
