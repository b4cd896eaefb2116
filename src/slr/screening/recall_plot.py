"""The recall curve of a replay as a drawing, with where each stopping rule would have stopped."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from slr.model.errors import SlrError
from slr.screening.simulate import Simulation
from slr.screening.simulate_stops import StopOutcome

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PlotKind = Literal["svg", "png", "pdf"]
INK, LINE, GRAY = "#222222", "#0072b2", "#8a8a8a"  # Okabe and Ito 2008: told apart by the color-blind
MARKS = "osD^vPX*<>"
BARE: dict[str, dict[str, None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}


def draw_recall(run: Simulation, stops: Sequence[StopOutcome], *, kind: PlotKind = "svg") -> bytes:
    """The curve as SVG, PNG or PDF: reports screened against included reports found, without the priors.

    The same replay gives the same bytes (PNG and PDF: with the same matplotlib). Raises SlrError where
    there was nothing to find.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    if not run.relevant:
        raise SlrError("there is no recall to draw", "nothing is included but what was known at first")
    settings: dict[Any, Any] = {
        "svg.hashsalt": "slr",
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "font.family": ["DejaVu Sans"],
        "font.size": 9,
        "text.parse_math": False,
    }
    out = io.BytesIO()
    with mpl.rc_context(settings):
        figure = Figure(figsize=(6.4, 4.4), layout="constrained")
        draw_on(figure.add_subplot(), run, stops)
        figure.savefig(out, format=kind, dpi=150, metadata=BARE[kind])
    return out.getvalue()


def draw_on(axes: "Axes", run: Simulation, stops: Sequence[StopOutcome]) -> None:
    """Draw curve, chance, the target and the stops."""
    curve = (0.0, *run.curve())
    axes.plot([0, run.total], [0, 100], color=GRAY, linewidth=0.8, linestyle=":", label="by chance")
    axes.axhline(95, color=GRAY, linewidth=0.8, linestyle="--", label="95 % recall")
    axes.step(
        range(run.total + 1),
        [100 * recall for recall in curve],
        where="post",
        color=LINE,
        label="replay",
        gid="recall",
    )
    for mark, stop in zip(MARKS, (one for one in stops if one.saved), strict=False):
        recall = 100 * curve[stop.screened]
        axes.plot([stop.screened], [recall], mark, color=INK, markerfacecolor="none", label=stop.rule)
    axes.set_xlim(0, run.total)
    axes.set_ylim(0, 103)
    axes.set_xlabel(f"reports screened (of {run.total:,})")
    axes.set_ylabel(f"included reports found, % (of {run.relevant:,})")
    axes.legend(loc="lower right", frameon=False, fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
