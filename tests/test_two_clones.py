"""Two plain clones of one review, worked on apart by two reviewers, merged by git itself."""

import subprocess
from pathlib import Path

import pytest

from conftest import Folder, Run


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
