"""`slr flow`: the PRISMA 2020 flow of the folder, as it is or against a published one."""

from dataclasses import dataclass
from pathlib import Path

from slr.app.merged import merged
from slr.app.review import Review
from slr.app.state import State, facts_of, records_of, state_of
from slr.flow.counts import count_flow
from slr.flow.expect import Comparison, compare, read_expectation
from slr.flow.explain import Explanation, explain_box
from slr.model.errors import SlrError
from slr.model.flow import Flow
from slr.model.record import Record, cite
from slr.protocol.yaml import load_yaml
from slr.store.disk import read_text


def flow(review: Review, *, viewer: str = "", round: int | None = None) -> Flow:
    """The flow as a viewer may see it. Raises SlrError where the review has no such round."""
    state = state_of(review, viewer=viewer)
    return flow_of(review, state, round=round)


def flow_of(review: Review, state: State, *, round: int | None = None) -> Flow:
    """The flow of a state."""
    rounds = sorted({search.round for search in state.searches.values()} or {1})
    if round is not None and round not in rounds:
        raise SlrError(f"there is no round {round}", f"the searches are of: {', '.join(map(str, rounds))}")
    return count_flow(facts_of(review, state), round=round)


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
    view = merged(review, state)
    reports = {study.id: study.reports for study in state.studies}
    rows = []
    for name in found.ids:
        if found.unit == "studies":
            members = reports.get(name, ())
            record = view.record(members[0]) if members else Record(id=name)
        elif name in state.by_id and found.unit == "reports":
            members, record = state.by_id[name].present, view.record(name)
        else:
            report = state.report_of.get(name, "")
            members = tuple(n for n in (report,) if n and n != name)
            record = records.get(name, Record(id=name, title="(an entry that could not be read)"))
        rows.append((name, cite(record), tuple(members)))
    return Behind(explanation=found, rows=tuple(rows))
