"""`slr stop`."""

from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Json, Stage
from slr.cli.output import emit, emit_json, plural, say
from slr.cli.progress import working
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.stop import Advice

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
    with working("Estimating"):
        found = verb.advise(review, at, rule=rule, target=target, confidence=confidence, viewer=viewer)
    shares = share_estimates(review, state_of(review, viewer=viewer), at, viewer, confidence)
    if as_json:
        emit_json(found.as_dict() | {"random_share": [asdict(one) for one in shares]})
        return
    emit("\n".join([found.words, *map(share_words, shares)]))
    say(f"{plural(found.left, 'report')} left that nobody decided on; {next_words(found)}", style="done")


def next_words(found: "Advice") -> str:
    """What to do now: there is nothing to declare where somebody decided on every report."""
    if found.conflicts:
        return f"resolve the conflicts: slr resolve --stage {found.stage}"
    if not found.left and found.open:
        return f"{plural(found.open, 'report')} waiting for another decision: slr status"
    if not found.left:
        return "screening is complete, there is nothing to declare"
    return "screening may stop: slr stop --declare" if found.check.stop else "go on screening"
