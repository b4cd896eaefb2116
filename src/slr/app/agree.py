"""`slr agree`: how far the reviewers agree, each on what they decided while blind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from slr.app.review import Review
from slr.app.state import State, state_of
from slr.model.errors import SlrError
from slr.model.plan import Stage
from slr.screening.agreement import Agreement, agree, over_order
from slr.screening.agreement_counts import Estimate
from slr.screening.agreement_table import (
    UnsureAs,
    ratings_of_decisions,
    ratings_of_judgments,
    ratings_of_reasons,
)
from slr.screening.blind_decisions import blind_decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAgreement:
    """The agreement at a stage: on the verdict, on the reason where all excluded, and along the way.

    `blocks` holds (first, last, agreement) of each run of reports in the order of screening. `criteria` is
    the agreement on each criterion where each is judged, `pilots` that on the verdict in each pilot. `pilot`
    is the one that all of it is about, 0 for the whole stage.
    """

    stage: str
    unsure: str
    verdicts: Agreement
    reasons: Agreement | None
    blocks: Sequence[tuple[int, int, Agreement]]
    criteria: Mapping[str, Agreement] = field(default_factory=dict)
    pilots: Mapping[int, Agreement] = field(default_factory=dict)
    pilot: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The agreement as JSON-able values."""
        return {
            "stage": self.stage,
            "unsure": self.unsure,
            "raters": list(self.verdicts.raters),
            "reports": self.verdicts.units,
            "estimates": [estimate_dict(one) for one in self.verdicts.estimates],
            "reasons": [estimate_dict(one) for one in self.reasons.estimates] if self.reasons else [],
            "over_order": [
                {"first": first, "last": last, "estimates": [estimate_dict(one) for one in part.estimates]}
                for first, last, part in self.blocks
            ],
            "criteria": {
                name: {"reports": part.units, "estimates": [estimate_dict(one) for one in part.estimates]}
                for name, part in self.criteria.items()
            },
            "pilots": [
                {
                    "pilot": number,
                    "reports": part.units,
                    "estimates": [estimate_dict(one) for one in part.estimates],
                }
                for number, part in self.pilots.items()
            ],
            "conflicts": list(self.verdicts.conflicts),
        }


def estimate_dict(one: Estimate) -> dict[str, Any]:
    """One coefficient as JSON-able values."""
    return {
        "name": one.name,
        "value": one.value,
        "low": one.low,
        "high": one.high,
        "units": one.units,
        "method": one.method,
        "source": one.source,
        "why": one.why,
    }


def agreement(
    review: Review,
    stage: Stage,
    *,
    unsure: UnsureAs,
    seed: int,
    block: int = 50,
    pilot: int = 0,
    viewer: str = "",
) -> StageAgreement:
    """The reviewers' agreement at a stage, or in one of its pilots, as far as the viewer may see it.

    Raises SlrError where there is no such pilot.
    """
    state = state_of(review, viewer=viewer)
    decisions = blind_decisions(state.events, stage.id, state.report_of)
    in_pilots = reports_of_pilots(state, stage)
    if pilot:
        if pilot not in in_pilots:
            raise SlrError(
                f"{stage.id} has no pilot {pilot}", f"slr screen -s {stage.id} --pilot 50 draws one"
            )
        decisions = [d for d in decisions if state.report_of.get(d.record) in in_pilots[pilot]]
    ratings = ratings_of_decisions(decisions, report_of=state.report_of, unsure=unsure)
    reasons = ratings_of_reasons(decisions, report_of=state.report_of) if stage.needs_reason else None
    return StageAgreement(
        stage=stage.id,
        unsure=unsure,
        verdicts=agree(ratings, seed=seed),
        reasons=agree(reasons, seed=seed) if reasons and reasons.rated_twice else None,
        blocks=over_order(ratings, block=block, seed=seed) if len(ratings.rated_twice) > block else (),
        criteria={
            criterion.id: agree(judged, seed=seed, positive="yes", negative="no")
            for criterion in (review.plan.reasons(stage.id) if stage.judge_each else ())
            if (
                judged := ratings_of_judgments(decisions, criterion.id, report_of=state.report_of)
            ).rated_twice
        },
        pilots={}
        if pilot
        else {number: agree(ratings.part(names), seed=seed) for number, names in in_pilots.items()},
        pilot=pilot,
    )


def reports_of_pilots(state: State, stage: Stage) -> dict[int, frozenset[str]]:
    """The reports of every pilot at a stage, by its number."""
    found: dict[int, set[str]] = {}
    for name, one in state.screening.settlements.get(stage.id, {}).items():
        if one.pilot:
            found.setdefault(one.pilot, set()).add(name)
    return {number: frozenset(found[number]) for number in sorted(found)}
