"""Why two records are joined or kept apart: every piece of evidence, its points, and the verdict."""

from collections.abc import Collection
from dataclasses import dataclass, fields

from slr.dedup.compare import compare
from slr.dedup.decide import SAME_FROM, UNCERTAIN_FROM, Verdict, decide
from slr.dedup.evidence import Evidence
from slr.dedup.prepare import prepare
from slr.dedup.reason import reason
from slr.dedup.relation import relations_named
from slr.model.record import Record, record_table


@dataclass(frozen=True, slots=True)
class Point:
    """One piece of evidence: its name, what the two records say, and the points it gave."""

    evidence: str
    a: str
    b: str
    points: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The program's view of one pair: `verdict` is "same", "uncertain", "related" or "different"."""

    a: str
    b: str
    verdict: str
    score: int
    same_from: int
    uncertain_from: int
    reason: str
    points: tuple[Point, ...]


_SHOWN = {
    "title": "title",
    "title's numbers": "title",
    "title's words": "title",
    "authors": "authors",
    "year": "year",
    "journal": "journal",
    "volume": "volume",
    "pages": "pages",
    "place": "pages",
    "all fields": "title",
    "issue": "issue",
    "DOI": "doi",
    "PubMed id": "pmid",
    "abstract": "abstract",
}


def explain(a: Record, b: Record, *, join: Collection[str] = ()) -> Explanation:
    """Every piece of evidence on two records, and what it adds up to, whichever comes first.

    `join` as in find_duplicates.
    """
    import numpy as np

    records = prepare(record_table([a, b]))
    evidence = compare(records.take(np.array([0])), records.take(np.array([1])))
    decisions = decide(evidence, relations_named(join))
    verdict = Verdict(int(decisions.verdict[0]))
    points = tuple(
        Point(name, _value(a, _SHOWN[name]), _value(b, _SHOWN[name]), int(values[0]))
        for name, values in decisions.points.items()
    )
    return Explanation(
        a.id,
        b.id,
        verdict.name.lower(),
        int(decisions.score[0]),
        SAME_FROM,
        UNCERTAIN_FROM,
        reason(_levels(evidence), int(decisions.relation[0])),
        points,
    )


def _levels(evidence: Evidence) -> dict[str, int]:
    return {field.name: int(getattr(evidence, field.name)[0]) for field in fields(evidence)}


def _value(record: Record, field: str) -> str:
    value = getattr(record, field)
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)
