"""How long `slr check` takes: python benchmarks/check.py [--reports 100000] [--folder DIR]

Builds a synthetic review with the app's own functions (two searches of invented records, a tenth of them
duplicates by DOI; two reviewers, two stages, conflicts resolved; published), or uses the one in DIR, then
runs `slr check` on it and on a protocol alone as whole processes, start included. The cache is deleted
before the first run, as in a fresh clone. Prints seconds of wall clock and of CPU.
"""

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from slr.app import dedup, resolve, screen
from slr.app.caller import Caller
from slr.app.import_ import Wanted, import_prepared, prepare
from slr.app.init import init
from slr.app.publish import publish
from slr.app.review import open_review, stage_of
from slr.app.state import state_of
from slr.cli.session import now, token
from slr.model.words import Outcome

PROTOCOL = """\
title: "A synthetic review made to measure slr check: a systematic review"
synthetic: Every record of this review is made up.
reviewers: [{id: ana, name: Ana}, {id: ben, name: Ben}, {id: cleo, name: Cleo}]
searches:
  - {id: one, source: Scopus, platform: Scopus, date: 2020-01-01, query: TITLE(a)}
  - {id: two, source: Web of Science, platform: Clarivate, date: 2020-01-01, query: TI=(a)}
stages:
  - {id: title-abstract, name: Title and abstract, reviewers: 2}
  - {id: full-text, name: Full text, on: reports, reviewers: 2}
criteria:
  - {id: i1, text: About the topic, type: include}
  - {id: e1, text: Wrong topic, type: exclude}
known:
  - {doi: 10.5555/one.17}
  - {title: A study that no search of this review can find}
"""
WORDS = (
    "effect",
    "trial",
    "health",
    "nurse",
    "school",
    "water",
    "policy",
    "cohort",
    "model",
    "risk",
    "sleep",
)


def main() -> None:
    """Build or take the folder, and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=100_000)
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "review"
        if not (folder / "protocol.yaml").exists():
            build(folder, given.reports)
        print(f"reports: {len(state_of(open_review(folder)).reports)}")
        shutil.rmtree(folder / ".slr", ignore_errors=True)
        measure("review, first run", "-C", str(folder), "check")
        measure("review, again", "-C", str(folder), "check")
        measure("protocol alone", "check", str(folder / "protocol.yaml"))


def measure(what: str, *argv: str) -> None:
    """Run slr as a process of its own, and print how long it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "slr", *argv], capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    lines = done.stdout.count("\n")
    print(f"{what}: {wall:.2f} s, CPU {cpu:.2f} s (exit {done.returncode}, {lines} lines of findings)")
    if done.returncode not in (0, 1):
        print(done.stderr, file=sys.stderr)


def build(folder: Path, reports: int) -> None:
    """A review of so many reports, both stages done, with the app's own functions."""
    chance = random.Random(2017)
    caller = Caller(root=folder, now=now, token=token, who="ana")
    beside = Path(tempfile.mkdtemp())
    (beside / "protocol.yaml").write_text(PROTOCOL, encoding="utf-8")
    init(caller, protocol=beside / "protocol.yaml")
    half, shared = reports // 2 + reports % 2, reports // 10
    first = [record("one", n, chance) for n in range(half)]
    second = [record("two", n, chance) for n in range(reports - half)] + first[:shared]
    ready = []
    for name, records in (("one", first), ("two", second)):
        (beside / f"{name}.ris").write_text("\n".join(records), encoding="utf-8")
        ready.append(prepare(open_review(folder), Wanted(file=beside / f"{name}.ris", search=name)))
    import_prepared(open_review(folder), caller, ready)
    dedup.run(open_review(folder), caller)
    for stage in ("title-abstract", "full-text"):
        decide(folder, caller, stage, beside / "decisions.csv", chance)
    publish(open_review(folder), caller)
    shutil.rmtree(beside)


def record(search: str, number: int, chance: random.Random) -> str:
    """One invented record with an abstract of usual length."""
    title = " ".join(chance.choices(WORDS, k=6)) + f" {search} {number}"
    abstract = " ".join(chance.choices(WORDS, k=220))
    return (
        f"TY  - JOUR\nTI  - {title}\nAU  - Author{number}, A\nPY  - {1990 + number % 30}\n"
        f"JO  - Journal {number % 500}\nVL  - {number % 90}\nSP  - {number}\n"
        f"DO  - 10.5555/{search}.{number}\nAB  - {abstract}\nER  - \n"
    )


def decide(folder: Path, caller: Caller, stage: str, file: Path, chance: random.Random) -> None:
    """Two reviewers decide on everything that reached a stage, one in twenty included; cleo resolves."""
    review = open_review(folder)
    waiting = [
        name
        for name, one in state_of(review).screening.settlements.get(stage, {}).items()
        if one.outcome is Outcome.PENDING
    ]
    for who in ("ana", "ben"):
        rows = [f"{name},{'exclude,e1' if chance.random() > 0.05 else 'include,'},{who}" for name in waiting]
        file.write_text("\n".join(["report,decision,reason,reviewer", *rows, ""]), encoding="utf-8")
        screen.apply_decisions(open_review(folder), caller, stage_of(review, stage), file)
    state = state_of(open_review(folder))
    conflicts = [
        name
        for name, one in state.screening.settlements.get(stage, {}).items()
        if one.outcome is Outcome.CONFLICT
    ]
    rows = [f"{name},include,,cleo" for name in conflicts]
    file.write_text("\n".join(["report,decision,reason,reviewer", *rows, ""]), encoding="utf-8")
    resolve.apply_resolutions(open_review(folder), caller, stage_of(review, stage), file)


if __name__ == "__main__":
    main()
