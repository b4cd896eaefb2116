"""Which reports may describe one study: offered to a person, never linked on its own.

Three signs: records that deduplication keeps apart as related (a preprint and its article, part I and II),
the same trial registration number, and several authors in common with much of the title.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from slr.model.record import Record

# ClinicalTrials.gov, ISRCTN, EudraCT, ACTRN, ChiCTR, DRKS, NTR, PROSPERO.
NUMBER = re.compile(
    r"\b(?:NCT\d{8}|ISRCTN\d{8}|\d{4}-\d{6}-\d{2}|ACTRN\d{14}|ChiCTR[-A-Z]*\d{8,10}|DRKS\d{8}|NTR\d{3,4}|CRD\d{11})\b"
)
WORD = re.compile(r"[^\W\d_]{4,}")
AUTHORS, WORDS = 2, 0.6  # authors in common, and the share of the shorter title's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two reports that may describe one study, and why."""

    a: str
    b: str
    why: str


def suggest_studies(
    records: Mapping[str, Record], related: Mapping[tuple[str, str], str], together: Iterable[Sequence[str]]
) -> list[Suggestion]:
    """Pairs of reports that may describe one study, in the order of the reports.

    `related` maps pairs of reports that deduplication keeps apart to its reason; `together` are the reports
    of the studies that are linked already.
    """
    linked = {(a, b) for reports in together for a in reports for b in reports}
    names = list(records)
    found = []
    for place, a in enumerate(names):
        for b in names[place + 1 :]:
            if (a, b) in linked:
                continue
            why = related.get((a, b)) or related.get((b, a)) or sign(records[a], records[b])
            if why:
                found.append(Suggestion(a=a, b=b, why=why))
    return found


def sign(a: Record, b: Record) -> str:
    """What speaks for one study behind two records, empty where nothing does."""
    numbers = numbers_of(a) & numbers_of(b)
    if numbers:
        return f"the same registration number: {', '.join(sorted(numbers))}"
    people = families(a) & families(b)
    if len(people) >= AUTHORS and alike(a.title, b.title) >= WORDS:
        return f"authors in common ({', '.join(sorted(people))}) and titles alike"
    return ""


def numbers_of(record: Record) -> frozenset[str]:
    """The registration numbers in a record's title, abstract and accession number."""
    return frozenset(NUMBER.findall(f"{record.title} {record.abstract} {record.accession}"))


def families(record: Record) -> frozenset[str]:
    """The authors' family names, without case."""
    return frozenset(author.partition(",")[0].casefold() for author in record.authors)


def alike(first: str, second: str) -> float:
    """The share of the shorter title's longer words that the other title has too."""
    one, two = (set(WORD.findall(text.casefold())) for text in (first, second))
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter else 0.0
