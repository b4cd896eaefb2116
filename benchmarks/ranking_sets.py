"""Labelled sets of screening decisions, and what is measured on them. Used by the benchmarks of ranking.

A set is a CSV file with the columns id, title, abstract, title_abstract, included (1 or 0), and
keywords where it has them.
"""

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.screening.simulate import Simulation
from slr.screening.text_features import Text

LABELS = ("title_abstract", "included")


@dataclass(frozen=True)
class LabelledSet:
    """One file: its texts and labels."""

    name: str
    texts: tuple[Text, ...]
    labels: dict[str, tuple[bool, ...]]

    def priors(self, label: str, pair: int) -> tuple[int, int]:
        """The rows of one included and one excluded report, the same for every tool."""
        chance = random.Random(pair)
        said = self.labels[label]
        return tuple(
            chance.choice([n for n, own in enumerate(said) if own is want]) for want in (True, False)
        )


def read_sets(folder: Path) -> list[LabelledSet]:
    """Every set of a folder, by name."""
    return [read_set(path) for path in sorted(folder.glob("*.csv"))]


def read_set(path: Path) -> LabelledSet:
    """One set."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return LabelledSet(
        name=path.stem,
        texts=tuple(
            Text(id=row["id"], title=row["title"], abstract=row["abstract"], keywords=keywords(row))
            for row in rows
        ),
        labels={label: tuple(row[label] == "1" for row in rows) for label in LABELS},
    )


def keywords(row: dict[str, str]) -> tuple[str, ...]:
    """The keywords of a row that has them."""
    return tuple(word.strip() for word in row.get("keywords", "").split(";") if word.strip())


def measured(order: Sequence[int], said: Sequence[bool]) -> tuple[float, float]:
    """(WSS@95, recall@10 %) of an order with two priors first; rows that were not reached come last."""
    reached = set(order)
    whole = [*order, *(row for row in range(len(said)) if row not in reached)]
    run = Simulation(order=tuple(whole), found=tuple(said[row] for row in whole), priors=2)
    return run.wss95 or 0.0, run.recall10 or 0.0


def mean(numbers: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    listed = list(numbers)
    return sum(listed) / len(listed) if listed else 0.0


def bootstrap(differences: Sequence[float], seed: int = 1, draws: int = 10_000) -> tuple[float, float]:
    """The 95 % percentile interval of the mean, resampling with replacement."""
    chance = random.Random(seed)
    n = len(differences)
    means = sorted(mean(chance.choices(differences, k=n)) for _ in range(draws))
    return means[int(0.025 * draws)], means[int(0.975 * draws) - 1]
