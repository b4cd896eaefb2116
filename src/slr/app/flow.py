"""`slr flow`: the PRISMA 2020 flow of the folder, as it is or against a published one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from slr.app.merged import Merged
from slr.app.review import Review
from slr.app.state import State, facts_of, records_of, state_of
from slr.flow.counts import count_flow
from slr.flow.expect import Comparison, compare, read_expectation
from slr.flow.explain import Explanation, explain_box
from slr.flow.versions import Elsewhere
from slr.model.errors import SlrError
from slr.model.flow import Flow, Unit
from slr.model.record import Record, cite
from slr.protocol.yaml import load_yaml
from slr.store.disk import read_text

ELSEWHERE = "previous-"  # with a # in it, what no record's or study's id can have


def flow(review: Review, *, viewer: str = "", round: int | None = None) -> Flow:
    """The flow as a viewer may see it. Raises SlrError where the review has no such round."""
    state = state_of(review, viewer=viewer)
    return flow_of(review, state, round=round)


def flow_of(review: Review, state: State, *, round: int | None = None) -> Flow:
    """The flow of a state."""
    rounds = sorted({search.round for search in state.searches.values()} or {1})
    if round is not None and round not in rounds:
        raise SlrError(f"there is no round {round}", f"the searches are of: {', '.join(map(str, rounds))}")
    return count_flow(replace(facts_of(review, state), elsewhere=elsewhere_of(review)), round=round)


def flows(review: Review, *, viewer: str = "") -> list[Flow]:
    """The flow of every round, in order, and last that of all rounds together."""
    state = state_of(review, viewer=viewer)
    return [*round_flows(review, state), flow_of(review, state)]


def round_flows(review: Review, state: State) -> list[Flow]:
    """The flow of every round where there are several."""
    rounds = sorted({search.round for search in state.searches.values()})
    return [flow_of(review, state, round=number) for number in rounds] if len(rounds) > 1 else []


def elsewhere_of(review: Review) -> Elsewhere | None:
    """The protocol's `previous:`, as ids that stand for what was counted elsewhere (`previous-study#1`)."""
    said = json.loads(review.protocol or "{}").get("previous")
    if said is None:
        return None
    reports = said.get("reports")
    return Elsewhere(
        studies=stand_ins(f"{ELSEWHERE}study", said["studies"]),
        reports=None if reports is None else stand_ins(f"{ELSEWHERE}report", reports),
    )


def stand_ins(name: str, count: int) -> tuple[str, ...]:
    """So many ids for what has none in this folder."""
    return tuple(f"{name}#{n}" for n in range(1, count + 1))


def expect(computed: Flow, path: Path) -> Comparison:
    """Compare with a published flow, box by box. Raises SlrError where the file cannot be used."""
    data, _, findings = load_yaml(read_text(path), str(path))
    if findings and data is None:
        raise SlrError(findings[0].message, findings[0].hint, file=str(path), line=findings[0].line)
    expectation, troubles = read_expectation(data)
    if troubles:
        raise SlrError(troubles[0].message, troubles[0].hint, file=str(path))
    return compare(computed, expectation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What is behind a box: for each id a citation and, for a report, the records that stand for it."""

    explanation: Explanation
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


def explain(
    review: Review, box: str, *, column: str = "", item: str = "", viewer: str = "", round: int | None = None
) -> Behind:
    """The ids behind a box, cited. Raises SlrError, with the nearest name, where there is no such box."""
    state = state_of(review, viewer=viewer)
    found = explain_box(flow_of(review, state, round=round), box, column or None, item or None)
    records = records_of(review, state.holdings)
    cited = Cited(state, Merged(state, records), records, found.unit)
    return Behind(explanation=found, rows=tuple(cited.row(name) for name in found.ids))


@dataclass(frozen=True, slots=True)
class Cited:
    """Cites what a box counts: studies by their first report, reports as merged, records as imported."""

    state: State
    view: Merged
    records: Mapping[str, Record]
    unit: Unit

    def row(self, name: str) -> tuple[str, str, tuple[str, ...]]:
        """An id, its citation, and the records or the report that it belongs to."""
        state = self.state
        if name.startswith(ELSEWHERE) and "#" in name:
            return name, "(of the previous version, made elsewhere: protocol.yaml, previous)", ()
        if self.unit == "studies":
            members = next((study.reports for study in state.studies if study.id == name), ())
            record = self.view.record(members[0]) if members else Record(id=name)
            return name, cite(record), tuple(members)
        if name in state.by_id and self.unit == "reports":
            return name, cite(self.view.record(name)), tuple(state.by_id[name].present)
        report = state.report_of.get(name, "")
        record = self.records.get(name, Record(id=name, title="(an entry that could not be read)"))
        return name, cite(record), tuple(n for n in (report,) if n and n != name)
