"""The formats: one row each. Reading and writing modules load when they are first used."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from importlib import import_module
from typing import Any

from slr.formats import sniff
from slr.formats.columns import check_fields
from slr.formats.normalize.remember import forget
from slr.formats.packed import is_packed, read_packed
from slr.model.errors import SlrError
from slr.model.reading import Reading
from slr.model.record import COLUMNS, Record
from slr.model.words import SearchKind

Reader = Callable[..., Reading]  # bytes, the file's name; tables also take `columns`
Writer = Callable[[Iterable[Record]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: how it is told, read and written.

    `kind` is what it proposes a search to be, `version` the reader's (it goes into record files), `sniff`
    scores contents from 0 to 100, `read` takes the bytes and the file's name for findings. `is_table` says
    that its columns can be named. `holds` are the record columns that come back when it is written and read.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes], int]
    read: Reader | None = None
    write: Writer | None = None
    is_table: bool = False
    kind: SearchKind = SearchKind.DATABASE
    version: int = 1
    holds: frozenset[str] = frozenset()


def _late(module: str, name: str) -> Any:
    """A function of a module of this package that is imported when it is first called."""

    def call(*args: Any) -> Any:
        return getattr(import_module(f"slr.formats.{module}"), name)(*args)

    return call


_ALL = frozenset(COLUMNS) - {"id", "search"}

FORMATS: dict[str, Format] = {
    "ris": Format(
        name="ris",
        title="RIS, of any database or reference manager",
        extensions=(".ris", ".txt"),
        sniff=sniff.sniff_ris,
        read=_late("ris", "read_ris"),
        write=_late("ris_writer", "write_ris"),
        holds=_ALL,
    ),
    "nbib": Format(
        name="nbib",
        title="PubMed (MEDLINE tagged)",
        extensions=(".nbib", ".txt"),
        sniff=sniff.sniff_nbib,
        read=_late("nbib", "read_nbib"),
        write=_late("nbib_writer", "write_nbib"),
        holds=_ALL - {"accession", "url"},
    ),
    "bibtex": Format(
        name="bibtex",
        title="BibTeX and BibLaTeX",
        extensions=(".bib",),
        sniff=sniff.sniff_bibtex,
        read=_late("bibtex", "read_bibtex"),
        write=_late("bibtex_writer", "write_bibtex"),
        holds=_ALL,
    ),
    "csv": Format(
        name="csv",
        title="CSV with any column names",
        extensions=(".csv", ".txt"),
        sniff=sniff.sniff_csv,
        read=_late("delimited", "read_csv"),
        write=_late("delimited_writer", "write_csv"),
        holds=_ALL,
        is_table=True,
    ),
    "tsv": Format(
        name="tsv",
        title="TSV with any column names",
        extensions=(".tsv", ".txt", ".tab"),
        sniff=sniff.sniff_tsv,
        read=_late("delimited", "read_tsv"),
        write=_late("delimited_writer", "write_tsv"),
        holds=_ALL,
        is_table=True,
    ),
    "wos": Format(
        name="wos",
        title="Web of Science (tagged)",
        extensions=(".txt", ".ciw", ".isi"),
        sniff=sniff.sniff_wos,
        read=_late("wos", "read_wos"),
    ),
    "endnote-xml": Format(
        name="endnote-xml",
        title="EndNote XML",
        extensions=(".xml",),
        sniff=sniff.sniff_endnote_xml,
        read=_late("endnote_xml", "read_endnote_xml"),
        write=_late("endnote_xml", "write_endnote_xml"),
        holds=_ALL,
    ),
    "enw": Format(
        name="enw",
        title="EndNote tagged (.enw, refer)",
        extensions=(".enw", ".txt"),
        sniff=sniff.sniff_enw,
        read=_late("enw", "read_enw"),
        write=_late("enw", "write_enw"),
        holds=_ALL - {"type"},
    ),
    "pubmed-xml": Format(
        name="pubmed-xml",
        title="PubMed XML",
        extensions=(".xml",),
        sniff=sniff.sniff_pubmed_xml,
        read=_late("pubmed_xml", "read_pubmed_xml"),
    ),
    "ovid": Format(
        name="ovid",
        title="Ovid text (Medlars tags or field names)",
        extensions=(".txt", ".cgi"),
        sniff=sniff.sniff_ovid,
        read=_late("ovid", "read_ovid"),
    ),
    "ebsco-xml": Format(
        name="ebsco-xml",
        title="EBSCOhost XML (PsycInfo, CINAHL)",
        extensions=(".xml",),
        sniff=sniff.sniff_ebsco_xml,
        read=_late("ebsco_xml", "read_ebsco_xml"),
    ),
    "ctgov-csv": Format(
        name="ctgov-csv",
        title="ClinicalTrials.gov CSV",
        extensions=(".csv", ".tsv"),
        sniff=sniff.sniff_ctgov_csv,
        read=_late("delimited", "read_ctgov_csv"),
        kind=SearchKind.REGISTER,
        is_table=True,
    ),
    "ctgov-json": Format(
        name="ctgov-json",
        title="ClinicalTrials.gov JSON",
        extensions=(".json",),
        sniff=sniff.sniff_ctgov_json,
        read=_late("registers", "read_ctgov_json"),
        kind=SearchKind.REGISTER,
    ),
    "ictrp": Format(
        name="ictrp",
        title="WHO ICTRP XML",
        extensions=(".xml",),
        sniff=sniff.sniff_ictrp,
        read=_late("registers", "read_ictrp"),
        kind=SearchKind.REGISTER,
    ),
    "json": Format(
        name="json",
        title="JSON with any names (Publish or Perish, OpenAlex, Lens)",
        extensions=(".json",),
        sniff=sniff.sniff_json,
        read=_late("json_table", "read_json"),
    ),
    "xlsx": Format(
        name="xlsx",
        title="XLSX with any column names",
        extensions=(".xlsx",),
        sniff=sniff.sniff_xlsx,
        read=_late("xlsx", "read_xlsx"),
        is_table=True,
    ),
    "csl-json": Format(
        name="csl-json",
        title="CSL-JSON",
        extensions=(".json",),
        sniff=sniff.sniff_csl,
        read=_late("csl_json", "read_csl_json"),
        write=_late("csl_json", "write_csl_json"),
        holds=_ALL,
    ),
    "jsonl": Format(
        name="jsonl",
        title="JSON Lines: the record table, one record a line",
        extensions=(".jsonl", ".ndjson"),
        sniff=sniff.sniff_jsonl,
        read=_late("json_lines", "read_json_lines"),
        write=_late("json_lines", "write_json_lines"),
        holds=_ALL,
    ),
}

_BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"
_LARGE = 100_000  # bytes; entries above are hardly records
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PK\x03\x04", "an archive or Office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a database file"),
    (b"<!DOCTYPE html", "a web page"),
    (b"<html", "a web page"),
)


def detect(data: bytes) -> Format | None:
    """The format that the contents speak for, None where they speak for none."""
    best, score = None, 0
    for known in FORMATS.values():
        if known.read and (found := known.sniff(data)) > score:
            best, score = known, found
    return best


def read_export(
    data: bytes, *, file: str, format: str | None = None, columns: Mapping[str, str] | None = None
) -> Reading:
    """Read an export: its entries, the spans that tile its bytes, and what is wrong with it.

    `file` names it in findings and messages; `format` overrides what the contents say, `columns` (a record's
    field to a column's name) how a table is read. Raises SlrError where the file is empty or of no known
    format, holds no entry of the format given, or that, a field or a column is unknown. A gzip file or zip
    archive is read member by member; then the packed bytes are one span, which all entries name.
    """
    check_fields(columns or {})
    if is_packed(data) and format != "xlsx":
        return read_packed(data, file, lambda content, name: _read_plain(content, name, format, columns))
    return _read_plain(data, file, format, columns)


def _read_plain(data: bytes, file: str, format: str | None, columns: Mapping[str, str] | None) -> Reading:
    if not data[:4096].strip(_BLANK) and not data.strip(_BLANK):
        raise SlrError(f"{file} is empty.", "Export the search again and look at the file's size.", file=file)
    known = format_named(format) if format else detect(data)
    if columns and not (known and known.is_table):
        if format:
            raise SlrError(f"{format} has no columns to name.", f"Tables are: {_names_of(_tables())}.")
        known = FORMATS["xlsx" if data.startswith(b"PK") else "csv"]
    if known is None:
        what = next(
            (f" It looks like {name}." for magic, name in _MAGIC if data.lstrip()[:20].startswith(magic)), ""
        )
        raise SlrError(
            f"{file} is of no known format.{what}", f"Known are: {_names_of(readable())}.", file=file
        )
    if known.read is None:
        raise SlrError(f"slr does not read {known.name}.", f"It reads: {_names_of(readable())}.")
    with _collector_at_rest():
        reading = known.read(data, file, columns) if columns else known.read(data, file)
    if any(entry.span.end - entry.span.start > _LARGE for entry in reading.entries):
        forget()
    if not reading.entries and known.sniff(data) == 0:
        other = detect(data)
        hint = f"It looks like {other.name}." if other else f"Known are: {_names_of(readable())}."
        raise SlrError(f"No {known.title} entry was found in {file}.", hint, file=file)
    return reading


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No cyclic garbage collection: readings have no cycles, and walking millions of fields takes long."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def write_records(records: Iterable[Record], format: str) -> str:
    """Records as text in a format. Raises SlrError where the format is unknown or cannot be written."""
    known = format_named(format)
    if known.write is None:
        raise SlrError(f"slr does not write {known.name}.", f"It writes: {_names_of(writable())}.")
    return known.write(records)


def format_named(name: str) -> Format:
    """The format of that name. Raises SlrError with the nearest name where there is none."""
    if found := FORMATS.get(name.lower()):
        return found
    near = get_close_matches(name.lower(), FORMATS, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(FORMATS)}."
    raise SlrError(f'There is no format "{name}".', hint)


def readable() -> list[Format]:
    """The formats that can be read, in the registry's order."""
    return [known for known in FORMATS.values() if known.read]


def writable() -> list[Format]:
    """The formats that can be written, in the registry's order."""
    return [known for known in FORMATS.values() if known.write]


def _tables() -> list[Format]:
    return [known for known in FORMATS.values() if known.is_table]


def _names_of(formats: list[Format]) -> str:
    return ", ".join(known.name for known in formats)
