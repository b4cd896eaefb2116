"""Compare slr's deduplication with bib-dedupe's on labelled sets, both in one run on one core each.

    python benchmarks/dedup.py DIR [--peers PYTHON]

DIR holds a folder for each set, with records.csv (id, title, year, authors, pages, volume, issue, type,
journal; doi and abstract where known) and truth.csv (id, report). PYTHON is the interpreter of an environment
in which bib-dedupe 0.11.0 is installed (`python -m venv peers && peers/bin/pip install bib-dedupe==0.11.0`);
without it only slr runs. Prints a line for each set and tool: records, true pairs, pairs found, wrong and
missed, precision, recall, F1, seconds (wall, CPU), records per second, peak memory; and how many times faster
slr is.
Wrong and missed pairs are counted against the labels as they stand, before any person is asked.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

RUN = Path(__file__).with_name("dedup_run.py")


@dataclass(frozen=True)
class Score:
    """Pairs of records in one report: in the labels, found, and both."""

    true: int
    found: int
    both: int

    @property
    def wrong(self) -> int:
        """Pairs joined that the labels keep apart."""
        return self.found - self.both

    @property
    def missed(self) -> int:
        """Pairs kept apart that the labels join."""
        return self.true - self.both

    @property
    def precision(self) -> float:
        """The share of found pairs that are true; 1 where nothing was found."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of true pairs that were found; 1 where there are none."""
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (self.true + self.found) if self.true + self.found else 1.0


def read_reports(path: Path) -> dict[str, str]:
    """The report of each id."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row["report"] for row in csv.DictReader(lines)}


def score(truth: dict[str, str], found: dict[str, str]) -> Score:
    """Count pairs. Raises ValueError where the ids differ."""
    if truth.keys() != found.keys():
        raise ValueError("truth.csv and the records have different ids")
    return Score(
        true=pairs_within(truth.values()),
        found=pairs_within(found.values()),
        both=pairs_within((truth[name], found[name]) for name in truth),
    )


def pairs_within(labels: Iterable[object]) -> int:
    """How many pairs share a label."""
    return sum(n * (n - 1) // 2 for n in Counter(labels).values())


def run(python: str, tool: str, folder: Path) -> tuple[Score, dict[str, float]]:
    """The score of one tool on one set, and what it took (see dedup_run.py), in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        groups = Path(scratch) / "groups.csv"
        done = subprocess.run(
            [python, str(RUN), tool, str(folder), str(groups)], check=True, capture_output=True, text=True
        )
        told = json.loads(done.stdout.strip().splitlines()[-1])
        return score(read_reports(folder / "truth.csv"), read_reports(groups)), told


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", metavar="PYTHON", help="an interpreter that has bib-dedupe")
    asked = parser.parse_args()
    tools = {"slr": sys.executable} | ({"bib-dedupe": asked.peers} if asked.peers else {})
    print(
        f"{'set':<20} {'tool':<10} {'records':>8} {'pairs':>7} {'found':>7} {'wrong':>6} {'missed':>7} "
        f"{'precision':>9} {'recall':>7} {'F1':>7} {'seconds':>8} {'CPU':>7} {'rec/s':>7} {'MB':>5} "
        f"{'ratio':>6}"
    )
    for folder in sorted(path.parent for path in asked.folder.glob("*/records.csv")):
        records = len(read_reports(folder / "truth.csv"))
        seconds_of: dict[str, float] = {}
        for tool, python in tools.items():
            scored, took = run(python, tool, folder)
            seconds = seconds_of[tool] = took["seconds"]
            ratio = f"{seconds / seconds_of['slr']:.1f}" if tool != "slr" else ""
            print(
                f"{folder.name:<20} {tool:<10} {records:>8} {scored.true:>7} {scored.both:>7} "
                f"{scored.wrong:>6} {scored.missed:>7} {scored.precision:>9.4f} {scored.recall:>7.4f} "
                f"{scored.f1:>7.4f} {seconds:>8.2f} {took['cpu_seconds']:>7.2f} "
                f"{records / seconds:>7.0f} {took['peak_mb']:>5.0f} {ratio:>6}",
                flush=True,
            )


if __name__ == "__main__":
    main()
