"""The flow counted again, slowly: each entry of each export is put into its one box, by the design's words.

Knows nothing of how the flow is counted: `slr verify` and the tests hold both against each other. What people
decided is given as a function, so that a test may say it itself.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from slr.model.plan import Plan, Search
from slr.model.words import Outcome, Retrieval


@dataclass(frozen=True)
class Entry:
    """One entry of an export that is in force; a refused one has no report."""

    id: str
    search: Search
    report: str | None


@dataclass(frozen=True)
class Case:
    """All that a recount needs. `outcome(stage, report)` is None where the report did not reach the stage."""

    plan: Plan
    entries: Sequence[Entry]
    outcome: Callable[[str, str], Outcome | None]
    retrieval: Mapping[str, Retrieval] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()


def recount(case: Case, round: int | None = None) -> Counter[tuple[str, str]]:
    """How many each (column, box) counts, zeros left out; of all rounds, or of one."""
    entries = [e for e in case.entries if round is None or e.search.round <= round]
    members: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.report is not None:
            members.setdefault(entry.report, []).append(entry)
    boxes: Counter[tuple[str, str]] = Counter()
    counted: set[str] = set()
    for entry in entries:
        if round is not None and entry.search.round != round:
            continue
        column = "databases" if entry.search.kind.first_column else "other"
        boxes[column, "identified"] += 1
        if entry.report is None:
            boxes[column, "other-reasons"] += 1
            continue
        searches = [other.search for other in members[entry.report]]
        in_databases = any(search.kind.first_column for search in searches)
        known_before = round is not None and min(search.round for search in searches) < round
        if column == "other" and in_databases:
            boxes[column, "already-found"] += 1
        elif entry.report in counted or known_before:
            boxes[column, "duplicates"] += 1
        else:
            counted.add(entry.report)
            for box in boxes_of_report(case, entry.report):
                boxes[column, box] += 1
    return boxes


def boxes_of_report(case: Case, report: str) -> list[str]:
    """The boxes that a report goes through after the duplicates are gone."""
    stages = {stage.id: case.outcome(stage.id, report) for stage in case.plan.stages}
    if report in case.removed:
        return ["other-reasons"]
    if Outcome.AUTOMATED in stages.values():
        return ["automation"]
    on_records = [stages[stage.id] for stage in case.plan.stages if stage.on == "records"]
    on_reports = [stages[stage.id] for stage in case.plan.stages if stage.on == "reports"]
    way = ["screened"] if any(on_records) else []
    if Outcome.EXCLUDED in on_records:
        return [*way, "excluded"]
    if Outcome.PENDING in on_records or Outcome.CONFLICT in on_records:
        return [*way, "screening-pending"]
    way.append("sought")
    status = case.retrieval.get(report)
    if status is Retrieval.NOT_RETRIEVED:
        return [*way, "not-retrieved"]
    if status is not Retrieval.RETRIEVED:
        return [*way, "not-yet-retrieved"]
    last = [outcome for outcome in on_reports if outcome is not None][-1]
    ends = {
        Outcome.EXCLUDED: "excluded-full-text",
        Outcome.PENDING: "full-text-pending",
        Outcome.CONFLICT: "full-text-pending",
        Outcome.AWAITING: "awaiting",
        Outcome.ONGOING: "ongoing",
        Outcome.INCLUDED: "included-reports",
    }
    return [*way, "assessed", ends[last]]
