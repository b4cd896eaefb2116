"""Compare slr's ranking with ASReview's ELAS u4 on labelled sets, the same priors, both in one run on one
core.

    python benchmarks/ranking.py DIR [--peers PYTHON] [--pairs 10] [--keep FOLDER] [--labels included]
                                     [--select 10]

DIR holds one CSV file a set, with the columns id, title, abstract, title_abstract, included. PYTHON is the
interpreter of an environment with ASReview 3.0.8 (`python -m venv peers && peers/bin/pip install
asreview==3.0.8`); without it only slr runs. KEEP keeps ASReview's orders and times, so that a second run
need not wait for them; then the ratio of times is not of one run, and says so.

For each label and pair of priors (one included, one excluded report, drawn by the pair's number) the
screening is replayed. WSS@95 is 0.95 minus the share of N screened when the ceiling of 0.95 R was found;
recall@10 % the share of R within the first 0.1 N, rounded; N and R leave out the priors (Cohen et al. 2006).
Printed are the means by set, the mean difference with its 95 % bootstrap interval over sets, whether any set
is significantly more than 0.05 below in WSS@95 (the bootstrap interval over its pairs, of five or more, lies
below), and seconds a run; slr's hold the reading of the texts. `--select` also chooses the settings anew for
each set on all other sets, with so many other pairs of priors (how: ranking_choose.py), and prints the same
tables of the choice judged on the set left out.
"""

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path

os.environ.update({f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")})

from ranking_choose import chosen_without, leave_one_out, try_all
from ranking_peer import asreview
from ranking_sets import LABELS, LabelledSet, bootstrap, mean, measured, read_sets

from slr.screening.ranking import Settings
from slr.screening.simulate import simulate
from slr.screening.text_features import Corpus, read_texts

MARGIN = 0.05
FEWEST = 5  # pairs of priors below which their interval says nothing of a set


@dataclass(frozen=True)
class Result:
    """One tool on one set, label and pair of priors."""

    wss: float
    recall: float
    seconds: float


def run_own(
    one: LabelledSet, corpus: Corpus, reading: float, label: str, pair: int, settings: Settings | None = None
) -> Result:
    """Replay with slr; `reading` seconds were spent on the corpus."""
    said = one.labels[label]
    began = time.perf_counter()
    run = simulate(corpus, said, priors=one.priors(label, pair), settings=settings)
    seconds = time.perf_counter() - began + reading
    return Result(*measured(run.order, said), seconds)


def run_peer(one: LabelledSet, python: str, label: str, pair: int, kept: Path | None) -> Result:
    """Replay with ASReview."""
    said = one.labels[label]
    texts = [(text.title, text.abstract) for text in one.texts]
    run = asreview(python, texts, said, one.priors(label, pair), kept)
    return Result(*measured(run.order, said), run.seconds)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", default="")
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--labels", nargs="+", default=LABELS, choices=LABELS)
    parser.add_argument("--select", type=int, default=0)
    told = parser.parse_args()
    if told.keep:
        told.keep.mkdir(parents=True, exist_ok=True)
    sets = read_sets(told.folder)
    run_own(sets[0], read_texts(sets[0].texts), 0.0, told.labels[0], 1)  # so that no run pays for the imports
    corpora, reading = {}, {}
    for one in sets:
        began = time.perf_counter()
        corpora[one.name] = read_texts(one.texts)
        reading[one.name] = time.perf_counter() - began
    pairs = range(1, told.pairs + 1)

    def own(label: str, settings: dict[str, Settings]) -> dict[str, list[Result]]:
        return {
            name: [
                run_own(one, corpora[name], reading[name], label, pair, settings.get(name)) for pair in pairs
            ]
            for name, one in named.items()
        }

    named = {one.name: one for one in sets}
    peer: dict[str, dict[str, list[Result]]] = {label: {} for label in told.labels}
    for label in told.labels:
        if told.peers:
            for name, one in named.items():
                peer[label][name] = [run_peer(one, told.peers, label, pair, told.keep) for pair in pairs]
        print_label(label, sets, own(label, {}), peer[label])
    if told.select:
        runs = try_all(sets, corpora, told.select)
        leave_one_out(runs)
        chosen = {name: runs[best][0] for name, best in chosen_without(runs).items()}
        for label in told.labels:
            print("\nsettings chosen on the other sets:", end="")
            print_label(label, sets, own(label, chosen), peer[label])
    if told.keep and told.peers:
        print("\nASReview's orders and times may be of an earlier run: the ratio of times is not of one run.")


def print_label(
    label: str, sets: list[LabelledSet], own: dict[str, list[Result]], peer: dict[str, list[Result]]
) -> None:
    """The table of one label and, with a peer, the comparison."""
    print(f"\n{label}: WSS@95, recall@10 %, seconds a run; slr" + (" and ASReview ELAS u4" if peer else ""))
    for one in sets:
        sides = [own[one.name], *([peer[one.name]] if peer else [])]
        said = one.labels[label]
        cells = "   ".join(
            f"{mean(r.wss for r in side):6.3f} {mean(r.recall for r in side):.3f} "
            f"{mean(r.seconds for r in side):6.2f}"
            for side in sides
        )
        print(f"{one.name:26} N {len(said) - 2:5} R {sum(said) - 1:4}   {cells}{below(sides)}")
    for name, side in (("slr", own), ("ASReview", peer)):
        if side:
            wss, recall, seconds = (
                mean(mean(getattr(r, field) for r in runs) for runs in side.values())
                for field in ("wss", "recall", "seconds")
            )
            print(f"mean of {name:10} WSS@95 {wss:.3f}  recall@10 % {recall:.3f}  {seconds:.2f} s a run")
    if peer:
        print_difference(own, peer)


def below(sides: list[list[Result]]) -> str:
    """A mark where slr is significantly more than the margin below in WSS@95."""
    if len(sides) < 2 or len(sides[0]) < FEWEST:
        return ""
    _, high = bootstrap([a.wss - b.wss for a, b in zip(*sides, strict=True)])
    return "   significantly more than 0.05 below" if high < -MARGIN else ""


def print_difference(own: dict[str, list[Result]], peer: dict[str, list[Result]]) -> None:
    """The paired differences over sets, and the ratio of times."""
    for field, words in (("wss", "WSS@95"), ("recall", "recall@10 %")):
        differences = [
            mean(getattr(a, field) - getattr(b, field) for a, b in zip(own[name], peer[name], strict=True))
            for name in own
        ]
        low, high = bootstrap(differences)
        interval = f"95 % interval over sets {low:+.3f} to {high:+.3f}"
        print(f"{words}: slr minus ASReview {mean(differences):+.3f}, {interval}")
    spent = [sum(r.seconds for runs in side.values() for r in runs) for side in (own, peer)]
    print(f"slr is {spent[1] / spent[0]:.1f} times as fast")


if __name__ == "__main__":
    main()
