"""`slr export`."""

from pathlib import Path
from typing import Annotated

import typer

from slr.cli.options import Stage, Unblind
from slr.cli.output import emit_bytes, plural, say, show_findings
from slr.cli.progress import working
from slr.cli.session import Session

EXAMPLE = "slr export included --to ris -o included.ris"


def run(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="SET",
            help="all, included, excluded, pending, conflicts, full-text, records …; decisions, resolutions",
        ),
    ] = "included",
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="ris, bibtex, csv …: slr formats.")] = "",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The file; - is stdout.")
    ] = "-",
    unblind: Unblind = False,
    stage: Stage = "",
) -> None:
    """Write any set of the review's reports in any format that slr writes."""
    from slr.app.convert import format_of
    from slr.app.export import export
    from slr.app.export_lists import LISTS, listed
    from slr.cli.output_files import write_file
    from slr.model.errors import SlrError
    from slr.store.paths import refuse_kept

    session: Session = context.obj
    review = session.review()
    if unblind:
        review = session.unblinded(review, by="export", stage=stage)
    format = format_of(output, to or ("csv" if output == "-" else ""))
    if output != "-":
        refuse_kept(Path(output).absolute())  # before the work, not after it
    if name in LISTS or (name == "excluded" and stage and format == "csv"):
        if format != "csv":
            raise SlrError(
                f"{name} are written as CSV, not as {format}", "leave --to out, or name a .csv file"
            )
        with working("Listing"):
            data, count = listed(review, name, stage=stage, viewer=session.viewer(review))
        what = plural(count, "row")
    else:
        with working("Merging and writing"):
            done = export(review, name, format, stage=stage, viewer=session.viewer(review))
        show_findings(done.findings, limit=20)
        data, what = done.data, plural(done.records, "record")
    if output == "-":
        emit_bytes(data)
        return
    write_file(Path(output), data)
    say(f"wrote {what} to {output}", style="done")
