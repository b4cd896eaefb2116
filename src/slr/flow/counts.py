"""Boxes: the counts of the PRISMA 2020 flow, each box with the ids that it counts.

The rules of the design's section "Boxes". Records are counted up to screening and reports after it, as
PRISMA does (Page et al. 2021, BMJ 372:n71).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from slr.flow.boxes import box
from slr.flow.searches import Way, ways
from slr.flow.versions import Elsewhere, Version, previous_boxes
from slr.model.flow import Box, Column, Flow, Row, flow_from_boxes
from slr.model.imports import Holdings, Import
from slr.model.plan import Plan, Search
from slr.model.report import REASON_CONFLICT, REASON_MISSING, Report, Settlement, Study
from slr.model.words import Outcome, Retrieval

UNSETTLED = (Outcome.PENDING, Outcome.CONFLICT)
PHRASES = {REASON_CONFLICT: "Reason not agreed on", REASON_MISSING: "No reason given"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the flow is counted from.

    `settlements[stage][report]`, `retrieval[report]` (absent: nobody said anything), `removed[report]` the
    reason of a removal by hand, `studies` those with an included report. `elsewhere` holds the ids that
    stand for the studies and reports of an earlier version made elsewhere, None where there was none.
    """

    plan: Plan
    holdings: Holdings
    searches: Mapping[str, Search]
    reports: Sequence[Report]
    ways: Mapping[str, Way]
    settlements: Mapping[str, Mapping[str, Settlement]] = field(default_factory=dict)
    retrieval: Mapping[str, Retrieval] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)
    studies: Sequence[Study] = ()
    elsewhere: Elsewhere | None = None


def count_flow(facts: Facts, *, round: int | None = None) -> Flow:
    """The flow of all rounds together, or of one round with what earlier ones included."""
    facts = facts if round is None else until_round(facts, round)
    databases = ColumnCount(facts, "databases", round)
    other = ColumnCount(facts, "other", round)
    boxes = [*databases.boxes(), *other.boxes(), *included_boxes(facts, round)]
    flow = flow_from_boxes(boxes, title=facts.plan.title, notice=facts.plan.synthetic)
    return Flow(boxes=flow.boxes, title=flow.title, notice=flow.notice, round=round)


def until_round(facts: Facts, round: int) -> Facts:
    """The facts without the searches of later rounds: what a later search found changes no earlier column."""
    imports = tuple(one for one in facts.holdings.imports if facts.searches[one.search].round <= round)
    present = frozenset(name for one in imports for name in one.record_ids)
    held = replace(facts.holdings, imports=imports, present=present)
    cut = [
        Report(id=r.id, members=r.members, present=tuple(name for name in r.present if name in present))
        for r in facts.reports
    ]
    reports = [report for report in cut if report.present]
    return replace(facts, holdings=held, reports=reports, ways=ways(reports, held, facts.searches))


