"""The formats: one row each. Reading and writing modules load when they are first used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from slr.formats import sniff
from slr.model.reading import Reading
from slr.model.record import COLUMNS, Record
from slr.model.words import SearchKind

Reader = Callable[..., Reading]  # bytes, the file's name; tables also take `columns`
Writer = Callable[[Iterable[Record]], str | bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: how it is told, read and written.

    `kind` is what it proposes a search to be, `sniff` scores contents from 0 to 100, `read` takes the bytes
    and the file's name for findings. `is_table` says that its columns can be named. `holds` are the record
    columns that it has a place for: all of them come back when it is written and read. A reader's version
    stands in its module and goes into record files: a version gives the same records of an export always
    (tests/formats/versions.json), so that `slr verify` can tell an edited record from a better reader.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    sniff: Callable[[bytes], int]
    read: Reader | None = None
    write: Writer | None = None
    is_table: bool = False
    kind: SearchKind = SearchKind.DATABASE
    holds: frozenset[str] = frozenset()


def _late(module: str, name: str) -> Any:
    """A function of a module of this package that is imported when it is first called."""

    def call(*args: Any) -> Any:
        return getattr(import_module(f"slr.formats.{module}"), name)(*args)

    return call


_ALL = frozenset(COLUMNS) - {"id", "search"}
_TRIAL = frozenset(["type", "title", "abstract", "authors", "year", "url", "keywords", "accession"])

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
        holds=_ALL - {"url"},
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
    "refworks": Format(
        name="refworks",
        title="RefWorks (tagged; CNKI)",
        extensions=(".txt", ".ref"),
        sniff=sniff.sniff_refworks,
        read=_late("refworks", "read_refworks"),
        holds=_ALL,
    ),
    "noteexpress": Format(
        name="noteexpress",
        title="NoteExpress (CNKI, Wanfang, VIP)",
        extensions=(".txt", ".net"),
        sniff=sniff.sniff_noteexpress,
        read=_late("noteexpress", "read_noteexpress"),
        holds=_ALL - {"pmid"},
    ),
    "pubmed-xml": Format(
        name="pubmed-xml",
        title="PubMed XML",
        extensions=(".xml",),
        sniff=sniff.sniff_pubmed_xml,
        read=_late("pubmed_xml", "read_pubmed_xml"),
        holds=_ALL - {"url"},
    ),
    "pubmed-text": Format(
        name="pubmed-text",
        title="PubMed, Summary (text) and Abstract (text)",
        extensions=(".txt",),
        sniff=sniff.sniff_pubmed_text,
        read=_late("pubmed_text", "read_pubmed_text"),
        holds=_ALL - {"issn", "isbn", "url", "keywords", "publisher"},
    ),
    "ovid": Format(
        name="ovid",
        title="Ovid text (Medlars tags or field names)",
        extensions=(".txt", ".cgi"),
        sniff=sniff.sniff_ovid,
        read=_late("ovid", "read_ovid"),
        holds=_ALL,
    ),
    "cochrane": Format(
        name="cochrane",
        title="Cochrane Library, plain text",
        extensions=(".txt",),
        sniff=sniff.sniff_cochrane,
        read=_late("cochrane", "read_cochrane"),
        holds=_ALL - {"isbn", "language"},
    ),
    "ebsco-xml": Format(
        name="ebsco-xml",
        title="EBSCOhost XML (PsycInfo, CINAHL)",
        extensions=(".xml",),
        sniff=sniff.sniff_ebsco_xml,
        read=_late("ebsco_xml", "read_ebsco_xml"),
        holds=_ALL,
    ),
    "mods": Format(
        name="mods",
        title="MODS (library catalogs, Zotero)",
        extensions=(".xml", ".mods"),
        sniff=sniff.sniff_mods,
        read=_late("mods", "read_mods"),
        holds=_ALL,
    ),
    "rdf": Format(
        name="rdf",
        title="RDF (Zotero RDF, Bibliontology)",
        extensions=(".rdf", ".xml"),
        sniff=sniff.sniff_rdf,
        read=_late("rdf", "read_rdf"),
        holds=_ALL - {"accession"},
    ),
    "marcxml": Format(
        name="marcxml",
        title="MARCXML (library catalogs)",
        extensions=(".xml", ".marcxml"),
        sniff=sniff.sniff_marc_xml,
        read=_late("marc_xml", "read_marc_xml"),
        holds=_ALL - {"pmid"},
    ),
    "marc": Format(
        name="marc",
        title="MARC 21 (ISO 2709, library catalogs)",
        extensions=(".mrc", ".marc"),
        sniff=sniff.sniff_marc,
        read=_late("marc", "read_marc"),
        holds=_ALL - {"pmid"},
    ),
    "jats": Format(
        name="jats",
        title="JATS (PubMed Central, journals): the front matter",
        extensions=(".xml", ".nxml"),
        sniff=sniff.sniff_jats,
        read=_late("jats", "read_jats"),
        holds=_ALL - {"isbn"},
    ),
    "embase": Format(
        name="embase",
        title="Embase CSV with a field a row",
        extensions=(".csv",),
        sniff=sniff.sniff_embase,
        read=_late("embase_rows", "read_embase"),
        holds=_ALL,
    ),
    "ctgov-csv": Format(
        name="ctgov-csv",
        title="ClinicalTrials.gov CSV",
        extensions=(".csv", ".tsv"),
        sniff=sniff.sniff_ctgov_csv,
        read=_late("delimited", "read_ctgov_csv"),
        holds=_TRIAL,
        kind=SearchKind.REGISTER,
        is_table=True,
    ),
    "ictrp-csv": Format(
        name="ictrp-csv",
        title="WHO ICTRP CSV",
        extensions=(".csv",),
        sniff=sniff.sniff_ictrp_csv,
        read=_late("delimited", "read_ictrp_csv"),
        holds=(_TRIAL | {"publisher"}) - {"abstract"},
        kind=SearchKind.REGISTER,
        is_table=True,
    ),
    "ctgov-json": Format(
        name="ctgov-json",
        title="ClinicalTrials.gov JSON",
        extensions=(".json",),
        sniff=sniff.sniff_ctgov_json,
        read=_late("registers", "read_ctgov_json"),
        holds=_TRIAL | {"publisher"},
        kind=SearchKind.REGISTER,
    ),
    "ctgov-xml": Format(
        name="ctgov-xml",
        title="ClinicalTrials.gov XML (until 2024)",
        extensions=(".xml",),
        sniff=sniff.sniff_ctgov_xml,
        read=_late("registers", "read_ctgov_xml"),
        holds=_TRIAL | {"publisher"},
        kind=SearchKind.REGISTER,
    ),
    "ictrp": Format(
        name="ictrp",
        title="WHO ICTRP XML",
        extensions=(".xml",),
        sniff=sniff.sniff_ictrp,
        read=_late("registers", "read_ictrp"),
        holds=_TRIAL | {"publisher"},
        kind=SearchKind.REGISTER,
    ),
    "json": Format(
        name="json",
        title="JSON with any names (Publish or Perish, OpenAlex, Lens)",
        extensions=(".json",),
        sniff=sniff.sniff_json,
        read=_late("json_table", "read_json"),
        holds=_ALL,
    ),
    "xlsx": Format(
        name="xlsx",
        title="XLSX with any column names",
        extensions=(".xlsx",),
        sniff=sniff.sniff_xlsx,
        read=_late("xlsx", "read_xlsx"),
        write=_late("xlsx_writer", "write_xlsx"),
        holds=_ALL,
        is_table=True,
    ),
    "xls": Format(
        name="xls",
        title="XLS (Excel 97 to 2003) with any column names",
        extensions=(".xls",),
        sniff=sniff.sniff_xls,
        read=_late("xls", "read_xls"),
        holds=_ALL,
        is_table=True,
    ),
    "ods": Format(
        name="ods",
        title="ODS (OpenDocument spreadsheet) with any column names",
        extensions=(".ods",),
        sniff=sniff.sniff_ods,
        read=_late("ods", "read_ods"),
        holds=_ALL,
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
