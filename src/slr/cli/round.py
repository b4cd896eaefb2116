"""`slr round`."""

from typing import Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit_json, say, show_findings, table
from slr.cli.session import Session

EXAMPLE = "slr round close 1"
ACTIONS = ("list", "close", "reopen")


def run(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="list, close or reopen.")] = "list",
    number: Annotated[int, typer.Argument(metavar="ROUND", help="The round.", min=1)] = 1,
    as_json: Json = False,
) -> None:
    """Close a round of an updated review: its counts and members are kept, later changes are shown."""
    from slr.app import round as verb
    from slr.app.review import nearest
    from slr.model.errors import SlrError

    session: Session = context.obj
    review = session.review()
    if action not in ACTIONS:
        raise SlrError(f"slr round cannot {action}", nearest(action, list(ACTIONS)))
    if action == "close":
        verb.close(review, session.caller(), number)
        say(f"round {number} is closed: later changes to it are findings", style="done")
    elif action == "reopen":
        verb.reopen(review, session.caller(), number)
        say(f"round {number} is open again", style="done")
    else:
        found = verb.rounds(review)
        if as_json:
            emit_json(
                [
                    {
                        "round": one.round,
                        "searches": list(one.searches),
                        "closed": one.closed,
                        "changes": [finding.message for finding in one.changes],
                    }
                    for one in found
                ]
            )
            return
        rows = [(one.round, "closed" if one.closed else "open", ", ".join(one.searches)) for one in found]
        table(["round", "", "searches"], rows)
        for one in found:
            show_findings(one.changes)
