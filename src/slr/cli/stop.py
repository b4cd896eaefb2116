"""`slr stop`."""

from typing import Annotated

import typer

from slr.cli.options import Json, Stage
from slr.cli.output import emit, emit_json, plural, say
from slr.cli.session import Session

EXAMPLE = "slr stop --stage title-abstract --target 0.95"


def run(
    context: typer.Context,
    stage: Stage = "",
    rule: Annotated[
        str,
        typer.Option(
            "--rule", help="both-tests, always-valid, curve, hypergeometric or consecutive-irrelevant."
        ),
    ] = "both-tests",
    target: Annotated[float, typer.Option("--target", help="The recall to reach.", min=0.5, max=1)] = 0.95,
    confidence: Annotated[
        float, typer.Option("--confidence", help="How sure to be.", min=0.5, max=0.999)
    ] = 0.95,
    declare: Annotated[bool, typer.Option("--declare", help="Take out what nobody decided on.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take a declared stop back.")] = False,
    as_json: Json = False,
) -> None:
    """Say whether screening may stop, and what may then be claimed; an estimate excludes nothing."""
    from dataclasses import asdict

    from slr.app import stop as verb
    from slr.app.review import stage_of
    from slr.app.state import state_of
    from slr.app.stop_share import share_estimates, share_words

    session: Session = context.obj
    review = session.review()
    at = stage_of(review, stage or (review.plan.stages[0].id if review.plan.stages else ""))
    if undo:
        say(f"took back {plural(verb.undo(review, session.caller(), at), 'declared stop')}", style="done")
        return
    if declare:
        count = verb.declare(review, session.caller(), at, rule=rule, target=target, confidence=confidence)
        say(f"{plural(count, 'report')} at {at.id} marked as ineligible by automation", style="done")
        return
    viewer = session.viewer(review)
    found = verb.advise(review, at, rule=rule, target=target, confidence=confidence, viewer=viewer)
    shares = share_estimates(review, state_of(review, viewer=viewer), at, viewer, confidence)
    if as_json:
        emit_json(found.as_dict() | {"random_share": [asdict(one) for one in shares]})
        return
    emit("\n".join([found.words, *map(share_words, shares)]))
    may = (
        "screening may stop: slr stop --declare"
        if found.check.stop and not found.conflicts
        else "go on screening"
    )
    say(f"{plural(found.left, 'report')} left that nobody decided on; {may}", style="done")
