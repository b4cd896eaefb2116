"""`slr tabulate`."""

from typing import Annotated

import typer

from slr.cli.options import Codebook, Json
from slr.cli.output import emit, emit_json, plural, printable, say, table
from slr.cli.session import Session

EXAMPLE = "slr tabulate objective income-group --codebook tursunbayeva-2017"


def run(
    context: typer.Context,
    rows: Annotated[str, typer.Argument(metavar="DIMENSION", help="The rows.")],
    columns: Annotated[str, typer.Argument(metavar="[DIMENSION]", help="The columns.")] = "",
    codebook: Codebook = "",
    studies: Annotated[bool, typer.Option("--studies", help="Name the studies behind each cell.")] = False,
    as_json: Json = False,
) -> None:
    """Count the coded studies by one dimension, or by two."""
    from slr.app.tabulate import tabulate

    session: Session = context.obj
    review = session.review()
    found = tabulate(review, codebook, rows, columns or None, viewer=session.viewer(review))
    if as_json:
        emit_json(found.as_dict())
        return
    heads = [found.row_dimension, *(label.name for label in found.columns)]
    cells = [("  " * r.depth + r.name, *(found.count(r.id, c.id) for c in found.columns)) for r in found.rows]
    table(heads, cells, right=range(1, len(heads)))
    if studies:
        for (row, column), names in found.cells.items():
            emit(printable(f"{row} / {column}: {', '.join(names)}"))
    if found.conflicts:
        say(
            f"{plural(len(found.conflicts), 'study', 'studies')} in conflict: {', '.join(found.conflicts)}",
            style="warning",
        )
