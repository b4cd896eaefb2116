"""Records as RIS."""

from collections.abc import Iterable, Iterator

from slr.formats.ris_tags import WRITTEN
from slr.formats.written_names import marked
from slr.model.record import Record

_LINES = (
    ("TI", "title"),
    ("JF", "journal"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("DO", "doi"),
    ("UR", "url"),
    ("LA", "language"),
    ("PB", "publisher"),
    ("AB", "abstract"),
    ("AN", "accession"),
    ("ID", "id"),
)


def write_ris(records: Iterable[Record]) -> str:
    """RIS, one field a line. slr's own id is in ID, a PMID in a note, a type that RIS lacks in M3."""
    return "\n".join("".join(f"{tag}  - {value}\n" for tag, value in _fields(record)) for record in records)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    name = WRITTEN.get(record.type)
    yield "TY", name or "GEN"
    if name is None and record.type not in ("", "document"):
        yield "M3", record.type
    elif not record.type:
        yield "M3", "none"
    for author in record.authors:
        yield "AU", marked(author)
    if record.year is not None:
        yield "PY", str(record.year)
    for tag, column in _LINES:
        if value := getattr(record, column):
            yield tag, value
    yield from _pages(record.pages)
    for number in [*record.issn.split(), *record.isbn.split()]:
        yield "SN", number
    for keyword in record.keywords:
        yield "KW", keyword
    if record.pmid:
        yield "N1", f"PMID: {record.pmid}"
    yield "ER", ""


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, dash, last = pages.partition("-")
    if dash and "-" not in last and "," not in pages:
        yield "SP", first
        yield "EP", last
    elif pages:
        yield "SP", pages
