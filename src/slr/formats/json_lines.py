"""JSON Lines: the record table, one record a line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from slr.formats.draft import Draft
from slr.formats.json_items import RAW_LIMIT, parse_object, raw_of
from slr.formats.log import ReadingLog
from slr.formats.normalize.identifiers import pmid_of
from slr.formats.normalize.names import family_first
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.written_names import marked
from slr.model.reading import Reading
from slr.model.record import COLUMNS, Record

VERSION = 3


def write_json_lines(records: Iterable[Record]) -> str:
    """One record a line with every column of the record table, in its order."""
    return "".join(f"{json.dumps(record.as_dict(), ensure_ascii=False)}\n" for record in records)


def write_raw(records: Iterable[tuple[Record, Iterable[tuple[str, str]]]]) -> str:
    """The same, and behind the columns the fields as exported: `raw`, a list of names and values."""
    lines = (record.as_dict() | {"raw": [list(pair) for pair in raw]} for record, raw in records)
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def read_json_lines(data: bytes, file: str) -> Reading:
    """Read JSON Lines with the record table's names; a line that is no object is refused."""
    log = ReadingLog(data, file, "jsonl", VERSION)
    start = 0
    while start < len(log.text):
        end = log.text.find("\n", start) + 1 or len(log.text)
        if line := log.text[start:end].strip(" \n\0\ufeff"):
            _add_entry(line, end, log)
        else:
            log.structure(end)
        start = end
    return log.reading()


def _add_entry(text: str, end: int, log: ReadingLog) -> None:
    if log.too_large(end):
        return
    values = parse_object(text)
    if values is None or not any(values.get(name) for name in COLUMNS):
        what = "is no JSON object" if values is None else "has no column of the record table"
        log.refuse(end, (("", text[:RAW_LIMIT]),), f"A line {what}; it was refused.")
        return
    log.record(end, raw_of(values), draft_of(values))


def draft_of(values: Mapping[str, Any]) -> Draft:
    """The draft of an object with the record table's names."""

    def text(name: str) -> str:
        value = values.get(name)
        return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""

    def texts(name: str) -> list[str]:
        value = values.get(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else [text(name)]

    kind = text("type")
    return Draft(
        type=kind if kind in CSL_TYPES else csl_type(kind),
        title=text("title"),
        abstract=text("abstract"),
        authors=tuple(
            plain for name in texts("authors") if name and (plain := family_first(marked(clean(name))))
        ),
        dates=[text("year")] if text("year") else [],
        journal=text("journal"),
        volume=text("volume"),
        issue=text("issue"),
        pages=page_range(clean(text("pages"))),
        dois=[text("doi")] if text("doi") else [],
        pmid=pmid_of(text("pmid")),
        serials=[number for name in ("issn", "isbn") for number in [text(name)] if number],
        urls=[text("url")] if text("url") else [],
        language=text("language"),
        keywords=split_keywords(texts("keywords"), "\n"),
        publisher=text("publisher"),
        accession=text("accession"),
    )
