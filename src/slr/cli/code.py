"""`slr code`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.asking import asker
from slr.cli.options import Apply, As, Codebook, Json, Plain
from slr.cli.output import emit_json, plural, say, show_findings, table
from slr.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slr.app.code_texts import TextsOf
    from slr.app.screen import Applied

EXAMPLE = "slr code --codebook tursunbayeva-2017 --apply codings.csv"


CasesOption = Annotated[
    Path | None,
    typer.Option(
        "--import-cases",
        metavar="FILE",
        help="Take in the cases, or the results or arms of studies, of this CSV or XLSX file.",
    ),
]
SetOption = Annotated[
    str, typer.Option("--set", metavar="NAME", help="The cases' name; the file's by default.")
]
WithdrawOption = Annotated[
    str, typer.Option("--withdraw-cases", metavar="NAME", help="Take the cases of this name back.")
]
StandsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--stands",
        metavar="STUDY",
        help="You looked at it again after the codebook changed, and your codings stand. Also: all.",
    ),
]
TextsOption = Annotated[
    bool, typer.Option("--texts", help="Read all full texts ahead, and say which cannot be read.")
]


def run(
    context: typer.Context,
    codebook: Codebook = "",
    who: As = "",
    apply: Apply = None,
    import_cases: CasesOption = None,
    set_name: SetOption = "",
    withdraw: WithdrawOption = "",
    stands: StandsOption = None,
    texts: TextsOption = False,
    plain: Plain = False,
    as_json: Json = False,
) -> None:
    """Code the included studies with a codebook, the words of the text as evidence; or cases, or results."""
    from slr.app import cases, code_apply, code_desk, codebook_changes
    from slr.app.code_texts import read_texts

    session: Session = context.obj
    review = session.review()
    caller = session.caller(who)
    if withdraw:
        gone = cases.withdraw_cases(review, caller, withdraw)
        say(f"{plural(gone, 'case')} withdrawn; codings of them are kept, and count nowhere", style="done")
    elif texts:
        show_texts(read_texts(review, caller, codebook), as_json=as_json)
    elif stands:
        count = codebook_changes.stands(review, caller, codebook, stands)
        say(f"{plural(count, 'coding')} looked at again", style="done")
    elif import_cases:
        taken = cases.import_cases(review, caller, codebook, import_cases, set_name=set_name)
        show_applied(taken, "row", as_json=as_json)
    elif apply:
        show_applied(code_apply.apply_codings(review, caller, codebook, apply), "coding", as_json=as_json)
    else:
        twin = "slr code --apply codings.csv"
        progress = code_desk.code(review, caller, codebook, asker(plain=plain, twin=twin))
        say(f"{plural(progress.done, 'study', 'studies')} coded, {progress.left} left", style="done")


def show_applied(done: "Applied", what: str, *, as_json: bool) -> None:
    """How many rows of a file were new."""
    if as_json:
        emit_json({"rows": done.rows, "added": done.added, "known": done.known})
    say(f"{plural(done.rows, what)}: {done.added} new, {done.known} known already", style="done")


def show_texts(found: "Sequence[TextsOf]", *, as_json: bool) -> None:
    """What there is to read beside each study, and what cannot be read."""
    rows = [(one.unit, text.file, len(text.pages), text.letters) for one in found for text in one.texts]
    findings = [text.finding for one in found for text in one.texts if text.finding is not None]
    if as_json:
        listed = [
            {"study": unit, "file": file, "pages": pages, "letters": letters}
            for unit, file, pages, letters in rows
        ]
        without = [one.unit for one in found if not one.texts]
        emit_json({"texts": listed, "without": without, "findings": [one.as_dict() for one in findings]})
    else:
        table(["study", "file", "pages", "letters"], rows, right=[2, 3])
        show_findings(findings)
    having = sum(any(text.letters for text in one.texts) for one in found)
    say(f"{having} of {plural(len(found), 'study', 'studies')} with a text that can be read", style="done")
