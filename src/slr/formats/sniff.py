"""How likely a file is of each format, 0 to 100, judged by its contents alone."""

import re

from slr.formats.decode import decode

HEAD = 65536

_WOS = re.compile(r"^\ufeff?PT [A-Z]\b", re.MULTILINE)
_WOS_FIELD = re.compile(r"^(AU|TI|SO|PY|UT|ER|AB|DT|LA) ?", re.MULTILINE)
_ENW = re.compile(r"^\ufeff?%0 \w", re.MULTILINE)
_ENW_FIELD = re.compile(r"^%([ATJDVPX]) ", re.MULTILINE)

_RIS = re.compile(
    r"^[ \t\0\ufeff]*TY(?:  -[ \t\n]|[ \t\xa0]{0,4}-[ \t\xa0]*[A-Z]{3,8}[ \t\0]*$)", re.MULTILINE
)
_RIS_END = re.compile(r"^[ \t]*ER[ \t]{0,4}-[ \t]*$", re.MULTILINE)
_RIS_FIELD = re.compile(r"^[A-Z][A-Z0-9]  - ", re.MULTILINE)
_NBIB = re.compile(r"^\ufeff?PMID ?- ?\d", re.MULTILINE)
_NBIB_FIELD = re.compile(r"^(?:FAU|TI  |AU  |DP  |STAT|OWN )- ", re.MULTILINE)
_BIBTEX = re.compile(r"^[ \t\ufeff]*@[ \t]*[A-Za-z]+[ \t]*[{(][^,{}\"]*,", re.MULTILINE)
_BIBTEX_OTHER = re.compile(
    r"^[ \t\ufeff]*@[ \t]*(?:string|comment|preamble)[ \t]*[{(]", re.MULTILINE | re.IGNORECASE
)


def head_of(data: bytes) -> str:
    """The beginning of a file as text."""
    return decode(data[:HEAD]).text


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


def sniff_endnote_xml(data: bytes) -> int:
    """EndNote XML: records with a reference type."""
    head = head_of(data)
    return 97 if "<record>" in head and ("<ref-type" in head or "<contributors>" in head) else 0


def sniff_pubmed_xml(data: bytes) -> int:
    """PubMed XML: its elements."""
    head = head_of(data)
    return 98 if "<PubmedArticle" in head or "<PubmedBookArticle" in head else 0


def sniff_jsonl(data: bytes) -> int:
    """JSON Lines: the first line is an object with a title."""
    first = head_of(data).lstrip(" \n\ufeff").partition("\n")[0].strip()
    return 90 if first.startswith("{") and first.endswith("}") and '"title"' in first else 0


def sniff_csl(data: bytes) -> int:
    """CSL-JSON: a list of objects with CSL's fields, or one of them."""
    head = head_of(data).lstrip(" \n\ufeff")
    if not re.match(r"\[\s*[{\]]|\{", head):
        return 0
    marks = sum(
        mark in head
        for mark in ('"container-title"', '"issued"', '"date-parts"', '"type"', '"family"', '"title"')
    )
    return min(88, 40 + 12 * marks) if marks > 1 else 0
