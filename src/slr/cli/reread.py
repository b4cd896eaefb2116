"""What `slr import --reread` says: which fields change, how often, and the first changes side by side."""

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from slr.cli.output import emit, emit_json, plural, say, table

if TYPE_CHECKING:
    from slr.app.reread import Reread

SHOWN = 40  # changes of one export; a better reader may change every record
WIDTH = 60  # letters of a value
BEFORE = 15  # letters shown before the first one that differs


def show_reread(results: "list[Reread]", *, dry_run: bool, as_json: bool) -> None:
    """Say what a new reading changes, record by record."""
    if as_json:
        emit_json([as_values(one) for one in results])
        return
    for one in results:
        if one.changes:
            shown = one.changes[:SHOWN]
            rows = [(c.record, c.field, *differing(str(c.before), str(c.after))) for c in shown]
            table(["record", "field", "before", "after"], rows)
            fields = Counter(c.field for c in one.changes)
            left = len(one.changes) - len(shown)
            if left:
                say(f"… and {left} more; slr import --reread --dry-run --json lists them all", style="hint")
            emit("changed in: " + ", ".join(f"{name} {count}" for name, count in fields.most_common()))
        if not one.changed:
            say(f"{one.file}: read as before, nothing changes", style="done")
            continue
        done = "would change" if dry_run else "changed"
        say(
            f"{one.file}: {plural(len(one.changes), 'field')} {done}, {plural(len(one.new), 'new record')}",
            style="done",
        )


def as_values(one: "Reread") -> dict[str, object]:
    """What changes in one export, as JSON-able values."""
    return {
        "file": one.file,
        "new": list(one.new),
        "changes": [
            {"record": c.record, "field": c.field, "before": c.before, "after": c.after} for c in one.changes
        ],
    }


def differing(before: str, after: str) -> tuple[str, str]:
    """The parts of two texts in which they differ, with a few letters that they share before it."""
    alike = takewhile(lambda letters: letters[0] == letters[1], zip(before, after, strict=False))
    start = max(0, len(list(alike)) - BEFORE)
    if max(len(before), len(after)) <= WIDTH:
        start = 0
    return part(before, start), part(after, start)


def part(text: str, start: int) -> str:
    """WIDTH letters of a text, with marks where it is cut."""
    end = start + WIDTH
    return ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")
