"""`slr demo`."""

from pathlib import Path
from typing import Annotated

import typer

from slr.cli.output import emit, end, say
from slr.cli.session import Session

EXAMPLE = "slr demo --fresh my-first-screening"


def run(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make.")] = Path("slr-demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Stop before screening: you decide.")] = False,
) -> None:
    """Build the worked case, a synthetic review, from exports to report."""
    from slr.app.demo import demo
    from slr.cli.flow import can_print_lines, show_comparison
    from slr.flow.draw_text import draw_text

    session: Session = context.obj
    done = demo(session.at(folder).caller(), fresh=fresh, tell=say)
    say("")
    if done.comparison is None:
        say(f"{folder} is ready to be screened. Try:", style="done")
        say(f"  slr -C {folder} screen --as reviewer-a")
        say(f"  slr -C {folder} status")
        return
    emit(draw_text(done.flow, ascii=not can_print_lines()))
    show_comparison(done.comparison, as_json=False)
    say(f"\nThe report: {done.report} (open it in a browser). Try next:", style="done")
    say(f"  slr -C {folder} status")
    say(f"  slr -C {folder} flow --explain excluded-full-text")
    say(f"  slr -C {folder} tabulate objective")
    say("  slr demo --fresh my-first-screening")
    end(bool(done.comparison.differences))
