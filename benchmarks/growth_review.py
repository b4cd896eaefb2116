"""The story of a synthetic review, told with the command line alone: used by benchmarks/growth.py.

Each step is a command to measure; between them the story writes the files that people would bring: exports,
decisions, full texts, codings.
"""

import csv
import io
import subprocess
from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from random import Random

from growth_files import Paper, papers, ris, ris_entry
from growth_run import Command, Place, Story

PROTOCOL = """\
title: "A synthetic review made to measure how commands grow: a systematic review"
synthetic: Every record, decision and coding of this review is made up.
question: {text: Does it grow, framework: PCC, elements: {population: p, concept: c, context: x}}
reviewers: [{id: ana, name: Ana}, {id: ben, name: Ben}, {id: cleo, name: Cleo}]
searches:
  - {id: one, source: Scopus, platform: Scopus, date: 2020-01-01, query: TITLE(a)}
  - {id: two, source: Web of Science, platform: Clarivate, date: 2020-01-01, query: TI=(a)}
  - {id: many, source: MEDLINE, platform: Ovid, date: 2020-01-01, query: a.ti.}
  - {id: late, source: Embase, platform: Ovid, date: 2020-06-01, query: a.ti.}
  - {id: cited, source: Citations, kind: citation, date: 2020-07-01, query: none}
stages:
  - {id: title-abstract, name: Title and abstract, reviewers: 2}
  - {id: full-text, name: Full text, on: reports, reviewers: 2}
criteria:
  - {id: i1, text: About the topic, type: include, terms: [bacodi, "lum*"]}
  - {id: e1, text: Wrong topic, type: exclude, terms: [ferba, "qui*"]}
  - {id: e2, text: Too old, type: exclude, rule: {year: {to: 1992}}, auto: exclude}
  - {id: e3, text: Wrong setting, type: exclude, rule: {text: [bacodi, "lum*"]}}
codebooks: [jbi-cross-sectional, things]
known:
  - {doi: 10.5555/grow.1.3}
  - {title: A study that no search of this review can find}
"""
THINGS = """\
id: things
source: made up
unit: case
dimensions:
  - {id: kind, kind: single, categories: [{id: a, definition: One kind.}, {id: b, definition: Another.}]}
"""
GIT = ["git", "-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
EACH_FILE = 25  # records, where a search comes in many files
QUESTIONS = tuple(f"q{number}" for number in range(1, 9))


def review_story(place: Place) -> Story:
    """The whole review, from its first import to the archive."""
    everything = list(papers(place.size))
    yield from imports(place, everything)
    yield from duplicates(place, everything)
    everything += papers(place.size // 4, seed=2)
    yield from screening(place, everything)
    passed = [one for one in everything if is_passed(one)] + list(papers(place.size // 10, seed=3))
    yield from full_texts(place, passed)
    included = [one for one in passed if is_included(one)]
    yield from coding(place, included)
    yield from looking(place, everything)
    yield from sharing(place)
    yield from undoing(place)


def is_passed(one: Paper) -> bool:
    """Whether a paper passes title and abstract: a fifth."""
    return one.number % 5 == 3


def is_included(one: Paper) -> bool:
    """Whether it is included in the end: a tenth."""
    return one.number % 10 == 3


def table(head: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    return out.getvalue()


def commit(place: Place, message: str) -> None:
    """A state of git to compare with."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", message]):
        subprocess.run([*GIT, "-C", str(place.root), *words], check=True, capture_output=True)


def imports(place: Place, everything: list[Paper]) -> Story:
    """Searches of one file and of many, read again, replaced and withdrawn."""
    yield place.command("init", "init", place.root, "--protocol", place.file("protocol.yaml", PROTOCOL))
    place.file("review/codebooks/things.yaml", THINGS)
    half = len(everything) // 2
    both = half + half // 5
    one = place.file("one.ris", ris(everything[:both]))
    two = place.file(
        "two.ris", "".join(ris_entry(p, doi=p.number >= both or p.number % 2 == 0) for p in everything[half:])
    )
    yield place.review("import --dry-run", "import", one, "--search", "one", "--dry-run")
    yield place.review("import", "import", one, "--search", "one")
    yield place.review("import, the second search", "import", two, "--search", "two", "--json")
    rest, parts = iter(everything[: half // 2]), []
    while entries := list(islice(rest, EACH_FILE)):
        parts.append(place.file(f"parts/part-{len(parts)}.ris", ris(entries)))
    yield place.review(f"import of files of {EACH_FILE} records", "import", *parts, "--search", "many")
    yield place.review("import --reread of one file", "import", "--reread", "one")
    yield place.review("import --reread of many files", "import", "--reread", "many")
    again = place.file("one.ris", ris(everything[: both + 1]))
    yield place.review("import --replace", "import", again, "--search", "one", "--replace", "one")
    yield place.review("import --withdraw", "import", "--withdraw", "many", "--reason", "the wrong search")


def duplicates(place: Place, everything: list[Paper]) -> Story:
    """Deduplication, afresh and again, by the program and by hand."""
    yield place.review("dedup", "dedup")
    yield place.review("dedup, nothing new", "dedup")
    late = place.file("late.ris", ris(list(papers(place.size // 4, seed=2)) + everything[: place.size // 4]))
    yield place.review("import after dedup", "import", late, "--search", "late")
    yield place.review("dedup after an import", "dedup")
    yield place.review("dedup --list", "dedup", "--list")
    yield place.review("dedup --summary", "dedup", "--summary")
    yield place.review("dedup --explain", "dedup", "--explain", everything[0].doi, everything[1].doi)
    apart = table(["a", "b", "verdict"], ((a.doi, b.doi, "different") for a, b in pairs(everything)))
    yield place.review("dedup --apply", "dedup", "--apply", place.file("links.csv", apart))
    yield place.review("dedup --undo", "dedup", "--undo")
    cited = place.file("cited.ris", ris(papers(place.size // 10, seed=3)))
    yield place.review(
        "import --from-citations",
        *("import", cited, "--search", "cited", "--from-citations", everything[3].doi),
        *("--direction", "backward"),
    )
    yield place.review("status before screening", "status")


def pairs(everything: list[Paper]) -> Iterable[tuple[Paper, Paper]]:
    """Pairs of neighbors that somebody declares different: as many as a quarter of the reports."""
    fourth = everything[: len(everything) // 4]
    return pairwise(fourth)


def decisions(some: Iterable[Paper], stage: str, who: str) -> str:
    """One reviewer's decisions, some of them at odds with the other's."""
    rows = []
    for one in some:
        let_pass = is_passed(one) if stage == "title-abstract" else is_included(one)
        let_pass ^= who == "ben" and is_odd(one)
        rows.append([one.doi, *(["include", ""] if let_pass else ["exclude", "e1"]), who])
    return table(["report", "decision", "reason", "reviewer"], rows)


def is_odd(one: Paper) -> bool:
    """Whether the reviewers differ on it: one in twenty-five."""
    return one.number % 25 == 4


def settled(some: Iterable[Paper], stage: str) -> str:
    """What cleo says of the conflicts."""
    return decisions((one for one in some if is_odd(one)), stage, "cleo")


def screening(place: Place, everything: list[Paper]) -> Story:
    """Rules, two reviewers, conflicts, ranking and stopping at title and abstract."""
    at = ("--stage", "title-abstract")
    yield place.review("screen --rules", "screen", "--rules")
    yield place.review("screen --rules --run", "screen", "--rules", "--run")
    yield place.review("screen --rules --undo", "screen", "--rules", "--undo")
    yield place.review("screen --pilot", "screen", *at, "--pilot", place.size // 50)
    yield place.review("screen --pilot --undo", "screen", *at, "--pilot", 1, "--undo")
    early = everything[: len(everything) // 2]
    first = place.file("early.csv", decisions(early, "title-abstract", "ana"))
    yield place.review("screen --apply, half", "screen", *at, "--apply", first)
    yield place.review("rank", "rank", *at, "-n", "0")
    yield place.review("stop", "stop", *at)
    yield place.review("stop --rule curve", "stop", *at, "--rule", "curve")
    for who in ("ana", "ben"):
        rows = place.file(f"{who}.csv", decisions(everything, "title-abstract", who))
        yield place.review(f"screen --apply, {who}", "screen", *at, "--apply", rows)
    yield place.review("screen --apply, nothing new", "screen", *at, "--apply", place.folder / "ben.csv")
    wrong = table(["report", "decision"], ((f"one-00000-{n}", "include") for n in range(place.size)))
    wrong_file = place.file("wrong.csv", wrong)
    yield place.review("screen --apply, every row wrong", "screen", *at, "--apply", wrong_file)
    yield place.review("export conflicts", "export", "conflicts", "-o", place.folder / "conflicts.csv")
    rows = place.file("cleo.csv", settled(everything, "title-abstract"))
    yield place.review("resolve --apply", "resolve", *at, "--apply", rows)
    yield place.review("resolve --apply, nothing new", "resolve", *at, "--apply", rows)
    yield place.review("agree", "agree", *at)
    yield place.review("agree --json", "agree", *at, "--json")
    back = [one.doi for one in everything if not is_passed(one) and not is_odd(one)][: place.size // 20]
    yield place.review("reopen", "reopen", *back, *at, "--reason", "a corrected version")
    redo = [one for one in everything if one.doi in set(back)]
    for who in ("ana", "ben"):
        rows = place.file(f"{who}.csv", decisions(redo, "title-abstract", who))
        yield place.review(f"screen --apply after reopen, {who}", "screen", *at, "--apply", rows)
    yield place.review("status after screening", "status")


def full_texts(place: Place, passed: list[Paper]) -> Story:
    """Retrieval, by name of file too, and the second stage."""
    at = ("--stage", "full-text")
    yield place.review("retrieve --list", "retrieve", "--list")
    yield place.review("retrieve --order", "retrieve", "--order", place.folder / "order.ris")
    asked = table(["report", "status"], ([one.doi, "requested"] for one in passed))
    yield place.review("retrieve --apply", "retrieve", "--apply", place.file("asked.csv", asked))
    for one in passed:
        stem = [one.doi.replace("/", "_"), one.title, f"{one.authors[0][0]} {one.year}"][one.number // 5 % 3]
        place.file(f"texts/{stem}.txt", f"{one.title}\n\n{one.abstract}\n")
    yield place.review("retrieve --match", "retrieve", "--match", place.folder / "texts")
    for who in ("ana", "ben"):
        rows = place.file(f"{who}.csv", decisions(passed, "full-text", who))
        yield place.review(f"screen --apply of full texts, {who}", "screen", *at, "--apply", rows)
    rows = place.file("cleo.csv", settled(passed, "full-text"))
    yield place.review("resolve --apply of full texts", "resolve", *at, "--apply", rows)


def coding(place: Place, included: list[Paper]) -> Story:
    """Studies, codings of two people, cases, and tables of them."""
    book, random = ("--codebook", "jbi-cross-sectional"), Random(5)
    pairs_of = zip(included[::4], included[1::4], strict=False)
    rows = [(f"study-{n}", one.doi) for n, two in enumerate(pairs_of) for one in two]
    links = place.file("studies.csv", table(["study", "report"], rows))
    yield place.review("study suggest", "study", "suggest")
    yield place.review("study --apply", "study", "--apply", links)
    yield place.review("study list", "study", "list")
    answers = ("yes", "no", "unclear")
    single = [one for turn, one in enumerate(included) if turn % 4 > 1]
    cells = [(one, question) for one in single for question in QUESTIONS]
    head = ["study", "dimension", "values", "quote", "coder"]
    said = {(one.number, question): random.choices(answers, k=2) for one, question in cells}
    for turn, who in enumerate(("ana", "ben")):
        told = [(p.doi, q, said[p.number, q][turn], p.abstract[:40], who) for p, q in cells]
        yield place.review(
            f"code --apply, {who}", "code", *book, "--apply", place.file("c.csv", table(head, told))
        )
    yield place.review("code --apply, nothing new", "code", *book, "--apply", place.folder / "c.csv")
    differ = [(p.doi, q, "yes", p.abstract[:40], "cleo") for p, q in cells if len(set(said[p.number, q])) > 1]
    rows_file = place.file("settled.csv", table(head, differ))
    yield place.review("resolve --codebook --apply", "resolve", *book, "--apply", rows_file)
    yield place.review("resolve --codebook, nothing new", "resolve", *book, "--apply", rows_file)
    yield place.review("code --texts", "code", *book, "--texts")
    cases = place.file("cases.csv", table(["title", "place"], ((p.title, p.journal) for p in included)))
    yield place.review("code --import-cases", "code", "--codebook", "things", "--import-cases", cases)
    told = [(f"cases-{n}", "kind", "a", "", "ana") for n in range(len(included))]
    yield place.review("agree --codebook", "agree", *book)
    yield place.review("tabulate", "tabulate", "q1", "q2", *book)
    yield place.review("tabulate --studies", "tabulate", "q1", *book, "--studies")
    yield place.review("tabulate --wide", "tabulate", *book, "--wide")
    yield place.review("tabulate --long", "tabulate", *book, "--long")
    yield place.review("tabulate --map", "tabulate", "q1", "q2", *book, "--map", place.folder / "map.svg")


def looking(place: Place, everything: list[Paper]) -> Story:
    """The commands that only look, with a change in between for those that compare."""
    commit(place, "before")
    yield place.review("flow", "flow")
    yield place.review("flow --json", "flow", "--json")
    yield place.review("flow -o", "flow", "-o", place.folder / "flow.svg")
    yield place.review("flow --explain", "flow", "--explain", "excluded")
    yield place.review("flow --freeze", "flow", "--freeze", "submitted")
    yield place.review("round close", "round", "close", "1")
    late = place.file("later.ris", ris(papers(place.size // 10, seed=4)))
    yield place.review("import into a finished review", "import", late, "--search", "late")
    yield place.review("dedup of a finished review", "dedup")
    yield place.review("flow --since", "flow", "--since", "submitted")
    yield place.review("diff", "diff", "HEAD")
    yield place.review("diff --markdown", "diff", "HEAD", "--markdown")
    yield place.review("why", "why", everything[13].doi)
    yield place.review("log", "log")
    yield place.review("log -n 0", "log", "-n", "0")
    yield place.review("log --json", "log", "-n", "0", "--json")
    yield place.review("check", "check")
    yield place.review("check --json", "check", "--json", "--strict")
    yield place.review("check --base", "check", "--base", "HEAD")
    yield place.review("verify", "verify")
    yield place.review("status", "status")
    yield place.review("status --json", "status", "--json")
    yield place.review("round list", "round", "list")
    yield place.review("codebook list", "codebook", "list")
    yield place.review("codebook show", "codebook", "show", "things", "--to", "json")


def sharing(place: Place) -> Story:
    """Everything that leaves the folder."""
    for to in ("ris", "nbib", "bibtex", "csv", "tsv", "endnote-xml", "enw", "xlsx", "csl-json", "jsonl"):
        yield place.review(
            f"export all --to {to}", "export", "all", "--to", to, "-o", place.folder / f"all.{to}"
        )
    for what in ("included", "excluded", "pending", "full-text", "records"):
        yield place.review(
            f"export {what}", "export", what, "--to", "csv", "-o", place.folder / f"{what}.out"
        )
    for what in ("decisions", "resolutions"):
        yield place.review(f"export {what}", "export", what, "-o", place.folder / f"{what}.csv")
    yield place.review("publish --text-only", "publish", "--text-only")
    yield place.review("publish --archive", "publish", "--archive", "--with-abstracts", "--with-exports")
    yield place.review("check after publish", "check")
    yield place.review("verify after publish", "verify")


def undoing(place: Place) -> Story:
    """All searches withdrawn: every decision and coding is a finding."""
    for search in ("one", "two", "late"):
        yield place.review(f"withdraw {search}", "import", "--withdraw", search, "--reason", "a trial")
    yield place.review("check of void decisions", "check")
    yield place.review("check --json of void decisions", "check", "--json", "--strict")
    yield place.review("status of void decisions", "status")
    yield place.review("verify of void decisions", "verify")
    yield place.review("flow of void decisions", "flow")
    yield place.review("round list of void decisions", "round", "list")
    yield place.review("diff of void decisions", "diff", "HEAD")


def of_reviews(command: Command) -> bool:
    """Whether a command is of a review, so that the next ones need what it did."""
    return command.words[0] in ("-C", "init")
