"""`slr retrieve`."""

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Apply, Json
from slr.cli.output import emit_applied, emit_json, plural, say, table
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.review import Review

EXAMPLE = "slr retrieve scopus-1a2b3c-12 --status not-retrieved --note 'no copy in any library'"


def run(
    context: typer.Context,
    reports: Annotated[list[str] | None, typer.Argument(metavar="ID...", help="The reports to mark.")] = None,
    status: Annotated[
        str, typer.Option("--status", help="sought, requested, retrieved or not-retrieved.")
    ] = "retrieved",
    note: Annotated[str, typer.Option("--note", help="A note to keep with it.")] = "",
    apply: Apply = None,
    attach: Annotated[
        Path | None,
        typer.Option("--attach", metavar="FILE", help="Keep this file as the report's full text."),
    ] = None,
    match: Annotated[
        Path | None, typer.Option("--match", metavar="DIR", help="Keep the files whose names fit one report.")
    ] = None,
    order: Annotated[
        Path | None,
        typer.Option("--order", metavar="FILE", help="Write what a library should get (any format)."),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="List the reports sought.")] = False,
    as_json: Json = False,
) -> None:
    """Say where the full texts stand: a status the team shares."""
    from slr.app import retrieve
    from slr.model.record import cite

    session: Session = context.obj
    review = session.review()
    if attach or match or order:
        full_texts(session, review, reports or [], attach=attach, match=match, order=order)
        return
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
    emit_applied(done, as_json=as_json)
    say(f"{plural(done.rows, 'report')}: {done.added} new, {done.known} known already", style="done")


def full_texts(
    session: Session,
    review: "Review",
    reports: list[str],
    *,
    attach: Path | None,
    match: Path | None,
    order: Path | None,
) -> None:
    """Attach one file, match a folder, or write the list for interlibrary loan."""
    from slr.app import fulltexts
    from slr.app.convert import format_of
    from slr.cli.output_files import write_file
    from slr.formats.registry import write_bytes
    from slr.model.errors import SlrError

    caller = session.caller()
    if attach:
        if len(reports) != 1:
            raise SlrError("which report is it the full text of?", "slr retrieve ID --attach FILE")
        kept = fulltexts.attach(review, caller, reports[0], attach)
        say(f"kept as {kept.file}", style="done")
    elif match:
        done = fulltexts.match_folder(review, caller, match)
        table(["report", "kept as", "by"], [(one.report, one.file, one.by) for one in done.attached])
        for one in done.unclear:
            fits = f"fits {', '.join(one.reports)}" if one.reports else "fits no report"
            say(
                f"{one.file}: {fits}; slr retrieve ID --attach {quote(str(match / one.file))}",
                style="warning",
            )
        say(
            f"{plural(len(done.attached), 'full text')} kept, {len(done.unclear)} for you to place",
            style="done",
        )
    elif order:
        records = fulltexts.to_order(review)
        write_file(order, write_bytes(records, format_of(str(order), None)))
        say(f"wrote {plural(len(records), 'report')} to {order}", style="done")
