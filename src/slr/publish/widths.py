"""How wide the columns of a printed table should be, by what they hold."""

from slr.publish.data import Table

_LINE = 120  # letters of small print on a line of a page
_MOST = 40  # letters of the longest cell that count: longer text wraps
_LONG = 200  # letters of a usual cell that count toward its share
_WORD = 20  # longer words are broken anyway


def column_shares(table: Table) -> list[float]:
    """Each column's share of the line, adding up to one.

    Each has room for its longest word; what is left of the line goes to the columns with long text.
    """
    needed, wanted = [], []
    for place, name in enumerate(table.columns):
        cells = ["" if row[place] is None else str(row[place]) for row in table.rows]
        words = [word for cell in (*cells, name) for word in cell.split() if len(word) < _WORD]
        needed.append(max(min(max(map(len, words), default=0) + 3, _WORD), 6))
        mean = sum(map(len, cells)) / len(cells) if cells else 0
        longest = max(map(len, cells), default=0)
        wanted.append(max(min(longest, _MOST) + min(mean, _LONG) / 4 - needed[-1], 0))
    room = max(_LINE - sum(needed), 0)
    total = sum(wanted)
    widths = [need + (room * want / total if total else 0) for need, want in zip(needed, wanted, strict=True)]
    return [width / sum(widths) for width in widths]
