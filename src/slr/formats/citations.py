"""What a citation in one cell of a table says: journal, year, volume, issue, pages, as databases write it."""

import re

from slr.formats.columns import squeeze
from slr.formats.words import words

_DIGIT = re.compile(r"\d")
_SOURCES = (
    # ERIC: Invented Education, v12 n3 p101-109 2014
    re.compile(
        r"(?:(?P<journal>.+?), )?v(?P<volume>\S+)(?: n(?P<issue>\S+))?(?: spec iss)?(?: p(?P<pages>[\w-]+))?"
        r"(?: \w+)? (?P<year>\d{4})"
    ),
    # Embase: Invented Health (2014) 20:1 (33-41). Date of Publication: 2014
    re.compile(
        r"(?P<journal>[^.;]+?) \((?P<year>[12]\d{3})\)(?: (?!\()(?P<volume>[\w-]+)(?: ?SUPPL\.? ?\w*)?"
        r"(?::(?P<issue>[^()]+?))?)?(?: \((?P<pages>[^()]+)\))?\.?"
        r"(?: Article Number: (?P<article_number>[\w.-]+?)\.?)?(?: Date of Publication: .*)?",
        re.IGNORECASE,
    ),
    # SciELO: Revista inventada; 48(141); 11-22
    re.compile(r"(?P<journal>[^;]+); ?(?P<volume>[^;()]*)\((?P<issue>[^;()]*)\); ?(?P<pages>[^;]*)"),
    # LILACS: Rev. inventada;12(3): 101-109, maio 2014.
    re.compile(
        r"(?P<journal>[^;]+); ?(?P<volume>[^;():]*)(?:\((?P<issue>[^;()]*)\))?: ?(?P<pages>[\w.-]+)"
        r"(?:,[^;]*?(?P<year>[12]\d{3})?\.?)?"
    ),
)
# PubMed: Invent J Test. 2014 May;206(5):417-23. doi: …
_PUBMED = re.compile(
    r"\. (?P<year>[12]\d{3})[^;:]{0,30};(?P<volume>[\w.-]+)(?:\((?P<issue>[^()]+)\))?:(?P<pages>[\w, -]+)\."
)
# What a column called source may say instead of a journal: the database that a record is from.
_DATABASES = frozenset(
    words(
        "scopus med ppr webofscience wos wosscience isi isiwebofscience webofsciencecorecollection wosci "
        "pubmed medline pubmedmedline pmc pubmedcentral embase cochrane cochranelibrary central cinahl "
        "psycinfo psychinfo apapsycinfo eric ebsco ebscohost proquest ieee ieeexplore "
        "ieeexploredigitallibrary acm acmdl acmdigitallibrary sciencedirect springer springerlink wiley "
        "googlescholar gs openalex semanticscholar s2 crossref dimensions lens lensorg arxiv biorxiv "
        "medrxiv core base dblp scielo lilacs bvs redalyc dialnet cnki wanfang doaj jstor europepmc "
        "clinicaltrialsgov ictrp handsearch handsearching manual snowballing citationsearch other "
        "zotero mendeley endnote database databases unique duplicate"
    )
)


def is_no_journal(text: str) -> bool:
    """Whether a cell is an address, or names the database or the way in which a record was found."""
    return text.startswith(("http://", "https://")) or squeeze(text) in _DATABASES


def parts_of_source(text: str) -> dict[str, str]:
    """The fields of a citation with a cell of its own (ERIC, Embase, SciELO, LILACS), or none."""
    if len(text) > 500 or not _DIGIT.search(text):
        return {}
    for pattern in _SOURCES:
        if found := pattern.fullmatch(text.strip()):
            parts = _said(found)
            is_told = parts.keys() & {"volume", "pages", "article_number"} or "Date of Publication" in text
            return parts if is_told else {}  # `Roe (2014)` names no journal
    return {}


def parts_of_citation(text: str) -> dict[str, str]:
    """The fields that PubMed's citation names; empty where it is none."""
    found = _PUBMED.search(text)
    return _said(found) if found else {}


def _said(found: re.Match[str]) -> dict[str, str]:
    parts = {name: (value or "").strip() for name, value in found.groupdict().items()}
    return {name: value for name, value in parts.items() if value.strip("- ")}
