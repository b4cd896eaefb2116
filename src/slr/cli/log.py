"""`slr log`."""

from typing import Annotated

import typer

from slr.cli.options import Json, Unblind
from slr.cli.output import emit_json, plural, say, table
from slr.cli.session import Session

EXAMPLE = "slr log --kind decision --by ana"


def run(
    context: typer.Context,
    kind: Annotated[str, typer.Option("--kind", help="Only events of this kind, such as decision.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only events of this person.")] = "",
    last: Annotated[int, typer.Option("--last", "-n", help="Only the last so many; 0 for all.", min=0)] = 30,
    unblind: Unblind = False,
    as_json: Json = False,
) -> None:
    """List what happened, event by event, as far as you may see it."""
    from slr.app.log import log, said

    session: Session = context.obj
    review = session.review()
    if unblind:
        review = session.unblinded(review, by="log")
    events, hidden = log(review, viewer=session.viewer(review), kind=kind, who=by)
    shown = events[-last:] if last else events
    if as_json:
        emit_json(
            [
                {
                    "id": e.id,
                    "n": e.n,
                    "at": e.at,
                    "who": e.who,
                    "by": e.by,
                    "kind": e.kind,
                    "data": dict(e.data),
                }
                for e in shown
            ]
        )
    else:
        table(
            ["n", "at", "who", "kind", "what"],
            [(e.n, e.at, e.who, e.kind, said(e)) for e in shown],
            right=[0],
        )
        if len(shown) < len(events):
            say(f"{len(events) - len(shown)} earlier events: slr log -n 0", style="hint")
    if hidden:
        say(f"{plural(hidden, 'event')} of others hidden from you: blinding", style="hint")
