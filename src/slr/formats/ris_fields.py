"""What the tags of a RIS entry mean, dialects included."""

import re

from slr.formats.draft import Draft
from slr.formats.log import Raw
from slr.formats.normalize.identifiers import (
    accession_among,
    may_name_pmid,
    pmid_among,
    pmid_in_url,
    pmid_of,
)
from slr.formats.normalize.names import are_family_first, family_first_all, is_group, listed_names
from slr.formats.normalize.pages import join_pages
from slr.formats.normalize.text import ANYTHING, clean, split_keywords
from slr.formats.normalize.types import CSL_TYPES, csl_type
from slr.formats.ris_tags import TYPES
from slr.formats.tagged import Fields, all_of, first_of

SLR_ID = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,31}-)?[0-9a-f]{6}-\d+")
_PARTS = frozenset(["chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"])
_ACCESSION = re.compile(r"\baccession(?: number|-num)\s*:\s*([^\s;<]+)", re.IGNORECASE)
_ARTICLE_NUMBER = re.compile(
    r"(?!NCT\d{8})(?:art(?:icle)?\.?\s*(?:no\.?|number)?\s*)?([A-Za-z]{0,4}\d[\w.-]*)", re.IGNORECASE
)
_OVID_MEDLINE = re.compile(r"[?&]D=(?:med|prem|ppez|pmez|mesz)\w*&(?:\S*?&)?AN=(\d{1,8})(?!\d)")
_PUBMED = re.compile(r"\bPUBMED (\d{1,8})(?!\d)|^(\d{7,8})(?: \(Medline PMID\))?$", re.IGNORECASE)
_FIRST_AND_LAST = re.compile(r"(\S+)\s+[EL]P\s+-\s+(\S+)")  # both pages on one line
_NO_PAGES = re.compile(r"No(?: Pagination)?(?: Specified)?(?: No(?: Pagination)? Specified)?")  # Ovid
_ADDRESS = ("https://", "http://")
_NO_ADDRESS = ("<Go to ISI>", "internal-pdf:", "file:")  # of EndNote's, and of somebody's computer
# What reference managers number and name their own records with; a database's own number is longer.
_OWN_KEY = re.compile(r"\d{1,6}|RefID:.*|[A-Z][^\W\d]{1,30}(?:1[5-9]|20)\d\d[a-z]?")
_LANGUAGE = re.compile(r"\bLanguage: ([A-Z][a-z]{2,20})\.")  # EBSCO, in a note
_ISSUE = re.compile(r"\d{1,4}(?:[-/]\d{1,4})?")
# Web of Science runs fields together: "WE  - ... (SSCI)AN  - WOS:000...", "AD  - ... GreecePU  - ...".
_RUN_ON_NUMBER = re.compile(r"AN  - (\w{2,8}:\w+)$")
_RUN_ON_PUBLISHER = re.compile(r"\SPU  - ([^\n]+)$")
_EARLY_ACCESS = re.compile(r"[A-Z]{3} (?:19|20)\d\d")
_DEGREES = re.compile(  # ProQuest: Roe, Jane A, MPH, PhD
    r"([^,]+, [^,]+)(?:, (?:MD|M\.D\.|Ph\.?D\.?|DPhil|DrPH|M[PA]H|MSPH|M[BS]c|MLS|MSW|MBBS|"
    r"EdD|PsyD|PharmD|DNP|RN|MA|MS))+"
)
# Covidence, editors behind the authors.
_AND_NAMES = re.compile(r"[^,]{2,50}, [^,]{1,30}(?: and [^,]{2,50}, [^,]{1,30})+")


def draft_of(raw: Raw, by_tag: Fields, *, plainness: int = ANYTHING) -> Draft:
    """The draft of a RIS entry, from its tags and values in order and its values by tag."""
    get = by_tag.get
    kind = _type(by_tag)
    urls = _urls(by_tag)
    notes = all_of(by_tag, "N1", "U1", "U2", "C3", "NO")
    return Draft(
        type=kind,
        title=_title(by_tag, kind),
        abstract=_abstract(by_tag),
        authors=_authors(by_tag, raw, plainness),
        dates=_dates(by_tag),
        journal=_journal(by_tag, kind),
        volume=by_tag["VL"][0] if "VL" in by_tag else first_of(by_tag, "VO"),
        issue=_issue(by_tag),
        pages=_pages(by_tag),
        dois=by_tag["DO"] if "DO" in by_tag else _other_dois(by_tag),
        pmid=_pmid(by_tag, urls) or pmid_among(notes, []),
        serials=get("SN") or get("IN") or [],
        urls=urls,
        notes=notes,
        language=by_tag["LA"][0] if "LA" in by_tag else _noted_language(notes),
        keywords=_keywords(by_tag["KW"], plainness) if "KW" in by_tag else (),
        publisher=_publisher(by_tag["PB"][0]) if "PB" in by_tag else _publisher_of_wos(by_tag),
        accession=_accession(by_tag, urls),
        knows_pmid=True,
        plainness=plainness,
    )


