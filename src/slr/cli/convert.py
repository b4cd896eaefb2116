"""`slr convert`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from slr.cli.import_ import ColumnsOption, EncodingOption, checked_columns
from slr.cli.input_files import files_meant
from slr.cli.output import emit_bytes, end, plural, say, show_findings
from slr.cli.progress import working

EXAMPLE = "slr convert scopus.csv -o scopus.ris"


def run(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Exports of any format; - is stdin.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The file; - is stdout.")
    ] = "-",
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="ris, bibtex, csv, jsonl …: slr formats.")
    ] = "",
    format: Annotated[str, typer.Option("--format", help="The input's format; found by default.")] = "",
    columns: ColumnsOption = None,
    encoding: EncodingOption = "",
    raw: Annotated[
        bool, typer.Option("--raw", help="In jsonl, add the fields as exported: nothing is left out.")
    ] = False,
) -> None:
    """Turn exports into another format, without a review folder."""
    from slr.app.convert import convert, format_of, source
    from slr.cli.output_files import refuse_input, write_file
    from slr.model.errors import SlrError

    meant = files_meant(files)
    if files.count("-") > 1:
        raise SlrError("- is stdin, which is read once", "name it once")
    if output != "-":
        refuse_input(Path(output), [file for file in meant if str(file) != "-"])
    wanted = format_of(output, to or ("jsonl" if output == "-" else ""))
    given = [("stdin", sys.stdin.buffer.read()) if str(file) == "-" else source(file) for file in meant]
    named = checked_columns(columns or [])
    with working("Converting"):
        done = convert(given, to=wanted, format=format, columns=named, encoding=encoding, raw=raw)
    show_findings(done.findings, limit=20)
    if output == "-":
        emit_bytes(done.data)
    else:
        write_file(Path(output), done.data)
        say(f"wrote {plural(done.records, 'record')} to {output}", style="done")
    if done.refused:
        say(f"{plural(done.refused, 'entry', 'entries')} refused", style="warning")
    end(done.refused > 0)
