"""A sound review made from text, in git, and ways to put one known defect into a copy of it."""

import atexit
import contextlib
import functools
import hashlib
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import ris
from slr.app.caller import Caller
from slr.app.review import open_review, writer
from slr.cli.main import main

PROTOCOL = """\
title: "Nudges in schools: a systematic review"
synthetic: Every record of this review is made up.
question:
  text: Do nudges work in schools?
  framework: PCC
  elements:
    population: Pupils
    concept: Nudges
    context: Schools
rationale: Nobody has put the trials together.
objectives:
  - Find the studies.
registration:
  registry: OSF
  id: abc12
  date: 2020-01-05
authors: [Ana, Ben]
funding: none
interests: none
reviewers:
  - id: ana
    name: Ana
    email: ana@example.org
    orcid: 0000-0002-1825-0097
  - id: ben
    name: Ben
    email: ben@example.org
  - id: cleo
    name: Cleo
    email: cleo@example.org
searches:
  - id: scopus
    source: Scopus
    platform: Scopus
    kind: database
    date: 2020-02-01
    query: TITLE(nudg*)
    limits: none
    filters: none
    peer-review: none
    expected: 3
  - id: eric
    source: ERIC
    platform: EBSCOhost
    kind: database
    date: 2020-02-01
    query: TI nudg*
    limits: none
    filters: none
  - id: sites
    source: Ministries
    kind: website
    date: 2020-02-02
    screen: true
stages:
  - id: title-abstract
    name: Title and abstract
    on: records
    reviewers: 2
  - id: full-text
    name: Full text
    on: reports
    reviewers: 2
criteria:
  - id: i1
    text: About nudges of any kind
    type: include
  - id: e1
    text: No pupils took part
    type: exclude
  - id: e2
    text: No comparison of groups
    type: exclude
codebooks: [own]
methods:
  data: see the codebook
  appraisal: MMAT
  synthesis: narrative
known:
  - 10.5555/alpha
"""
CODEBOOK = """\
id: own
name: Our own codebook
version: "1"
source: Made for a test.
unit: study
dimensions:
  - id: design
    name: Design
    question: Which design?
    kind: single
    required: true
    categories:
      - id: trial
        name: Trial
        definition: Groups were assigned at random.
      - id: survey
        name: Survey
        definition: People were asked at one point in time.
  - id: pupils
    name: Pupils
    question: How many pupils took part?
    kind: number
"""
EXPECTED = """\
about: The flow of the synthetic review.
boxes:
  - {box: identified, column: databases, unit: records, count: 5}
  - {box: duplicates, column: databases, count: 1}
  - {box: included-studies, column: all, unit: studies, count: 2}
"""
EXPORTS = {
    "scopus": ris(
        "Alpha study of nudges | Ames, Ann | 2010 | 10.5555/alpha",
        "Beta study of birds | Boyd, Bo | 2011 | 10.5555/beta",
        "Delta waves at dawn | Dunn, Di | 2012 | 10.5555/delta",
    ),
    "eric": ris(
        "Alpha study of nudges | Ames, A. | 2010 | 10.5555/alpha",
        "Gamma rays in spring | Gray, Gus | 2013 | 10.5555/gamma",
    ),
    "sites": ris("Epsilon report of a ministry | Elm, Eva | 2014 | 10.5555/epsilon"),
}
NOW = "2020-03-01T10:00:00Z"


def record(name: str) -> str:
    """The id of the n-th record of a search: `scopus.1`."""
    search, _, position = name.partition(".")
    return f"{search}-{hashlib.sha256(EXPORTS[search].encode()).hexdigest()[:6]}-{position}"


ALPHA, BETA, DELTA = record("scopus.1"), record("scopus.2"), record("scopus.3")
GAMMA, EPSILON = record("eric.2"), record("sites.1")
TITLES = {
    "ana": {
        ALPHA: "include,",
        BETA: "exclude,e1",
        DELTA: "exclude,e2",
        GAMMA: "include,",
        EPSILON: "include,",
    },
    "ben": {
        ALPHA: "include,",
        BETA: "exclude,e1",
        DELTA: "exclude,e2",
        GAMMA: "exclude,e2",
        EPSILON: "include,",
    },
}
TEXTS = {who: {ALPHA: "include,", GAMMA: "exclude,e2", EPSILON: "include,"} for who in ("ana", "ben")}


