"""Records in PubMed's tagged format."""

from collections.abc import Iterable, Iterator

from slr.formats.written_names import marked
from slr.model.record import Record


def write_nbib(records: Iterable[Record]) -> str:
    """PubMed's tags, one field a line; the format has no place for a URL or another database's id."""
    return "\n".join("".join(f"{tag:<4}- {value}\n" for tag, value in _fields(record)) for record in records)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "PMID", record.pmid
    yield "STAT", "Publisher"
    yield from _some("TI", record.title)
    yield from _some("PG", record.pages)
    yield from _some("LID", record.doi and f"{record.doi} [doi]")
    yield from _some("AB", record.abstract)
    for author in record.authors:
        yield "FAU", marked(author)
    yield from _some("LA", record.language)
    yield from _some("PT", "Journal Article" if record.type == "article-journal" else record.type or "none")
    yield from _some("DP", str(record.year or ""))
    yield from _some("JT", record.journal)
    yield from _some("VI", record.volume)
    yield from _some("IP", record.issue)
    for number in record.issn.split():
        yield "IS", f"{number} (Linking)"  # other readers insist on a kind
    for number in record.isbn.split():
        yield "ISBN", number
    yield from _some("PB", record.publisher)
    for keyword in record.keywords:
        yield "OT", keyword


def _some(tag: str, value: str) -> Iterator[tuple[str, str]]:
    if value:
        yield tag, value
