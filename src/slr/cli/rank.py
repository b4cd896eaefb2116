"""`slr rank`."""

from typing import Annotated

import typer

from slr.cli.options import As, Json, Stage
from slr.cli.output import emit_json, plural, say, table
from slr.cli.progress import working
from slr.cli.session import Session

EXAMPLE = "slr rank --stage title-abstract --as ana -n 10"


def run(
    context: typer.Context,
    stage: Stage = "",
    who: As = "",
    most: Annotated[int, typer.Option("-n", help="How many to list; 0 for all.", min=0)] = 20,
    as_json: Json = False,
) -> None:
    """List what waits for a reviewer, likeliest first, with the words that moved it up."""
    from slr.app.rank import rank
    from slr.app.review import reviewer, stage_of
    from slr.model.record import cite

    session: Session = context.obj
    review = session.review()
    at = stage_of(review, stage or (review.plan.stages[0].id if review.plan.stages else ""))
    with working("Ranking"):
        found = rank(review, at, who=reviewer(review, session.caller(who)), most=most)
    if as_json:
        emit_json(
            {
                "included": found.included,
                "excluded": found.excluded,
                "reports": [
                    {
                        "report": one.report,
                        "score": one.score,
                        "words": [{"word": w.word, "weight": w.weight} for w in one.words],
                    }
                    for one in found.ranked
                ],
            }
        )
        return
    rows = [
        (f"{one.score:+.2f}", one.report, cite(one.record), ", ".join(w.word for w in one.words))
        for one in found.ranked
    ]
    table(["score", "report", "citation", "moved up by"], rows, right=[0])
    if found.included + found.excluded:
        say(
            f"learned from {plural(found.included, 'include')} and {plural(found.excluded, 'exclude')}",
            style="hint",
        )
    else:
        say("nothing is decided yet: ranked by the protocol's own words", style="hint")
