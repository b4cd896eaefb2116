"""`slr flow`."""

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, emit_json, end, plural, printable, say, table
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.flow import Behind
    from slr.flow.expect import Comparison

EXAMPLE = "slr flow --explain duplicates"


def run(
    context: typer.Context,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write the diagram as SVG.")
    ] = None,
    expect: Annotated[
        Path | None,
        typer.Option("--expect", metavar="FILE", help="Compare with a published flow; differences exit 1."),
    ] = None,
    explain: Annotated[str, typer.Option("--explain", metavar="BOX", help="List what is behind a box.")] = "",
    column: Annotated[str, typer.Option("--column", help="databases, other, previous or all.")] = "",
    item: Annotated[str, typer.Option("--item", help="One line of the box: a search, a reason.")] = "",
    round: Annotated[
        int | None, typer.Option("--round", help="The flow of one round of the review.", min=1)
    ] = None,
    ascii: Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")] = False,
    as_json: Json = False,
) -> None:
    """Draw the PRISMA 2020 flow, every number counted from the folder."""
    from slr.app import flow as verb

    session: Session = context.obj
    review = session.review()
    viewer = session.viewer(review)
    if explain:
        behind = verb.explain(review, explain, column=column, item=item, viewer=viewer, round=round)
        show_behind(behind, as_json=as_json)
        return
    computed = verb.flow(review, viewer=viewer, round=round)
    if expect:
        comparison = verb.expect(computed, expect)
        show_comparison(comparison, as_json=as_json)
        end(bool(comparison.differences))
        return
    if svg:
        from slr.flow.draw_svg import draw_svg
        from slr.store.disk import DISK, create_file

        create_file(DISK, svg.absolute(), draw_svg(computed).encode("utf-8"))
        say(f"wrote {svg}", style="done")
    if as_json:
        emit_json(
            {
                "title": computed.title,
                "synthetic": computed.notice,
                "draft": computed.draft,
                "round": computed.round,
                "boxes": [box.as_dict() for box in computed.boxes],
            }
        )
    elif not svg:
        from slr.flow.draw_text import draw_text

        width = max(80, min(shutil.get_terminal_size().columns, 132)) if sys.stdout.isatty() else 80
        plain = ascii or not can_print_lines()
        emit(draw_text(computed, width=width, ascii=plain))


def can_print_lines() -> bool:
    """Whether stdout's encoding has the box-drawing characters."""
    try:
        "│┌→".encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def show_comparison(comparison: "Comparison", *, as_json: bool) -> None:
    """Every expected number beside the computed one, differences marked."""
    if as_json:
        emit_json(
            [
                {
                    "box": r.box,
                    "column": r.column,
                    "item": r.item,
                    "unit": r.unit,
                    "expected": r.expected,
                    "found": r.found,
                    "equal": r.equal,
                    "source": r.source,
                }
                for r in comparison.rows
            ]
        )
        return
    rows = [
        (
            "" if r.equal else "DIFFERS",
            f"{r.box} {r.item}".strip(),
            r.column,
            r.unit,
            r.expected,
            "none" if r.found is None else r.found,
            r.source,
        )
        for r in comparison.rows
    ]
    table(["", "box", "column", "unit", "expected", "found", "source"], rows, right=[4, 5])
    count = len(comparison.differences)
    message = (
        f"{plural(count, 'number')} of {len(rows)} differ" if count else f"all {len(rows)} numbers agree"
    )
    say(message, style="error" if count else "done")


def show_behind(behind: "Behind", *, as_json: bool) -> None:
    """The ids behind a box, each with its citation."""
    found = behind.explanation
    if as_json:
        emit_json(
            {
                "box": found.box,
                "item": found.item,
                "unit": found.unit,
                "count": found.count,
                "ids": [{"id": name, "citation": text, "of": list(of)} for name, text, of in behind.rows],
            }
        )
        return
    emit(printable(f"{found.label}: {found.count} {found.unit}"))
    for _, label, count in found.items:
        emit(printable(f"  {label}: {count}"))
    table(
        [found.unit, "citation", "records or report"],
        [(n, text, " ".join(of)) for n, text, of in behind.rows],
    )
