"""What the report says of agreement: a table for each stage and codebook where two or more people worked."""

from collections.abc import Iterable, Sequence

from slr.app.code_agree import SHORT, DimensionAgreement, agreement_by_dimension
from slr.app.review import Review
from slr.app.state import State
from slr.model.codebook import Codebook
from slr.model.plan import Stage
from slr.publish.data import Cell, Coefficient, Table
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
            coefficient(one.value),
            coefficient(one.low),
            coefficient(one.high),
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


def coder_agreement_of(state: State, books: Iterable[Codebook]) -> dict[str, list[DimensionAgreement]]:
    """By codebook that two or more people coded the same things with: the dimensions that they did so in."""
    found = {}
    for book in books:
        coders = {e.who for e in state.events if e.kind == "coding" and e.data.get("codebook") == book.id}
        if len(coders) > 1:
            told = agreement_by_dimension(state, book, seed=SEED, draws=0)  # no interval by category is shown
            if twice := [one for one in told if one.units]:
                found[book.id] = twice
    return found


def category_agreement_table(book: Codebook, found: Sequence[DimensionAgreement]) -> Table:
    """A row for each category of each dimension: whether coders agree that it applies, yes or no."""
    listed = [(one, category) for one in found for category in one.categories]
    known = [{e.name: e for e in category.agreement.estimates} for _, category in listed]
    names = [name for name in SHORT if any(name in estimates for estimates in known)]
    rows: list[tuple[Cell, ...]] = [
        (
            f"{one.dimension.name or one.dimension.id}: {category.name}",
            one.units,
            *(rounded(estimates[n].value) if n in estimates else None for n in names),
        )
        for (one, category), estimates in zip(listed, known, strict=True)
    ]
    return Table(
        id=f"agreement-categories-{book.id}",
        caption=f"Agreement of coders by category: {book.name or book.id}",
        columns=("Category", f"{units_of(book)} coded twice", *(n[:1].upper() + n[1:] for n in names)),
        rows=tuple(rows),
        note="Whether each category applies, yes or no; a category holds what is coded below it. An empty "
        "cell is not defined: all coders said the same of everything.",
    )


def units_of(book: Codebook) -> str:
    """What a codebook codes, as the head of a column."""
    return "Studies" if book.unit == "study" else f"{book.unit.capitalize()}s"


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
            f"{units_of(book)} coded twice",
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


def rounded(value: float | None) -> Coefficient | None:
    """Six digits after the point."""
    return None if value is None else Coefficient(round(value, 6))


def coefficient(value: float | None) -> Coefficient | None:
    """A value that is shown with three decimals."""
    return None if value is None else Coefficient(value)
