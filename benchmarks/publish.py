"""How long `slr publish` takes: python benchmarks/publish.py [--reports 10000] [--studies 500] [--folder DIR]

Builds a synthetic review with the app's own functions (four searches of invented records, some found by
several; two reviewers at two stages; full texts retrieved; every study coded with two codebooks), or uses the
one in DIR, and runs `slr publish` on it as a process of its own, start included: once without a cache and
once with it. Prints seconds of wall clock and of CPU, and whether both runs gave the same bytes.
"""

import argparse
import csv
import hashlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from slr.app import code_apply, dedup, resolve, retrieve, screen
from slr.app.caller import Caller
from slr.app.codebook import usable
from slr.app.import_ import Wanted, import_prepared, prepare
from slr.app.init import init
from slr.app.review import open_review, stage_of
from slr.app.state import state_of
from slr.cli.session import now, token
from slr.model.codebook import Codebook
from slr.model.words import Outcome

SOURCES = ("MEDLINE", "Scopus", "Web of Science", "Grey literature")
BOOKS = ("tursunbayeva-2017", "jbi-cross-sectional")
PROTOCOL = """\
title: "A synthetic review made to measure slr publish: a systematic review"
synthetic: Every record, decision and coding of this review is made up.
reviewers: [{id: ana, name: Ana}, {id: ben, name: Ben}, {id: cleo, name: Cleo}]
searches:
  - {id: s0, source: MEDLINE, platform: Ovid, date: 2020-01-01, query: a.ti.}
  - {id: s1, source: Scopus, date: 2020-01-01, query: TITLE(a)}
  - {id: s2, source: Web of Science, date: 2020-01-01, query: TI=(a)}
  - {id: s3, source: Grey literature, kind: website, date: 2020-01-01, query: a, screen: true}
stages:
  - {id: title-abstract, name: Title and abstract, reviewers: 2}
  - {id: full-text, name: Full text, on: reports, reviewers: 2}
criteria:
  - {id: i1, text: About the topic, type: include}
  - {id: e1, text: Wrong topic, type: exclude}
  - {id: e2, text: Wrong design, type: exclude}
  - {id: e3, text: Wrong setting, type: exclude}
codebooks: [tursunbayeva-2017, jbi-cross-sectional]
"""
WORDS = [
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
    "media",
    "public",
    "of",
    "and",
]
FAMILIES = [
    "Adams",
    "Bello",
    "Chen",
    "Dubois",
    "Eriksen",
    "Fischer",
    "Garcia",
    "Haddad",
    "Ito",
    "Jensen",
    "Kumar",
    "Lopez",
    "Meyer",
    "Novak",
]


def main() -> None:
    """Build or take the folder, and print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--studies", type=int, default=500)
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--text-only", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.folder or Path(scratch) / "review"
        if not (folder / "protocol.yaml").exists():
            build(folder, given.reports, given.studies)
        state = state_of(open_review(folder))
        print(f"{len(state.reports)} reports, {len(state.studies)} studies")
        shutil.rmtree(folder / ".slr", ignore_errors=True)
        options = ["--text-only"] if given.text_only else []
        first = measure("publish, no cache", folder, options)
        again = measure("publish, again", folder, options)
        print("the same bytes" if first == again else "OTHER BYTES")


def measure(what: str, folder: Path, options: list[str]) -> dict[str, str]:
    """Run `slr publish` as a process of its own, print how long it took, and hash what it wrote."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    argv = [sys.executable, "-m", "slr", "-C", str(folder), "publish", *options]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = sorted(path for path in (folder / "output").rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in files) / 1e6
    print(
        f"{what}: {wall:.1f} s, CPU {cpu:.1f} s (exit {done.returncode}, {len(files)} files, {size:.0f} MB)"
    )
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def build(folder: Path, reports: int, studies: int) -> None:
    """A finished review of so many reports and included studies."""
    chance = random.Random(2017)
    caller = Caller(root=folder, now=now, token=token, who="ana")
    beside = Path(tempfile.mkdtemp())
    (beside / "protocol.yaml").write_text(PROTOCOL, encoding="utf-8")
    init(caller, protocol=beside / "protocol.yaml")
    found: list[list[str]] = [[] for _ in SOURCES]
    for n in range(reports):
        entry = record(n, chance)
        for place in chance.sample(range(len(SOURCES)), chance.choices((1, 2, 3, 4), (60, 25, 10, 5))[0]):
            found[place].append(entry)
    ready = []
    for place, entries in enumerate(found):
        (beside / f"s{place}.ris").write_text("\n".join(entries), encoding="utf-8")
        ready.append(prepare(open_review(folder), Wanted(file=beside / f"s{place}.ris", search=f"s{place}")))
    import_prepared(open_review(folder), caller, ready)
    dedup.run(open_review(folder), caller)
    decide(folder, caller, "title-abstract", beside / "rows.csv", 3 * studies, chance)
    wanted = list(settled(folder, "full-text"))
    given = [[name, "not-retrieved" if n % 50 == 49 else "retrieved"] for n, name in enumerate(wanted)]
    write(beside / "rows.csv", ["report", "status"], given)
    retrieve.apply_retrieval(open_review(folder), caller, beside / "rows.csv")
    decide(folder, caller, "full-text", beside / "rows.csv", studies, chance)
    for name in BOOKS:
        encode(folder, caller, name, beside / "rows.csv", chance)
    shutil.rmtree(beside)