def _dates(by_tag: Fields) -> list[str]:
    years = by_tag.get("PY")
    if years and len(years[0]) == 4 and years[0].isdigit() and years[0] > "1400":
        return years
    dates = all_of(by_tag, "PY", "Y1", "YR", "DA")
    if "C6" in by_tag and _EARLY_ACCESS.fullmatch(by_tag["C6"][0]):
        dates.append(by_tag["C6"][0])
    return dates


def _urls(by_tag: Fields) -> list[str]:
    urls = by_tag.get("UR", [])
    if urls and urls[0].startswith(_NO_ADDRESS):
        urls = [url for url in urls if not url.startswith(_NO_ADDRESS)]
    if "L2" in by_tag or "L1" in by_tag or "LK" in by_tag:
        more = all_of(by_tag, "LK", "L2", "L1")
        urls = [*urls, *(url for url in more if "://" in url and not url.startswith(_NO_ADDRESS))]
    return urls


def _title(by_tag: Fields, kind: str) -> str:
    if "TI" in by_tag:
        return by_tag["TI"][0]
    if title := first_of(by_tag, "T1", "CT"):
        return title
    return first_of(by_tag, "BT", "ST", "TT") if kind == "book" else first_of(by_tag, "ST", "TT")


def _other_dois(by_tag: Fields) -> list[str]:
    return [*all_of(by_tag, "DI", "DOI"), *(text for text in all_of(by_tag, "L3", "M3") if "10." in text)]


def _authors(by_tag: Fields, raw: Raw, plainness: int) -> tuple[str, ...]:
    if "A1" in by_tag and "AU" in by_tag and not _is_paper_of_wos(by_tag):
        values = [value for tag, value in raw if tag in ("AU", "A1")]
    else:
        values = by_tag.get("AU") or by_tag.get("A1") or []
    if are_family_first(values, plainness):
        return tuple(values)
    together = "".join(values)
    if ";" in together or "\n" in together:  # several names in one field
        values = [name for value in values for name in re.split(r"[;\n]", value)]
    if together.count(",") > 1:
        values = [name for value in values for name in _listed(value)]
    return family_first_all(values)


def _listed(value: str) -> list[str]:
    if degrees := _DEGREES.fullmatch(value):
        return [degrees[1]]
    if " and " in value and _AND_NAMES.fullmatch(value):
        names = value.split(" and ")
        return [value] if any(map(is_group, names)) else names
    return listed_names(value)


def _is_paper_of_wos(by_tag: Fields) -> bool:
    """Whether A1 is who publishes the proceedings, as Web of Science has it."""
    number = first_of(by_tag, "AN") or _run_on_number(by_tag)
    return first_of(by_tag, "TY") in ("CPAPER", "CONF") and number.startswith(("WOS:", "ISI:"))


def _type(by_tag: Fields) -> str:
    name = by_tag["TY"][0] if "TY" in by_tag else ""
    if name in TYPES and name != "GEN":
        return "article-journal" if name == "ELEC" and _is_article_of_central(by_tag) else TYPES[name]
    name = name.upper().strip()
    if name in ("GEN", "") and "M3" in by_tag:
        detail = by_tag["M3"][0]
        if detail == "none":
            return ""
        return detail if detail in CSL_TYPES else csl_type(detail) or TYPES.get(name, "")
    return TYPES.get(name) or csl_type(name)


def _is_article_of_central(by_tag: Fields) -> bool:
    """Whether what Ovid's Cochrane calls electronic is in a journal; a trial has its address there."""
    return "JA" in by_tag and not by_tag["JA"][0].startswith(_ADDRESS)


def _abstract(by_tag: Fields) -> str:
    values = by_tag.get("AB") or by_tag.get("N2")
    if not values:
        return ""
    if len(values) == 1:
        return values[0]
    # EBSCO adds the publisher's copyright notice as a second abstract; it stays in the raw fields.
    return " ".join([values[0], *(value for value in values[1:] if not value.startswith("Copyright of "))])


def _journal(by_tag: Fields, kind: str) -> str:
    if kind in _PARTS:
        return first_of(by_tag, "BT", "T2", "JF", "JO", "T3", "J2", "JA", "J1")
    if kind == "book":
        return first_of(by_tag, "JF")  # its T2 is a series
    if "JF" in by_tag:
        name = by_tag["JF"][0]
        return "" if name.startswith("Comment in:") else name  # EPPI-Reviewer, of what Ovid has in T3
    if "JA" in by_tag and first_of(by_tag, "TY") == "ELEC":
        name = by_tag["JA"][0]  # its T2 is the title as first published
    else:
        name = first_of(by_tag, "T2", "JO", "JT", "BT", "JA", "J2", "J1", "TA")
    return "" if name.startswith(_ADDRESS) else name  # Cochrane has a trial's address there


