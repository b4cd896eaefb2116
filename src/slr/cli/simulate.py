"""`slr simulate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Json
from slr.cli.output import emit, emit_json, say, table
from slr.cli.progress import working
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.simulate import Replay

EXAMPLE = "slr simulate screened.csv --label included --seed 1 --order order.csv"


def run(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A finished screening, with a column of labels.")
    ],
    label: Annotated[
        str, typer.Option("--label", metavar="COLUMN", help="1 where it was let pass.")
    ] = "included",
    included: Annotated[
        int, typer.Option("--prior-included", help="Included reports known at first.", min=0)
    ] = 1,
    excluded: Annotated[
        int, typer.Option("--prior-excluded", help="Excluded reports known at first.", min=0)
    ] = 1,
    named: Annotated[
        list[str] | None, typer.Option("--prior-id", metavar="ID", help="These are known at first, instead.")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Draws the reports known at first.")] = 1,
    order: Annotated[
        Path | None, typer.Option("--order", metavar="FILE", help="Write the order of ids (CSV).")
    ] = None,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw the recall curve (.svg, .png or .pdf)."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Replay a finished screening: how much work would the ranking have saved?"""
    from slr.app.simulate import Priors, drawing, plot_kind, replay
    from slr.cli.output_files import write_file

    session: Session = context.obj
    assert isinstance(session, Session)
    priors = Priors(named=tuple(named or ()), included=included, excluded=excluded, seed=seed)
    kind = plot_kind(plot) if plot else "svg"
    with working("Replaying"):
        done = replay(file, label, priors)
    if order:
        text = "id\n" + "".join(f"{quoted(name)}\n" for name in done.order)
        write_file(order, text.encode("utf-8"))
        say(f"wrote {order}", style="done")
    if plot:
        write_file(plot, drawing(done, kind))
        say(f"wrote {plot}", style="done")
    show_replay(done, as_json=as_json)


def show_replay(done: "Replay", *, as_json: bool) -> None:
    """The figures of a replay, and where each rule would have stopped it."""
    figures = figures_of(done)
    if as_json:
        stops = [
            {"rule": one.rule, "screened": one.screened, "saved": one.saved, "recall": one.recall}
            for one in done.stops
        ]
        emit_json(figures | {"curve": [round(value, 6) for value in done.simulation.curve()], "stops": stops})
        return
    rows = [
        (name, "not defined" if value is None else f"{value:.3f}")
        for name, value in figures.items()
        if name not in ("N", "R")
    ]
    emit(
        f"{figures['N']} reports, {figures['R']} of them to be found, "
        f"without the {done.simulation.priors} known at first"
    )
    table(["figure", "value"], rows, right=[1])
    stopped = [
        (one.rule, one.screened, f"{one.saved:.1%}", "" if one.recall is None else f"{one.recall:.1%}")
        for one in done.stops
    ]
    emit("")
    table(["a rule would have stopped", "after", "work saved", "recall there"], stopped, right=[1, 2, 3])


def figures_of(done: "Replay") -> dict[str, float | int | None]:
    """The figures of a replay by their names."""
    found = done.simulation
    return {
        "N": found.total,
        "R": found.relevant,
        "WSS@95": found.wss95,
        "WSS@100": found.wss100,
        "recall@10%": found.recall10,
        "ATD": found.atd,
    }


def quoted(text: str) -> str:
    """A CSV cell."""
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n\r') else text
