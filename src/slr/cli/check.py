"""`slr check`."""

import gc
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, emit_json, end, plural, say
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.caller import Caller
    from slr.app.check import Wanted
    from slr.model.finding import Finding

EXAMPLE = "slr check --strict"


class Output(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"
    GITLAB = "gitlab"


class Schema(StrEnum):
    """What an editor can be told the shape of."""

    PROTOCOL = "protocol"
    CODEBOOK = "codebook"


def run(
    context: typer.Context,
    path: Annotated[
        Path | None,
        typer.Argument(metavar="PATH", help="A review folder, or a protocol without one; here by default."),
    ] = None,
    output: Annotated[
        Output,
        typer.Option("--output", metavar="FORM", help="text, json, github, sarif, junit or gitlab."),
    ] = Output.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    select: Annotated[
        str, typer.Option("--select", metavar="CODES", help="Only these rules: P012,R or so.")
    ] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="CODES", help="Not these rules.")] = "",
    base: Annotated[
        str, typer.Option("--base", metavar="REF", help="Compare with git: what changed since then.")
    ] = "",
    retractions: Annotated[
        Path | None,
        typer.Option("--retractions", metavar="FILE", help="DOIs or PubMed ids of retracted reports."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend.")] = False,
    explain: Annotated[
        str, typer.Option("--explain", metavar="CODE", help="Say what a rule wants, and why.")
    ] = "",
    show: Annotated[bool, typer.Option("--list", help="List the rules.")] = False,
    schema: Annotated[
        Schema | None, typer.Option("--schema", help="Print the JSON Schema for an editor.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check the protocol, the codebooks, the ledger and the files, with file and line."""
    if schema is not None:
        emit(schema_of(schema))
    elif explain:
        emit(explanation(explain))
    elif show:
        show_rules(as_json=as_json)
    else:
        from slr.app.check import Wanted
        from slr.app.check_rules import codes_named

        wanted = Wanted(
            base=base, retractions=retractions, select=codes_named(select), ignore=codes_named(ignore)
        )
        session: Session = context.obj
        root = session.root if path is None else path if path.is_dir() else None
        chosen = Output.JSON if as_json else output
        check(root, path, wanted, chosen.value, session.caller(), fix=fix, strict=strict)


def check(
    root: Path | None,
    path: Path | None,
    wanted: "Wanted",
    output: str,
    caller: "Caller",
    *,
    fix: bool,
    strict: bool,
) -> None:
    """Mend if asked to, check, print; exit 1 where something is wrong."""
    from slr.app import check as verb
    from slr.app.check_told import told

    if fix:
        mend(root, path)
    # A process that ends in a moment need not look for garbage among a million events: a third of its time.
    gc.disable()
    try:
        if root is not None:
            findings = verb.check(root, wanted, caller=caller)
        else:
            findings = verb.check_file(path or Path(), wanted, caller=caller)
        emit(told(findings, output, root=root, file=path if root is None else None))
    finally:
        gc.enable()
    say(summary(findings), style="done")
    end(verb.failed(findings, strict=strict))


def summary(findings: "list[Finding]") -> str:
    """How many errors, warnings and infos."""
    from slr.model.words import Severity

    if not findings:
        return "nothing to complain about"
    counts = [(s.value, sum(f.severity is s for f in findings)) for s in Severity]
    parts = [plural(count, name) for name, count in counts if count]
    return f"{plural(len(findings), 'finding')}: {', '.join(parts)}"


def mend(root: Path | None, path: Path | None) -> None:
    """Mend what is safe to mend, and say what was done."""
    from slr.app.check_fix import fix, fix_file

    done = fix(root) if root is not None else fix_file(path or Path())
    for finding in done.findings:
        say(f"mended {finding.code} at {finding.place}: {finding.message}")
    say(
        f"{plural(len(done.findings), 'finding')} mended" if done.findings else "nothing that is safe to mend"
    )


def schema_of(schema: Schema) -> str:
    """A JSON Schema as the text of a file."""
    from slr.protocol.json_schema import codebook_schema, protocol_schema, schema_text

    return schema_text(protocol_schema() if schema is Schema.PROTOCOL else codebook_schema())


def explanation(code: str) -> str:
    """One rule at length."""
    from slr.app.check_rules import rule_of
    from slr.protocol.rule_pages import rule_page

    return rule_page(rule_of(code))


def show_rules(*, as_json: bool) -> None:
    """All rules, a line each, by family."""
    from slr.app.check_rules import ALL_RULES

    rules = sorted(ALL_RULES.values(), key=lambda rule: (rule.family, rule.code))
    if as_json:
        emit_json(
            [
                {"code": r.code, "severity": r.severity.value, "family": r.family, "name": r.name}
                for r in rules
            ]
        )
        return
    emit("\n".join(f"{r.code}  {r.severity.value:8} {r.family:15} {r.name}" for r in rules))
    if sys.stdout.isatty():
        say("slr check --explain CODE says what one wants, and why")
