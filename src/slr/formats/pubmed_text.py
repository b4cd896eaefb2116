"""PubMed's saves for reading, "Summary (text)" and "Abstract (text)": no tags, but a fixed order."""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise

from slr.formats.draft import Draft
from slr.formats.log import ReadingLog
from slr.formats.normalize.languages import is_language_name
from slr.formats.normalize.names import family_first, is_group, is_initials, is_suffix
from slr.formats.normalize.pages import page_range
from slr.formats.normalize.text import clean
from slr.model.reading import Reading

VERSION = 1
Part = tuple[str, str]  # what a paragraph is, and its text

_NUMBER = re.compile(r"(?:(?<=\n\n)|(?<=\n \n)|\A[\s\ufeff]*)(\d{1,6})([.:]) (?=\S)")
_AFTER_BLANK_LINES = re.compile(r"\n ?\n ?\n\Z")
_PMID = re.compile(r"\bPMID: ?(\d{1,8})(?!\d)")
_PMCID = re.compile(r"\bPMCID: ?(PMC\d+)")
_DOI = re.compile(r"\bdoi: ?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_LANGUAGE = re.compile(r"\[Article in ([A-Z][^\]]+)\]\.?")
_SPOKEN = re.compile(r"\. ([A-Z][a-z]{3,20})\. (?:PMID|doi)")
_MARKS = re.compile(r"\(\d+\)|(?<=[A-Za-z])\d+\b")  # of affiliations, behind a name
_CITATION = re.compile(
    r"(?P<journal>[^.]*(?:\.(?! (?:1[5-9]|20)\d\d)[^.]*)*)\. (?P<date>(?:1[5-9]|20)\d\d[^;:.]*)"
    r"(?:;(?P<volume>[^():;.]*)(?:\((?P<issue>[^()]*)\))?)?(?::(?P<pages>[^.;]+))?"
)
_SUMMARY = re.compile(
    r"(?P<title>.+[.?!\]])\s+(?P<citation>[^.?!]{2,120}\. (?:1[5-9]|20)\d\d\b.*)", re.DOTALL
)
# Paragraphs that say something about a record and are not its abstract, by how they begin.
_BESIDE = (
    ("affiliations", re.compile(r"Author information:")),
    ("collaborators", re.compile(r"Collaborators: ?")),
    ("interests", re.compile(r"Conflict of interest statement:")),
    ("identifiers", re.compile(r"(?:DOI|PMCID|PMID): ?\S")),
    ("copyright", re.compile(r"(?:Copyright\b|©|\(c\) ?\d|Published by\b)", re.IGNORECASE)),
    (
        "related",
        re.compile(
            r"(?:Comment|Erratum|Update|Retraction|Retracted|Republished|Corrected|Summary|Expression|Original|Reprint)"
            r"[a-z ]{0,30}(?:in|on|of|from|for)(?: *$| *\n| {2,})"
        ),
    ),
)


def read_pubmed_text(data: bytes, file: str) -> Reading:
    """Read a summary or abstracts: one entry for each number, which counts on."""
    log = ReadingLog(data, file, "pubmed-text", VERSION)
    for start, end in _records(log.text):
        log.structure(start)
        if log.too_large(end):
            continue
        text = log.text[start:end]
        number = _NUMBER.match(text)
        assert number is not None  # by which it was found
        body = text[number.end() :].strip()
        is_summary = number[2] == ":" or not re.search(r"\n[ \t]*\n", body)
        parts = list((_of_summary if is_summary else _of_abstract)(body))
        draft = _draft_of(parts, text)
        if not draft.title and not draft.pmid:
            log.refuse(end, tuple(parts), "A numbered text without title and PMID was refused.")
        else:
            log.record(end, tuple(parts), draft)
    return log.reading()


