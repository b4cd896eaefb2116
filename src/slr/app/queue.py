"""The order in which a reviewer's waiting reports come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from slr.app.merged import Merged
from slr.app.review import Review, nearest
from slr.model.errors import SlrError
from slr.model.plan import Stage
from slr.screening.random_share import Mixed, drawn_order, mix

ORDERS = ("input", "ranked", "random", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequencing:
    """How the queue is ordered.

    `seed` is of the random order and of the random share; `share` of the places are given to reports drawn at
    random. `wait`: seconds to wait for the first learned order where none is kept from before.
    """

    order: str = "input"
    seed: int = 1
    share: float = 0.0
    wait: float = 60.0


def checked_order(order: str, seed: int, share: float = 0.0, wait: float = 60.0) -> Sequencing:
    """An order by its name. Raises SlrError."""
    if order not in ORDERS:
        raise SlrError(f"there is no order {order}", nearest(order, list(ORDERS)))
    if not 0 <= share < 1:
        raise SlrError(f"a random share of {share:g} is none", "give a part of 1, such as 0.1")
    if share and order == "random":
        raise SlrError("the random order is random already", "leave --random-share out, or --order ranked")
    return Sequencing(order=order, seed=seed, share=share, wait=wait)


def sequence(how: Sequencing, waiting: Sequence[str], view: Merged, learned: Sequence[str]) -> list[str]:
    """The waiting reports in the order asked for: as imported, likeliest first, at random, newest first.

    `learned` is the order learned last; reports that it lacks come after those that it has.
    """

    def ranked() -> list[str]:
        place = {name: n for n, name in enumerate(learned)}
        return sorted(waiting, key=lambda name: place.get(name, len(place)))

    def shuffled() -> list[str]:
        return Random(how.seed).sample(sorted(waiting), len(waiting))

    def newest() -> list[str]:
        return sorted(waiting, key=lambda name: -(view.record(name).year or 0))

    orders: dict[str, Callable[[], list[str]]] = {"ranked": ranked, "random": shuffled, "year": newest}
    return orders.get(how.order, lambda: list(waiting))()


def mixed(
    how: Sequencing, stage: Stage, reports: Sequence[str], waiting: Sequence[str], reached: int
) -> Mixed:
    """The waiting reports with the random share among them.

    `reports` are all that this reviewer decided on or is asked about, waiting or not.
    """
    if not how.share:
        return Mixed(order=tuple(waiting))
    drawn = drawn_order(stage.id, how.seed, reports)
    chance = Random(f"{how.seed}|{stage.id}|{len(waiting)}").random
    return mix(waiting, drawn, share=how.share, reached=reached, chance=chance)


def reached_so_far(review: Review, stage: Stage, who: str, seed: int) -> int:
    """How many reports of the random order were due so far, as this reviewer's decisions say."""
    sizes = (
        event.data["draw"]["size"]
        for event in review.ledger.events
        if event.kind == "decision"
        and event.who == who
        and "draw" in event.data
        and event.data["stage"] == stage.id
        and event.data["draw"]["seed"] == seed
    )
    return max(sizes, default=0)
