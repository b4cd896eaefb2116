"""DOI, PMID, ISSN and ISBN: found in what exports write around them, and checked."""

import re
from operator import mul
from urllib.parse import unquote

from slr.formats.normalize.remember import remembered

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"]+", re.IGNORECASE)
_PLAIN_DOI = re.compile(r"10\.\d{4,9}/[A-Za-z0-9._/-]*[A-Za-z0-9]")  # nearly all
_DOI_URL = re.compile(
    r"(?:doi\.org/|doi(?:=|%3d)(?:doi:)?|doi/(?:\w+/)?|id=doi:)\s*(10\.\d{4,9}[^\s\"&]+)", re.IGNORECASE
)
_DOI_LABEL = re.compile(
    r"\bdoi\s*[:=]?\s*(?:https?://(?:dx\.)?doi\.org/)?\s*(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE
)
# What a publisher's address has behind the DOI.
_PART_OF_PAGE = re.compile(r"/(?:full|abstract|abs|pdf|epdf|pdfdirect|html|fulltext|full/html|summary|meta)$")
_PMID_URL = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/(?:pubmed/|entrez/\S{1,80}?list_uids=)"
    r"|europepmc\.org/(?:abstract|article)/med/)(\d{1,8})(?!\d)",
    re.IGNORECASE,
)
_PMID_LABEL = re.compile(
    r"\b(?:PMID|PubMed ID)\s*[:=]?\s*(?:NLM)?(\d{1,8})(?!\d)|(?<!\d)(\d{1,8})\s*\[PMID\]", re.IGNORECASE
)
# The database's id in its own links: Scopus, Embase, Ovid and EBSCO.
_URL_ACCESSION = re.compile(
    r"(?:scopus\.com/\S*?[?&]eid=|embase\.com/\S*?[?&]id=(?=L\d)|(?:ovid|ebscohost)\S*?[?&]AN=)([\w.:-]+)"
)
_LABELED_NUMBER = re.compile(r"(?:[A-Z][A-Za-z /-]{2,40}: )?([A-Z]*\d[\d-]{4,30})\.?")
_SERIAL = re.compile(
    r"(?<![\w-])(?:\d{4}-\d{3}[\dXx]|97[89](?:[- ]?\d){10}|\d(?:[- ]?\d){8}[- ]?[\dXx]|\d{7}[\dXx])(?![\w-])"
)
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_PAIRS = ((")", "("), ("]", "["), (">", "<"), ("}", "{"))


def doi_of(text: str) -> str:
    """The DOI in a field meant for one (bare, labeled or as a URL); bare, lower case; empty if invalid."""
    if _PLAIN_DOI.fullmatch(text):
        return text.lower()
    text = text[:2000]
    if "%" in text and ("doi.org" in (lower := text.lower()) or "%2f" in lower):
        text = unquote(text)
    found = _DOI.search(text)
    return _trim(found[0]) if found else ""


def doi_in_url(url: str) -> str:
    """The DOI that a URL leads to, empty where it only may contain one by chance."""
    if "10." not in url:
        return ""
    found = _DOI_URL.search(url)
    return _PART_OF_PAGE.sub("", doi_of(unquote(found[1]))) if found else ""


def doi_in_note(note: str) -> str:
    """The DOI that a note labels as one, if it names exactly one."""
    if "10." not in note or not ("doi" in (lower := note.lower()) or "\u0131" in lower):
        return ""
    found = {_trim(match) for match in _DOI_LABEL.findall(note)} - {""}
    return found.pop() if len(found) == 1 else ""


def _trim(doi: str) -> str:
    """Without what follows a DOI in a sentence or as another part of the field."""
    doi = re.split(r"\s|;(?=10\.\d{4,9}/)|,(?=10\.\d{4,9}/)|\|", doi, maxsplit=1)[0].lower()
    while doi and (
        doi[-1] in ".,;:'*"
        or any(doi[-1] == right and doi.count(left) < doi.count(right) for right, left in _PAIRS)
    ):
        doi = doi[:-1]
    return doi if len(doi.partition("/")[2]) > 0 and doi.isprintable() else ""


