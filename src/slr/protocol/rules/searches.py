"""Searches: what PRISMA-S asks to be reported of each, and dates that cannot be."""

from collections.abc import Iterator

from slr.model.words import Severity
from slr.protocol.rule import Rule, Subject, Trouble


def _incomplete_search(subject: Subject) -> Iterator[Trouble]:
    for index, search in enumerate(subject.protocol.searches):
        missing = [name for name in ("source", "date") if not getattr(search, name)]
        if not search.query and search.kind.first_column:
            missing.append("query")
        if missing:
            yield Trouble(
                ("searches", index, "id"),
                f"The search `{search.id}` has no {' and no '.join(missing)}.",
                "A search can only be repeated from its source, its date and its full query.",
            )


def _dates_out_of_order(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.schema import read_date

    latest: dict[int, str] = {}
    for search in subject.protocol.searches:
        if search.date:
            latest[search.round] = max(latest.get(search.round, ""), search.date)
    for index, search in enumerate(subject.protocol.searches):
        earlier = [date for number, date in latest.items() if number < search.round]
        if search.date and earlier and (before := max(earlier)) > search.date:
            yield Trouble(
                ("searches", index, "date"),
                f"The search `{search.id}` of round {search.round} is dated {search.date}, before one of an "
                f"earlier round ({before}).",
                "Correct the date or the round.",
            )
    previous = ""
    for index, amendment in enumerate(subject.protocol.amendments):
        if amendment.date and previous and read_date(amendment.date) < read_date(previous):  # type: ignore[operator]
            yield Trouble(
                ("amendments", index, "date"),
                f"This amendment ({amendment.date}) stands after a later one ({previous}).",
                "Enter amendments in the order in which they were made.",
            )
        previous = amendment.date or previous


SEARCH_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        code="P015",
        name="search without source, date or query",
        family="searches",
        severity=Severity.WARNING,
        why="Nobody can repeat a search whose source, date or full query is not written down.",
        example="searches:\n  - id: scopus\n    source: Scopus\n    date: 2015-07-12\n",
        mend="Copy the query line for line as it was run, below `query: |`.",
        source="PRISMA-S 2021, items 1, 8 and 13; PRISMA 2020, items 6 and 7",
        find=_incomplete_search,
    ),
    Rule(
        code="P019",
        name="dates out of order",
        family="searches",
        severity=Severity.WARNING,
        why="An update's search before the one that it updates, or amendments out of order: slips that make "
        "the history of a review unreadable.",
        example="searches:\n"
        "  - {id: scopus, source: Scopus, date: 2015-07-12, query: a}\n"
        "  - {id: scopus-2, source: Scopus, date: 2014-01-01, round: 2, query: a}\n",
        mend="Correct the date, the round, or the order.",
        source="PRISMA-S 2021, items 10 and 13",
        find=_dates_out_of_order,
    ),
)
