"""`slr tabulate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import As, Codebook, Json
from slr.cli.output import emit, emit_json, plural, printable, say, table
from slr.cli.session import Session
from slr.model.errors import SlrError

if TYPE_CHECKING:
    from slr.app.review import Review
    from slr.coding.tabulate import Table

EXAMPLE = "slr tabulate objective income-group --codebook tursunbayeva-2017"


RowsArgument = Annotated[
    str,
    typer.Argument(
        metavar="[DIMENSION]",
        help="The rows; country:income and country:region group, BOOK/DIMENSION crosses codebooks.",
    ),
]
ColumnsArgument = Annotated[str, typer.Argument(metavar="[DIMENSION]", help="The columns.")]
StudiesOption = Annotated[bool, typer.Option("--studies", help="Name the studies behind each cell.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print the table as CSV.")]
MarkdownOption = Annotated[bool, typer.Option("--markdown", help="Print the table as Markdown.")]
WideOption = Annotated[
    bool, typer.Option("--wide", help="All codings as CSV: a row a study, a column a dimension.")
]
LongOption = Annotated[
    bool, typer.Option("--long", help="All codings as CSV: a row for each coder's value, with quotes.")
]
MapOption = Annotated[
    Path | None, typer.Option("--map", metavar="FILE", help="Draw the evidence map: .svg, .png or .pdf.")
]
ColorOption = Annotated[str, typer.Option("--color", metavar="DIMENSION", help="Of --map: a third one.")]
UnblindOption = Annotated[
    bool, typer.Option("--unblind", help="Show others' codings too; the ledger says so.")
]


def run(
    context: typer.Context,
    rows: RowsArgument = "",
    columns: ColumnsArgument = "",
    codebook: Codebook = "",
    studies: StudiesOption = False,
    csv: CsvOption = False,
    markdown: MarkdownOption = False,
    wide: WideOption = False,
    long: LongOption = False,
    map_to: MapOption = None,
    color: ColorOption = "",
    unblind: UnblindOption = False,
    who: As = "",
    as_json: Json = False,
) -> None:
    """Count the coded studies by one dimension, or by two; or write all codings as CSV."""
    from slr.app import tabulate as app

    session: Session = context.obj
    review = session.review()
    if unblind:
        app.unblind(review, session.caller(who), codebook)
        review = session.review()
    viewer = viewer_of(session, review, who)
    if wide or long:
        if wide and long:
            raise SlrError("wide or long, not both", "run it twice, each into a file of its own")
        if rows:
            raise SlrError("--wide and --long write every dimension", f"leave {rows} out")
        emit(app.csv_of(app.spread(review, codebook, "wide" if wide else "long", viewer=viewer)))
        return
    if not rows:
        raise SlrError("by which dimension?", f"slr tabulate DIMENSION; {dimensions_of(review, codebook)}")
    if map_to:
        draw_map(review, codebook, (rows, columns, color), map_to, viewer=viewer)
        return
    from slr.app.state import state_of

    state = state_of(review, viewer=viewer)
    found = app.tabulate(review, codebook, rows, columns or None, state=state)
    if as_json:
        emit_json(found.as_dict())
    elif csv:
        emit(app.table_csv(found, studies=studies))
    elif markdown:
        emit(app.table_markdown(found, studies=studies))
    else:
        show(found, studies=studies)
        if "/" not in f"{rows}{columns}":
            begun, complete = app.coverage(review, state, codebook)
            if complete < begun:
                say(f"{begun} begun, {complete} complete: slr status", style="hint")
    if found.conflicts:
        say(f"{plural(len(found.conflicts), 'study', 'studies')} in conflict", style="warning")


def draw_map(
    review: "Review", codebook: str, dimensions: tuple[str, str, str], file: Path, *, viewer: str
) -> None:
    """Write the evidence map of two dimensions, a third as color."""
    from slr.app.evidence import evidence_map
    from slr.cli.output_files import write_file

    rows, columns, color = dimensions
    drawn = evidence_map(review, codebook, rows, columns, color, file=file, viewer=viewer)
    write_file(file, drawn)
    say(f"wrote {file}", style="done")


def viewer_of(session: Session, review: "Review", who: str) -> str:
    """Through whose eyes: the command's own --as before that of `slr` and git."""
    from slr.app.review import known_reviewer

    return known_reviewer(review, who) if who else session.viewer(review)


def dimensions_of(review: "Review", codebook: str) -> str:
    """The dimensions, for a hint."""
    from slr.app.codebook import load

    return "there are " + ", ".join(one.id for one in load(review, codebook).dimensions)


def show(found: "Table", *, studies: bool) -> None:
    """The table for a person."""
    heads = [found.row_dimension, *(label.name for label in found.columns)]
    cells = [("  " * r.depth + r.name, *(found.count(r.id, c.id) for c in found.columns)) for r in found.rows]
    table(heads, cells, right=range(1, len(heads)))
    for row in found.rows if studies else ():
        for column in found.columns:
            if names := found.behind(row.id, column.id):
                about = row.id if found.column_dimension is None else f"{row.id} / {column.id}"
                emit(printable(f"{about}: {', '.join(names)}"))