class ColumnCount:
    """One column of the flow: databases and registers, or other methods."""

    def __init__(self, facts: Facts, column: Column, round: int | None) -> None:
        """Store what the column is counted from."""
        self.facts = facts
        self.column: Column = column
        self.round = round

    def boxes(self) -> list[Box]:
        """The column's boxes, from identified to ongoing."""
        return [*self.identification(), *self.screening(), *self.retrieval(), *self.eligibility()]

    # Which searches, records and reports are this column's

    def imports(self) -> list[Import]:
        """The imports of this column's searches, in the order of the protocol's searches."""
        first = self.column == "databases"
        chosen = [
            one
            for one in self.facts.holdings.imports
            if self.facts.searches[one.search].kind.first_column is first and self.in_round(one)
        ]
        place = {name: number for number, name in enumerate(self.facts.searches)}
        return sorted(chosen, key=lambda one: place[one.search])

    def in_round(self, one: Import) -> bool:
        """Whether an import belongs to the round that is counted."""
        return self.round is None or self.facts.searches[one.search].round == self.round

    @cached_property
    def reports(self) -> list[Report]:
        """The reports that go down this column and are new in the round that is counted."""
        way_of = self.facts.ways
        first = self.column == "databases"
        return [
            report
            for report in self.facts.reports
            if report.id in way_of
            and way_of[report.id].first_column is first
            and (self.round is None or way_of[report.id].round == self.round)
        ]

    @cached_property
    def live(self) -> list[Report]:
        """Its reports that neither a person removed nor automation settled."""
        gone = self.facts.removed.keys() | self.automated.keys()
        return [report for report in self.reports if report.id not in gone]

    @cached_property
    def automated(self) -> dict[str, Settlement]:
        """Its reports that a rule or a declared stop settled, at whichever stage."""
        own = {report.id for report in self.reports}
        return {
            name: one
            for stage in self.facts.settlements.values()
            for name, one in stage.items()
            if one.outcome is Outcome.AUTOMATED and name in own
        }

    # The boxes

    def identification(self) -> list[Box]:
        """Identified, duplicates, already found, automation, other reasons."""
        imports = self.imports()
        entries = [row_of_search(self.facts.searches[s], of) for s, of in grouped(imports).items()]
        records = [name for one in imports for name in one.record_ids]
        refused = [name for one in imports for name in one.refused_ids]
        already = self.already_found(records)
        standing = self.standing(set(records))
        doubled = [name for name in records if name not in standing and name not in already]
        boxes = [
            box("identified", self.column, "records", ids_of(entries), entries),
            box("duplicates", self.column, "records", doubled),
            self.automation_box(),
            self.other_reasons(refused),
        ]
        if self.column == "other":
            boxes.append(box("already-found", "other", "records", [n for n in records if n in already]))
        return boxes

    def already_found(self, records: Iterable[str]) -> frozenset[str]:
        """The records of other methods whose report a database or register found too."""
        if self.column == "databases":
            return frozenset()
        report_of = {name: report.id for report in self.facts.reports for name in report.members}
        return frozenset(n for n in records if self.facts.ways[report_of[n]].first_column)

    def standing(self, records: set[str]) -> frozenset[str]:
        """For each of this column's reports the one record that stands for it; the others are duplicates."""
        own = (next((n for n in r.present if n in records), None) for r in self.reports)
        return frozenset(name for name in own if name is not None)

    def automation_box(self) -> Box:
        """Settled by rules and declared stops, each on a line of its own."""
        texts = {criterion.id: criterion.text for criterion in self.facts.plan.criteria}
        rows: dict[tuple[str, str], list[str]] = {}
        for name, one in self.automated.items():
            rows.setdefault((one.by, one.reason), []).append(name)
        listed = [
            Row(item=item, label=texts.get(item, item), ids=tuple(ids), kind=kind)
            for (kind, item), ids in sorted(rows.items())
        ]
        return box("automation", self.column, "records", ids_of(listed), listed)

    def other_reasons(self, refused: Sequence[str]) -> Box:
        """Entries that no reader could read, and reports removed by hand with a reason."""
        rows: dict[str, list[str]] = {}
        for report in self.reports:
            if report.id in self.facts.removed:
                rows.setdefault(self.facts.removed[report.id], []).append(report.id)
        listed = [Row(item="refused", label="Entries that could not be read", ids=tuple(refused))]
        listed += [
            Row(item=f"removed-{n}", label=why, ids=tuple(ids))
            for n, (why, ids) in enumerate(rows.items(), 1)
        ]
        return box("other-reasons", self.column, "records", ids_of(listed), listed)

    def screening(self) -> list[Box]:
        """Screened, excluded and still pending, a row for each stage on records where there are several."""
        stages = self.facts.plan.record_stages
        live = {report.id for report in self.live}
        at = {stage.id: self.settled(stage.id, live) for stage in stages}
        names = {stage.id: stage.name or stage.id for stage in stages}
        everyone = [one.report for one in at[stages[0].id]] if stages else []
        excluded = rows_of_stages(at, names, lambda one: one.outcome is Outcome.EXCLUDED)
        pending = rows_of_stages(at, names, lambda one: one.outcome in UNSETTLED)
        conflicts = sum(one.outcome is Outcome.CONFLICT for ones in at.values() for one in ones)
        seen = rows_of_stages(at, names, lambda one: True)
        several = len(stages) > 1
        return [
            box("screened", self.column, "records", everyone, seen if several else ()),
            box("excluded", self.column, "records", ids_of(excluded), excluded if several else ()),
            box(
                "screening-pending",
                self.column,
                "records",
                ids_of(pending),
                pending if several else (),
                conflicts,
            ),
        ]

    def settled(self, stage: str, live: set[str]) -> list[Settlement]:
        """The settlements at a stage of this column's live reports."""
        return [one for name, one in self.facts.settlements.get(stage, {}).items() if name in live]

    @cached_property
    def sought(self) -> list[str]:
        """The live reports that passed the last stage on records."""
        stages = self.facts.plan.report_stages
        if not stages:
            return []
        live = {report.id for report in self.live}
        return [one.report for one in self.settled(stages[0].id, live)]

    @cached_property
    def by_retrieval(self) -> dict[str, list[str]]:
        """The reports sought, by the box that their retrieval puts them in."""
        result: dict[str, list[str]] = {"not-retrieved": [], "not-yet-retrieved": [], "assessed": []}
        for name in self.sought:
            status = self.facts.retrieval.get(name)
            if status is Retrieval.NOT_RETRIEVED:
                result["not-retrieved"].append(name)
            elif status is Retrieval.RETRIEVED:
                result["assessed"].append(name)
            else:
                result["not-yet-retrieved"].append(name)
        return result

    def retrieval(self) -> list[Box]:
        """Sought, not retrieved, not yet retrieved, assessed."""
        parts = self.by_retrieval
        sought = box("sought", self.column, "reports", self.sought)
        return [sought, *(box(name, self.column, "reports", ids) for name, ids in parts.items())]

    def eligibility(self) -> list[Box]:
        """Excluded with reasons, pending, awaiting classification, ongoing, included."""
        assessed = set(self.by_retrieval["assessed"])
        stages = [stage.id for stage in self.facts.plan.report_stages]
        ones = [one for stage in stages for one in self.settled(stage, assessed)]
        rows = reason_rows([o for o in ones if o.outcome is Outcome.EXCLUDED], self.facts.plan)
        pending = [one for one in ones if one.outcome in UNSETTLED]
        conflicts = sum(one.outcome is Outcome.CONFLICT for one in pending)
        last = included(self.facts)
        live = [report.id for report in self.live]
        return [
            box("excluded-full-text", self.column, "reports", ids_of(rows), rows),
            box("full-text-pending", self.column, "reports", [o.report for o in pending], (), conflicts),
            *(
                box(name, self.column, "reports", [o.report for o in ones if o.outcome is result])
                for name, result in (("awaiting", Outcome.AWAITING), ("ongoing", Outcome.ONGOING))
            ),
            box("included-reports", self.column, "reports", [name for name in live if name in last]),
        ]


