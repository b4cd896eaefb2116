"""How the ranking's settings were chosen, and how well that choice carries over to a set it never saw.

    python benchmarks/ranking_choose.py DIR [--pairs 3] [--out runs.json]

Every candidate (the shipped settings, and each with one setting changed) is run on every set of DIR, both
labels, on pairs of priors that ranking.py does not use. A candidate is worth on a set the mean of WSS@95 and
recall@10 % over labels and pairs. For each set left out the candidate is chosen that is best on the
mean of the other sets, and judged on the one left out; beside it stand the shipped settings.
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from ranking_sets import LABELS, LabelledSet, mean, measured, read_sets

from slr.screening.ranking import Settings
from slr.screening.simulate import simulate
from slr.screening.text_features import Corpus, read_texts

FIRST_PAIR = 101
GROWTH = 0.05
CHANGES = {
    "penalty": (0.05, 0.3),
    "weight_included": (5.0, 20.0),
    "bayes": (0.0, 1.0),
    "unreadable": (0.0, 1.0),
}


def candidates() -> list[Settings]:
    """The shipped settings, and those with one of them changed."""
    changed = [replace(Settings(), **{name: value}) for name, values in CHANGES.items() for value in values]
    return [Settings(), *changed]


def worth(one: LabelledSet, corpus: Corpus, settings: Settings, pairs: int) -> dict[str, list[float]]:
    """Mean WSS@95 and recall@10 % of each label."""
    result = {}
    for label in LABELS:
        said = one.labels[label]
        found = []
        for pair in range(FIRST_PAIR, FIRST_PAIR + pairs):
            run = simulate(corpus, said, priors=one.priors(label, pair), settings=settings, growth=GROWTH)
            found.append(measured(run.order, said))
        result[label] = [mean(f[0] for f in found), mean(f[1] for f in found)]
    return result


def main() -> None:
    """Run all candidates, then leave one set out at a time."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--out", type=Path)
    told = parser.parse_args()
    sets = read_sets(told.folder)
    corpora = {one.name: read_texts(one.texts) for one in sets}
    runs = []
    for settings in candidates():
        by_set = {one.name: worth(one, corpora[one.name], settings, told.pairs) for one in sets}
        runs.append((settings, by_set))
        parts = [[mean(by_set[n][label][k] for n in by_set) for k in (0, 1)] for label in LABELS]
        words = " ".join(f"{name}={value}" for name, value in asdict(settings).items())
        print(
            words,
            *(f"{label} {a:.3f} {b:.3f}" for label, (a, b) in zip(LABELS, parts, strict=True)),
            flush=True,
        )
    if told.out:
        told.out.write_text(json.dumps([[asdict(s), by] for s, by in runs]), encoding="utf-8")
    leave_one_out(runs)


def leave_one_out(runs: list[tuple[Settings, dict[str, dict[str, list[float]]]]]) -> None:
    """Choose on all sets but one, judge on that one."""
    value = [{name: mean(n for pair in by[name].values() for n in pair) for name in by} for _, by in runs]
    print("\nleft out; chosen on the others; its worth there, and the shipped settings'")
    chosen_there = []
    for name in value[0]:
        others = [mean(v for other, v in one.items() if other != name) for one in value]
        best = max(range(len(runs)), key=lambda n: (others[n], -n))
        chosen_there.append(value[best][name])
        changed = {k: v for k, v in asdict(runs[best][0]).items() if v != asdict(Settings())[k]}
        print(f"{name:28} {changed or 'as shipped'} {value[best][name]:.3f} {value[0][name]:.3f}")
    print(f"{'mean':28} {mean(chosen_there):.3f} {mean(value[0].values()):.3f}")


if __name__ == "__main__":
    main()
