"""What the random share of a ranked screening says of all reports (`slr stop`)."""

from slr.app.queue import reached_so_far
from slr.app.rank import waiting
from slr.app.review import Review
from slr.app.state import State
from slr.model.plan import Stage
from slr.model.words import Verdict
from slr.screening.random_share import ShareEstimate, drawn_order, estimate_share


def share_estimates(
    review: Review, state: State, stage: Stage, who: str, confidence: float
) -> list[ShareEstimate]:
    """An estimate for every seed with which this reviewer had random reports mixed in."""
    seeds = {
        event.data["draw"]["seed"]
        for event in review.ledger.events
        if event.kind == "decision"
        and event.who == who
        and event.data["stage"] == stage.id
        and "draw" in event.data
    }
    if not seeds:
        return []
    decided = {
        name: decision.verdict is not Verdict.EXCLUDE
        for name, one in state.screening.settlements.get(stage.id, {}).items()
        for decision in one.decisions
        if decision.reviewer == who
    }
    pool = [*decided, *waiting(state, stage, who)]
    return [
        estimate_share(
            seed,
            drawn_order(stage.id, seed, pool),
            reached_so_far(review, stage, who, seed),
            decided,
            confidence,
        )
        for seed in sorted(seeds)
    ]


def share_words(one: ShareEstimate) -> str:
    """The estimate in a sentence for a person."""
    drawn = f"Of the random share (seed {one.seed}) {one.included} of {one.sample} reports were included"
    if one.least is None:
        return f"{drawn}; {one.waiting} of them wait for a decision, until then nothing can be said of all."
    return (
        f"{drawn}: between {one.least:,} and {one.most:,} of all {one.total:,} "
        f"({one.confidence:.0%} confidence, exact for a random sample whose size was settled beforehand)."
    )