def grouped(imports: Iterable[Import]) -> dict[str, list[Import]]:
    """Imports by their search, in order."""
    result: dict[str, list[Import]] = {}
    for one in imports:
        result.setdefault(one.search, []).append(one)
    return result


def row_of_search(search: Search, imports: Iterable[Import]) -> Row:
    """Every entry of a search's exports, refused ones included."""
    ids = tuple(one.id_at(n) for one in imports for n in range(1, one.entries + 1))
    return Row(item=search.id, label=search.source or search.id, ids=ids, kind=search.kind.value)


def rows_of_stages(
    at: Mapping[str, Sequence[Settlement]], names: Mapping[str, str], wanted: Callable[[Settlement], bool]
) -> list[Row]:
    """One row for each stage with the reports that are wanted there."""
    return [
        Row(item=stage, label=names[stage], ids=tuple(one.report for one in ones if wanted(one)))
        for stage, ones in at.items()
    ]


def reason_rows(excluded: Sequence[Settlement], plan: Plan) -> list[Row]:
    """One row for each reason, in the protocol's order; what is not agreed on or not given comes last."""
    order = {
        criterion.id: place for place, criterion in enumerate(sorted(plan.criteria, key=lambda c: c.order))
    }
    texts = {criterion.id: criterion.text for criterion in plan.criteria} | PHRASES
    rows: dict[str, list[str]] = {}
    for one in excluded:
        rows.setdefault(one.reason or REASON_MISSING, []).append(one.report)
    listed = sorted(rows.items(), key=lambda item: (order.get(item[0], len(order)), item[0]))
    return [Row(item=item, label=texts.get(item, item), ids=tuple(ids)) for item, ids in listed]


def ids_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """The ids of all rows, in their order."""
    return tuple(name for row in rows for name in row.ids)


def included(facts: Facts) -> frozenset[str]:
    """The reports included at the last stage."""
    if not facts.plan.stages:
        return frozenset()
    last = facts.settlements.get(facts.plan.stages[-1].id, {})
    return frozenset(name for name, one in last.items() if one.outcome is Outcome.INCLUDED)


def included_boxes(facts: Facts, round: int | None) -> list[Box]:
    """What the review includes: reports and studies, new ones apart from those of earlier rounds."""
    last = included(facts)
    all_reports = [report.id for report in facts.reports if report.id in last]
    earlier = {name for name in all_reports if round is not None and facts.ways[name].round < round}
    later = {name for name in all_reports if round is not None and facts.ways[name].round > round}
    new = [name for name in all_reports if name not in earlier and name not in later]
    old_studies = [study.id for study in facts.studies if earlier.intersection(study.reports)]
    new_studies = [s.id for s in facts.studies if s.id not in set(old_studies) and set(new) & set(s.reports)]
    boxes = [
        box("included-reports", "all", "reports", new),
        box("included-studies", "all", "studies", new_studies),
    ]
    if facts.elsewhere or (round is not None and round > 1):
        old = [name for name in all_reports if name in earlier]
        boxes += previous_boxes(facts.elsewhere, Version(old, old_studies), Version(new, new_studies))
    return boxes
