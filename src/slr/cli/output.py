"""Printing: data to stdout, talk to stderr, and no word of a record believed."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Protocol

import typer
from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from slr.model.finding import Finding
from slr.model.untrusted import printable
from slr.model.words import Severity

__all__ = ["printable"]

STYLES = Theme({"error": "bold red", "hint": "dim", "warning": "yellow", "info": "dim", "done": "bold"})
PIPE_WIDTH = 200  # a script reads the table: do not cut it to a screen that is not there
LONG = 1000  # rows of a table; for more of them in a pipe, Rich takes too long

TALK = Console(stderr=True, highlight=False, theme=STYLES, soft_wrap=True)


def stdout() -> Console:
    """The console for data: a terminal's width, or a wide one where nobody looks."""
    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(file=sys.stdout, highlight=False, theme=STYLES, width=width)


def talk() -> Console:
    """The console for talk: a terminal breaks lines between words; where nobody looks, no line is broken."""
    return Console(stderr=True, highlight=False, theme=STYLES, soft_wrap=not sys.stderr.isatty())


def say(text: str, *, style: str = "") -> None:
    """A line of talk."""
    talk().print(Text(text, style=style))


def emit(text: str) -> None:
    """Data, as it is."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")
    sys.stdout.flush()


def emit_bytes(data: bytes) -> None:
    """A file on stdout, byte for byte. Raises SlrError where it is no text and would go to a terminal."""
    from slr.model.errors import SlrError

    if data.startswith(b"PK") and sys.stdout.isatty():
        raise SlrError("this format is no text for a terminal", "name a file with -o, or pipe it on")
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:  # a stdout that takes text alone, as in some notebooks
        sys.stdout.write(data.decode("utf-8", "replace"))
    else:
        binary.write(data)
        binary.flush()
    sys.stdout.flush()


def emit_json(value: Any) -> None:
    """Data as JSON."""
    emit(json.dumps(value, ensure_ascii=False, indent=2))


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", right: Iterable[int] = ()
) -> None:
    """A table on stdout; `right` are the columns of numbers. Cells are plain text, whatever they hold."""
    from slr.cli.plain_table import empty_table, plain_table

    numbers = frozenset(right)
    cells = [[printable(str(cell)) for cell in row] for row in rows]
    if len(cells) > LONG and not title and not sys.stdout.isatty():
        emit("".join(f"{line}\n" for line in plain_table(columns, cells, right=numbers, width=PIPE_WIDTH)))
        return
    shown = empty_table(columns, right=numbers, title=title)
    for row in cells:
        shown.add_row(*map(Text, row))
    stdout().print(shown)


def show_findings(findings: Iterable[Finding], *, limit: int = 0) -> None:
    """Findings on stderr, with place and hint; beyond `limit` they are only counted."""
    listed = list(findings)
    console = talk()
    for finding in listed[: limit or None]:
        place = f"{finding.place}: " if finding.place else ""
        told = printable(f"{place}{finding.severity.value} {finding.code}: {finding.message}")
        console.print(Text(told, style=finding.severity.value))
        if finding.hint:
            console.print(Text(printable(f"  hint: {finding.hint}"), style="hint"))
    if limit and len(listed) > limit:
        console.print(Text(f"… and {len(listed) - limit} more", style="hint"))


class Counted(Protocol):
    """What an --apply says of its rows."""

    @property
    def rows(self) -> int:
        """How many there are."""

    @property
    def added(self) -> int:
        """How many say something new."""

    @property
    def known(self) -> int:
        """How many were in force already."""


def emit_applied(done: Counted, *, as_json: bool) -> None:
    """What became of the rows of a file, for a script that asked."""
    if as_json:
        emit_json({"rows": done.rows, "added": done.added, "known": done.known})


def emit_taken_back(count: int, *, as_json: bool) -> None:
    """How many were taken back, for a script that asked."""
    if as_json:
        emit_json({"taken_back": count})


def plural(count: int, one: str, many: str = "") -> str:
    """`1 record`, `2 records`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def end(failed: bool) -> None:
    """Exit with 1 where something was found, differs or was refused."""
    if failed:
        raise typer.Exit(1)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)
