"""`slr status`."""

from typing import TYPE_CHECKING

import typer

from slr.cli.options import Json, Unblind
from slr.cli.output import emit, emit_json, plural, printable, say, show_findings, table
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.status import Status
    from slr.app.status_team import TeamStatus

EXAMPLE = "slr -C my-review status --json"


def run(context: typer.Context, unblind: Unblind = False, as_json: Json = False) -> None:
    """Say where the review stands and what to do next."""
    from slr.app.status import status

    session: Session = context.obj
    review = session.review()
    if unblind:
        review = session.unblinded(review, by="status")
    found = status(review, viewer=session.viewer(review))
    if as_json:
        emit_json(found.as_dict())
        return
    show(found)


def show_team(team: "TeamStatus") -> None:
    """Pilots, and what is left for whom."""
    for pilot in team.pilots:
        done = ", ".join(f"{who} {count}" for who, count in pilot.done.items())
        said = "all have decided" if pilot.complete else f"decided: {done}" if done else "under way"
        emit(f"  pilot {pilot.number}: {plural(pilot.reports, 'report')}, {said}")
    if team.left:
        emit(f"  left: {', '.join(f'{who} {count}' for who, count in team.left.items())}")
    if team.handed:
        emit(f"  handed over by: {', '.join(f'{who} {count}' for who, count in team.handed.items())}")


def show(found: "Status") -> None:
    """The status for a person."""
    emit(printable(found.title))
    if found.notice:
        emit(printable(found.notice))
    emit("\n")
    rows = [
        (s.search, s.source, s.entries, s.refused, "" if s.expected is None else s.expected)
        for s in found.searches
    ]
    table(["search", "source", "entries", "refused", "expected"], rows, right=[2, 3, 4])
    emit(f"\n{plural(found.records, 'record')}, {plural(found.reports, 'report')} after deduplication\n")
    for stage in found.stages:
        counts = ", ".join(f"{count} {outcome.value}" for outcome, count in stage.outcomes.items() if count)
        done = ", ".join(f"{who} {count}" for who, count in stage.reviewers.items() if count)
        emit(f"{stage.name}: {counts or 'nothing yet'}" + (f" (decisions: {done})" if done else ""))
        show_team(stage.team)
    texts = ", ".join(f"{count} {one.value}" for one, count in found.retrieval.items() if count)
    if texts:
        emit(f"Full texts: {texts}")
    if found.studies:
        emit(f"Included: {plural(found.studies, 'study', 'studies')}")
    for book in found.codebooks:
        begun = f", {book.coded} begun, {book.complete} complete" if book.complete < book.coded else ""
        emit(f"Coded with {book.codebook}: {book.complete} of {book.studies}{begun}")
    if found.hidden:
        say(f"{plural(found.hidden, 'event')} of others hidden from you: blinding", style="hint")
    show_findings(found.findings, limit=10)
    emit("\nNext:" if found.next else "")
    for what, command in found.next:
        emit(f"  {what}: {command}")
