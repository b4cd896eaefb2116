"""`slr check`."""

from pathlib import Path
from typing import Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, emit_json, end, plural, printable, say
from slr.cli.session import Session

EXAMPLE = "slr check --strict"


def run(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A protocol without a folder; else the review's.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    explain: Annotated[
        str, typer.Option("--explain", metavar="CODE", help="Say what a rule wants, and why.")
    ] = "",
    show: Annotated[bool, typer.Option("--list", help="List the rules.")] = False,
    as_json: Json = False,
) -> None:
    """Check the protocol, the codebooks and the ledger, with file and line."""
    from slr.app.check import check, check_file, failed

    session: Session = context.obj
    if show or explain:
        show_rules(explain)
        return
    findings = check_file(file) if file is not None else check(session.root)
    if as_json:
        emit_json([finding.as_dict() for finding in findings])
    else:
        for finding in findings:
            hint = f"\n    hint: {finding.hint}" if finding.hint else ""
            place = f"{finding.place}: " if finding.place else ""
            emit(printable(f"{place}{finding.severity.value} {finding.code}: {finding.message}{hint}"))
        say(f"{plural(len(findings), 'finding')}" if findings else "nothing to complain about", style="done")
    end(failed(findings, strict=strict))


def show_rules(code: str) -> None:
    """One rule at length, or all of them in a line each."""
    from slr.app.review import nearest
    from slr.model.errors import SlrError
    from slr.protocol.checks import RULES

    if not code:
        emit("\n".join(f"{rule.code}  {rule.severity.value:8} {rule.name}" for rule in RULES.values()))
        return
    if code not in RULES:
        raise SlrError(f"there is no rule {code}", nearest(code, list(RULES)))
    rule = RULES[code]
    emit(
        "\n".join(
            f"{name}: {getattr(rule, name)}"
            for name in ("code", "name", "why", "example", "mend", "source")
            if getattr(rule, name, "")
        )
    )
