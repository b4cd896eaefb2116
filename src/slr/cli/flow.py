"""`slr flow`."""

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, emit_json, end, has_errors, plural, printable, say, show_findings, table
from slr.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slr.app.flow import Behind
    from slr.app.review import Review
    from slr.flow.expect import Comparison
    from slr.flow.style import Edition, Style
    from slr.model.finding import Finding
    from slr.model.flow import Flow
    from slr.model.record import Record

ONE = {"records": "record", "reports": "report", "studies": "study"}
EXAMPLE = "slr flow --explain duplicates"

OutputOption = Annotated[
    list[Path] | None,
    typer.Option(
        "-o",
        "--output",
        "--svg",
        metavar="FILE",
        help="Write .svg .png .pdf .html .mmd .dot .csv .json .txt.",
    ),
]
ExpectOption = Annotated[
    Path | None,
    typer.Option("--expect", metavar="FILE", help="Compare with a published flow; differences exit 1."),
]
ExplainOption = Annotated[str, typer.Option("--explain", metavar="BOX", help="List what is behind a box.")]
ColumnOption = Annotated[str, typer.Option("--column", help="databases, other, previous or all.")]
ItemOption = Annotated[str, typer.Option("--item", help="One line of the box: a search, a reason.")]
RoundOption = Annotated[
    int | None, typer.Option("--round", help="The flow of one round of the review.", min=1)
]
EveryOption = Annotated[
    bool, typer.Option("--all", help="The flow of each round, then of all together; FILE-round-N.")
]
FromCsvOption = Annotated[
    Path | None,
    typer.Option("--from-csv", metavar="FILE", help="Draw and check counts that somebody typed."),
]
FreezeOption = Annotated[
    str, typer.Option("--freeze", metavar="NAME", help="Keep this flow as it was submitted.")
]
SinceOption = Annotated[
    str, typer.Option("--since", metavar="NAME", help="What changed since a frozen flow.")
]
LanguageOption = Annotated[str, typer.Option("--language", help="Of the labels: en es fr de pt it zh.")]
PrismaOption = Annotated[str, typer.Option("--prisma", help="2020, or 2009 for the layout of old papers.")]
ScopingOption = Annotated[bool, typer.Option("--scoping", help="The labels of a scoping review.")]
ColorOption = Annotated[
    list[str] | None,
    typer.Option(
        "--color", metavar="LOOK=COLORS", help="Of fill, line, text: heading=#ffffff,#000000,#000000 or such."
    ),
]
AsciiOption = Annotated[bool, typer.Option("--ascii", help="Draw with ASCII characters only.")]


