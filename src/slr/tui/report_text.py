"""The text of one report as people read it, without any widget: byline, abstract in sections, facts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from slr.model.record import Record
from slr.model.untrusted import one_line, printable

NO_TITLE = "(no title)"
NO_ABSTRACT = "No abstract in the exports."
PARTS = ("result", "arm", "case")
AUTHORS_SHOWN = 12
TURNED = ("article", "paper", "entry", "post")  # CSL says what it is first and where it stands second
DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")

# Headings of structured abstracts as journals and PubMed print them: a known word in any case followed by
# a colon; a phrase in capitals followed by a colon; a known word in capitals straight before a sentence.
_WORDS = (
    r"aims?|background|introduction|context|rationale|objectives?|purposes?|goals?|hypothes[ie]s"
    r"|importance|question|methods?|methodology|materials?|patients?|participants?|subjects?|population"
    r"|settings?|design|study design|study selection|data sources?|data extraction|data synthesis"
    r"|data collection|highlights|interventions?|procedures?|measure?ments?|measures"
    r"|main outcome measures?|main outcomes?|outcome measures?|outcomes?|approach|results?|main results?"
    r"|findings?|discussion|conclusions?|interpretation|implications?|relevance|limitations?"
    r"|significance|originality|value|practice implications|practical implications|research limitations"
    r"|trial registration|registration|funding|search methods|selection criteria"
    r"|data collection and analysis|authors' conclusions|review methods|eligibility criteria"
)
_JOIN = r"(?:\s*[,/&-]\s*|\s+and\s+|\s+of\s+the\s+)"
_KNOWN = rf"(?:{_WORDS})(?:{_JOIN}(?:{_WORDS}|analysis|study|review|trial)){{0,3}}"
_CAPITALS = r"[A-Z][A-Z0-9'’/&,() -]{2,58}[A-Z)]"
_START = r"(?:^|(?<=[.!?:;)\]\"”»])\s*|\n\s*|(?<=\s)(?=[A-Z]{4}))"
HEADING = re.compile(
    rf"{_START}(?:"
    rf"(?P<known>(?i:{_KNOWN}))\s?:"
    rf"|(?P<capitals>{_CAPITALS})\s?:(?=\s)"
    rf"|(?P<bare>[A-Z]{{4}}[A-Z/ ]{{0,40}}?)\s{{1,3}}(?=[A-Z0-9][a-z0-9 ])"
    r")"
)
_KNOWN_ALONE = re.compile(rf"(?i:{_KNOWN})")
# What a phrase in capitals must speak of, or else a trial's acronym with a colon behind it would be one.
_SPEAKS_OF = re.compile(
    r"AIM|BACKGROUND|INTRODUC|OBJECTIVE|PURPOSE|METHOD|DESIGN|SETTING|PARTICIPANT|PATIENT|SUBJECT|POPULATION|DATA"
    r"|MEASURE|OUTCOME|INTERVENTION|RESULT|FINDING|ANALYS|DISCUSS|CONCLU|IMPLICATION|INTERPRET|LIMITATION|SOURCE"
    r"|RELEVANCE|IMPORTANCE|CONTEXT|RATIONALE|REGISTRATION|FUNDING|SELECTION|CRITERIA|PROCEDURE|STUDY|REVIEW"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an abstract: its heading (empty for text without one) and its text."""

    heading: str
    text: str


def sections(abstract: str) -> tuple[Section, ...]:
    """The abstract cut at the headings of a structured abstract; one section without heading otherwise."""
    text = printable(abstract).strip()
    if not text:
        return ()
    marks = [mark for mark in HEADING.finditer(text) if _is_heading(mark)]
    parts = []
    if lead := text[: marks[0].start()].strip() if marks else text:
        parts.append(Section("", lead))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=False):
        parts.append(Section(_heading_of(mark), text[mark.end() : end].strip()))
    return tuple(parts)


def _heading_of(mark: re.Match[str]) -> str:
    return " ".join((mark["known"] or mark["capitals"] or mark["bare"] or "").split())


def _is_heading(mark: re.Match[str]) -> bool:
    """Whether the match starts a section: a known word in lower case ("the results: …") does not."""
    heading = _heading_of(mark)
    if mark["bare"]:
        return _KNOWN_ALONE.fullmatch(heading) is not None
    if mark["known"]:
        return heading[:1].isupper()
    return _SPEAKS_OF.search(heading) is not None


def title_of(record: Record) -> str:
    """The title in one piece, never empty."""
    return " ".join(printable(record.title).split()) or NO_TITLE


def authors_of(record: Record) -> str:
    """The authors, `Family G; Family G`, the first twelve and the number of the others."""
    names = [one_line(name, 200) for name in record.authors[:AUTHORS_SHOWN]]
    more = len(record.authors) - len(names)
    return "; ".join(names) + (f" and {more} more" if more > 0 else "")


def is_part(record: Record) -> bool:
    """Whether it stands for a result, an arm or a case without text of its own: nothing is missing of it."""
    return record.type in PARTS and record.year is None and not record.abstract


def type_words(kind: str) -> str:
    """A CSL type as people say it: `article-journal` is a journal article."""
    first, _, second = kind.partition("-")
    return f"{second} {first}" if second and first in TURNED else kind.replace("-", " ").replace("_", " ")


def source_of(record: Record) -> str:
    """Year, journal, volume(issue): pages, as far as known; `no year` where there is none."""
    if is_part(record):
        return ""
    volume = record.volume + (f"({record.issue})" if record.issue else "")
    place = ": ".join(part for part in (volume, record.pages) if part)
    journal = " ".join(part for part in (record.journal, place) if part)
    year = str(record.year) if record.year is not None else "no year"
    return " · ".join(one_line(part, 400) for part in (year, journal, type_words(record.type)) if part)


def facts_of(record: Record, sources: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What else is known of a report, as (name, value): keywords, DOI, language, where it was found."""
    facts = (
        ("Keywords", "; ".join(one_line(word, 120) for word in record.keywords[:40])),
        ("DOI", one_line(record.doi, 200)),
        ("PMID", one_line(record.pmid, 40)),
        ("Language", one_line(record.language, 60)),
        ("Publisher", one_line(record.publisher, 120)),
        ("Found by", ", ".join(one_line(source, 60) for source in sources)),
        ("Record", one_line(record.id, 80)),
    )
    return tuple((name, value) for name, value in facts if value)


def doi_address(doi: str) -> str:
    """The address of a DOI, safe to open; empty where the text is none."""
    bare = printable(doi).strip()
    return f"https://doi.org/{quote(bare, safe='/')}" if DOI.fullmatch(bare) else ""


def report_lines(record: Record, sources: Sequence[str]) -> list[str]:
    """A whole report as lines of text, one thing a line."""
    parts = sections(record.abstract)
    none = [] if is_part(record) else [NO_ABSTRACT]
    abstract = [f"{part.heading}: {part.text}" if part.heading else part.text for part in parts] or none
    facts = [f"{name}: {value}" for name, value in facts_of(record, sources)]
    head = [title_of(record), authors_of(record), source_of(record)]
    return [line for line in (*head, *abstract, *facts) if line]
