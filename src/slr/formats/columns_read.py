"""What is said of a table's columns: what each was taken for, and which are not read."""

from slr.formats.rows import Layout
from slr.formats.trouble import Troubles

NAMED = 12  # columns that are not read; some tables have a hundred


def say_columns(troubles: Troubles, layout: Layout, *, line: int) -> None:
    """Note what the columns of a table were taken for, unless slr wrote the table itself."""
    if not layout.own:
        hint = unread_hint(layout)
        troubles.add("I301", f"Columns read: {layout.guesses}.", line=line, hint=hint)


def unread_hint(layout: Layout) -> str:
    """Which columns are not read, and how to have one read; empty where all are."""
    read = {place for places in layout.meanings.values() for place in places}
    names = [" ".join(name.split()) for place, name in enumerate(layout.header) if place not in read]
    names = [name for name in names if name]
    if not names:
        return ""
    more = f" and {len(names) - NAMED} more" if names[NAMED:] else ""
    return f"Not read, kept in the raw fields: {', '.join(names[:NAMED])}{more} (--columns names them)."
