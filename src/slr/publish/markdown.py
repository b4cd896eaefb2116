"""Markdown: tables and text that GitHub, Pandoc and Quarto read, with nothing in them taken for markup."""

import re
from collections.abc import Iterable, Mapping

from slr.publish.blocks import Block, Bullets, Figure, Heading
from slr.publish.data import Cell, Link, Table
from slr.publish.plain_text import number, printable, safe_url

_MARKUP = re.compile(r"([\\`*_{}\[\]#|~$])")
_LIST = re.compile(r"^(\d*)([.)+=-])(?=[\s=-]|$)")  # at the start of a line these make a list or a heading


def markdown_text(text: str) -> str:
    """The text with every character escaped that Markdown or HTML gives a meaning."""
    safe = printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LIST.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", safe))


def markdown_table(table: Table) -> str:
    """The table as a pipe table, its caption above it in bold and its note below."""
    numbers = [all(isinstance(row[n], int | float) for row in table.rows) for n in range(len(table.columns))]
    lines = [
        f"**{markdown_text(table.caption)}**",
        "",
        _row([markdown_text(column) for column in table.columns]),
        _row(["---:" if right and table.rows else "---" for right in numbers]),
        *(_row([_cell(cell) for cell in row]) for row in table.rows),
    ]
    if table.note:
        lines += ["", markdown_text(table.note)]
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return number(cell)
    url = safe_url(cell.url) if isinstance(cell, Link) else ""
    text = markdown_text(str(cell))
    return f"[{text}](<{url.replace('>', '%3E').replace('|', '%7C')}>)" if url else text


def markdown_document(blocks: Iterable[Block], figures: Mapping[str, str]) -> str:
    """The blocks as Markdown; `figures` maps a figure's name to its file's path, others are left out."""
    parts = [part for block in blocks if (part := _block(block, figures))]
    return "\n".join(parts)


def _block(block: Block, figures: Mapping[str, str]) -> str:
    if isinstance(block, Table):
        return markdown_table(block)
    if isinstance(block, Heading):
        return f"{'#' * block.level} {markdown_text(block.text)}\n"
    if isinstance(block, Bullets):
        return "".join(f"- {markdown_text(item)}\n" for item in block.items)
    if isinstance(block, Figure):
        path = figures.get(block.name)
        return f"![{markdown_text(block.caption)}](<{path}>)\n" if path else ""
    text = markdown_text(block.text)
    return f"> **{text}**\n" if block.alarm else f"{text}\n"
