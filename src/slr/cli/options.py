"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
As = Annotated[
    str, typer.Option("--as", metavar="NAME", help="The reviewer's id; git's identity by default.")
]
Stage = Annotated[str, typer.Option("--stage", "-s", metavar="ID", help="The stage, by the protocol's id.")]
Unblind = Annotated[
    bool,
    typer.Option("--unblind", help="Show what blinding hides from you; the ledger keeps that you saw it."),
]
Codebook = Annotated[
    str, typer.Option("--codebook", metavar="ID", help="The codebook; the only one by default.")
]
Apply = Annotated[
    Path | None,
    typer.Option("--apply", metavar="FILE", help="Take the rows of this CSV file instead of asking."),
]
Plain = Annotated[
    bool, typer.Option("--plain", help="Line by line, for a screen reader or a plain terminal.")
]
