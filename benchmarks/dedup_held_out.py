"""Does the decision model hold on sets that it was not set on?

    python benchmarks/dedup_held_out.py DIR [--learn]

DIR holds labelled sets (see benchmarks/dedup.py), at least two. The points of slr's score are set by hand and
not trained. Three checks on each set, pair by pair and before grouping:

threshold   the score from which records are joined is chosen anew on all other sets (the fewest errors, a
            wrong pair counted ten times; of equal thresholds the highest), and tried on this one.
shaken      every kind of evidence gets between 80 % and 120 % of its points, at random, 300 times; what is
            found and wrong at the least and at the most.
learned     (--learn, needs scikit-learn) the points are thrown away: a logistic regression on the same
            evidence learns from the other sets what each level is worth, and is tried on this one.
"""

import argparse
import csv
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from dedup_run import read_rows, slr_table

from dedup import read_reports
from slr.dedup.block import candidate_pairs
from slr.dedup.compare import compare
from slr.dedup.decide import SAME_FROM, Decisions, Verdict, decide
from slr.dedup.evidence import Evidence
from slr.dedup.prepare import prepare
from slr.dedup.sift import sift

WRONG_COSTS = 10
SHAKES = 300


@dataclass(frozen=True)
class Labelled:
    """The candidate pairs of one set that may be joined at all: evidence, decisions, and labels."""

    name: str
    evidence: Evidence
    decisions: Decisions
    same: Any
    true: int

    def count(self, joined: Any) -> tuple[int, int]:
        """Pairs found and pairs wrong, where `joined` are joined."""
        return int((joined & self.same).sum()), int((joined & ~self.same).sum())


def read_labelled(folder: Path) -> Labelled:
    """A set, compared and decided."""
    report = read_reports(folder / "truth.csv")
    records = prepare(slr_table(read_rows(folder)))
    pairs = candidate_pairs(records)
    left, right = pairs.left, pairs.right
    likely = sift(records.take(left), records.take(right))
    left, right = left[likely], right[likely]
    evidence = compare(records.take(left), records.take(right))
    decisions = decide(evidence)
    # Kinds that are never joined, and joins that rest on too little, are decided by rules, not the score.
    free = (decisions.verdict == Verdict.SAME) | (decisions.score < SAME_FROM) & (decisions.relation == 0)
    same = np.array(
        [report[a] == report[b] for a, b in zip(records.ids[left], records.ids[right], strict=True)],
        dtype=bool,
    )
    sizes: dict[str, int] = {}
    for name in report.values():
        sizes[name] = sizes.get(name, 0) + 1
    true = sum(n * (n - 1) // 2 for n in sizes.values())
    return Labelled(folder.name, evidence.take(free), decisions.take(free), same[free], true)


def best_threshold(scores: list[Any], sets: list[Labelled], thresholds: Any) -> Any:
    """The highest of the thresholds with the fewest errors."""

    def errors(threshold: Any) -> int:
        counts = [one.count(score >= threshold) for score, one in zip(scores, sets, strict=True)]
        return sum(WRONG_COSTS * wrong - found for found, wrong in counts)

    return min(thresholds, key=lambda threshold: (errors(threshold), -threshold))


def shaken(one: Labelled, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Found and wrong pairs under shaken points."""
    points = np.stack(list(one.decisions.points.values()))
    results = []
    for _ in range(SHAKES):
        factors = rng.uniform(0.8, 1.2, size=(len(points), 1))
        results.append(one.count(np.floor((factors * points).sum(axis=0)) >= SAME_FROM))
    return results


def levels(evidence: Evidence) -> Any:
    """The evidence as columns of zeros and ones, one a level."""
    e = evidence
    columns = [(e.title >= low) & (e.title < high) for low, high in pairwise(TITLE_CUTS)]
    columns += [e.within == 1, e.letters < 25, e.authors >= 60, e.authors == 0, e.people >= 3, e.extent == 0]
    for name in ("numbers", "words", "first", "journal", "volume", "pages"):
        columns += [getattr(e, name) == level for level in range(4)]
    columns += [np.minimum(e.year, 3) == level for level in range(4)]
    columns += [(e.volume == 1) & (e.journal != 0) & (e.pages == level) for level in (2, 3)]
    return np.stack(columns, axis=1).astype(float)


TITLE_CUTS = (0, 60, 75, 85, 90, 94, 97, 100, 101)


def learned(held_out: Labelled, others: list[Labelled]) -> tuple[int, int]:
    """Found and wrong pairs of a logistic regression that never saw this set."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(max_iter=2000)
    model.fit(np.concatenate([levels(o.evidence) for o in others]), np.concatenate([o.same for o in others]))
    scores = [model.decision_function(levels(other.evidence)) for other in others]
    threshold = best_threshold(scores, others, np.arange(-3, 8, 0.1))
    return held_out.count(model.decision_function(levels(held_out.evidence)) >= threshold)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--learn", action="store_true")
    asked = parser.parse_args()
    sets = [read_labelled(path.parent) for path in sorted(asked.folder.glob("*/records.csv"))]
    rng = np.random.default_rng(1)
    out = csv.writer(sys.stdout, delimiter="\t")
    out.writerow(
        ("set", "true", "as shipped", "threshold of the others", "shaken", "learned from the others")
    )
    for one in sets:
        others = [other for other in sets if other is not one]
        threshold = best_threshold([other.decisions.score for other in others], others, range(40, 111))
        shakes = shaken(one, rng)
        found, wrong = (sorted(result[part] for result in shakes) for part in (0, 1))
        out.writerow(
            (
                one.name,
                one.true,
                "{} found, {} wrong".format(*one.count(one.decisions.score >= SAME_FROM)),
                "{}: {} found, {} wrong".format(threshold, *one.count(one.decisions.score >= threshold)),
                f"{found[0]} to {found[-1]} found, {wrong[0]} to {wrong[-1]} wrong",
                "{} found, {} wrong".format(*learned(one, others)) if asked.learn else "",
            )
        )


if __name__ == "__main__":
    main()
