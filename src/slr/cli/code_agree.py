"""`slr agree --codebook`: the coders' agreement in lines."""

from typing import TYPE_CHECKING

from slr.cli.output import emit, emit_json, plural, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slr.app.code_agree import DimensionAgreement
    from slr.app.review import Review
    from slr.screening.agreement import Agreement


def run_for(review: "Review", codebook: str, *, seed: int, viewer: str, as_json: bool) -> None:
    """Print the agreement with a codebook, dimension by dimension and category by category."""
    from slr.app.code_agree import coding_agreement

    found = coding_agreement(review, codebook, seed=seed, viewer=viewer)
    if as_json:
        emit_json([one.as_dict() for one in found])
        return
    rated = [one for one in found if one.units]
    for one in rated:
        show(one)
    if not rated:
        say("nothing was coded by two people yet, as far as you may see", style="warning")


def show(found: "DimensionAgreement") -> None:
    """One dimension for a person."""
    dimension = found.dimension
    who = ", ".join(found.raters)
    emit(f"{dimension.name or dimension.id}: {found.units} coded by two or more of {who}")
    rows = [
        (one.name, number(one.value), number(one.low), number(one.high), one.why or one.source or one.method)
        for one in found.whole
    ]
    table(["coefficient", "value", "low", "high", "how"], rows, right=[1, 2, 3])
    if found.categories:
        heads, lines = by_category([(one.name, one.agreement) for one in found.categories])
        emit("\n")
        table(heads, lines, right=range(1, len(heads)))
    if found.conflicts:
        say(f"{plural(len(found.conflicts), 'difference')}: {', '.join(found.conflicts[:20])}", style="info")
    emit("\n")


def by_category(
    found: "Sequence[tuple[str, Agreement]]",
) -> tuple[list[str], list[tuple[str, ...]]]:
    """Column names and rows: a row for each category, a column for each coefficient that any of them has."""
    from slr.app.code_agree import SHORT

    names = [name for name in SHORT if any(agreement.estimate(name) for _, agreement in found)]
    rows = []
    for category, agreement in found:
        estimates = [agreement.estimate(name) for name in names]
        rows.append((category, *(number(one.value) if one else "" for one in estimates)))
    return ["category", *names], rows


def number(value: float | None) -> str:
    """Three digits; 0/0 is not defined."""
    return "not defined" if value is None else f"{value:.3f}"