def _issue(by_tag: Fields) -> str:
    if "IS" in by_tag:
        return by_tag["IS"][0]
    other = first_of(by_tag, "IP", "CP")  # Web of Science has the conference in CP
    return other if _ISSUE.fullmatch(other.strip()) else ""


def _pages(by_tag: Fields) -> str:
    first = by_tag["SP"][0] if "SP" in by_tag else ""
    last = by_tag["EP"][0] if "EP" in by_tag else first_of(by_tag, "LP")
    if first[:2] == "No" and _NO_PAGES.fullmatch(f"{first} {last}".strip()):
        first = last = ""
    if not last and first.isalnum() and first.isascii():
        return first
    if len(first) == len(last) and first != last and first.isdigit() and last.isdigit() and first.isascii():
        return f"{first}-{last}"  # nearly always
    if both := _FIRST_AND_LAST.fullmatch(first):
        first, last = both.groups()
    if first or last:
        return join_pages(clean(first), clean(last))
    article = _ARTICLE_NUMBER.fullmatch(first_of(by_tag, "C7"))
    return article[1] if article else join_pages(clean(first_of(by_tag, "PP")), "")


def _pmid(by_tag: Fields, urls: list[str]) -> str:
    if "PM" in by_tag and (pmid := pmid_of(by_tag["PM"][0])):
        return pmid
    if "PMID" in by_tag and (pmid := pmid_of(by_tag["PMID"][0])):
        return pmid
    if "C3" in by_tag or "C5" in by_tag:
        for text in all_of(by_tag, "C3", "C5"):  # Cochrane and Embase
            if found := _PUBMED.search(text):
                return found[1] or found[2]
    if "C2" in by_tag and "Scopus" in by_tag.get("DB", ()) and (pmid := pmid_of(by_tag["C2"][0])):
        return pmid
    if "AN" in by_tag and by_tag["AN"][0].startswith("PMID") and (pmid := pmid_of(by_tag["AN"][0])):
        return pmid
    if "AN" in by_tag and by_tag["AN"][0].isdigit():
        provider = " ".join([*by_tag.get("DB", ()), *by_tag.get("DP", ())]).lower()
        if any(word in provider for word in ("medline", "pubmed", "nlm", "cmedm")) and (
            pmid := pmid_of(by_tag["AN"][0])
        ):
            return pmid
    if not urls or not (("ovid" in (together := "\n".join(urls))) or may_name_pmid(together)):
        return ""
    for url in urls:
        if (pmid := pmid_in_url(url)) or ("ovid" in url and (pmid := _first_group(_OVID_MEDLINE, url))):
            return pmid
    return ""


def _accession(by_tag: Fields, urls: list[str]) -> str:
    for tag in ("AN", "UT"):
        if tag in by_tag:
            return by_tag[tag][0]
    if "WE" in by_tag and (number := _run_on_number(by_tag)):
        return number
    for note in by_tag.get("N1", ()):
        if "ccession" in note and (found := _ACCESSION.search(note)):
            return found[1]
    if number := accession_among(urls):
        return number
    own = by_tag["ID"][0] if "ID" in by_tag else ""
    return "" if own and (SLR_ID.fullmatch(own) or _OWN_KEY.fullmatch(own)) else own


def _run_on_number(by_tag: Fields) -> str:
    return _first_group(_RUN_ON_NUMBER, by_tag["WE"][-1]) if "WE" in by_tag else ""


def _publisher(name: str) -> str:
    if "Tel: " in name or "Web site: " in name:  # ERIC says where to write to and whom to call
        return name.partition(". ")[0]
    return name


def _publisher_of_wos(by_tag: Fields) -> str:
    if "PU" in by_tag:
        return by_tag["PU"][0]
    if "WE" not in by_tag:
        return ""
    places = [by_tag[tag][-1] for tag in ("AD", "C3", "FU", "FX") if tag in by_tag]
    return next((found[1] for place in places if (found := _RUN_ON_PUBLISHER.search(place))), "")


def _keywords(values: list[str], plainness: int) -> tuple[str, ...]:
    if "eppi-reviewer" in values:  # its own mark
        values = [value for value in values if value != "eppi-reviewer"]
    return split_keywords(values, plainness=plainness)


def _noted_language(notes: list[str]) -> str:
    for note in notes:
        if "Language: " in note:
            return _first_group(_LANGUAGE, note)
    return ""


def _first_group(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
