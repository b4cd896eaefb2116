"""What the report says of people: who settled conflicts, who coded, and what the protocol states of them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from slr.app.code import all_codings, units_at
from slr.app.review import Review
from slr.app.state import State
from slr.coding.codings import blind_codings, resolutions_in_force
from slr.model.codebook import Codebook
from slr.publish.data import CodingWork, Settling


def settled_by_stage(state: State) -> dict[str, Settling]:
    """Who settled the conflicts that a resolution in force settles, by stage."""
    found = {}
    for stage, resolutions in state.told.resolutions.items():
        settlements = state.screening.settlements.get(stage, {})
        third = own = 0
        for resolution in resolutions:
            settled = settlements.get(state.report_of.get(resolution.record, resolution.record))
            if settled is None or settled.by != "resolution":
                continue
            if resolution.who in {decision.reviewer for decision in settled.decisions}:
                own += 1
            else:
                third += 1
        found[stage] = Settling(third=third, own=own)
    return found


def work_by_codebook(state: State, books: Iterable[Codebook]) -> dict[str, CodingWork]:
    """Who coded with each codebook that anybody coded with."""
    found = {}
    for book in books:
        codings = all_codings(state, book)
        if not codings:
            continue
        units = units_at(state, book)
        blind: dict[str, set[str]] = {}
        for coding in blind_codings(state.events, book.id, units, state.report_of):
            blind.setdefault(coding.study, set()).add(coding.coder)
        found[book.id] = CodingWork(
            coders=len({coding.coder for coding in codings}),
            units=len({coding.study for coding in codings}),
            twice=sum(len(people) > 1 for people in blind.values()),
            settled=_settled_codings(state, book),
        )
    return found


def _settled_codings(state: State, book: Codebook) -> Settling:
    """Who settled the differences of coders."""
    coders: dict[tuple[str, str], set[str]] = {}
    for coding in all_codings(state, book):
        coders.setdefault((coding.study, coding.dimension), set()).add(coding.coder)
    units = units_at(state, book)
    told = resolutions_in_force(state.events, book.id, units, state.report_of)
    last = {(one.coding.study, one.coding.dimension): one.coding.coder for one in told}
    own = sum(who in coders.get(cell, ()) for cell, who in last.items())
    return Settling(third=len(last) - own, own=own)


def stated_in(review: Review) -> dict[str, str]:
    """What the protocol states that no event shows, by the names that the checklists use."""
    said: Mapping[str, Any] = json.loads(review.protocol)
    methods = said.get("methods", {})
    searches = said.get("searches", ())
    stated = {
        "rationale": said.get("rationale", ""),
        "funding": said.get("funding", ""),
        "interests": said.get("interests", ""),
        "amendments": "; ".join(filter(None, map(_amendment, said.get("amendments", ())))),
        **{key: methods.get(key, "") for key in ("data", "outcomes", "appraisal", "synthesis", "certainty")},
        **{key: _of_searches(searches, key) for key in ("filters", "peer-review")},
    }
    return {name: text for name, text in stated.items() if text}


def _amendment(said: Mapping[str, Any]) -> str:
    """One amendment in a line."""
    change, reason = said.get("change", ""), said.get("reason", "")
    dated = f"{said['date']}: " if said.get("date") else ""
    return f"{dated}{change}{f' ({reason})' if reason else ''}" if change else ""


def _of_searches(searches: Iterable[Mapping[str, Any]], key: str) -> str:
    """What the searches say of one thing, each with its source."""
    named = [(one.get("source") or one["id"], one.get(key, "")) for one in searches]
    return "; ".join(f"{source}: {text}" for source, text in named if text)
