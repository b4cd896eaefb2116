"""Ovid's text exports: two-letter tags (Medlars), or field names with indented values."""

import re

from slr.formats.draft import Draft
from slr.formats.normalize.identifiers import accession_of, pmid_of
from slr.formats.normalize.names import family_first_all
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean, split_keywords
from slr.formats.normalize.types import csl_type
from slr.formats.tagged import Fields, Tagged, all_of, first_of, read_tagged
from slr.model.reading import Reading

VERSION = 3

_NAMES = {
    "Unique Identifier": "UI",
    "Accession Number": "UI",
    "Title": "TI",
    "Abstract": "AB",
    "Authors": "AU",
    "Author": "AU",
    "Authors Full Name": "FA",
    "Source": "SO",
    "NLM Journal Name": "NJ",
    "Journal Name": "JN",
    "Year of Publication": "YR",
    "Volume": "VO",
    "Issue/Part": "IP",
    "Page": "PG",
    "ISSN Print": "IS",
    "ISSN Electronic": "IS",
    "ISSN": "IS",
    "ISBN": "IB",
    "Language": "LG",
    "Publication Type": "PT",
    "Digital Object Identifier": "DO",
    "DOI Number": "DO",
    "Document Type": "DT",
    "Author Keywords": "KW",
    "MeSH Subject Headings": "MH",
    "Keyword Heading": "KW",
    "Keywords": "KW",
    "Keyword": "KW",
    "Key Concepts": "KW",
    "Index Terms": "MH",
    "Descriptors": "MH",
    "Electronic ISSN": "IS",
    "DOI": "DO",
    "Year": "YR",
    "Subject Headings": "MH",
    "Publisher": "PB",
    "Database": "DB",
    "PMID": "PM",
}
# "Invent J Test. 206(5):417-23, 2014 May." and "Invented Health. Vol.20(1), Jan 2014, pp. 33-41."
_SOURCE = re.compile(
    r"(?P<journal>.+?)\.\s+(?:Vol\.)?(?P<volume>\w+)?(?: ?\((?P<issue>(?!pp|no )[^()]+)\))?"
    r"(?: \((?:pp|no )[^()]*\))?(?::(?P<pages>[^,]+))?,"
)
_SOURCE_PAGES = re.compile(r"\bpp\.?\s*([\w-]+)")
_ADDRESS = re.compile(r"\[https?:.*", re.DOTALL)  # 24000001 [http://www.ncbi.nlm.nih.gov/pubmed/?term=...]
_FULL_STOP = re.compile(r"(?<=[a-z]{3})\.\s*$|(?<=\s[A-Z])\.\s*$|(?<=[A-Z]{2})\.\s*$")
_PDF_ONLY = re.compile(r":\s*PDF Only\.?")
_LIST = re.compile(r";\s*|\n|(?<=[a-z]{2})\.\s+(?=[A-Z])")
# Roe, Jane [Author, Reprint Author]; Doe, Alan MD, PhD *; Poe, Eve 1
_ROLE = re.compile(r"\s*\[[^\[\]]*\]")
_MARK = re.compile(r"[\s,]+[\d*+,\u2020\u2021 ]+$")
_DEGREES = re.compile(
    r"(?:,?\s+(?:MD|M\.D\.|PhD|Ph\.D\.?|MPH|DrPH|MBBS|M[BS]c|BSc|RN|DDS|FRC[PS]\w*|Prof|DPhil))+$",
    re.IGNORECASE,
)


def draft_of(by_tag: Fields) -> Draft:
    """The draft of a record in Ovid's tags or field names."""
    tags: dict[str, list[str]] = {}
    for tag, values in by_tag.items():
        tags.setdefault(_NAMES.get(tag, tag), []).extend(values)
    source = first_of(tags, "SO").replace("\n", " ")
    cited = _SOURCE.match(source)
    said = cited.groupdict("") if cited else {"journal": source, "volume": "", "issue": "", "pages": ""}
    later = found[1] if (found := _SOURCE_PAGES.search(source)) else ""
    number = accession_of(first_of(tags, "UI", "AN"))
    database = " ".join(all_of(tags, "DB", "VN")).lower()
    identifiers = all_of(tags, "ID")
    phrases = [text.replace(", ", "\n") for text in identifiers] if "psycinfo" in database else []
    return Draft(
        type=csl_type(_PDF_ONLY.sub("", ";".join(all_of(tags, "DT", "PT")).replace("\n", ";")))
        or "article-journal",
        title=first_of(tags, "TI").replace("\n", " "),
        abstract=first_of(tags, "AB"),
        authors=_authors(tags),
        dates=[*all_of(tags, "YR", "DP"), *([source] if source else []), *by_tag.get("Status", ())],
        journal=first_of(tags, "NJ", "JN", "JT", "JA") or said["journal"],
        volume=first_of(tags, "VO", "VI") or said["volume"],
        issue=first_of(tags, "IP") or said["issue"],
        pages=page_range(clean(first_of(tags, "PG") or said["pages"] or later)),
        dois=all_of(tags, "DO", "DI"),
        pmid=pmid_of(_ADDRESS.sub("", first_of(tags, "PM")))
        or (pmid_of(number) if "medline" in database else ""),
        serials=all_of(tags, "IS", "ES", "IL", "IT", "SN", "IB"),
        urls=[url for url in all_of(tags, "UR", "LK", "XL") if "://" in url],
        notes=identifiers,
        language=first_of(tags, "LG", "LA"),
        keywords=split_keywords(_keywords(tags) + phrases, ";\n"),
        publisher=first_of(tags, "PB") or first_of(tags, "PU").partition(";")[0],
        accession=number,
    )


def _keywords(tags: Fields) -> list[str]:
    """Headings and words; a list of words may end as a sentence does."""
    words = [re.sub(r"(?<=[a-z]{3})\.$", "", text.rstrip()) for text in tags.get("KW", ())]
    return [*tags.get("MH", ()), *words, *tags.get("OT", ())]


def _authors(tags: Fields) -> tuple[str, ...]:
    """Full names where they are given; one a line, or many in a field."""
    values = all_of(tags, "FA") or all_of(tags, "AU")
    names = [name.strip() for value in values for name in _LIST.split(_ROLE.sub("", value))]
    names = [_DEGREES.sub("", _MARK.sub("", name)) for name in names if name]
    if not all(name.endswith(".") for name in names) or len(names) == 1:  # else it is of the initials: Embase
        names = [_FULL_STOP.sub("", name) for name in names]
    return family_first_all(names)


FORMAT = Tagged(
    name="ovid",
    version=VERSION,
    start=re.compile(
        r"\n(?=\ufeff? ?(?:<\d{1,7}\.? ?>|\d{1,7}\.)[ \t]*"
        r"\n(?: ?[A-Z0-9]{2}  - |[A-Z][\w /&()'-]{1,50}[ \t]*\n +\S))"
    ),
    field=re.compile(
        r"\n ?([A-Z0-9]{2}(?=  - )|[A-Z][\w /&()'-]{1,50}?(?=[ \t]*\n +\S))(?:  - |[ \t]*(?=\n))"
    ),
    draft=draft_of,
    first="",
    first_is_type=False,
    fold="\n",
    own=re.compile(r".*", re.DOTALL),  # the search's description, above the first entry
)


def read_ovid(data: bytes, file: str) -> Reading:
    """Read Ovid's text: one entry for each numbered block."""
    return read_tagged(FORMAT, data, file)
