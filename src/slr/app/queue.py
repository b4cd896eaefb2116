"""The order in which a reviewer's waiting reports come."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from slr.app.merged import Merged
from slr.app.review import nearest
from slr.app.state import State
from slr.model.errors import SlrError
from slr.model.plan import Plan, Stage

ORDERS = ("input", "ranked", "random", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequencing:
    """How the queue is ordered; `seed` is of the random one."""

    order: str = "input"
    seed: int = 1


def checked_order(order: str, seed: int) -> Sequencing:
    """An order by its name. Raises SlrError."""
    if order not in ORDERS:
        raise SlrError(f"there is no order {order}", nearest(order, list(ORDERS)))
    return Sequencing(order=order, seed=seed)


def sequence(
    how: Sequencing,
    waiting: Sequence[str],
    plan: Plan,
    state: State,
    view: Merged,
    stage: Stage,
    who: str,
) -> list[str]:
    """The waiting reports in the order asked for: as imported, likeliest first, at random, newest first."""

    def ranked() -> list[str]:
        from slr.app.rank import learned

        wanted = set(waiting)
        return [name for name in learned(plan, state, view, stage, who)[1].order if name in wanted]

    def shuffled() -> list[str]:
        return Random(how.seed).sample(sorted(waiting), len(waiting))

    def newest() -> list[str]:
        return sorted(waiting, key=lambda name: -(view.record(name).year or 0))

    orders: dict[str, Callable[[], list[str]]] = {"ranked": ranked, "random": shuffled, "year": newest}
    return orders.get(how.order, lambda: list(waiting))()
