"""How the ranking's settings were chosen, and how well that choice carries over to a set it never saw.

    python benchmarks/ranking_choose.py DIR [--pairs 10] [--out runs.json]

Every candidate (the shipped settings, and each with one setting changed) is run on every set of DIR, both
labels, on pairs of priors that ranking.py does not use. A candidate is worth on a set the mean of WSS@95 and
recall@10 % over labels and pairs. For each set left out the candidate is chosen that is best on the
mean of the other sets, and judged on the one left out; beside it stand the shipped settings. `ranking.py
--select` judges the same choice on its own pairs of priors, against ASReview.
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path

from ranking_sets import LABELS, LabelledSet, mean, measured, read_sets

from slr.screening.ranking import Settings
from slr.screening.simulate import simulate
from slr.screening.text_features import Corpus, read_texts

Runs = list[tuple[Settings, dict[str, dict[str, list[float]]]]]  # settings; set, label, the two figures

FIRST_PAIR = 101
GROWTH = 0.1  # learning anew less often makes choosing sooner done
CHANGES = {
    "penalty": (0.05, 0.3),
    "weight_included": (5.0, 20.0),
    "bayes": (0.0, 1.0),
    "half": (0.0, 1e9),  # words of a single text never count to its length, or always
    "unreadable": (0.0, 1.0),
}


def candidates() -> list[Settings]:
    """The shipped settings, and those with one of them changed."""
    others = [replace(Settings(), **{name: value}) for name, some in CHANGES.items() for value in some]
    return [Settings(), *others]


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
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--out", type=Path)
    told = parser.parse_args()
    sets = read_sets(told.folder)
    runs = try_all(sets, {one.name: read_texts(one.texts) for one in sets}, told.pairs)
    if told.out:
        told.out.write_text(json.dumps([[asdict(s), by] for s, by in runs]), encoding="utf-8")
    leave_one_out(runs)


def try_all(sets: list[LabelledSet], corpora: dict[str, Corpus], pairs: int) -> Runs:
    """What every candidate is worth on every set; printed as it comes."""
    runs = []
    print("candidate; mean WSS@95 and recall@10 % over sets, by label", flush=True)
    for settings in candidates():
        by_set = {one.name: worth(one, corpora[one.name], settings, pairs) for one in sets}
        runs.append((settings, by_set))
        parts = [[mean(by_set[n][label][k] for n in by_set) for k in (0, 1)] for label in LABELS]
        cells = (f"{label} {a:.3f} {b:.3f}" for label, (a, b) in zip(LABELS, parts, strict=True))
        print(f"{changed(settings):24}", *cells, flush=True)
    return runs


def changed(settings: Settings) -> str:
    """How settings differ from those that ship, in words."""
    shipped = asdict(Settings())
    return ", ".join(f"{k} {v:g}" for k, v in asdict(settings).items() if v != shipped[k]) or "as shipped"


def values(runs: Runs) -> list[dict[str, float]]:
    """What each candidate is worth on each set: the mean of both figures over labels and pairs."""
    return [{name: mean(n for pair in by[name].values() for n in pair) for name in by} for _, by in runs]


def chosen_without(runs: Runs) -> dict[str, int]:
    """For each set, the candidate that is best on the mean of all others."""
    value = values(runs)
    result = {}
    for name in value[0]:
        others = [mean(v for other, v in one.items() if other != name) for one in value]
        result[name] = max(range(len(runs)), key=lambda n: (others[n], -n))
    return result


def leave_one_out(runs: Runs) -> None:
    """Choose on all sets but one, judge on that one."""
    value, chosen = values(runs), chosen_without(runs)
    print("\nleft out; chosen on the others; its worth there, and the shipped settings'")
    for name, best in chosen.items():
        print(f"{name:28} {changed(runs[best][0]):20} {value[best][name]:.3f} {value[0][name]:.3f}")
    there = mean(value[best][name] for name, best in chosen.items())
    print(f"{'mean':49} {there:.3f} {mean(value[0].values()):.3f}")


if __name__ == "__main__":
    main()
