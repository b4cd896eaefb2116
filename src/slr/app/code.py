"""What codings are of and made of: units, codings in force, the payload of an event, what is allowed."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from slr.app.caller import Caller
from slr.app.review import Review, nearest
from slr.app.state import State
from slr.coding.appraisal import OVERALL, needs_reason, overall_rule, with_overalls
from slr.coding.codings import codings_in_force, resolutions_in_force, team_codings
from slr.coding.conditions import conditions_on, counting
from slr.coding.units import units_of
from slr.coding.validate import check_coding
from slr.model.codebook import Codebook, Coding, Dimension
from slr.model.errors import SlrError
from slr.model.report import Study
from slr.protocol.codebook import canonical_codebook, codebook_hash
from slr.store.disk import create_file

Cell = tuple[str, str]  # the id of what is coded, and the dimension


def keep_codebook(review: Review, caller: Caller, codebook: Codebook) -> str:
    """Keep the codebook in force in the ledger before the first event under it; its hash."""
    name = codebook_hash(codebook)
    place = review.paths.ledger / "codebooks" / f"{name}.json"
    if not place.exists():
        create_file(caller.disk, place, (canonical_codebook(codebook) + "\n").encode("utf-8"))
    return name


def units_at(state: State, codebook: Codebook) -> list[Study]:
    """What a codebook codes now: studies, or their reports, results and arms, or cases."""
    return units_of(codebook.unit, state.studies, state.events, state.report_of)


def all_codings(state: State, codebook: Codebook) -> list[Coding]:
    """Every coder's codings in force with a codebook that the state's viewer may see."""
    return codings_in_force(state.events, codebook.id, units_at(state, codebook), state.report_of)


def codings_of(state: State, codebook: Codebook, dimensions: Collection[str] = ()) -> list[Coding]:
    """The team's codings with a codebook: resolved ones once, others by every coder; overalls by the rule.

    With `dimensions` only these are sure to be there.
    """
    units = units_at(state, codebook)
    wanted: Collection[str] = (
        () if overall_rule(codebook) else dimensions
    )  # an overall judgement: every domain
    if wanted and codebook.has_conditions:
        wanted = {*wanted, *conditions_on(codebook)}
    codings = codings_in_force(state.events, codebook.id, units, state.report_of, wanted)
    settled = resolutions_in_force(state.events, codebook.id, units, state.report_of)
    return with_overalls(counting(team_codings(codings, settled), codebook), codebook)


def coding_data(
    codebook: Codebook,
    sha256: str,
    state: State,
    unit: Study,
    dimension: str,
    values: Sequence[str],
    *,
    blind: bool = True,
    **more: Any,
) -> dict[str, Any]:
    """The payload of a coding event: a linked study by its name, and always the record that was shown.

    A case is named by itself, a result or an arm by its name and the record of its study.
    """
    data: dict[str, Any] = {
        "codebook": codebook.id,
        "codebook_hash": sha256,
        "unit": codebook.unit,
        "dimension": dimension,
        "values": list(values),
    }
    if not unit.reports:
        data["case"] = unit.id
    else:
        first = unit.reports[0]
        data |= {"record": first, "members": list(state.by_id[first].present)}
        if codebook.unit in ("result", "arm"):
            data["result"] = unit.id
        elif unit.id != first or len(unit.reports) > 1:
            data["study"] = unit.id
    if not blind:
        data["blind"] = False
    return data | {name: value for name, value in more.items() if value}


def checked_values(codebook: Codebook, dimension: str, values: Sequence[str], quote: str) -> Dimension:
    """The dimension, where these values may be kept. Raises SlrError."""
    found = codebook.dimension(dimension)
    if found is None:
        ids = [one.id for one in codebook.dimensions]
        raise SlrError(f"{codebook.id} has no dimension {dimension!r}", nearest(dimension, ids))
    problems = check_coding(codebook, dimension, values, quote)
    if problems:
        raise SlrError(problems[0], f"slr codebook show {codebook.id} lists what may stand there")
    return found


def check_override(
    codebook: Codebook, dimension: str, values: Sequence[str], judgements: Mapping[str, str], note: str
) -> None:
    """Raise SlrError where an overall judgement departs from the tool's rule and says no reason."""
    if dimension != OVERALL or not values or note.strip():
        return
    proposal = needs_reason(codebook, judgements, values[0])
    if proposal is not None:
        raise SlrError(
            f"the rule of {codebook.id} makes the overall judgement {proposal.value}: {proposal.why}",
            "whoever departs from it gives the reason in the note",
        )
