"""`slr init`."""

from pathlib import Path
from typing import Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, emit_json, say
from slr.cli.session import Session

EXAMPLE = 'slr init my-review --title "Social media in public health"'


def run(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(metavar="DIR", help="The folder to make.")] = None,
    start_from: Annotated[
        str, typer.Option("--from", metavar="NAME", help="Start from a bundled protocol.")
    ] = "",
    protocol: Annotated[
        Path | None, typer.Option("--protocol", metavar="FILE", help="Start from a protocol of your own.")
    ] = None,
    title: Annotated[str, typer.Option("--title", help="The review's title.")] = "",
    show: Annotated[bool, typer.Option("--list", help="List the bundled protocols.")] = False,
    as_json: Json = False,
) -> None:
    """Make a review folder with a commented protocol.yaml."""
    from slr.app.init import init

    session: Session = context.obj
    if show:
        from slr.protocol.bundled import bundled_protocols

        names = list(bundled_protocols())
        emit_json(names) if as_json else emit("\n".join(names))
        return
    made = init(
        session.at(folder or session.root).caller(), start_from=start_from, protocol=protocol, title=title
    )
    if as_json:
        emit_json({"folder": str(made.root), "files": list(made.files), "from": made.source})
        return
    say(f"made {made.root}: {', '.join(made.files)}", style="done")
    say(f"next: edit {made.root / 'protocol.yaml'}, then slr -C {made.root} check")
