"""`slr code`."""

from pathlib import Path
from typing import Annotated

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
    import_cases: Annotated[
        Path | None,
        typer.Option(
            "--import-cases",
            metavar="FILE",
            help="Take in the cases, or the results or arms of studies, of this CSV or XLSX file.",
        ),
    ] = None,
    set_name: Annotated[
        str, typer.Option("--set", metavar="NAME", help="The cases' name; the file's by default.")
    ] = "",
    withdraw: Annotated[
        str, typer.Option("--withdraw-cases", metavar="NAME", help="Take the cases of this name back.")
    ] = "",
    stands: Annotated[
        list[str] | None,
        typer.Option(
            "--stands",
            metavar="STUDY",
            help="You looked at it again after the codebook changed, and your codings stand. Also: all.",
        ),
    ] = None,
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Code the included studies with a codebook, the words of the text as evidence; or cases, or results."""
    from slr.app import cases, code, code_apply, codebook_changes

    session: Session = context.obj
    review = session.review()
    caller = session.caller(who)
    if withdraw:
        gone = cases.withdraw_cases(review, caller, withdraw)
        say(f"{plural(gone, 'case')} withdrawn; codings of them are kept, and count nowhere", style="done")
        return
    if stands:
        count = codebook_changes.stands(review, caller, codebook, stands)
        say(f"{plural(count, 'coding')} looked at again", style="done")
        return
    if import_cases:
        done = cases.import_cases(review, caller, codebook, import_cases, set_name=set_name)
        if as_json:
            emit_json({"rows": done.rows, "added": done.added, "known": done.known})
        say(f"{plural(done.rows, 'row')}: {done.added} new, {done.known} known already", style="done")
        return
    if apply:
        done = code_apply.apply_codings(review, caller, codebook, apply)
        if as_json:
            emit_json({"rows": done.rows, "added": done.added, "known": done.known})
        say(f"{plural(done.rows, 'coding')}: {done.added} new, {done.known} known already", style="done")
        return
    twin = "slr code --apply codings.csv"
    progress = code.code(review, caller, codebook, asker(plain=plain, twin=twin))
    say(f"{plural(progress.done, 'study', 'studies')} coded, {progress.left} left", style="done")
