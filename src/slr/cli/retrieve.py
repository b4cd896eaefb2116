"""`slr retrieve`."""

from typing import Annotated

import typer

from slr.cli.options import Apply, Json
from slr.cli.output import emit_json, plural, say, table
from slr.cli.session import Session

EXAMPLE = "slr retrieve scopus-1a2b3c-12 --status not-retrieved --note 'no copy in any library'"


def run(
    context: typer.Context,
    reports: Annotated[list[str] | None, typer.Argument(metavar="ID...", help="The reports to mark.")] = None,
    status: Annotated[
        str, typer.Option("--status", help="sought, requested, retrieved or not-retrieved.")
    ] = "retrieved",
    note: Annotated[str, typer.Option("--note", help="A note to keep with it.")] = "",
    apply: Apply = None,
    show: Annotated[bool, typer.Option("--list", help="List the reports sought.")] = False,
    as_json: Json = False,
) -> None:
    """Say where the full texts stand: a status the team shares."""
    from slr.app import retrieve
    from slr.model.record import cite

    session: Session = context.obj
    review = session.review()
    if apply is None and not reports:
        rows = retrieve.listing(review, session.viewer(review))
        if as_json:
            emit_json(
                [
                    {"report": r.report, "status": r.status.value, "doi": r.record.doi, "note": r.note}
                    for r in rows
                ]
            )
        else:
            table(
                ["report", "status", "citation", "doi"],
                [(r.report, r.status, cite(r.record), r.record.doi) for r in rows],
            )
        return
    caller = session.caller()
    done = (
        retrieve.apply_retrieval(review, caller, apply)
        if apply
        else retrieve.mark(review, caller, reports or [], status, note)
    )
    say(f"{plural(done.rows, 'report')}: {done.added} new, {done.known} known already", style="done")
