"""`slr flow --freeze NAME`: keep a submitted flow in the ledger, and show what changed since."""

import json

from slr import __version__
from slr.app.caller import Caller
from slr.app.flow import flow_of
from slr.app.report import state_digest
from slr.app.review import Review, nearest, person, writer
from slr.app.state import state_of
from slr.flow.freeze import Change, Frozen, changes_since, freeze, read_frozen
from slr.model.errors import SlrError
from slr.model.event import in_force
from slr.model.flow import Flow
from slr.model.words import is_identifier


def frozen_flows(review: Review) -> dict[str, Frozen]:
    """The flows that were frozen, by name."""
    told = in_force(e for e in review.ledger.events if e.kind == "flow-frozen")
    found = {event.data["name"]: read_frozen(json.dumps(event.data["frozen"]))[0] for event in told}
    return {name: frozen for name, frozen in found.items() if frozen is not None}


def keep(review: Review, caller: Caller, name: str, *, round: int | None = None) -> Flow:
    """Freeze the flow as it is under a name. Raises SlrError where the name is taken or no name."""
    if not is_identifier(name):
        raise SlrError(f"{name!r} cannot name a flow", "a name is a-z, 0-9 and -, such as submission-1")
    if name in frozen_flows(review):
        raise SlrError(f"a flow is frozen as {name} already", f"slr flow --since {name} shows what changed")
    state = state_of(review)
    flow = flow_of(review, state, round=round)
    about = {"slr": __version__, "protocol": review.hash, "state": state_digest(state)}
    content = json.loads(freeze(flow, name=name, about=about))
    with writer(review, caller, who=person(review, caller)) as out:
        out.append("rounds", "flow-frozen", {"name": name, "round": round, "frozen": content})
    return flow


def since(review: Review, name: str) -> tuple[Frozen, tuple[Change, ...]]:
    """A frozen flow, and every box that holds others now. Raises SlrError where none has this name."""
    known = frozen_flows(review)
    if name not in known:
        raise SlrError(
            f"no flow is frozen as {name}", nearest(name, list(known)) if known else "slr flow --freeze NAME"
        )
    rounds = {
        event.data["name"]: event.data.get("round")
        for event in review.ledger.events
        if event.kind == "flow-frozen"
    }
    now = flow_of(review, state_of(review), round=rounds[name])
    return known[name], changes_since(known[name], now)
