"""`--unblind`: show a reviewer what blinding hides. It is an event: what they decide later is not blind."""

from collections.abc import Collection
from dataclasses import dataclass

from slr.app.caller import Caller
from slr.app.finding import finder
from slr.app.review import Review, reviewer, writer
from slr.app.rows import Row
from slr.app.state import state_of
from slr.screening.blinding import places_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was opened to whom: how many reports, and events on them."""

    who: str
    reports: int
    events: int


def unblind(
    review: Review, caller: Caller, *, by: str, stage: str = "", names: Collection[str] = ()
) -> Shown:
    """Open what is hidden from whoever asks: at one stage or all, on these reports or all.

    `by` is the command that shows it. Raises SlrError where nobody of the protocol's reviewers asks, or a
    report does not exist.
    """
    who = reviewer(review, caller)
    state = state_of(review, viewer=who)
    find = finder(review, state, list(names))
    wanted = {find.find(Row("", 0, {}), name)[0] for name in names}
    seen = {event.id for event in state.events}
    hidden: dict[str, dict[str, None]] = {}
    events = 0
    for event, (at, record) in places_of(review.ledger.events):
        report = state.report_of.get(record, record)
        if event.id in seen or (stage and at != stage) or (wanted and report not in wanted):
            continue
        hidden.setdefault(at, {}).setdefault(report)
        events += 1
    if hidden:
        with writer(review, caller, who=who) as out:
            for at, reports in hidden.items():
                out.append("shown", "shown", {"stage": at, "records": list(reports), "by": by})
    return Shown(who=who, reports=sum(map(len, hidden.values())), events=events)
