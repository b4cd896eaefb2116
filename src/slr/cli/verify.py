"""`slr verify`."""

import time
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit_json, end, plural, say, show_findings, table
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.gaps import Gap
    from slr.app.verify import Verified

EXAMPLE = "slr verify"
SHOWN = 50


def run(
    context: typer.Context,
    mend: Annotated[
        bool,
        typer.Option(
            "--repair",
            help="Name damage that cannot be mended in the ledger; nothing is deleted or rewritten.",
        ),
    ] = False,
    without_exports: Annotated[
        bool,
        typer.Option(
            "--without-exports", help="The exports are kept elsewhere: prove the rest without them."
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Recompute everything from the exports up, and say what only git could witness."""
    from slr.app.verify import verify
    from slr.app.verify_repair import repair

    session: Session = context.obj
    begun = time.monotonic()
    if mend:
        done = repair(session.caller(), exports=not without_exports)
        found, gaps = done.after, done.gaps
        told = [f"named {gap.code} at ledger/{gap.segment}:{gap.line}" for gap in gaps]
        for line in told or ["there is no damage that --repair could name"]:
            say(line)
    else:
        found, gaps = verify(session.caller(), exports=not without_exports), ()
    if as_json:
        emit_json(as_values(found, gaps))
    else:
        show(found, time.monotonic() - begun)
    end(found.failed)


def as_values(found: "Verified", gaps: "tuple[Gap, ...]") -> dict[str, object]:
    """What was found as JSON; it holds no time, so that the same folder gives the same text."""
    return {
        "proven": [{"what": one.what, "count": one.count, "wrong": one.wrong} for one in found.proofs],
        "findings": [one.as_dict() for one in found.findings],
        "unproven": list(found.unproven),
        "commit": found.commit,
        "named": [{"code": gap.code, "segment": gap.segment, "line": gap.line} for gap in gaps],
    }


def show(found: "Verified", seconds: float) -> None:
    """What was proven on stdout; what is wrong, and what is not proven, on stderr."""
    from slr.model.words import Severity

    table(
        ["recomputed", "how many", "wrong"],
        [(one.what, one.count, one.wrong or "") for one in found.proofs],
        right=[1, 2],
    )
    show_findings(found.findings, limit=SHOWN)
    for line in found.unproven:
        say(f"not proven: {line}", style="hint")
    wrong = sum(one.severity is Severity.ERROR for one in found.findings)
    said = plural(wrong, "error") if wrong else "everything holds"
    say(f"{said}; recomputed in {seconds:.1f} s", style="error" if wrong else "done")
