"""`slr export`."""

from pathlib import Path
from typing import Annotated

import typer

from slr.cli.options import Stage, Unblind
from slr.cli.output import emit_bytes, plural, say, show_findings
from slr.cli.session import Session

EXAMPLE = "slr export included --to ris -o included.ris"


def run(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="SET", help="all, included, excluded, pending, conflicts, full-text, records …"
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
    from slr.store.disk import DISK, create_file

    session: Session = context.obj
    review = session.review()
    if unblind:
        review = session.unblinded(review, by="export", stage=stage)
    format = format_of(output, to or ("csv" if output == "-" else ""))
    done = export(review, name, format, stage=stage, viewer=session.viewer(review))
    show_findings(done.findings, limit=20)
    if output == "-":
        emit_bytes(done.data)
        return
    create_file(DISK, Path(output).absolute(), done.data)
    say(f"wrote {plural(done.records, 'record')} to {output}", style="done")
