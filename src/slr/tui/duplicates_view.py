"""Records side by side, their fields aligned, the words that differ marked."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from textual.content import Content

from slr.model.record import Record
from slr.tui.record_fields import DIFFERS, FIELDS, sign_of, value_of

LABEL = 9
NARROWEST = 16
# Comparing word by word takes the square of the words, so that longer texts are shown without marks.
WORDS_COMPARED = 400

WHENCE = ("search", "id")  # where a record is from says nothing on what it is


def side_by_side(records: Sequence[Record], apart: frozenset[int], width: int) -> Content:
    """The records as columns of a table of this width; `apart` are the places set apart by the person."""
    column = max((width - LABEL - 3) // max(len(records), 1) - 3, NARROWEST)
    numbers = [
        Content.assemble((f"{place} ", "bold $accent"), "set apart" if place - 1 in apart else "")
        for place in range(1, len(records) + 1)
    ]
    lines = _row("", " ", numbers, column) if len(records) > 2 else []
    for label, name in FIELDS:
        values = [value_of(record, name) for record in records]
        if any(values):
            told = name not in WHENCE
            cells = marked(values) if told else [Content(value) for value in values]
            lines += _row(label, sign_of(values) if told else " ", cells, column)
    return Content("\n").join(lines)


def marked(values: Sequence[str]) -> list[Content]:
    """The values with the words marked that the first lacks, and in the first those that the next lacks."""
    first = next((value for value in values if value), "")
    against = next((value for value in values[1:] if value and value != first), first)
    return [_against(value, against if place == 0 else first) for place, value in enumerate(values)]


def _against(value: str, other: str) -> Content:
    words, others = value.split(" "), other.split(" ")
    if not other or value == other or max(len(words), len(others)) > WORDS_COMPARED:
        return Content(value)
    matcher = SequenceMatcher(
        None, [w.casefold() for w in others], [w.casefold() for w in words], autojunk=False
    )
    parts = [
        Content.styled(" ".join(words[start:end]), "" if tag == "equal" else "bold underline $warning")
        for tag, _, _, start, end in matcher.get_opcodes()
        if end > start
    ]
    return Content(" ").join(parts)


def _row(label: str, sign: str, cells: Sequence[Content], column: int) -> list[Content]:
    """One field: as many lines as its longest cell."""
    wrapped = [cell.wrap(column) if cell else [Content("")] for cell in cells]
    lines = []
    for line in range(max(len(cell) for cell in wrapped)):
        head = f"{label:<{LABEL}}{sign} " if line == 0 else " " * (LABEL + 2)
        style = "bold" if sign == DIFFERS else "$foreground-muted"
        parts: list[Content | str | tuple[str, str]] = [(head, style)]
        for cell in wrapped:
            piece = cell[line] if line < len(cell) else Content("")
            parts += [piece.pad_right(max(column - piece.cell_length, 0)), (" │ ", "$foreground-muted")]
        lines.append(Content.assemble(*parts[:-1]))
    return lines
