"""What the ledger shows, for the rules on a review (R001 onwards), and the lines their findings are about."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from slr.app.check_events import all_codings
from slr.app.check_records import KnownFilter, records_in
from slr.app.check_rule import Folder
from slr.model.event import Event
from slr.model.finding import Finding
from slr.model.record import Record
from slr.model.words import Outcome
from slr.protocol.known import fold_title
from slr.protocol.rule import ReviewFacts

# A finding on a record is shown on the line of the ledger that it is about: which event that is.
About = Callable[[Folder, Event], bool]


def facts_of_review(folder: Folder, retracted: Collection[str]) -> ReviewFacts:
    """What the ledger shows; records are read only where a rule asks for them."""
    state, plan = folder.state, folder.review.plan
    outcomes = {
        stage.id: [one.outcome for one in state.screening.settlements.get(stage.id, {}).values()]
        for stage in plan.stages
    }
    imported: dict[str, int] = {}
    for one in state.holdings.imports:
        imported[one.search] = imported.get(one.search, 0) + one.entries
    included = {
        name for study in state.studies for report in study.reports for name in state.by_id[report].present
    }
    return ReviewFacts(
        imported=imported,
        records=records_asked_for(folder, included if retracted else ()),
        record_ids=state.holdings.search_of.keys(),
        decisions=[decision for ones in state.told.decisions.values() for decision in ones],
        conflicts={stage: ones.count(Outcome.CONFLICT) for stage, ones in outcomes.items()},
        finished={stage for stage, ones in outcomes.items() if ones and all(one.settled for one in ones)},
        included=included,
        studies={study.id for study in state.studies},
        codings=[coding for name in folder.codebooks for coding in all_codings(folder, name)],
        retracted=retracted,
    )


def records_asked_for(folder: Folder, included: Collection[str]) -> list[Record]:
    """The records that may be a known study, and the included ones; the first one shows that there are any.

    Record files are read only where the protocol names known studies, or included records are asked for.
    """
    found = folder.state.holdings
    known = folder.source.protocol.known if folder.source.protocol else []
    if not found.present or not (known or included):
        return []
    wanted = KnownFilter(
        ids=frozenset(included),
        dois=frozenset(one.doi for one in known) - {""},
        pmids=frozenset(one.pmid for one in known) - {""},
        titles=frozenset(fold_title(one.title) for one in known) - {""},
    )
    files = dict.fromkeys(name for one in found.imports for name in one.record_files)
    listed = [record for name in files for record in records_in(folder.review.paths.inside(name), wanted)]
    return [record for record in listed if record.id in found.present]


def placed(folder: Folder, findings: list[Finding]) -> list[Finding]:
    """The findings on a record, each on the latest line of the ledger that it is about."""
    wanted = {finding.record for finding in findings if finding.code in ABOUT and not finding.file}
    if not wanted:
        return findings
    lines: dict[str, list[Event]] = {}
    for event in folder.state.events:
        record = event.data.get("record", "")
        named = {event.data.get(key, "") for key in ("study", "a", "b")}
        for name in {record, folder.state.report_of.get(record, record), *named} & wanted:
            lines.setdefault(name, []).append(event)
    return [on_its_line(folder, finding, lines.get(finding.record, [])) for finding in findings]


def on_its_line(folder: Folder, finding: Finding, events: list[Event]) -> Finding:
    """The finding on the line of the last of these events that it is about; as it is where there is none."""
    about = ABOUT.get(finding.code)
    if about is None or finding.file:
        return finding
    event = next((event for event in reversed(events) if about(folder, event)), None)
    if event is None:
        return finding
    return replace(finding, file=f"ledger/{event.segment}", line=event.line)


def decided(folder: Folder, event: Event) -> bool:
    """A decision, whatever it says."""
    return event.kind == "decision"


def decided_for_no_criterion(folder: Folder, event: Event) -> bool:
    """A decision with a reason that is no criterion of its stage."""
    stage, reason = str(event.data.get("stage", "")), event.data.get("reason", "")
    known = {criterion.id for criterion in folder.review.plan.reasons(stage)}
    return event.kind == "decision" and bool(reason) and reason not in known


def coded(folder: Folder, event: Event) -> bool:
    """A coding."""
    return event.kind == "coding"


def included_it(folder: Folder, event: Event) -> bool:
    """A decision or resolution that includes."""
    return event.kind in ("decision", "resolution") and event.data.get("verdict") == "include"


def linked(folder: Folder, event: Event) -> bool:
    """A link of two records."""
    return event.kind == "link"


ABOUT: Mapping[str, About] = {
    "R006": decided,
    "R007": decided_for_no_criterion,
    "R009": coded,
    "R011": included_it,
    "F001": decided,
    "D001": linked,
    "D002": linked,
}