def run(
    context: typer.Context,
    output: OutputOption = None,
    expect: ExpectOption = None,
    explain: ExplainOption = "",
    column: ColumnOption = "",
    item: ItemOption = "",
    round: RoundOption = None,
    every: EveryOption = False,
    from_csv: FromCsvOption = None,
    freeze: FreezeOption = "",
    since: SinceOption = "",
    language: LanguageOption = "en",
    prisma: PrismaOption = "2020",
    scoping: ScopingOption = False,
    color: ColorOption = None,
    ascii: AsciiOption = False,
    as_json: Json = False,
) -> None:
    """Draw the PRISMA 2020 flow, every number counted from the folder."""
    from slr.app import flow as verb
    from slr.app.flow_files import records_behind, typed_flow

    session: Session = context.obj
    style = style_of(language, prisma, scoping=scoping, colors=color or [])
    if from_csv:
        computed, findings = typed_flow(from_csv)
        show([Drawn(computed)], output or [], style, findings, ascii=ascii, as_json=as_json)
        return
    review = session.review()
    viewer = session.viewer(review)
    if explain:
        behind = verb.explain(review, explain, column=column, item=item, viewer=viewer, round=round)
        show_behind(behind, as_json=as_json)
    elif since:
        show_since(review, since, as_json=as_json)
    elif freeze:
        from slr.app.freeze import keep

        keep(review, session.caller(), freeze, round=round)
        say(f"frozen as {freeze}; slr flow --since {freeze} shows what changes", style="done")
    elif expect:
        comparison = verb.expect(verb.flow(review, viewer=viewer, round=round), expect)
        show_comparison(comparison, as_json=as_json)
        end(bool(comparison.differences))
    else:
        told = verb.flows(review, viewer=viewer) if every else [verb.flow(review, viewer=viewer, round=round)]
        pages = any(file.suffix.casefold() == ".html" for file in output or [])
        shown = [Drawn(one, records_behind(review, one, viewer=viewer) if pages else {}) for one in told]
        show(shown, output or [], style, [], ascii=ascii, as_json=as_json)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A flow to be drawn, and the records that a page cites behind its boxes."""

    flow: "Flow"
    records: "Mapping[str, Record]" = field(default_factory=dict)


def style_of(language: str, prisma: str, *, scoping: bool, colors: list[str]) -> "Style":
    """How the diagram is to look. Raises SlrError."""
    from slr.flow.labels import labels
    from slr.flow.style import Style, read_colors
    from slr.model.errors import SlrError

    if prisma not in ("2020", "2009"):
        raise SlrError(f"there is no PRISMA {prisma}", "2020 or 2009")
    edition: Edition = "2009" if prisma == "2009" else "2020"
    style = Style(language=language, edition=edition, scoping=scoping, colors=read_colors(colors))
    labels(style)
    return style


def show(
    flows: list[Drawn],
    output: list[Path],
    style: "Style",
    findings: "list[Finding]",
    *,
    ascii: bool,
    as_json: bool,
) -> None:
    """The flows on stdout or in files; what must be told beside them on stderr. A wrong sum exits 1."""
    from slr.app.flow_files import as_json as values
    from slr.app.flow_files import drawn
    from slr.cli.output_files import write_file
    from slr.flow.draw_text import draw_text
    from slr.flow.remarks import remarks

    files = {}
    for one in flows:
        for file in output:
            files[file_of(file, one.flow, len(flows))] = drawn(one.flow, file, style, one.records)
    for file, content in files.items():
        write_file(file, content)
        say(f"wrote {file}", style="done")
    if as_json:
        emit_json([values(one.flow) for one in flows] if len(flows) > 1 else values(flows[0].flow))
    elif not files:
        width = max(80, min(shutil.get_terminal_size().columns, 132)) if sys.stdout.isatty() else 80
        lines = ascii or not can_print_lines()
        emit("\n".join(draw_text(one.flow, width=width, ascii=lines, style=style) for one in flows))
    told = [*findings, *remarks(flows[-1].flow)]
    show_findings(told)
    end(has_errors(told))


def file_of(file: Path, flow: "Flow", flows: int) -> Path:
    """The file of one flow of several: those of a round have its number in their name."""
    if flows == 1 or flow.round is None:
        return file
    return file.with_name(f"{file.stem}-round-{flow.round}{file.suffix}")


def show_since(review: "Review", name: str, *, as_json: bool) -> None:
    """What changed since a flow was frozen."""
    from slr.app.freeze import since

    frozen, changes = since(review, name)
    if as_json:
        emit_json(
            {
                "name": frozen.name,
                "about": dict(frozen.about),
                "changes": [
                    {"box": c.address, "label": c.label, "before": c.before, "now": c.now} for c in changes
                ],
            }
        )
        return
    rows = [
        (c.address, c.label, "none" if c.before is None else c.before, "none" if c.now is None else c.now)
        for c in changes
    ]
    if rows:
        table(["box", "label", "then", "now"], rows, right=[2, 3])
    say(
        f"{plural(len(rows), 'box', 'boxes')} changed since {name}"
        if rows
        else f"nothing changed since {name}",
        style="done",
    )


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
    emit(printable(f"{found.label}: {plural(found.count, ONE[found.unit], found.unit)}"))
    for _, label, count in found.items:
        emit(printable(f"  {label}: {count}"))
    table(
        [found.unit, "citation", "records or report"],
        [(n, text, " ".join(of)) for n, text, of in behind.rows],
    )
