"""`slr agree`: how far the reviewers agree, each on what they decided while blind."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slr.app.review import Review
from slr.app.state import state_of
from slr.model.plan import Stage
from slr.screening.agreement import Agreement, agree, over_order
from slr.screening.agreement_counts import Estimate
from slr.screening.agreement_table import UnsureAs, ratings_of_decisions, ratings_of_reasons
from slr.screening.blind_decisions import blind_decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAgreement:
    """The agreement at a stage: on the verdict, on the reason where all excluded, and along the way.

    `blocks` holds (first, last, agreement) of each run of reports in the order of screening.
    """

    stage: str
    unsure: str
    verdicts: Agreement
    reasons: Agreement | None
    blocks: Sequence[tuple[int, int, Agreement]]

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
    review: Review, stage: Stage, *, unsure: UnsureAs, seed: int, block: int = 50, viewer: str = ""
) -> StageAgreement:
    """The reviewers' agreement at a stage, as far as the viewer may see it."""
    state = state_of(review, viewer=viewer)
    decisions = blind_decisions(state.events, stage.id, state.report_of)
    ratings = ratings_of_decisions(decisions, report_of=state.report_of, unsure=unsure)
    reasons = ratings_of_reasons(decisions, report_of=state.report_of) if stage.needs_reason else None
    return StageAgreement(
        stage=stage.id,
        unsure=unsure,
        verdicts=agree(ratings, seed=seed),
        reasons=agree(reasons, seed=seed) if reasons and reasons.rated_twice else None,
        blocks=over_order(ratings, block=block, seed=seed) if len(ratings.rated_twice) > block else (),
    )
