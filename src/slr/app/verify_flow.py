"""Verifying the flow: counted entry by entry from the exports, and its sums."""

from collections.abc import Mapping

from slr.app.flow import flow_of
from slr.app.review import Review
from slr.app.state import State
from slr.app.verify_events import Checked
from slr.flow.arithmetic import check_arithmetic
from slr.flow.recount import Case, Entry, recount
from slr.model.finding import Finding
from slr.model.words import Outcome, Severity

COLUMNS = ("databases", "other")
Entries = Mapping[tuple[str, str], Mapping[int, bool]]


def verify_flow(review: Review, state: State, entries: Entries) -> Checked:
    """Every box of the flow, and of each round's, against a plain recount; `entries` as read again."""
    case = case_of(review, state, entries)
    rounds = sorted({search.round for search in state.searches.values()})
    count, found = 0, []
    for number in (None, *(rounds if len(rounds) > 1 else ())):
        flow = flow_of(review, state, round=number)
        told: dict[tuple[str, str], int] = {
            (box.column, box.name): box.count for box in flow.boxes if box.column in COLUMNS
        }
        again = recount(case, number)
        count += len(flow.boxes)
        for column, name in sorted({*told, *again}):
            if told.get((column, name), 0) != again[column, name]:
                shown = told.get((column, name), 0)
                found.append(wrong(f"{name} ({column}) counts {shown}, and {again[column, name]} again"))
        sums = check_arithmetic(flow)
        found += [wrong(one.message) for one in sums if one.severity is Severity.ERROR]
    return Checked(count, found)


def wrong(message: str) -> Finding:
    """The finding on a number that does not come out the same."""
    return Finding(code="V006", severity=Severity.ERROR, message=message, hint="delete .slr/ and look again")


def case_of(review: Review, state: State, entries: Entries) -> Case:
    """What is counted: the entries that the exports hold; else those that its import told of."""
    listed = []
    for one in state.holdings.imports:
        told = {position: position in one.refused for position in range(1, one.entries + 1)}
        for position, refused in entries.get((one.search, one.sha256), told).items():
            name = one.id_at(position)
            report = None if refused else state.report_of.get(name)
            listed.append(Entry(name, state.searches[one.search], report))

    def outcome(stage: str, report: str) -> Outcome | None:
        found = state.screening.at(stage, report)
        return found.outcome if found else None

    return Case(
        plan=review.plan,
        entries=listed,
        outcome=outcome,
        retrieval=state.retrieval,
        removed=frozenset(state.screening.removed),
    )
