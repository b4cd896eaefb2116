"""`slr formats`."""

import typer

from slr.cli.options import Json
from slr.cli.output import emit_json, table

EXAMPLE = "slr formats"


def run(context: typer.Context, as_json: Json = False) -> None:
    """List the formats that slr reads and writes."""
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
    rows = [(f.name, "reads" * bool(f.read), "writes" * bool(f.write), f.title) for f in FORMATS.values()]
    table(["format", "", "", "what it is"], rows)