def _records(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each record: the next begins with the next number, once a PMID ended the one before.

    A number after two blank lines may also be another, where records were taken out or files pasted together.
    """
    starts: list[int] = []
    last = 0
    ended = [found.start() for found in _PMID.finditer(text)]
    for found in _NUMBER.finditer(text):
        place, number = found.start(1), int(found[1])
        counts_on = number in (last + 1, 1) or found[2] == ":"
        counts_on = counts_on or _AFTER_BLANK_LINES.search(text, max(0, place - 8), place) is not None
        if starts and not (counts_on and bisect(ended, place) > bisect(ended, starts[-1])):
            continue
        starts.append(place)
        last = number
    yield from pairwise([*starts, len(text)] if starts else [])


def _of_abstract(text: str) -> Iterator[Part]:
    """The paragraphs of a record, each with what it is: citation, title, authors, and the others."""
    waiting = ["citation", "title", "authors"]
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    for place, paragraph in enumerate(paragraphs):
        name = next((name for name, pattern in _BESIDE if pattern.match(paragraph)), "")
        if name and not (waiting and waiting[0] != "authors"):
            waiting = []
            yield name, paragraph
        elif _LANGUAGE.fullmatch(paragraph):
            yield "language", paragraph
        elif waiting[:1] == ["authors"]:
            waiting = []
            following = paragraphs[place + 1] if place + 1 < len(paragraphs) else ""
            yield "authors" if _are_authors(paragraph, following) else "abstract", paragraph
        elif waiting:
            yield waiting.pop(0), paragraph
        else:
            yield "abstract", paragraph


def _are_authors(paragraph: str, following: str) -> bool:
    """Whether a paragraph is a list of names: those before affiliations, and any with initials or groups."""
    if following.startswith(("Author information:", "Collaborators:")) or "[No authors listed]" in paragraph:
        return True
    names = [name for name in re.split(r"[,;]", _MARKS.sub("", paragraph).rstrip(". \n")) if name.strip()]
    people = sum(_is_person(name) for name in names)
    if len(paragraph) < 100 and all(_is_person(name) or is_group(name) for name in names):
        return bool(names) and "." not in paragraph[:-1]
    return bool(names) and people * 2 > len(names) and all(len(name) < 120 for name in names)


def _is_person(name: str) -> bool:
    last = name.split()[-1]
    return is_initials(last) or (is_suffix(last) and len(name.split()) > 2)


def _of_summary(text: str) -> Iterator[Part]:
    """Authors, title and citation of a record that is one paragraph."""
    whole = " ".join(text.split())
    authors, stop, rest = whole.partition(". ")
    if stop and _are_authors(authors, ""):
        yield "authors", authors
        whole = rest
    found = _SUMMARY.match(whole)
    if found:
        yield "title", found["title"]
        yield "citation", found["citation"]
    else:
        yield "title", whole.partition(" PMID: ")[0]
        yield "identifiers", whole


def _draft_of(found: list[Part], text: str) -> Draft:
    """The draft of the parts of a record; the abstract may have several paragraphs."""
    parts = dict(reversed(found))
    citation = " ".join(parts.get("citation", "").split())
    place = _CITATION.match(citation)
    identifiers = parts.get("identifiers", "") or citation
    pmid = _last(_PMID, identifiers) or _last(_PMID, text)
    language = _LANGUAGE.search(parts.get("language", "")) or _SPOKEN.search(citation)
    return Draft(
        type="article-journal",
        title=" ".join(parts.get("title", "").split()),
        abstract="\n".join(paragraph for name, paragraph in found if name == "abstract"),
        authors=_names(parts.get("authors", "")),
        dates=[place["date"] if place else citation] if citation else [],
        journal=place["journal"] if place else "",
        volume=(place["volume"] or "").strip() if place else "",
        issue=(place["issue"] or "").strip() if place else "",
        pages=page_range(clean((place["pages"] or "") if place else "")),
        dois=[doi.rstrip(".") for doi in [*_DOI.findall(identifiers), *_DOI.findall(citation)]][:1],
        pmid=pmid.lstrip("0"),
        language=language[1] if language and is_language_name(language[1]) else "",
        accession=pmid.lstrip("0"),
        knows_pmid=True,
    )


def _last(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    return str(found[-1]) if found else ""


def _names(paragraph: str) -> tuple[str, ...]:
    """Family and initials; what a semicolon parts off, or has no initials, is a group."""
    plain = _MARKS.sub("", " ".join(paragraph.split())).rstrip(". ")
    if "No authors listed" in plain:
        return ()
    names: list[str] = []
    for piece in re.split(r"[,;]", plain):
        if not (name := piece.strip()):
            continue
        names.append(family_first(name if _is_person(name) else f"{name},"))
    return tuple(filter(None, names))
