"""`slr publish`."""

from pathlib import Path
from typing import Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit_json, plural, say
from slr.cli.progress import working
from slr.cli.session import Session

EXAMPLE = "slr publish --archive"


def run(
    context: typer.Context,
    with_abstracts: Annotated[
        bool, typer.Option("--with-abstracts", help="Show abstracts too; they are usually the publishers'.")
    ] = False,
    archive: Annotated[
        bool, typer.Option("--archive", help="Also a zip of folder and output, for OSF, Zenodo and the like.")
    ] = False,
    with_exports: Annotated[
        bool, typer.Option("--with-exports", help="In the archive: the exports, abstracts and all.")
    ] = False,
    with_fulltexts: Annotated[
        bool, typer.Option("--with-fulltexts", help="In the archive: the PDFs.")
    ] = False,
    text_only: Annotated[
        bool, typer.Option("--text-only", help="No PNG and PDF: they take longest.")
    ] = False,
    csl: Annotated[
        Path | None,
        typer.Option("--csl", metavar="FILE", help="A citation style (.csl) for the reference lists."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Build output/: the report page, the flow, tables, figures and references."""
    from slr.app.publish import Wishes, publish
    from slr.store.disk import read_bytes

    session: Session = context.obj
    wishes = Wishes(
        abstracts=with_abstracts,
        exports=with_exports,
        fulltexts=with_fulltexts,
        archive=archive,
        figures=not text_only,
        csl=read_bytes(csl) if csl else b"",
    )
    with working("Building the report"):
        done = publish(session.review(), session.caller(), wishes)
    if as_json:
        emit_json({"files": list(done.files), "draft": done.flow.draft})
        return
    page = session.root / "output" / "report.html"
    say(f"wrote {plural(len(done.files), 'file')}; open {page} in a browser", style="done")
    if done.flow.draft:
        say("the flow is a draft: reports are still pending (slr status)", style="warning")
