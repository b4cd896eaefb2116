"""Which reports may describe one study: offered to a person, never linked on its own.

Three signs: records that deduplication keeps apart as related (a preprint and its article, part I and II),
the same trial registration number, and several authors in common with much of the title.
"""

import re
from collections import Counter
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
    names = list(records)
    place_of = {name: place for place, name in enumerate(names)}
    clues = [clues_of(record) for record in records.values()]
    why: dict[tuple[int, int], str] = {}
    for first, second in related:
        if first in place_of and second in place_of:
            one, other = sorted((place_of[first], place_of[second]))
            why[one, other] = related.get((names[one], names[other])) or related[names[other], names[one]]
    for one, other in perhaps(clues):
        if not why.get((one, other)) and (told := sign(clues[one], clues[other])):
            why[one, other] = told
    studies: dict[str, set[int]] = {}
    for study, reports in enumerate(together):
        for name in reports:
            studies.setdefault(name, set()).add(study)
    return [
        Suggestion(a=names[one], b=names[other], why=told)
        for (one, other), told in sorted(why.items())
        if told and not studies.get(names[one], set()) & studies.get(names[other], set())
    ]


@dataclass(frozen=True, slots=True)
class Clues:
    """What of a record may speak for one study: registration numbers, families, the title's longer words."""

    numbers: frozenset[str]
    people: frozenset[str]
    words: frozenset[str]


def clues_of(record: Record) -> Clues:
    """The clues of a record."""
    return Clues(numbers_of(record), families(record), frozenset(WORD.findall(record.title.casefold())))


def perhaps(clues: Sequence[Clues]) -> set[tuple[int, int]]:
    """The pairs of places that share a number or enough authors: all that a sign may speak for.

    Comparing each report with each took minutes for a thousand.
    """
    having: dict[str, list[int]] = {}
    found = set()
    by_number: dict[str, list[int]] = {}
    for place, one in enumerate(clues):
        shared = Counter(other for family in one.people for other in having.get(family, ()))
        found |= {(other, place) for other, count in shared.items() if count >= AUTHORS}
        found |= {(other, place) for number in one.numbers for other in by_number.get(number, ())}
        for family in one.people:
            having.setdefault(family, []).append(place)
        for number in one.numbers:
            by_number.setdefault(number, []).append(place)
    return found


def sign(a: Clues, b: Clues) -> str:
    """What speaks for one study behind two records, empty where nothing does."""
    numbers = a.numbers & b.numbers
    if numbers:
        return f"the same registration number: {', '.join(sorted(numbers))}"
    people = a.people & b.people
    if len(people) >= AUTHORS and alike(a.words, b.words) >= WORDS:
        return f"authors in common ({', '.join(sorted(people))}) and titles alike"
    return ""


def numbers_of(record: Record) -> frozenset[str]:
    """The registration numbers in a record's title, abstract and accession number."""
    return frozenset(NUMBER.findall(f"{record.title} {record.abstract} {record.accession}"))


def families(record: Record) -> frozenset[str]:
    """The authors' family names, without case."""
    return frozenset(author.partition(",")[0].casefold() for author in record.authors)


def alike(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of the shorter title's longer words that the other title has too."""
    shorter = min(len(one), len(two))
    return len(one & two) / shorter if shorter else 0.0
