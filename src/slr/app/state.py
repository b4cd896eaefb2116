"""Where a review stands: all events folded, once, in the order in which the data goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from slr.app.caller import Steps, quiet
from slr.app.review import Review
from slr.coding.blinding import visible_codings
from slr.coding.studies import studies_of, study_links
from slr.dedup.links import Links, links_in_force, reports_from
from slr.flow.counts import Facts, included
from slr.flow.searches import Way, holdings, searches_in_force, ways
from slr.model.event import Event
from slr.model.finding import Finding
from slr.model.imports import Holdings
from slr.model.plan import Search, Stage
from slr.model.record import Record
from slr.model.report import Report, Study
from slr.model.words import Retrieval
from slr.screening.blinding import visible_events
from slr.screening.proceedings import Proceedings, proceedings
from slr.screening.retrieval import retrieval_of, statuses
from slr.screening.stages import Screening, screen
from slr.store.cache import cached_records


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that follows from the events that one viewer may see.

    `reports` have a present record; `lost` are those whose records were all withdrawn. `report_of` names
    the report of every known record. `hidden` is how many events blinding kept from the viewer.
    """

    holdings: Holdings
    searches: Mapping[str, Search]
    links: Links
    reports: Sequence[Report]
    lost: Sequence[Report]
    report_of: Mapping[str, str]
    ways: Mapping[str, Way]
    events: Sequence[Event]
    told: Proceedings
    screening: Screening
    retrieval: Mapping[str, Retrieval]
    studies: Sequence[Study]
    hidden: int = 0
    findings: tuple[Finding, ...] = ()
    by_id: Mapping[str, Report] = field(default_factory=dict)


def state_of(review: Review, *, viewer: str = "") -> State:
    """Fold the ledger as `viewer` may see it; nobody named sees as the team does, all of it."""
    events = review.ledger.events
    rest = [event for event in events if event.kind != "decision"]  # few, where decisions are many
    found = holdings(rest)
    searches = searches_in_force(review.plan.searches, review.said, found)
    links = links_in_force(rest)
    everything, findings = reports_from(found, links)
    reports = [report for report in everything if report.present]
    report_of = {name: report.id for report in everything for name in report.members}
    way_of = ways(reports, found, searches)
    told = proceedings(events)
    screened = {name: way.screened for name, way in way_of.items()}
    screening = screen(reports, review.plan, told, screened=screened)
    if viewer:
        seen = visible_events(
            events, reviewer=viewer, plan=review.plan, report_of=report_of, settlements=screening.settlements
        )
        if len(seen) < len(events):
            told = replace(proceedings(seen), retracted=told.retracted)  # who is asked anew is no secret
            screening = screen(reports, review.plan, told, screened=screened, removed=screening.removed)
    else:
        seen = list(events)
    retrieval = retrieval_by_report(review, reports, seen, told)
    facts = Facts(
        plan=review.plan,
        holdings=found,
        searches=searches,
        reports=reports,
        ways=way_of,
        settlements=screening.settlements,
    )
    last = included(facts)
    studies = studies_of([r.id for r in reports if r.id in last], study_links(rest), report_of)
    seen = visible_codings(
        seen, coder=viewer, coders=review.plan.reviewers, studies=studies, report_of=report_of
    )
    return State(
        holdings=found,
        searches=searches,
        links=links,
        reports=reports,
        lost=[report for report in everything if not report.present],
        report_of=report_of,
        ways=way_of,
        events=seen,
        told=told,
        screening=screening,
        retrieval=retrieval,
        studies=studies,
        hidden=len(events) - len(seen),
        findings=(*review.findings, *findings, *screening.findings),
        by_id={report.id: report for report in everything},
    )


def retrieval_by_report(
    review: Review, reports: Sequence[Report], events: Sequence[Event], told: Proceedings
) -> dict[str, Retrieval]:
    """The retrieval status of every report of which something is known."""
    said = statuses(events)
    stages = [stage.id for stage in review.plan.report_stages]
    decided = {d.record for stage in stages for d in told.decisions.get(stage, ())}
    decided |= {one.record for stage in stages for one in told.outcomes.get(stage, ())}
    known = decided | said.keys()
    result = {}
    for report in reports:
        if known.isdisjoint(report.members):
            continue
        status = retrieval_of(report.members, said, decided=not decided.isdisjoint(report.members))
        if status is not None:
            result[report.id] = status
    return result


def out_of_reach(state: State, stage: Stage | None, report: str) -> bool:
    """Whether nobody can decide on a report at this stage: its full text was not retrieved."""
    on_reports = stage is not None and stage.on == "reports"
    return on_reports and state.retrieval.get(report) is Retrieval.NOT_RETRIEVED


def facts_of(review: Review, state: State) -> Facts:
    """What the flow is counted from."""
    return Facts(
        plan=review.plan,
        holdings=state.holdings,
        searches=state.searches,
        reports=state.reports,
        ways=state.ways,
        settlements=state.screening.settlements,
        retrieval=state.retrieval,
        removed={name: removal.reason for name, removal in state.screening.removed.items()},
        studies=state.studies,
    )


def records_of(review: Review, found: Holdings, steps: Steps = quiet) -> Mapping[str, Record]:
    """Every record of the imports in force, by id, in the order of import; `steps` if the cache is cold."""
    files = dict.fromkeys(name for one in found.imports for name in one.record_files)
    return cached_records(review.paths, files, lambda cold: steps("Reading records", cold, len(cold)))
