"""Two plain clones of one review, worked on apart by two reviewers, merged by git itself."""

import subprocess
from pathlib import Path

import pytest

from conftest import Folder, Run, ris


def git(folder: Path, *words: str) -> str:
    """Run git as a person of no importance."""
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def clone(origin: Folder, name: str) -> Folder:
    """A plain clone of a review."""
    target = origin.root.parent / name
    git(origin.root.parent, "clone", "--quiet", str(origin.root), str(target))
    return Folder(target, origin.slr)


def save(folder: Folder, message: str) -> None:
    """Commit everything."""
    git(folder.root, "add", "--all")
    git(folder.root, "commit", "--quiet", "-m", message)


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
def test_two_reviewers_in_two_clones_merge_without_a_conflict(review: Folder, order: tuple[str, str]) -> None:
    review("dedup")
    git(review.root, "init", "--quiet")
    save(review, "Begin")
    clones = {"one": clone(review, "one"), "two": clone(review, "two")}
    work = {
        "one": ("ana", ["scopus.1,include,", "scopus.2,exclude,e1", "wos.2,include,"]),
        "two": ("ben", ["scopus.1,include,", "scopus.2,exclude,e1", "wos.2,exclude,e2"]),
    }
    for name, (who, rows) in work.items():
        path = clones[name].csv(f"{name}.csv", "report,decision,reason", *rows)
        clones[name]("screen", "--as", who, "--apply", path)
        clones[name]("dedup")
        save(clones[name], f"{who} screens")
    for name in order:
        git(review.root, "fetch", "--quiet", str(clones[name].root), "HEAD")
        git(review.root, "merge", "--quiet", "--no-edit", "FETCH_HEAD")
    outcomes = review.json("status")["stages"][0]["outcomes"]
    assert {k: n for k, n in outcomes.items() if n} == {"included": 1, "excluded": 1, "conflict": 1}
    assert [f for f in review.json("check") if f["code"].startswith("L")] == []
    assert git(review.root, "status", "--porcelain") == ""


def test_line_ends_of_exports_and_ledger_survive_git(empty: Folder, slr: Run) -> None:
    given = empty.root.parent / "crlf.ris"
    given.write_bytes(b"TY  - JOUR\r\nTI  - One\r\nER  - \r\n")
    empty("import", given, "--search", "scopus")
    git(empty.root, "init", "--quiet")
    git(empty.root, "config", "core.autocrlf", "true")
    save(empty, "Begin")
    copy = clone(empty, "copy")
    kept = {n: d for n, d in empty.snapshot().items() if n.startswith(("searches/", "ledger/"))}
    assert kept == {n: d for n, d in copy.snapshot().items() if n.startswith(("searches/", "ledger/"))}
    assert copy.json("check", code=0) is not None


def queue(folder: Folder, who: str) -> list[str]:
    """What waits for somebody."""
    return [one["report"] for one in folder.json("rank", "--as", who)["reports"]]


def team(folder: Folder) -> None:
    """Eighteen more reports, a share of which each person gets."""
    titles = [f"Report {n} on topic {chr(97 + n) * 3} | Author{n}, A | {1990 + n}" for n in range(18)]
    folder("import", folder.file("late.ris", ris(*titles)), "--search", "late", "--kind", "database")
    protocol = folder.root / "protocol.yaml"
    text = protocol.read_text("utf-8").replace(
        "name: Title and abstract, reviewers: 2", "scheme: sample, sample: 0.3, assign: shares"
    )
    protocol.write_text(text, encoding="utf-8")


def work(folder: Folder, who: str, verdict: str) -> None:
    """Draw a pilot and the shares, and decide on the pilot and on one's own."""
    pilot = folder.json("screen", "--pilot", "4", "--as", who)["reports"]
    folder("screen", "--assign", "--as", who)
    rows = [f"{name},{verdict},{'e1' if verdict == 'exclude' else ''}" for name in pilot]
    drawn = folder.json("log", "--kind", "assignment", "-n", "0")
    own = [name for e in drawn if who in e["data"].get("people", ()) for name in e["data"]["records"]]
    rows += [f"{name},include," for name in own if name not in pilot]
    folder("screen", "--as", who, "--apply", folder.csv(f"{who}.csv", "report,decision,reason", *rows))


@pytest.mark.parametrize("order", [("one", "two"), ("two", "one")])
@pytest.mark.parametrize("newcomer", [False, True])
def test_pilots_and_shares_drawn_apart_merge_to_the_same_outcomes(
    review: Folder, order: tuple[str, str], newcomer: bool
) -> None:
    team(review)
    review("dedup")
    git(review.root, "init", "--quiet")
    save(review, "Begin")
    clones = {"one": clone(review, "one"), "two": clone(review, "two")}
    if newcomer:  # in one clone a reviewer joined before the draw: the hash gives others other shares there
        protocol = clones["two"].root / "protocol.yaml"
        cleo = "  - {id: cleo, name: Cleo}\n"
        text = protocol.read_text("utf-8").replace(cleo, cleo + "  - {id: dora, name: Dora}\n")
        protocol.write_text(text, encoding="utf-8")
    work(clones["one"], "ana", "include")
    work(clones["two"], "ben", "exclude")
    for name in ("one", "two"):
        save(clones[name], name)
    for name in order:
        git(review.root, "fetch", "--quiet", str(clones[name].root), "HEAD")
        git(review.root, "merge", "--quiet", "--no-edit", "FETCH_HEAD")
    (stage, _) = review.json("status")["stages"]
    (pilot,) = stage["pilots"]
    assert pilot["reports"] == 4 and (pilot["done"]["ana"], pilot["done"]["ben"]) == (4, 4)
    assert stage["outcomes"]["conflict"] == 0 and stage["undrawn"] == 0  # cleo's word on the pilot is missing
    left = {who: queue(review, who) for who in stage["reviewers"]}
    assert left["ana"] == left["ben"] == [] or newcomer
    before = review.snapshot()
    for name in ("one", "two"):  # and the clones, when they pull, see the same
        git(clones[name].root, "pull", "--quiet", "--no-rebase", "--no-edit", str(review.root), "HEAD")
        assert clones[name].json("status")["stages"] == review.json("status")["stages"]
        assert {who: queue(clones[name], who) for who in left} == left
    assert {k: v for k, v in review.snapshot().items() if k in before} == before
    assert [f for f in review.json("check") if f["code"].startswith("L")] == []