def pmid_in_url(url: str) -> str:
    """The PMID of a PubMed or Europe PMC address."""
    found = _PMID_URL.search(url) if may_name_pmid(url) else None
    return found[1].lstrip("0") if found else ""


def may_name_pmid(urls: str) -> bool:
    """Whether there may be an address of PubMed or Europe PMC in it; fast."""
    lower = urls.lower()
    return "nlm" in lower or "europepmc" in lower


def pmid_in_note(note: str) -> str:
    """The PMID that a note labels as one (`PMID: 35319117`, `35957633 [PMID]`), if it names exactly one."""
    if "PMID" not in note and "pmid" not in note and "PubMed ID" not in note:
        return ""
    found = {(one or two).lstrip("0") for one, two in _PMID_LABEL.findall(note)}
    return found.pop() if len(found) == 1 else ""


def pmid_among(notes: list[str], urls: list[str]) -> str:
    """The first PMID that one of the notes labels as such, or else an address leads to."""
    for text in notes:
        if pmid := pmid_in_note(text):
            return pmid
    for text in urls:
        if pmid := pmid_in_url(text):
            return pmid
    return ""


def pmid_of(text: str) -> str:
    """A PMID given as such: 1 to 8 digits, perhaps with a label; empty if invalid."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return text.lstrip("0") if len(text.lstrip("0")) <= 8 else ""
    return pmid_in_note(text) or pmid_in_url(text)


def accession_of(text: str) -> str:
    """A database's own number without what Ovid writes around it (`Book: 2015-00001-001.`)."""
    if text.endswith(".") or ": " in text:
        found = _LABELED_NUMBER.fullmatch(text)
        return found[1] if found else text
    return text


def accession_among(urls: list[str]) -> str:
    """The database's own number in the first link to one of its records, empty where there is none."""
    for url in urls:
        may_have_it = "AN=" in url or "eid=" in url or "id=L" in url
        if may_have_it and (found := _URL_ACCESSION.search(url)):
            return found[1]
    return ""


def serials_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """(ISSNs, ISBNs, numbers whose check digit is wrong) in a field that may hold several of either.

    ISSNs are hyphenated, ISBNs bare digits, 10 or 13 as given.
    """
    issns: dict[str, None] = {}
    isbns: dict[str, None] = {}
    wrong: list[str] = []
    if not text.isascii():
        text = text.translate(_HYPHENS)
    if "SSN-" in text or "SBN-" in text:  # ERIC: ISSN-1001-0017, EISSN-2002-0023
        text = text.replace("SSN-", "SSN ").replace("SBN-", "SBN ")
    for found in _SERIAL.findall(text):
        digits = found.replace("-", "").replace(" ", "").upper()
        if len(digits) == 8 and issn_holds(digits):
            issns[f"{digits[:4]}-{digits[4:]}"] = None
        elif len(digits) > 8 and isbn_holds(digits):
            isbns[digits] = None
        else:
            wrong.append(found)
    return tuple(issns), tuple(isbns), tuple(wrong)


@remembered
def serials_among(text: str) -> tuple[str, str, tuple[str, ...]]:
    """The same of one or several fields, a line each; ISSNs and ISBNs are each joined by a space."""
    issns, isbns, wrong = serials_in(text)
    return " ".join(issns), " ".join(isbns), wrong


def issn_holds(digits: str) -> bool:
    """Whether the eighth digit is right (ISO 3297: weights 8 to 1, modulo 11)."""
    weighted: int = sum(map(mul, range(8, 1, -1), map(int, digits[:7])))
    return (weighted + _value(digits[7])) % 11 == 0


def isbn_holds(digits: str) -> bool:
    """Whether the last digit of an ISBN-10 (modulo 11) or ISBN-13 (modulo 10) is right (ISO 2108)."""
    if len(digits) == 10:
        return (
            sum(weight * _value(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11
            == 0
        )
    if len(digits) != 13 or "X" in digits:
        return False
    return sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(digits)) % 10 == 0


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)
