"""The records on show: each report's records merged into one, a pure view."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slr.app.caller import Steps, quiet
from slr.app.review import Review
from slr.app.state import State, records_of
from slr.dedup.merge import merge_records
from slr.model.record import Record
from slr.model.report import Report


@dataclass(slots=True)
class Merged:
    """Merges a report's records when it is asked for."""

    state: State
    records: Mapping[str, Record]

    def record(self, report: str) -> Record:
        """The record that stands for a report, under the report's id."""
        members = self.state.by_id[report].present or self.state.by_id[report].members
        # one look at the cache for each: `in` would read the record too
        known = [found for name in members if (found := self.records.get(name)) is not None]
        return merge_records(known) if known else Record(id=report)

    def sources(self, report: str) -> tuple[str, ...]:
        """The searches that found it, in order."""
        return sources(self.state, self.state.by_id[report])

    def all(self, reports: Iterable[str]) -> list[Record]:
        """The records of these reports."""
        return [self.record(name) for name in reports]


def sources(state: State, report: Report) -> tuple[str, ...]:
    """The searches with a present record of a report, in the order of import."""
    return tuple(dict.fromkeys(state.holdings.search_of[name] for name in report.present))


def merged(review: Review, state: State, steps: Steps = quiet) -> Merged:
    """The merged view of a review; `steps` shows how far the records are where the cache is cold."""
    return Merged(state, records_of(review, state.holdings, steps))
