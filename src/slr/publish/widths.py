"""How wide the columns of a printed table should be, by what they hold."""

from slr.publish.data import Table

_MOST = 40  # letters of a cell that count: longer text wraps
_LONG = 200  # letters of a usual cell that count toward its share
_WORD = 20  # longer words are broken anyway


def column_shares(table: Table) -> list[float]:
    """Each column's share of the line, adding up to one: room for its longest word, more for long text."""
    wanted = []
    for place, name in enumerate(table.columns):
        cells = ["" if row[place] is None else str(row[place]) for row in table.rows]
        longest = max(map(len, cells), default=0)
        words = [word for cell in cells for word in cell.split() if len(word) < _WORD]
        word = max(map(len, (*words, *name.split())), default=0)
        mean = sum(map(len, cells)) / len(cells) if cells else 0
        wanted.append(max(min(longest, _MOST), min(word + 4, _WORD - 2), 4) + min(mean, _LONG) / 4)
    return [width / sum(wanted) for width in wanted]
