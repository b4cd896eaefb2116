"""`slr reopen`: take back a settled outcome, with a reason, so that the report is decided anew."""

from collections.abc import Sequence

from slr.app.caller import Caller
from slr.app.finding import finder
from slr.app.resolve import resolutions_on
from slr.app.review import Review, reviewer, writer
from slr.app.rows import Row
from slr.app.state import state_of
from slr.model.errors import SlrError
from slr.model.plan import Stage


def reopen(review: Review, caller: Caller, stage: Stage, names: Sequence[str], reason: str) -> int:
    """Make these reports pending again at a stage. Raises SlrError where one is not settled there.

    The event names every decision and resolution that it takes back; they stay in the ledger.
    """
    if not reason.strip():
        raise SlrError("reopening needs a reason", 'say why: --reason "the registry entry was updated"')
    state = state_of(review)
    find = finder(review, state, list(names))
    chosen = []
    for name in names:
        report, record = find.find(Row("", 0, {}), name)
        settlement = state.screening.at(stage.id, report)
        by_somebody = settlement is not None and (settlement.decisions or settlement.by == "outcome")
        if settlement is None or not by_somebody or not settlement.outcome.settled:
            what = settlement.outcome.value if settlement else "not there"
            raise SlrError(
                f"{name} is not settled by people at {stage.id}: {what}", "slr why says where it stands"
            )
        chosen.append((report, record, settlement))
    resolutions = resolutions_on(state, stage)
    with writer(review, caller, who=reviewer(review, caller)) as out:
        for report, record, settlement in chosen:
            taken = [decision.event for decision in settlement.decisions]
            taken += [resolution.event for resolution in resolutions.get(report, ())]
            taken += [
                one.event
                for one in state.told.outcomes.get(stage.id, ())
                if state.report_of.get(one.record) == report
            ]
            data = {"stage": stage.id, "record": record, "reason": reason, "replaces": taken}
            out.append("resolutions", "reopen", data, part=stage.id)
    return len(chosen)
