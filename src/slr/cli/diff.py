"""`slr diff`."""

from typing import Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, plural, say
from slr.cli.session import Session

EXAMPLE = "slr diff main --markdown"


def run(
    context: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="REF", help="A commit, branch or tag of git.")] = "HEAD",
    parted: Annotated[
        bool,
        typer.Option(
            "--merge-base", help="Since the last commit in common with REF, as a pull request shows."
        ),
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print Markdown for a pull request's comment.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say what changed in the review since a state of git, as a methodologist would."""
    from slr.app.diff import diff
    from slr.publish.differences import difference_json, difference_markdown, difference_text

    session: Session = context.obj
    review = session.review()
    found = diff(session.root, ref, viewer=session.viewer(review), parted=parted)
    show = difference_json if as_json else difference_markdown if markdown else difference_text
    emit(show(found))
    if found.hidden:
        say(f"{plural(found.hidden, 'event')} of others hidden until you have decided yourself", style="hint")
