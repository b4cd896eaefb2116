"""Tables as LaTeX (longtable and booktabs), to be read in by a paper with \\input."""

import re

from slr.publish.data import Cell, Link, Table
from slr.publish.plain_text import number, printable, safe_url
from slr.publish.widths import column_shares

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "[": "{[}",  # after the end of a row it would be a length
    "*": "{*}",
    "–": "--",
    "…": r"\ldots{}",
}
_SPECIAL_LETTERS = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")
_LONG_WORD = re.compile(r"\S{20,}|\S*\d/\S+")  # DOIs too, however short


def latex_text(text: str) -> str:
    """The text with every character escaped that LaTeX gives a meaning; long words may break anywhere."""
    safe = _LONG_WORD.sub(lambda m: _broken(m.group()), printable(text))
    return _SPECIAL_LETTERS.sub(lambda m: _SPECIAL[m.group()], safe).replace("\u200b", r"\allowbreak{}")


def _broken(word: str) -> str:
    """A zero-width space after every tenth letter, and after what ends a part of an address."""
    return re.sub(r"(.{10}|[/._-])", "\\1\u200b", word)


def latex_table(table: Table) -> str:
    """The table as a longtable as wide as the line, its widths by what the columns hold.

    Needs booktabs, longtable, array and hyperref, which the comment on top names. Text is UTF-8: beyond Latin
    letters, XeLaTeX or LuaLaTeX with a font that has them.
    """
    columns = " ".join(_columns(table))
    count = len(table.columns)
    size = r"\scriptsize" if count >= 8 else r"\footnotesize" if count >= 5 else r"\small"
    lines = [
        f"% {printable(table.caption)}. Needs: \\usepackage{{booktabs,longtable,array,hyperref}}",
        rf"{{{size}\setlength{{\tabcolsep}}{{4pt}}",
        rf"\begin{{longtable}}{{@{{}}{columns}@{{}}}}",
        rf"\caption{{{latex_text(table.caption)}}}\label{{tab:{_label(table.id)}}}\\",
        r"\toprule",
        " & ".join(rf"\textbf{{{latex_text(column)}}}" for column in table.columns) + r" \\",
        r"\midrule",
        r"\endhead",
        r"\bottomrule",
        r"\endfoot",
        *(" & ".join(_cell(cell) for cell in row) + r" \\" for row in table.rows),
    ]
    if table.note:
        lines.append(
            rf"\multicolumn{{{count}}}{{@{{}}p{{0.98\linewidth}}@{{}}}}{{{latex_text(table.note)}}}\\"
        )
    return "\n".join([*lines, r"\end{longtable}}"]) + "\n"


def _columns(table: Table) -> list[str]:
    """The columns' widths as shares of the line, less what lies between them."""
    shares = column_shares(table)
    gaps = 2 * len(shares) - 2
    return [
        rf">{{\raggedright\arraybackslash}}p{{{share:.3f}\dimexpr\linewidth-{gaps}\tabcolsep\relax}}"
        for share in shares
    ]


def _label(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "-", name)


def _cell(cell: Cell) -> str:
    if cell is None:
        return "--"
    if isinstance(cell, int | float):
        return number(cell)
    url = safe_url(cell.url) if isinstance(cell, Link) else ""
    text = latex_text(str(cell))
    return rf"\href{{{_url(url)}}}{{{text}}}" if url else text


def _url(url: str) -> str:
    """An address as hyperref takes it inside a table: what it or TeX could trip over is percent-coded."""
    coded = re.sub(r"[\\{}^`<>\"|~ ]", lambda m: f"%{ord(m.group()):02X}", url)
    return re.sub(r"([%#&_$])", r"\\\1", coded)
