"""How likely a file is of each format, 0 to 100, judged by its contents alone."""

import re
from functools import lru_cache

from slr.formats.decode import decode, said_encoding, said_to_be
from slr.model.record import COLUMNS

HEAD = 65536

_WOS = re.compile(r"^\ufeff?PT [A-Z]\b", re.MULTILINE)
_WOS_FIELD = re.compile(r"^(AU|TI|SO|PY|UT|ER|AB|DT|LA) ?", re.MULTILINE)
_ENW = re.compile(r"^\ufeff?%0 \w", re.MULTILINE)
_ENW_FIELD = re.compile(r"^%([ATJDVPX]) ", re.MULTILINE)
_REFWORKS = re.compile(r"^\ufeff?RT [A-Z][a-z]", re.MULTILINE)
_REFWORKS_FIELD = re.compile(r"^(SR|A1|T1|JF|YR|K1|AB|SN|SP|OP|UL|LK) ", re.MULTILINE)
_NOTEEXPRESS = re.compile(r"^\ufeff?[ \t]{0,8}\{Reference Type\}:", re.MULTILINE)

_RIS = re.compile(
    r"^[ \t\0\ufeff]*TY(?:  -[ \t\n]|[ \t\xa0]{0,4}-[ \t\xa0]*[A-Z]{3,8}[ \t\0]*$)", re.MULTILINE
)
_RIS_END = re.compile(r"^[ \t]*ER[ \t]{0,4}-[ \t]*$", re.MULTILINE)
_RIS_FIELD = re.compile(r"^[A-Z][A-Z0-9]  - ", re.MULTILINE)
_NBIB = re.compile(r"^\ufeff?PMID ?- ?\d", re.MULTILINE)
_PUBMED_TEXT = re.compile(
    r"[\s\ufeff]*\d{1,6}[.:] \S(?:(?!\n\s*\n\s*\n)[\s\S]){10,40000}?(?<!\S)PMID: ?\d{1,8}(?:[ ;.\n]|\Z)"
)
_NBIB_FIELD = re.compile(r"^(?:FAU|TI  |AU  |DP  |STAT|OWN )- ", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t\ufeff]*@[ \t]*[A-Za-z]+[ \t]*[{(][^,{}\"]*,", re.MULTILINE)
_OVID_NUMBER = re.compile(r"^\ufeff? ?(?:<\d+\.? ?>|\d+\.)[ \t]*$", re.MULTILINE)
_OVID_FIELD = re.compile(
    r"^ ?(VN|DB|UI|TI|AU|SO|AB|Unique Identifier|Accession Number|Title|Source|Authors?|Abstract|Database)"
    r"(?:  - |[ \t]*$)",
    re.MULTILINE,
)
_COCHRANE = re.compile(r"^\ufeff?Record #\d+ of \d+[ \t]*\n(?:ID|AU|TI): ", re.MULTILINE)
_EMBASE_FIELD = re.compile(
    r'^"?(TITLE|AUTHOR NAMES|SOURCE|SOURCE TITLE|PUBLICATION YEAR|DOI|ABSTRACT|EMBASE ACCESSION ID|PUI)"?,"',
    re.MULTILINE,
)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MARC_LEADER = re.compile(rb"\d{5}[a-z ][a-z][a-z ][ a-z0-9|][ a-z0-9|]\d\d\d{5}")
_WORKBOOK = "Workbook".encode("utf-16-le")
_JSON_NAME = re.compile(r'"(?:\w+:)?([\w-]+)"\s*:')  # dc:title, too
# Names of CSL-JSON, and how much each speaks for it.
_CSL = {
    "container-title": 60,
    "issued": 60,
    "date-parts": 30,
    "family": 20,
    "literal": 20,
    "DOI": 20,
    "type": 20,
    "title": 15,
}
_BIBTEX_OTHER = re.compile(
    r"^[ \t\ufeff]*@[ \t]*(?:string|comment|preamble)[ \t]*[{(]", re.MULTILINE | re.IGNORECASE
)


def head_of(data: bytes) -> str:
    """The beginning of a file as text."""
    return _text_of(data[:HEAD], said_encoding())


@lru_cache(maxsize=1)
def _text_of(head: bytes, encoding: str) -> str:
    with said_to_be(encoding):
        return decode(head).text  # every format asks for the same one


def sniff_ris(data: bytes) -> int:
    """RIS: a TY line, or two-letter fields that end in ER."""
    head = head_of(data)
    if _RIS.search(head):
        return 95
    return 70 if _RIS_END.search(head) and _RIS_FIELD.search(head) else 0


def sniff_nbib(data: bytes) -> int:
    """PubMed's tags: a PMID line and others of its four-letter fields."""
    head = head_of(data)
    if _NBIB.search(head):
        return 96 if _NBIB_FIELD.search(head) else 60
    return 65 if len(set(_NBIB_FIELD.findall(head))) > 2 and not _RIS.search(head) else 0


def sniff_bibtex(data: bytes) -> int:
    """BibTeX: a line that opens an entry."""
    head = head_of(data)
    if _BIBTEX.search(head):
        return 92
    return 60 if _BIBTEX_OTHER.search(head) else 0


def sniff_csv(data: bytes) -> int:
    """CSV: a row of column names that bibliographic tables have."""
    return _sniff_table(data, tab=False)


def sniff_tsv(data: bytes) -> int:
    """TSV: the same, with tabs."""
    return _sniff_table(data, tab=True)


def _sniff_table(data: bytes, *, tab: bool) -> int:
    from slr.formats.delimited import find_header

    head = head_of(data)
    if head.lstrip(" \n\ufeff")[:1] in ("{", "[", "<", "@", "%"):
        return 0
    header = find_header(head)
    return header.score if header and (header.delimiter == "\t") == tab else 0


def sniff_wos(data: bytes) -> int:
    """Web of Science's tags: a PT line and others of its two-letter fields."""
    head = head_of(data)
    if not _WOS.search(head):
        return 0
    return 94 if len(set(_WOS_FIELD.findall(head))) > 2 else 0


def sniff_enw(data: bytes) -> int:
    """EndNote's % tags."""
    head = head_of(data)
    if _ENW.search(head):
        return 93
    return 60 if len(set(_ENW_FIELD.findall(head))) > 2 else 0


def sniff_refworks(data: bytes) -> int:
    """RefWorks' tags: an RT line and others of its two-letter fields."""
    head = head_of(data)
    if not _REFWORKS.search(head):
        return 0
    return 93 if len(set(_REFWORKS_FIELD.findall(head))) > 2 else 0


def sniff_noteexpress(data: bytes) -> int:
    """NoteExpress' text: a line with the reference type in braces."""
    return 97 if _NOTEEXPRESS.search(head_of(data)) else 0


def sniff_endnote_xml(data: bytes) -> int:
    """EndNote XML: records with a reference type."""
    head = head_of(data)
    return 97 if "<record>" in head and ("<ref-type" in head or "<contributors>" in head) else 0


def sniff_pubmed_xml(data: bytes) -> int:
    """PubMed XML: its elements."""
    head = head_of(data)
    return 98 if "<PubmedArticle" in head or "<PubmedBookArticle" in head else 0


def sniff_pubmed_text(data: bytes) -> int:
    """PubMed's text for reading: a numbered record at the beginning that ends in a PMID."""
    head = head_of(data)
    return 82 if _PUBMED_TEXT.match(head) else 0


def sniff_ictrp(data: bytes) -> int:
    """The ICTRP's XML: Trial elements with a TrialID or main element."""
    head = head_of(data)
    return 97 if re.search(r"<[Tt]rial>", head) and ("<TrialID" in head or "<trial_id" in head) else 0


def sniff_ebsco_xml(data: bytes) -> int:
    """EBSCOhost XML: rec elements with a header and controlInfo."""
    head = head_of(data)
    return 97 if "<rec" in head and "<controlInfo" in head else 0


def sniff_mods(data: bytes) -> int:
    """MODS: its elements, with a prefix or not."""
    head = head_of(data)
    return 97 if re.search(r"<(?:mods:)?mods[\s>]", head) and "titleInfo" in head else 0


def sniff_rdf(data: bytes) -> int:
    """RDF/XML with documents of Zotero's or the Bibliographic Ontology's classes."""
    head = head_of(data)
    classes = re.search(r"<(?:bib|bibo):[A-Z]|<z:itemType>", head)
    return 97 if classes and re.search(r"<(?:\w+:)?RDF[\s>]", head) else 0


def sniff_marc_xml(data: bytes) -> int:
    """MARCXML: fields with tags of three digits, with a prefix or not."""
    head = head_of(data)
    return 97 if re.search(r"<(?:[\w.-]{1,40}:)?(?:control|data)field\s[^<>]*tag\s*=", head) else 0


def sniff_marc(data: bytes) -> int:
    """MARC 21 in ISO 2709: a leader, and a separator behind the directory."""
    found = _MARC_LEADER.match(data[:100].lstrip(b"\xef\xbb\xbf \r\n"))
    return 98 if found and b"\x1e" in data[24:100_000] else 0


def sniff_jats(data: bytes) -> int:
    """JATS: an article with its front matter."""
    head = head_of(data)
    return 96 if re.search(r"<article[\s>]", head) and "<article-meta" in head else 0


def sniff_ovid(data: bytes) -> int:
    """Ovid's text: numbered blocks with its tags or field names."""
    head = head_of(data)
    if _RIS.search(head) or not _OVID_NUMBER.search(head):
        return 0
    tags = set(_OVID_FIELD.findall(head))
    return (
        91
        if len(tags) > 2 and ("UI" in tags or "VN" in tags or "Unique Identifier" in tags or "Title" in tags)
        else 0
    )


def sniff_cochrane(data: bytes) -> int:
    """The Cochrane Library's plain text: a numbered record, then its tags with a colon."""
    head = head_of(data)
    return 94 if _COCHRANE.search(head) else 0


def sniff_embase(data: bytes) -> int:
    """Embase's CSV with a field a row: a title, and other fields of its on lines of their own."""
    fields = set(_EMBASE_FIELD.findall(head_of(data)))
    return 96 if "TITLE" in fields and len(fields) > 2 else 0


def sniff_ctgov_csv(data: bytes) -> int:
    """ClinicalTrials.gov CSV: a table with NCT numbers."""
    header = head_of(data).partition("\n")[0].lower()
    return 95 if "nct number" in header and ("," in header or "\t" in header) else 0


def sniff_ictrp_csv(data: bytes) -> int:
    """The ICTRP's CSV: a table with numbers of trials and the registers that they come from."""
    header = head_of(data).partition("\n")[0].lower().replace("_", " ")
    return 95 if "trialid" in header and "source register" in header and "," in header else 0


def sniff_ctgov_json(data: bytes) -> int:
    """ClinicalTrials.gov JSON: studies with a protocol section, also of its API until 2024."""
    head = head_of(data)
    if head.lstrip(" \n\ufeff")[:1] not in ("{", "["):
        return 0
    return 97 if re.search(r'"(?:[pP]rotocolSection|StudyFieldsResponse)"\s*:', head) else 0


def sniff_ctgov_xml(data: bytes) -> int:
    """ClinicalTrials.gov XML: studies with an NCT number."""
    head = head_of(data)
    return 97 if re.search(r"<(?:clinical_study|study)[\s>]", head) and "<nct_id>" in head else 0


def sniff_json(data: bytes) -> int:
    """A JSON list of objects with names that tables of records have."""
    head = head_of(data).lstrip(" \n\ufeff")
    if head[:1] not in ("{", "["):
        return 0
    names = {name.lower() for name in _JSON_NAME.findall(head)}
    if not names & {"title", "display_name"}:
        return 0
    telling = {"authors", "authorships", "creators", "itemtype", "year", "publication_year", "doi"}
    return 50 + 10 * len(names & telling)


def sniff_xlsx(data: bytes) -> int:
    """XLSX: a zip archive with a workbook."""
    return 99 if data.startswith(b"PK") and b"xl/workbook" in data else 0


def sniff_ods(data: bytes) -> int:
    """ODS: a zip archive that says what it is, and has contents."""
    return 99 if data.startswith(b"PK") and _ODS in data and b"content.xml" in data else 0


def sniff_xls(data: bytes) -> int:
    """XLS: a compound file with a workbook."""
    return 99 if data.startswith(b"\xd0\xcf\x11\xe0") and _WORKBOOK in data else 0


def sniff_jsonl(data: bytes) -> int:
    """JSON Lines: the first line is an object with a title, and most of its names are the record table's."""
    from slr.formats.json_items import parse_object

    first = head_of(data).lstrip(" \n\ufeff").partition("\n")[0].strip()
    if not (first.startswith("{") and first.endswith("}") and '"title"' in first):
        return 0
    values = parse_object(first)
    if values is None:
        return 55
    known = len(values.keys() & set(COLUMNS))
    return 0 if "title" not in values else 90 if 2 * known > len(values) else 45


def sniff_csl(data: bytes) -> int:
    """CSL-JSON: a list of objects with CSL's names, or one of them."""
    head = head_of(data).lstrip(" \n\ufeff")
    if not re.match(r"\[\s*[{\]]|\{", head):
        return 0
    marks = _CSL.keys() & set(_JSON_NAME.findall(head))
    return min(88, sum(_CSL[name] for name in marks)) if len(marks) > 1 else 0
