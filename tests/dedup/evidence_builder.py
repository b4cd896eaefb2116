"""Evidence made by hand: one article told twice, but for what a test changes."""

from collections.abc import Iterable
from dataclasses import fields

import numpy as np

from slr.dedup.decide import Verdict, decide
from slr.dedup.evidence import Evidence, Extent, First, Numbers, Page, Words
from slr.dedup.relation import Relation
from slr.dedup.source import MISSING, SAME

PERCENT = range(-1, 101)  # -1 is MISSING
LEVELS = range(-1, 4)
ARTICLE = {
    "title": 100,
    "within": 0,
    "letters": 60,
    "numbers": Numbers.SAME,
    "words": Words.SPELLED,
    "authors": 100,
    "people": 3,
    "first": First.SAME,
    "year": 0,
    "journal": SAME,
    "volume": 1,
    "issue": 1,
    "pages": Page.RANGE,
    "extent": Extent.ARTICLE,
    "bare": 0,
    "identical": 0,
    "doi": MISSING,
    "pmid": MISSING,
    "registered": MISSING,
    "versions": 0,
    "type": 1,
    "abstract": MISSING,
    "kinds": 0,
    "both": 0,
}
# The same, where nobody said where it stands.
PLACELESS = {"journal": MISSING, "volume": MISSING, "issue": MISSING, "pages": MISSING, "extent": Extent.PAGE}


def evidence(field: str, levels: Iterable[int], **others: int) -> Evidence:
    """One pair for each level of a field, all else equal."""
    of = list(levels)
    assert {field, *others} <= ARTICLE.keys()
    columns = {name: np.full(len(of), value, dtype=np.int16) for name, value in (ARTICLE | others).items()}
    columns[field] = np.array(of, dtype=np.int16)
    return Evidence(**{one.name: columns[one.name] for one in fields(Evidence)})


def changes(levels: Iterable[int], values: Iterable[object]) -> list[tuple[int, object]]:
    """The levels from which on the value is another, each with the value."""
    found: list[tuple[int, object]] = []
    for level, value in zip(levels, values, strict=True):
        if not found or found[-1][1] != value:
            found.append((level, value))
    return found


def points(name: str, field: str, levels: Iterable[int] = LEVELS, **others: int) -> list[tuple[int, object]]:
    """From which level of a field on a piece of evidence gives how many points."""
    of = list(levels)
    return changes(of, decide(evidence(field, of, **others)).points[name].tolist())


def verdicts(
    field: str, levels: Iterable[int] = LEVELS, join: frozenset[Relation] = frozenset(), **others: int
) -> list[tuple[int, object]]:
    """From which level of a field on the verdict is which."""
    of = list(levels)
    found = decide(evidence(field, of, **others), join)
    return changes(of, [Verdict(one) for one in found.verdict.tolist()])


def relations(field: str, levels: Iterable[int] = LEVELS, **others: int) -> list[tuple[int, object]]:
    """From which level of a field on the relation is which."""
    of = list(levels)
    return changes(of, [Relation(one) for one in decide(evidence(field, of, **others)).relation.tolist()])
