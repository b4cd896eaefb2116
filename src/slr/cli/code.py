"""`slr code`."""

import typer

from slr.cli.asking import asker
from slr.cli.options import Apply, As, Codebook, Json, Plain
from slr.cli.output import emit_json, plural, say
from slr.cli.session import Session

EXAMPLE = "slr code --codebook tursunbayeva-2017 --apply codings.csv"


def run(
    context: typer.Context,
    codebook: Codebook = "",
    who: As = "",
    apply: Apply = None,
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Code the included studies with a codebook, the words of the text as evidence."""
    from slr.app import code, code_apply

    session: Session = context.obj
    review = session.review()
    caller = session.caller(who)
    if apply:
        done = code_apply.apply_codings(review, caller, codebook, apply)
        if as_json:
            emit_json({"rows": done.rows, "added": done.added, "known": done.known})
        say(f"{plural(done.rows, 'coding')}: {done.added} new, {done.known} known already", style="done")
        return
    twin = "slr code --apply codings.csv"
    progress = code.code(review, caller, codebook, asker(plain=plain, twin=twin))
    say(f"{plural(progress.done, 'study', 'studies')} coded, {progress.left} left", style="done")
