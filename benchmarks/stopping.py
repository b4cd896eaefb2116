"""Does the stopping rule reach its target, and how much work does it save, on labelled sets?

    python benchmarks/stopping.py DIR [--runs 20] [--labels included] [--odds 1 2 3 4 6 8]

DIR is as for ranking.py. Each set is replayed from so many pairs of priors (one included, one excluded), and
each rule followed, looked at a hundred times: the target of 95 % at 95 % confidence counts as reached where
recall was at least 0.95 when it stopped, or where it ran to the end, with no saving. Printed are, for each
set and rule, the runs that reached the target and the mean share of reports not screened; and below, beside
the runs needed (the one-sided binomial bound), the sums.

The odds of the rule that ships (both-tests) were chosen so, with the ranking of that time: of the odds given,
the largest with which at least 95 % of all runs reach the target, on both labels. Printed last is that choice
with one set left out at a time, judged on the set left out.
"""

import argparse
import os
from collections import defaultdict
from pathlib import Path

os.environ.update({f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")})

from ranking_sets import LABELS, mean, read_sets

from slr.screening.simulate import simulate
from slr.screening.simulate_stops import StopOutcome, Stops, stop_outcome, stop_rules
from slr.screening.text_features import read_texts

TARGET = CONFIDENCE = 0.95
Outcomes = dict[str, dict[str, list[StopOutcome]]]  # rule, set


def rules(total: int, odds: list[float]) -> dict[str, Stops]:
    """The rules of a replay, and both tests and the betting test alone at each of the odds."""
    chosen = stop_rules(total)
    for own in odds:
        for name in (f"both-tests, odds {own:g}", f"always-valid, odds {own:g}"):
            chosen[name] = stop_rules(total, odds=own, both_odds=own)[name]
    return chosen


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--labels", nargs="+", default=LABELS, choices=LABELS)
    parser.add_argument("--odds", nargs="*", type=float, default=[1, 2, 3, 4, 6, 8])
    told = parser.parse_args()
    everything: dict[str, Outcomes] = {label: defaultdict(lambda: defaultdict(list)) for label in told.labels}
    for one in read_sets(told.folder):
        corpus = read_texts(one.texts)
        for label in told.labels:
            said = one.labels[label]
            for pair in range(1, told.runs + 1):
                run = simulate(corpus, said, priors=one.priors(label, pair))
                for name, stops in rules(run.total, told.odds).items():
                    everything[label][name][one.name].append(stop_outcome(run, name, stops))
    for label in told.labels:
        print_label(label, everything[label])
    leave_one_out(everything, told.odds)


def print_label(label: str, outcomes: Outcomes) -> None:
    """The table of one label."""
    print(f"\n{label}: runs that reached the target, mean share of work saved, mean recall")
    for rule, by_set in outcomes.items():
        print(f"  {rule}")
        for name, runs in by_set.items():
            print(
                f"    {name:26} {reached(runs):3} of {len(runs)}  saved {mean(r.saved for r in runs):.3f}  "
                f"recall {mean(r.recall or 0 for r in runs):.3f}"
            )
        runs = [one for some in by_set.values() for one in some]
        print(
            f"    all: {reached(runs)} of {len(runs)} (needed: {needed(len(runs))})  "
            f"saved {mean(r.saved for r in runs):.3f}"
        )


def reached(runs: list[StopOutcome]) -> int:
    """How many runs reached the target."""
    return sum(one.reached(TARGET) for one in runs)


def needed(runs: int) -> int:
    """The fewest successes that do not refute a success rate of 95 % (one-sided binomial, 5 %)."""
    from scipy.stats import binom

    return int(binom.ppf(1 - CONFIDENCE, runs, CONFIDENCE))


def leave_one_out(everything: dict[str, Outcomes], odds: list[float]) -> None:
    """Choose the odds without one set, judge them on it."""
    print("\nodds chosen without each set, and what they do there (runs reached, work saved; by label)")
    names = list(next(iter(next(iter(everything.values())).values())))

    def holds(own: float, without: str) -> bool:
        by_label = [outcomes[f"both-tests, odds {own:g}"] for outcomes in everything.values()]
        parts = [[r for name, runs in by_set.items() if name != without for r in runs] for by_set in by_label]
        return all(reached(runs) >= CONFIDENCE * len(runs) for runs in parts)

    sums: dict[str, list[StopOutcome]] = defaultdict(list)
    for name in names:
        best = largest([own for own in odds if holds(own, name)], odds)
        said = []
        for label, outcomes in everything.items():
            runs = outcomes[f"both-tests, odds {best:g}"][name]
            sums[label] += runs
            said.append(f"{label} {reached(runs)} of {len(runs)}, {mean(r.saved for r in runs):.3f}")
        print(f"{name:26} odds {best:g}  {'  '.join(said)}")
    for label, runs in sums.items():
        print(f"all, {label}: {reached(runs)} of {len(runs)}, saved {mean(r.saved for r in runs):.3f}")
    print(f"chosen with all sets: odds {largest([own for own in odds if holds(own, '')], odds):g}")


def largest(holding: list[float], odds: list[float]) -> float:
    """The largest that holds; the least of all where none does."""
    return max(holding, default=min(odds))


if __name__ == "__main__":
    main()
