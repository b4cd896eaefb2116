"""Finding the report that a person means, by id or DOI."""

from collections.abc import Mapping

from slr.app.review import Review
from slr.app.rows import Finder, Row
from slr.app.state import State, records_of, state_of
from slr.model.record import Record


def finder(review: Review, state: State, names: list[str]) -> Finder:
    """A finder for these names; the records are read only where a name is no record's id."""
    if all(name in state.report_of for name in names):
        return Finder(state, {})
    return Finder(state, by_doi(records_of(review, state.holdings)))


def by_doi(records: Mapping[str, Record]) -> dict[str, list[str]]:
    """The records of every DOI, in the order of import."""
    result: dict[str, list[str]] = {}
    for name, record in records.items():
        if record.doi:
            result.setdefault(record.doi, []).append(name)
    return result


def find_one(review: Review, name: str) -> str:
    """The record that an id or DOI names. Raises SlrError where there is none."""
    return finder(review, state_of(review), [name]).find(Row("", 0, {}), name)[1]