def record(number: int, chance: random.Random) -> str:
    """One invented record with an abstract of usual length."""
    title = " ".join(chance.choices(WORDS, k=12)) + f" {number}"
    authors = "".join(f"AU  - {chance.choice(FAMILIES)}, A. B.\n" for _ in range(4))
    return (
        f"TY  - JOUR\nTI  - {title}\n{authors}PY  - {1990 + number % 30}\n"
        f"JO  - Journal {number % 500}\nVL  - {number % 90}\nSP  - {number}\n"
        f"DO  - 10.5555/synthetic.{number}\nAB  - {' '.join(chance.choices(WORDS, k=220))}\nER  - \n"
    )


def settled(folder: Path, stage: str) -> dict[str, Outcome]:
    """The outcome of every report that reached a stage."""
    found = state_of(open_review(folder)).screening.settlements.get(stage, {})
    return {name: one.outcome for name, one in found.items()}


def decide(folder: Path, caller: Caller, stage: str, file: Path, passing: int, chance: random.Random) -> None:
    """Two reviewers decide on everything that they can; so many pass, and cleo settles the conflicts."""
    review = open_review(folder)
    kept = state_of(review).retrieval
    waiting = [name for name in settled(folder, stage) if str(kept.get(name)) != "not-retrieved"]
    included = set(chance.sample(waiting, min(passing, len(waiting))))
    for who in ("ana", "ben"):
        rows = []
        for name in waiting:
            agrees = chance.random() > 0.03
            include = (name in included) is agrees
            reason = "" if include else chance.choice(("e1", "e1", "e2", "e3"))
            rows.append([name, "include" if include else "exclude", reason, who])
        write(file, ["report", "decision", "reason", "reviewer"], rows)
        screen.apply_decisions(open_review(folder), caller, stage_of(review, stage), file)
    conflicts = [name for name, outcome in settled(folder, stage).items() if outcome is Outcome.CONFLICT]
    rows = [[n, "include", "", "cleo"] if n in included else [n, "exclude", "e1", "cleo"] for n in conflicts]
    write(file, ["report", "decision", "reason", "reviewer"], rows)
    resolve.apply_resolutions(open_review(folder), caller, stage_of(review, stage), file)


def encode(folder: Path, caller: Caller, name: str, file: Path, chance: random.Random) -> None:
    """One coder codes every study in every dimension of categories."""
    review = open_review(folder)
    book = usable(review.paths.root, name)
    studies = [study.id for study in state_of(review).studies]
    rows = [[study, *row] for study in studies for row in values(book, chance)]
    write(file, ["study", "dimension", "values", "quote", "coder"], rows)
    code_apply.apply_codings(review, caller, name, file)


def values(book: Codebook, chance: random.Random) -> Iterable[list[str]]:
    """A study's row for each dimension of categories."""
    for dimension in book.dimensions:
        if dimension.kind in ("single", "many"):
            yield [dimension.id, chance.choice(dimension.categories).id, "An invented quotation.", "ana"]


def write(file: Path, columns: list[str], rows: Iterable[list[str]]) -> None:
    """A CSV file of these rows."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([columns, *rows])


if __name__ == "__main__":
    main()
