"""A share of random reports mixed into an order, so that what they show may be counted without bias.

A reviewer's reports at a stage have one random order, which depends on the stage, a seed and each report's
id alone. At every place of the queue a chance decides whether the next report of that order is due. It is
shown there; if it was decided before, the place goes to the likeliest report and the sample grows by a known
answer. The sample is always the first reports of the random order, as many as were due so far, whatever was
found there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """An order; `sizes` has, for each report at a random place, how many of the random order were due."""

    order: tuple[str, ...] = ()
    sizes: dict[str, int] = field(default_factory=dict)


def drawn_order(stage: str, seed: int, reports: Sequence[str]) -> list[str]:
    """The random order of reports at a stage; new reports fall between the others and move none."""
    key = f"{stage}|random|{seed}|".encode()
    return sorted(reports, key=lambda name: (sha256(key + name.encode()).digest(), name))


def mix(
    ranked: Sequence[str], drawn: Sequence[str], *, share: float, reached: int, chance: Callable[[], float]
) -> Mixed:
    """Waiting reports, likeliest first, with a share of the next ones `drawn` among them.

    `drawn` is the random order of all reports of the stage, of which `reached` were due already; `chance`
    gives a number from 0 to 1 for every place.
    """
    open_to = dict.fromkeys(ranked)
    rest = iter(ranked)
    order: list[str] = []
    sizes: dict[str, int] = {}
    while open_to:
        name = ""
        if chance() < share and reached < len(drawn):
            reached += 1
            due = drawn[reached - 1]
            name = due if due in open_to else next(one for one in rest if one in open_to)
            sizes[name] = reached
        else:
            name = next(one for one in rest if one in open_to)
        del open_to[name]
        order.append(name)
    return Mixed(order=tuple(order), sizes=sizes)


def drawn_sample(drawn: Sequence[str], reached: int) -> tuple[str, ...]:
    """The random sample so far: the reports that were due, in the order drawn."""
    return tuple(drawn[:reached])
