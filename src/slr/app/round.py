"""`slr round`: close a round of the review, which keeps its counts and members; open it again."""

from dataclasses import dataclass

from slr.app.caller import Caller
from slr.app.flow import flow_of
from slr.app.review import Review, person, writer
from slr.app.state import state_of
from slr.flow.rounds import changes_since, closed_rounds, closing_data
from slr.model.errors import SlrError
from slr.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundStatus:
    """One round: its searches, whether it is closed, and what has changed since."""

    round: int
    searches: tuple[str, ...]
    closed: bool
    changes: tuple[Finding, ...]


def rounds(review: Review) -> list[RoundStatus]:
    """Every round that has a search, in order."""
    state = state_of(review)
    closed = {event.data["round"] for event in closed_rounds(state.events)}
    found = []
    for number in sorted({search.round for search in state.searches.values()}):
        told = [e for e in closed_rounds(state.events) if e.data["round"] == number]
        changes = changes_since(told, lambda n: flow_of(review, state, round=n))
        names = tuple(name for name, search in state.searches.items() if search.round == number)
        found.append(
            RoundStatus(round=number, searches=names, closed=number in closed, changes=tuple(changes))
        )
    return found


def close(review: Review, caller: Caller, number: int) -> None:
    """Freeze a round's counts and membership. Raises SlrError while anything of it is pending."""
    state = state_of(review)
    if any(event.data["round"] == number for event in closed_rounds(state.events)):
        raise SlrError(f"round {number} is closed already", "slr round list shows what has changed since")
    flow = flow_of(review, state, round=number)
    if flow.draft:
        raise SlrError(f"round {number} still has pending reports", "slr status says which")
    with writer(review, caller, who=person(review, caller)) as out:
        out.append("rounds", "round-closed", closing_data(flow))


def reopen(review: Review, caller: Caller, number: int) -> None:
    """Open a closed round again. Raises SlrError where it is not closed."""
    told = [e.id for e in closed_rounds(review.ledger.events) if e.data["round"] == number]
    if not told:
        raise SlrError(f"round {number} is not closed", "slr round list shows the rounds")
    with writer(review, caller, who=person(review, caller)) as out:
        out.append("rounds", "round-reopened", {"replaces": told})
