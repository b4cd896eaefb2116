"""`slr agree`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from slr.cli.options import Codebook, Json, Stage, Unblind
from slr.cli.output import emit, emit_json, plural, say, table
from slr.cli.progress import working
from slr.cli.session import Session

if TYPE_CHECKING:
    from slr.app.agree import StageAgreement
    from slr.screening.agreement import Agreement

EXAMPLE = "slr agree --stage title-abstract --unsure category"
UNSURE = ("include", "category", "missing")


def run(
    context: typer.Context,
    stage: Stage = "",
    codebook: Codebook = "",
    unsure: Annotated[
        str,
        typer.Option("--unsure", help="Count unsure as include, as a category of its own, or as missing."),
    ] = "include",
    seed: Annotated[int, typer.Option("--seed", help="Of the bootstrap behind alpha's interval.")] = 1,
    block: Annotated[int, typer.Option("--block", help="Reports in each step along the order.", min=10)] = 50,
    pilot: Annotated[int, typer.Option("--pilot", metavar="N", help="Only the reports of this pilot.")] = 0,
    unblind: Unblind = False,
    as_json: Json = False,
) -> None:
    """Measure how far reviewers, or coders (--codebook), agree on what each said while blind."""
    from slr.app.agree import agreement
    from slr.app.review import nearest, stage_of
    from slr.model.errors import SlrError

    session: Session = context.obj
    review = session.review()
    if unsure not in UNSURE:
        raise SlrError(f"unsure cannot count as {unsure!r}", nearest(unsure, list(UNSURE)))
    if codebook:
        from slr.cli.code_agree import run_for

        run_for(review, codebook, seed=seed, viewer=session.viewer(review), as_json=as_json)
        return
    at = stage_of(review, stage or (review.plan.stages[0].id if review.plan.stages else ""))
    if unblind:
        review = session.unblinded(review, by="agree", stage=at.id)
    with working("Measuring agreement"):
        found = agreement(
            review,
            at,
            unsure=unsure,  # type: ignore[arg-type]
            seed=seed,
            block=block,
            pilot=pilot,
            viewer=session.viewer(review),
        )
    if as_json:
        emit_json(found.as_dict())
    else:
        show(found)


def show(found: "StageAgreement") -> None:
    """The agreement for a person."""
    where = f"{found.stage}, pilot {found.pilot}" if found.pilot else found.stage
    both = f"{plural(found.verdicts.units, 'report')} decided by two or more of "
    both += f"{', '.join(found.verdicts.raters)}; unsure counts as {found.unsure}"
    emit(f"{where}: {both if found.verdicts.units else 'no report was decided by two people yet'}")
    estimates(found.verdicts)
    if found.reasons:
        emit(f"\nReasons, among the {plural(found.reasons.units, 'report')} that all excluded")
        estimates(found.reasons)
    for name, part in found.criteria.items():
        emit(f"\nOn the criterion {name}, in {plural(part.units, 'report')}")
        estimates(part)
    if found.pilots:
        emit("\nIn the pilots")
        in_steps([(f"pilot {number}", part) for number, part in found.pilots.items()])
    if found.blocks:
        emit("\nAlong the order of screening")
        in_steps([(f"{first}–{last}", part) for first, last, part in found.blocks])
    if found.verdicts.conflicts:
        say(f"{plural(len(found.verdicts.conflicts), 'report')} on which they differ:", style="done")
        emit("\n".join(f"  {name}" for name in found.verdicts.conflicts[:50]))
        if left := len(found.verdicts.conflicts[50:]):
            say(f"… and {left} more; --json lists them all", style="hint")


def in_steps(parts: "Sequence[tuple[str, Agreement]]") -> None:
    """The first coefficients of several parts of the reports, a line each."""
    names = [one.name for one in parts[0][1].estimates[:3]]
    rows = [(name, part.units, *(number(one.value) for one in part.estimates[:3])) for name, part in parts]
    table(["reports", "number", *names], rows, right=range(1, len(names) + 2))


def estimates(of: "Agreement") -> None:
    """Coefficients with their intervals."""
    rows = [
        (
            one.name,
            number(one.value),
            number(one.low),
            number(one.high),
            one.why or f"{one.source}; {one.method}".strip("; "),
        )
        for one in of.estimates
    ]
    table(["coefficient", "value", "low", "high", "how"], rows, right=[1, 2, 3])


def number(value: float | None) -> str:
    """Three digits, or nothing."""
    return "" if value is None else f"{value:.3f}"
