"""`slr screen`."""

from typing import Annotated

import typer

from slr.cli.asking import asker
from slr.cli.options import Apply, As, Json, Plain, Stage
from slr.cli.output import emit_json, plural, say
from slr.cli.session import Session

EXAMPLE = "slr screen --stage title-abstract --as ana"


def run(
    context: typer.Context,
    stage: Stage = "",
    who: As = "",
    apply: Apply = None,
    plain: Plain = False,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="ID", help="Remove this report by hand before screening."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why it is removed.")] = "",
    as_json: Json = False,
) -> None:
    """Decide on the reports of a stage, one by one or from a CSV file."""
    from slr.app import screen
    from slr.app.review import stage_of
    from slr.model.errors import SlrError

    session: Session = context.obj
    review = session.review()
    caller = session.caller(who)
    if remove:
        if not reason.strip():
            raise SlrError("removing a report needs a reason", 'say why: --reason "a book of abstracts"')
        done = screen.remove(review, caller, remove, reason)
        say(f"removed {plural(done.added, 'report')} before screening", style="done")
        return
    at = stage_of(review, stage or (review.plan.stages[0].id if review.plan.stages else ""))
    if apply:
        done = screen.apply_decisions(review, caller, at, apply)
        if as_json:
            emit_json({"rows": done.rows, "added": done.added, "known": done.known})
        say(
            f"{plural(done.rows, 'decision')} at {at.id}: {done.added} new, {done.known} known already",
            style="done",
        )
        return
    twin = f"slr screen --stage {at.id} --apply decisions.csv"
    progress = screen.screen(review, caller, at, asker(plain=plain, twin=twin))
    say(f"{at.name or at.id}: {progress.done} decided, {progress.left} left", style="done")
