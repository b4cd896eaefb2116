"""A separate, simple counter of record starts agrees with the readers on every sound file."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from golden_formats import exports, read
from slr.formats.decode import decode


def lines_with(pattern: str) -> Callable[[str], int]:
    return lambda text: len(re.findall(pattern, text, re.MULTILINE))


def rows(text: str) -> int:
    head = "".join(text.splitlines(keepends=True)[:2])
    table = list(csv.reader(io.StringIO(text), delimiter=max("\t;,", key=head.count)))
    wide = [row for row in table if len(row) > 1]  # the header and the rows, without what stands above them
    return sum(1 for row in wide[1:] if any(row))


def items_in(value: Any) -> list[Any]:
    return value if isinstance(value, list) else list(value["message"].get("items", [value]))


COUNTERS: dict[str, Callable[[str], int]] = {
    "ris": lines_with(r"^\ufeff?TY  - "),
    "nbib": lines_with(r"^(?:PMID- ?|OWN - ERIC)"),
    "refworks": lines_with(r"^RT [A-Z]"),
    "noteexpress": lines_with(r"^\{Reference Type\}: "),
    "bibtex": lines_with(r"(?i)(?:^ ?|\} )@(?!string|comment|preamble|xdata|set\b)\w+ ?[{(]"),
    "csv": rows,
    "tsv": rows,
    "csl-json": lambda text: len(items_in(json.loads(text))),
    "jsonl": lines_with(r"^\{"),
}
SOUND = [
    export
    for export in exports()
    if not export.name.startswith(("broken", "mixed", "packed")) and read(export).format in COUNTERS
]


@pytest.mark.parametrize("export", SOUND, ids=lambda path: path.name)
def test_the_counter_agrees(export: Path) -> None:
    text = decode(export.read_bytes()).text
    reading = read(export)
    assert len(reading.entries) == COUNTERS[reading.format](text)
    assert not reading.refused
