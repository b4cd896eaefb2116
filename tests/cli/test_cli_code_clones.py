"""Two coders in two clones: their work merges as files, and agreement and resolution follow."""

import subprocess
from pathlib import Path

import pytest

from conftest import Folder
from slr.app.code_agree import coding_agreement
from slr.app.codebook_changes import again_line, coding_status
from slr.app.review import open_review
from slr.app.state import state_of

CODES = "study,dimension,values,coder,quote"


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *identity, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def clones(review: Folder) -> tuple[Folder, Folder]:
    """Two clones of a review with three studies."""
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        rows = [
            f"{name},include,{who}" for name in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")
        ]
        review("screen", "--stage", stage, "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    git(review.root, "init", "--quiet")
    git(review.root, "add", "--all")
    git(review.root, "commit", "--quiet", "-m", "Begin")
    git(review.root.parent, "clone", "--quiet", str(review.root), "two")
    return review, Folder(review.root.parent / "two", review.slr)


def merge(one: Folder, two: Folder) -> None:
    for folder in (one, two):
        git(folder.root, "add", "--all")
        git(folder.root, "commit", "--quiet", "-m", "Code")
    git(one.root, "fetch", "--quiet", str(two.root), "HEAD")
    git(one.root, "merge", "--quiet", "--no-edit", "FETCH_HEAD")


def test_codings_of_two_clones_merge_and_differences_are_settled(clones: tuple[Folder, Folder]) -> None:
    one, two = clones
    path = one.csv(
        "a.csv", CODES, "scopus.1,objective,co-production,ana,x", "scopus.2,objective,co-production,ana,x"
    )
    one("code", "--apply", path)
    path = two.csv(
        "b.csv", CODES, "scopus.1,objective,co-production,ben,x", "scopus.2,objective,crowdsourcing,ben,x"
    )
    two("code", "--apply", path)
    merge(one, two)
    assert one.json("tabulate", "objective")["conflicts"] == [one.id("scopus.2")]
    review = open_review(one.root)
    (agreement,) = coding_agreement(review, "bertot-2010")
    assert (agreement.raters, agreement.units, agreement.conflicts) == (
        ("ana", "ben"),
        2,
        (one.id("scopus.2"),),
    )
    status = coding_status(review, state_of(review), "bertot-2010")
    assert (status.unit, status.coded, status.units, status.conflicts, status.again) == ("study", 2, 3, 1, 0)
    path = one.csv("r.csv", CODES, "scopus.2,objective,crowdsourcing,cleo,x")
    one("resolve", "--codebook", "bertot-2010", "--apply", path)
    assert one.json("tabulate", "objective")["conflicts"] == []
    assert open_review(one.root).findings == ()


def test_a_category_that_emerged_in_both_clones_with_other_words_is_found(
    clones: tuple[Folder, Folder],
) -> None:
    one, two = clones
    one("code", "--apply", one.csv("a.csv", CODES, "scopus.1,objective,co-production,ana,x"))
    words = ("codebook", "add", "bertot-2010", "objective", "evaluation", "--why", "met it")
    one(*words, "--definition", "Learns what people think.", "--as", "ana")
    two(*words, "--definition", "Measures its own effect.", "--as", "ben")
    two("code", "--apply", two.csv("b.csv", CODES, "scopus.2,objective,evaluation,ben,x"))
    merge(one, two)
    found = {f["code"]: f for f in one.json("codebook", "check", "bertot-2010")}
    assert "`evaluation` was added to `objective` twice, by ben and ana" in found["C031"]["message"]
    assert found["C031"]["file"].startswith("ledger/codings/bertot-2010/") and found["C031"]["line"] == 1
    assert {row["id"]: row["count"] for row in one.json("tabulate", "objective")["table"]}["evaluation"] == 1
    review = open_review(one.root)
    what, command = again_line(review, state_of(review), "bertot-2010")
    assert what.startswith("1 coded before bertot-2010 changed (objective evaluation)")
    assert command == "slr codebook show bertot-2010"
    one(*words, "--definition", "Learns what people think.", "--as", "cleo")
    assert "C031" not in {f["code"] for f in one.json("codebook", "check", "bertot-2010")}