def run(root: Path, *words: object, code: int = 0) -> str:
    """Run slr on a folder; what it printed."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        got = main(["-C", str(root), *map(str, words)])
    assert got == code, f"slr {' '.join(map(str, words))}: exit {got}\n{said.getvalue()}"
    return said.getvalue()


def git(root: Path, *words: str) -> str:
    """Run git in a folder, with nobody's settings."""
    name = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(["git", "-C", str(root), *name, *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(root: Path, message: str = "a state") -> None:
    """Commit everything."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)


@functools.cache
def started() -> Path:
    """The review with its exports imported and duplicates joined, before anybody decides."""
    root = scratch() / "review"
    root.mkdir()
    beside = root.parent
    beside.joinpath("given.yaml").write_text(PROTOCOL, encoding="utf-8")
    run(root, "init", root, "--protocol", beside / "given.yaml")
    root.joinpath("codebooks").mkdir()
    root.joinpath("codebooks/own.yaml").write_text(CODEBOOK, encoding="utf-8")
    for search, text in EXPORTS.items():
        beside.joinpath(f"{search}.ris").write_text(text, encoding="utf-8", newline="")
        run(root, "--as", "ana", "import", beside / f"{search}.ris", "--search", search)
    run(root, "--as", "ana", "dedup")
    git(root, "init", "-q", "-b", "main")
    commit(root, "Import")
    return root


@functools.cache
def finished() -> Path:
    """The review screened, coded and published, in two commits."""
    root = scratch() / "review"
    shutil.copytree(started(), root)
    table = root.parent / "rows.csv"
    for stage, by in (("title-abstract", TITLES), ("full-text", TEXTS)):
        rows = [f"{name},{verdict},{who}" for who, own in by.items() for name, verdict in own.items()]
        table.write_text("\n".join(["report,decision,reason,reviewer", *rows, ""]), encoding="utf-8")
        run(root, "--as", "ana", "screen", "--stage", stage, "--apply", table)
        if stage == "title-abstract":
            table.write_text(f"report,decision,reason,reviewer\n{GAMMA},include,,cleo\n", encoding="utf-8")
            run(root, "--as", "cleo", "resolve", "--stage", stage, "--apply", table)
    rows = [f"{name},retrieved" for name in (ALPHA, GAMMA, EPSILON)]
    table.write_text("\n".join(["report,status", *rows, ""]), encoding="utf-8")
    run(root, "--as", "ana", "retrieve", "--apply", table)
    rows = [f"{ALPHA},design,trial,{who}" for who in ("ana", "ben")]
    rows += [f"{EPSILON},design,survey,{who}" for who in ("ana", "ben")]
    table.write_text("\n".join(["study,dimension,values,coder", *rows, ""]), encoding="utf-8")
    run(root, "--as", "ana", "code", "--codebook", "own", "--apply", table)
    root.joinpath("flow.expect.yaml").write_text(EXPECTED, encoding="utf-8")
    run(root, "--as", "ana", "publish")
    commit(root, "Screen, code, publish")
    return root


def copy_of(make: Callable[[], Path], place: Path) -> Path:
    """A copy of a review to spoil."""
    shutil.copytree(make(), place)
    return place


def scratch() -> Path:
    """A folder that is removed when the tests end."""
    place = Path(tempfile.mkdtemp(prefix="slr-check-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place


def edit(path: Path, old: str, new: str) -> int:
    """Put `new` in the place of the only `old` in a file; the line on which it begins."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {text.count(old)} times {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
    return text[: text.index(old)].count("\n") + 1


def tell(
    root: Path, room: str, kind: str, data: dict[str, Any], *, part: str = "", who: str = "ana"
) -> tuple[str, int]:
    """Append an event that slr itself would not write, its chain sound; its file and line."""
    review = open_review(root)
    tokens = iter(f"seeded{len(review.ledger.events)}x{n}" for n in range(9))
    caller = Caller(root=root, now=lambda: NOW, token=lambda: next(tokens), who="ana")
    with writer(review, caller, who=who) as out:
        event = out.append(room, kind, data, part=part, who=who)
    return f"ledger/{event.segment}", event.line


def segment(root: Path, below: str) -> Path:
    """The only ledger file below a folder of the ledger."""
    (found,) = sorted((root / "ledger" / below).rglob("*.jsonl"))
    return found
