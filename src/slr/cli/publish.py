"""`slr publish`."""

from typing import Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit_json, plural, say
from slr.cli.session import Session

EXAMPLE = "slr publish --with-abstracts"


def run(
    context: typer.Context,
    with_abstracts: Annotated[
        bool, typer.Option("--with-abstracts", help="Show abstracts too; they are usually the publishers'.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Build output/: the report page, the flow, tables and references."""
    from slr.app.publish import publish

    session: Session = context.obj
    done = publish(session.review(), session.caller(), with_abstracts=with_abstracts)
    if as_json:
        emit_json({"files": list(done.files), "draft": done.flow.draft})
        return
    say(f"wrote {plural(len(done.files), 'file')}; open output/report.html in a browser", style="done")
    if done.flow.draft:
        say("the flow is a draft: reports are still pending (slr status)", style="warning")
