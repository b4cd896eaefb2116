"""What deduplication did, in figures that a methods section can quote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slr.model.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCount:
    """One search: its records, its distinct reports, and those that no other search found."""

    search: str
    records: int
    reports: int
    unique: int

    @property
    def within(self) -> int:
        """Duplicates within the search."""
        return self.records - self.reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Duplicates within and between searches; `overlap[a, b]` is how many reports both found.

    Within a search = its records less its distinct reports; between = the sum of these less all distinct
    reports. The order of import changes nothing.
    """

    searches: tuple[SearchCount, ...]
    reports: int
    overlap: Mapping[tuple[str, str], int]

    @property
    def records(self) -> int:
        """All records."""
        return sum(search.records for search in self.searches)

    @property
    def within(self) -> int:
        """Duplicates within searches."""
        return sum(search.within for search in self.searches)

    @property
    def between(self) -> int:
        """Duplicates between searches."""
        return sum(search.reports for search in self.searches) - self.reports


def summarize(reports: Sequence[Report], search_of: Mapping[str, str]) -> Summary:
    """Count the present records of these reports by search."""
    records: dict[str, int] = {}
    found: dict[str, int] = {}
    unique: dict[str, int] = {}
    overlap: dict[tuple[str, str], int] = {}
    for report in reports:
        for name in report.present:
            records[search_of[name]] = records.get(search_of[name], 0) + 1
        searches = list(dict.fromkeys(search_of[name] for name in report.present))
        for place, search in enumerate(searches):
            found[search] = found.get(search, 0) + 1
            unique[search] = unique.get(search, 0) + (len(searches) == 1)
            for other in searches[place + 1 :]:
                both = (search, other) if search < other else (other, search)
                overlap[both] = overlap.get(both, 0) + 1
    return Summary(
        searches=tuple(
            SearchCount(search=name, records=records[name], reports=found[name], unique=unique[name])
            for name in sorted(records)
        ),
        reports=sum(bool(report.present) for report in reports),
        overlap=dict(sorted(overlap.items())),
    )
