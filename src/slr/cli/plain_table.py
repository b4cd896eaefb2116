"""Long tables for files and pipes, laid out row by row as Rich does: it takes a second for 3,000 rows."""

import io
from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

BETWEEN = "  "  # columns


def plain_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, right: Collection[int], width: int
) -> Iterator[str]:
    """The lines of a table without styles; `right` are the columns of numbers, `width` that of the screen."""
    console = Console(file=io.StringIO(), width=width)
    widths = widths_of(columns, rows, width)
    for number, row in enumerate((columns, *rows)):
        cells = [wrapped(console, text, room) for text, room in zip(row, widths, strict=True)]
        height = max(map(len, cells), default=0)
        if height > 1:  # names of columns stand at the bottom
            blank = [[""] * (height - len(cell)) for cell in cells]
            cells = [[*b, *c] if number == 0 else [*c, *b] for c, b in zip(cells, blank, strict=True)]
        for line in zip(*cells, strict=True):
            yield BETWEEN.join(
                padded(text, room, right=place in right)
                for place, (text, room) in enumerate(zip(line, widths, strict=True))
            )


def widths_of(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The widths of the columns: as wide as their widest cell, or as Rich cuts them to the screen."""
    widths = [cell_len(name) for name in columns]
    for row in rows:
        for place, text in enumerate(row):
            if len(text) * 2 > widths[place]:  # a letter takes two cells at most
                widths[place] = max(widths[place], cell_len(text))
    if sum(widths) + len(BETWEEN) * (len(widths) - 1) <= width:
        return widths
    letters = [chr(ord("a") + place) for place in range(len(widths))]
    shown = empty_table(letters, right=())
    shown.add_row(*(letter * room for letter, room in zip(letters, widths, strict=True)))
    out = io.StringIO()
    Console(file=out, width=width).print(shown)
    line = out.getvalue().splitlines()[1]
    return [line.count(letter) for letter in letters]


def empty_table(columns: Sequence[str], *, right: Collection[int], title: str = "") -> Table:
    """A table of Rich, without rows."""
    shown = Table(title=title or None, box=None, title_justify="left", pad_edge=False, header_style="bold")
    for place, name in enumerate(columns):
        shown.add_column(name, justify="right" if place in right else "left", overflow="fold")
    return shown


def wrapped(console: Console, text: str, room: int) -> list[str]:
    """The lines of a cell."""
    if "\n" not in text and "\t" not in text and cell_len(text) <= room:
        return [text]
    return [line.plain for line in Text(text).wrap(console, room, overflow="fold")]


def padded(text: str, room: int, *, right: bool) -> str:
    """A cell's line, filled up with blanks."""
    text = text.rstrip(" ") if right else text
    blanks = " " * (room - cell_len(text))
    return blanks + text if right else text + blanks
