"""What `slr check` tells a reviewer: the team's findings, without those on decisions hidden from them."""

from slr.app.caller import Caller
from slr.app.review import Review, person
from slr.app.state import State, state_of
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.screening.blinding import places_of

# Findings that name a record because of what somebody decided on it.
ON_DECISIONS = frozenset(["R004", "R005", "R006", "R007", "F001", "F006", "F009"])


def as_seen(review: Review, state: State, caller: Caller | None, findings: list[Finding]) -> list[Finding]:
    """The findings that whoever calls may see, and one that says how many were left out.

    Somebody who is no reviewer of the protocol, such as the CI, sees all of them.
    """
    viewer = person(review, caller) if caller is not None else ""
    if viewer not in review.plan.reviewers:
        return findings
    seen = {event.id for event in state_of(review, viewer=viewer).events}
    lines, reports = set(), set()
    for event, (_, record) in places_of(review.ledger.events):
        if event.id not in seen:
            lines.add((f"ledger/{event.segment}", event.line))
            reports.add(state.report_of.get(record, record))

    def hidden(finding: Finding) -> bool:
        about = state.report_of.get(finding.record, finding.record)
        return (finding.file, finding.line) in lines or (finding.code in ON_DECISIONS and about in reports)

    kept = [finding for finding in findings if not hidden(finding)]
    left_out = len(findings) - len(kept)
    return [*kept, withheld(left_out)] if left_out else kept


def withheld(count: int) -> Finding:
    """The finding that says that others were left out."""
    return Finding(
        code="F012",
        severity=Severity.INFO,
        message=f"{count} finding(s) about decisions that are hidden from you were left out: blinding.",
        hint="Whoever is no reviewer, such as the CI, sees them; you do once you have decided.",
        file="",
    )
