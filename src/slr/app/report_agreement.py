"""What the report says of agreement: a table for each stage and codebook where two or more people worked."""

from collections.abc import Iterable, Sequence

from slr.app.code_agree import SHORT, DimensionAgreement, agreement_by_dimension
from slr.app.review import Review
from slr.app.state import State
from slr.model.codebook import Codebook
from slr.model.plan import Stage
from slr.publish.data import Cell, Table
from slr.screening.agreement import Agreement, agree
from slr.screening.agreement_counts import Estimate
from slr.screening.agreement_table import ratings_of_decisions, ratings_of_reasons
from slr.screening.blind_decisions import blind_decisions

SEED = 1  # of the bootstrap behind alpha's interval, as `slr agree` has it
COLUMNS = ("Measure", "Value", "95% CI, low", "95% CI, high", "Reports", "Method")
ALPHA = "Krippendorff's alpha"


def agreement_tables(review: Review, state: State) -> tuple[Table, ...]:
    """The agreement on verdicts at each stage, and on reasons among the reports that all excluded."""
    tables = []
    for stage in review.plan.stages:
        decisions = blind_decisions(state.events, stage.id, state.report_of)
        verdicts = ratings_of_decisions(decisions, report_of=state.report_of)
        if not verdicts.rated_twice:
            continue
        tables.append(agreement_table(stage, agree(verdicts, seed=SEED)))
        reasons = ratings_of_reasons(decisions, report_of=state.report_of) if stage.needs_reason else None
        if reasons and reasons.rated_twice:
            tables.append(agreement_table(stage, agree(reasons, seed=SEED), of="reasons"))
    return tuple(tables)


def agreement_table(stage: Stage, found: Agreement, *, of: str = "") -> Table:
    """One coefficient a row; what is not defined is an empty cell, and the method says why."""
    name = stage.name or stage.id
    rows: list[tuple[Cell, ...]] = [
        (
            one.name[:1].upper() + one.name[1:],
            one.value,
            one.low,
            one.high,
            one.units,
            one.why or "; ".join(part for part in (one.source, one.method) if part),
        )
        for one in found.estimates
    ]
    people = len(found.raters)
    about = "reasons of the exclusions on which all agreed" if of else "include or exclude"
    unsure = "" if of else " Unsure counts as include."
    return Table(
        id=f"agreement-{stage.id}" + (f"-{of}" if of else ""),
        caption=f"Agreement at {name}" + (f": {of}" if of else ""),
        columns=COLUMNS,
        rows=tuple(rows),
        note=f"{people} reviewers, {found.units} reports that two or more decided while blind to each other; "
        f"on {len(found.conflicts)} of them they differ ({about}).{unsure}",
    )


def coder_agreement_tables(state: State, books: Iterable[Codebook]) -> dict[str, Table]:
    """By codebook, for each that two or more people coded the same things with: a row for each dimension."""
    tables = {}
    for book in books:
        coders = {e.who for e in state.events if e.kind == "coding" and e.data.get("codebook") == book.id}
        if len(coders) < 2:
            continue
        found = agreement_by_dimension(state, book, seed=SEED, categories=False)
        twice = [one for one in found if one.units]
        if twice:
            tables[book.id] = coder_agreement_table(book, twice)
    return tables


def coder_agreement_table(book: Codebook, found: Sequence[DimensionAgreement]) -> Table:
    """A column for each coefficient, alpha with its interval; the last one says how, or why there is none.

    Figures have six digits: the further ones of sums may differ from machine to machine.
    """
    names = [name for name in SHORT if any(estimate_in(one, name) for one in found)]
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        alpha = estimate_in(one, ALPHA)
        rows.append(
            (
                one.dimension.name or one.dimension.id,
                one.units,
                len(one.conflicts),
                *(rounded(estimate.value) if (estimate := estimate_in(one, n)) else None for n in names),
                rounded(alpha.low) if alpha else None,
                rounded(alpha.high) if alpha else None,
                how(one, names),
            )
        )
    units = "studies" if book.unit == "study" else f"{book.unit}s"
    people = sorted({rater for one in found for rater in one.raters})
    intervals = {estimate.method for one in found if (estimate := estimate_in(one, ALPHA))}
    return Table(
        id=f"agreement-codings-{book.id}",
        caption=f"Agreement of coders: {book.name or book.id}",
        columns=(
            "Dimension",
            f"{units.capitalize()} coded twice",
            "Differences",
            *(name[:1].upper() + name[1:] for name in names),
            *("95% CI of alpha, low", "95% CI of alpha, high", "Method"),
        ),
        rows=tuple(rows),
        note=f"{len(people)} coders; {units} that two or more coded while blind to each other. Free text and "
        f"dimensions that no two coded are left out. Interval: {'; '.join(sorted(intervals))}.",
    )


def estimate_in(found: DimensionAgreement, name: str) -> Estimate | None:
    """The coefficient of this name in a dimension."""
    return next((one for one in found.whole if one.name == name), None)


def how(found: DimensionAgreement, names: Iterable[str]) -> str:
    """The source of alpha, and of every coefficient that there is none of or that has no interval, why."""
    own = [estimate for name in names if (estimate := estimate_in(found, name))]
    source = [one.source for one in own if one.name == ALPHA]
    return "; ".join([*source, *(f"{one.name} {one.why}" for one in own if one.value is None)])


def rounded(value: float | None) -> float | None:
    """Six digits after the point."""
    return None if value is None else round(value, 6)
