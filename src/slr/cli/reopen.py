"""`slr reopen`."""

from typing import Annotated

import typer

from slr.cli.options import As, Stage
from slr.cli.output import plural, say
from slr.cli.session import Session

EXAMPLE = 'slr reopen scopus-1a2b3c-12 --stage full-text --reason "a corrected version appeared"'


def run(
    context: typer.Context,
    reports: Annotated[
        list[str], typer.Argument(metavar="ID...", help="The reports, by a record's id or DOI.")
    ],
    stage: Stage = "",
    reason: Annotated[str, typer.Option("--reason", help="Why the outcome is taken back.")] = "",
    who: As = "",
) -> None:
    """Take back settled outcomes, with a reason, so that they are decided anew."""
    from slr.app.reopen import reopen
    from slr.app.review import stage_of

    session: Session = context.obj
    review = session.review()
    at = stage_of(review, stage or (review.plan.stages[0].id if review.plan.stages else ""))
    count = reopen(review, session.caller(who), at, reports, reason)
    say(f"reopened {plural(count, 'report')} at {at.id}", style="done")
