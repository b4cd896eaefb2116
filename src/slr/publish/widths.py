"""How wide the columns of a printed table should be, by what they hold."""

from slr.publish.data import Cell, Table
from slr.publish.plain_text import number

_LINE = 120  # letters of small print on a line of a page
_MOST = 40  # letters of the longest cell that count: longer text wraps
_LONG = 200  # letters of a usual cell that count toward its share
_WORD = 20  # longer words are broken anyway
_BOLD = 1.2  # a bold letter is wider than a plain one


def column_shares(table: Table) -> list[float]:
    """Each column's share of the line, adding up to one.

    Each has room for its longest word; what is left of the line goes to the columns with long text.
    """
    needed, wanted = letters_needed(table), []
    for place, need in enumerate(needed):
        cells = _cells(table, place)
        mean = sum(map(len, cells)) / len(cells) if cells else 0
        longest = max(map(len, cells), default=0)
        wanted.append(max(min(longest, _MOST) + min(mean, _LONG) / 4 - need, 0))
    room = max(_LINE - sum(needed), 0)
    total = sum(wanted)
    widths = [need + (room * want / total if total else 0) for need, want in zip(needed, wanted, strict=True)]
    return [width / sum(widths) for width in widths]


def crowding(table: Table) -> float:
    """How many lines the longest words of a row need side by side: above 1 smaller letters are called for."""
    return sum(letters_needed(table)) / _LINE


def letters_needed(table: Table) -> list[float]:
    """The letters that each column's longest word takes, with the space around it; bold ones are wider."""
    needed = []
    for place, name in enumerate(table.columns):
        bold = table.row_heads and place == 0
        words = [
            len(word) * (_BOLD if head else 1)
            for text, head in ((name, True), *((cell, bold) for cell in _cells(table, place)))
            for word in text.split()
            if len(word) < _WORD
        ]
        needed.append(max(min(max(words, default=0) + 3, _WORD), 6))
    return needed


def _cells(table: Table, place: int) -> list[str]:
    return ["" if row[place] is None else _shown(row[place]) for row in table.rows]


def _shown(cell: Cell) -> str:
    """A cell as it is printed."""
    return number(cell) if isinstance(cell, int | float) else str(cell)
