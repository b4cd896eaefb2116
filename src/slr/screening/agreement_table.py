"""Who said what of which unit: the table that agreement is computed from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from slr.model.report import Decision
from slr.model.words import Judgment, Verdict

Value = str | frozenset[str]  # a set where a coding may hold several values
UnsureAs = Literal["include", "category", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """One row a unit (a report, or a report and a criterion), one column a rater; None where not rated.

    `categories` are all that could have been said, also where nobody said it; empty means those seen.
    """

    units: tuple[str, ...] = ()
    raters: tuple[str, ...] = ()
    rows: tuple[tuple[Value | None, ...], ...] = ()
    categories: tuple[str, ...] = ()

    @property
    def values(self) -> tuple[Value, ...]:
        """The categories, else the values seen, in a fixed order."""
        seen = {value for row in self.rows for value in row if value is not None}
        return self.categories or tuple(sorted(seen, key=in_words))

    def between(self, first: str, second: str) -> "Ratings":
        """The units that both of two raters rated."""
        places = (self.raters.index(first), self.raters.index(second))
        return self._kept({u for u, row in self._items() if all(row[p] is not None for p in places)}, places)

    def part(self, units: Iterable[str]) -> "Ratings":
        """Some of the units, in the order of the table."""
        return self._kept(frozenset(units), range(len(self.raters)))

    @property
    def rated_twice(self) -> tuple[str, ...]:
        """The units that two or more raters rated: those that agreement is about."""
        return tuple(unit for unit, row in self._items() if sum(v is not None for v in row) > 1)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The units on which raters differ."""
        return tuple(unit for unit, row in self._items() if len({v for v in row if v is not None}) > 1)

    def _items(self) -> Iterable[tuple[str, tuple[Value | None, ...]]]:
        return zip(self.units, self.rows, strict=True)

    def _kept(self, units: Iterable[str], places: Sequence[int]) -> "Ratings":
        wanted = frozenset(units)
        kept = [(unit, row) for unit, row in self._items() if unit in wanted]
        return Ratings(
            units=tuple(unit for unit, _ in kept),
            raters=tuple(self.raters[p] for p in places),
            rows=tuple(tuple(row[p] for p in places) for _, row in kept),
            categories=self.categories,
        )


def ratings_from(
    said: Iterable[tuple[str, str, Value]],
    *,
    categories: Sequence[str] = (),
    order: Sequence[str] = (),
) -> Ratings:
    """Ratings of (unit, rater, value) triples; the last of a rater on a unit counts.

    Raters are in the order of their names; units in the `order` given, then as they come.
    """
    cells: dict[str, dict[str, Value]] = {unit: {} for unit in order}
    for unit, rater, value in said:
        cells.setdefault(unit, {})[rater] = value
    rated = {unit: row for unit, row in cells.items() if row}
    raters = tuple(sorted({rater for row in rated.values() for rater in row}))
    return Ratings(
        units=tuple(rated),
        raters=raters,
        rows=tuple(tuple(row.get(rater) for rater in raters) for row in rated.values()),
        categories=tuple(categories),
    )


def ratings_of_decisions(
    decisions: Iterable[Decision], *, report_of: Mapping[str, str], unsure: UnsureAs = "include"
) -> Ratings:
    """Each reviewer's last decision made while blind, on each report, in the order of the decisions.

    `report_of` gives the report of a record. `unsure` counts as an include (what it does at title and
    abstract), is a category of its own, or is taken as not rated. Awaiting and ongoing count as includes:
    neither rules the report out.
    """
    categories = ["include", "exclude"] + (["unsure"] if unsure == "category" else [])
    last: dict[tuple[str, str], str | None] = {}
    for one in decisions:
        if one.blind:
            key = (report_of.get(one.record, one.record), one.reviewer)
            last[key] = verdict_as(one.verdict, unsure)
    said = [(report, reviewer, value) for (report, reviewer), value in last.items() if value is not None]
    return ratings_from(said, categories=categories)


def ratings_of_reasons(decisions: Iterable[Decision], *, report_of: Mapping[str, str]) -> Ratings:
    """The reasons of each reviewer's last blind exclude, on the reports that all who decided excluded."""
    last: dict[tuple[str, str], Decision] = {}
    for one in decisions:
        if one.blind:
            last[report_of.get(one.record, one.record), one.reviewer] = one
    kept = {report for report, _ in last}
    kept -= {report for (report, _), one in last.items() if one.verdict is not Verdict.EXCLUDE}
    return ratings_from(
        (report, reviewer, one.reason)
        for (report, reviewer), one in last.items()
        if report in kept and one.reason
    )


def ratings_of_judgments(
    decisions: Iterable[Decision], criterion: str, *, report_of: Mapping[str, str]
) -> Ratings:
    """What each reviewer's last blind decision says of one criterion, where each is judged."""
    last: dict[tuple[str, str], str | None] = {}
    for one in decisions:
        if one.blind:
            last[report_of.get(one.record, one.record), one.reviewer] = dict(one.judgments).get(criterion)
    said = [(report, reviewer, value) for (report, reviewer), value in last.items() if value is not None]
    return ratings_from(said, categories=[judgment.value for judgment in Judgment])


def verdict_as(verdict: Verdict, unsure: UnsureAs) -> str | None:
    """A verdict as a category of agreement; None where it counts as not rated."""
    if verdict is Verdict.UNSURE:
        return {"include": "include", "category": "unsure"}.get(unsure)
    return "exclude" if verdict is Verdict.EXCLUDE else "include"


def in_words(value: Value) -> str:
    """A value as one text: a set's members in order, or the value."""
    return value if isinstance(value, str) else ", ".join(sorted(value))
