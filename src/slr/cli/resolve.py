"""`slr resolve`."""

import sys
from typing import TYPE_CHECKING

import typer

from slr.cli.asking import Opening, asker, must_be_terminal, nothing
from slr.cli.options import Apply, As, Codebook, Json, Plain, Stage
from slr.cli.output import emit_json, plural, say
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.ask_codings import CodingAsker

EXAMPLE = "slr resolve --stage title-abstract --apply resolutions.csv"


def run(
    context: typer.Context,
    stage: Stage = "",
    codebook: Codebook = "",
    who: As = "",
    apply: Apply = None,
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Settle conflicts between reviewers, or between coders (--codebook)."""
    from slr.app import code_apply, code_resolve, resolve
    from slr.app.review import stage_of

    session: Session = context.obj
    ready = nothing if apply or codebook else Opening().end
    review = session.review()
    caller = session.caller(who)
    if codebook:
        if apply is None:
            twin = f"slr resolve --codebook {codebook} --apply resolutions.csv"
            progress = code_resolve.resolve_codings(
                review, caller, codebook, coding_asker(plain=plain, twin=twin)
            )
            say(f"{codebook}: {progress.done} resolved, {progress.left} left", style="done")
            return
        done = code_apply.apply_coding_resolutions(review, caller, codebook, apply)
    else:
        at = stage_of(review, stage or (review.plan.stages[0].id if review.plan.stages else ""))
        if apply is None:
            twin = f"slr resolve --stage {at.id} --apply resolutions.csv"
            progress = resolve.resolve(review, caller, at, asker(plain=plain, twin=twin, ready=ready))
            say(f"{at.name or at.id}: {progress.done} resolved, {progress.left} left", style="done")
            return
        done = resolve.apply_resolutions(review, caller, at, apply)
    if as_json:
        emit_json({"rows": done.rows, "added": done.added, "known": done.known})
    say(f"{plural(done.rows, 'resolution')}: {done.added} new, {done.known} known already", style="done")


def coding_asker(*, plain: bool, twin: str) -> "CodingAsker":
    """The full screen, or plain lines where asked for. Raises SlrError where nobody is at a terminal."""
    if plain:
        from slr.cli.coding_conflicts import ConflictLines

        return ConflictLines(sys.stdin, sys.stdout)
    must_be_terminal(twin)
    from slr.tui.asker import FullScreen

    return FullScreen()
