"""`slr formats`."""

import typer

from slr.cli.options import Json
from slr.cli.output import emit_json, table

EXAMPLE = "slr formats"


def run(context: typer.Context, as_json: Json = False) -> None:
    """List the formats that slr reads and writes, and which fields of a record each holds."""
    from slr.formats.registry import FORMATS

    if as_json:
        emit_json(
            [
                {
                    "format": f.name,
                    "title": f.title,
                    "reads": f.read is not None,
                    "writes": f.write is not None,
                    "extensions": list(f.extensions),
                    "kind": f.kind.value,
                    "holds": sorted(f.holds),
                }
                for f in FORMATS.values()
            ]
        )
        return
    rows = [
        (f.name, "reads" * bool(f.read), "writes" * bool(f.write), f.title, shown_fields(f.holds))
        for f in FORMATS.values()
    ]
    table(["format", "", "", "what it is", "holds"], rows)


def shown_fields(holds: frozenset[str]) -> str:
    """The fields of a record that a format has a place for, in the fewest words."""
    from slr.model.record import COLUMNS

    fields = [name for name in COLUMNS if name not in ("id", "search")]
    lacking = [name for name in fields if name not in holds]
    if len(lacking) > len(fields) // 3:
        return ", ".join(name for name in fields if name in holds)
    return f"all but {', '.join(lacking)}" if lacking else "all"
