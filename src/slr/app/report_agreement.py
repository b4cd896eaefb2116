"""What the report says of agreement: a table for each stage where two or more people decided."""

from slr.app.review import Review
from slr.app.state import State
from slr.model.plan import Stage
from slr.publish.data import Cell, Table
from slr.screening.agreement import Agreement, agree
from slr.screening.agreement_table import ratings_of_decisions, ratings_of_reasons
from slr.screening.blind_decisions import blind_decisions

SEED = 1  # of the bootstrap behind alpha's interval, as `slr agree` has it
COLUMNS = ("Measure", "Value", "95% CI, low", "95% CI, high", "Reports", "Method")


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
