"""`slr codebook`."""

from typing import Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, emit_json, end, has_errors, printable, say, show_findings, table
from slr.cli.session import Session

EXAMPLE = "slr codebook show bertot-2010"
ACTIONS = ("list", "show", "check")


def run(
    context: typer.Context,
    action: Annotated[str, typer.Argument(metavar="ACTION", help="list, show or check.")] = "list",
    name: Annotated[str, typer.Argument(metavar="ID", help="The codebook's id.")] = "",
    as_json: Json = False,
) -> None:
    """List, show and check codebooks: the review's own and the bundled ones."""
    from slr.app.codebook import at_hand, read, usable
    from slr.app.review import nearest
    from slr.model.errors import SlrError

    session: Session = context.obj
    if action not in ACTIONS:
        raise SlrError(f"slr codebook cannot {action}", nearest(action, list(ACTIONS)))
    if action == "list":
        books = at_hand(session.root)
        rows = [(book.id, "this review" if book.own else "bundled") for book in books.values()]
        emit_json([{"id": a, "from": b} for a, b in rows]) if as_json else table(["codebook", "from"], rows)
        return
    if not name:
        raise SlrError("which codebook?", "slr codebook list names them")
    if action == "check":
        findings = read(session.root, name)[1]
        show_findings(findings)
        say("nothing to complain about" if not findings else f"{len(findings)} findings", style="done")
        end(has_errors(findings))
        return
    codebook = usable(session.root, name)
    if as_json:
        from dataclasses import asdict

        emit_json(asdict(codebook))
        return
    lines = [f"{codebook.id}: {codebook.name} ({codebook.version})", f"source: {codebook.source}", ""]
    for dimension in codebook.dimensions:
        needed = ", required" if dimension.required else ""
        lines.append(f"{dimension.id} ({dimension.kind}{needed}): {dimension.name}")
        lines += [f"    {c.id}: {c.name}. {c.definition}" for c in dimension.categories]
    emit(printable("\n".join(lines)))
