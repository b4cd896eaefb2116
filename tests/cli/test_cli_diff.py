"""`slr diff`: two states of git, told in sentences and box by box."""

import subprocess
from pathlib import Path

import pytest

from conftest import Folder


def git(root: Path, *words: str) -> str:
    """Run git in a folder as somebody."""
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", "-C", str(root), *identity, *words], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(root: Path, message: str = "a state") -> str:
    """Commit everything; the commit's name."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def kept(review: Folder) -> Folder:
    """The review in a repository of its own, committed once."""
    git(review.root, "init", "-q", "-b", "main")
    commit(review.root)
    return review


def decide(folder: Folder, *rows: str, stage: str = "title-abstract") -> None:
    path = folder.csv("decisions.csv", "report,decision,reason,reviewer", *rows)
    folder("screen", "--stage", stage, "--apply", path)


def sections(folder: Folder, ref: str = "HEAD") -> dict[str, list[str]]:
    return {one["name"]: one["lines"] for one in folder.json("diff", ref)["sections"]}


def test_nothing_changed(kept: Folder) -> None:
    assert kept("diff").out == "Nothing changed since HEAD.\n"
    assert kept("diff", "--markdown").out.splitlines()[-1] == "Nothing."
    found = kept.json("diff")
    assert (found["sections"], found["flow"]) == ([], [])


def test_decisions_by_reviewer_and_stage(kept: Folder) -> None:
    decide(kept, "scopus.1,include,,ana", "scopus.2,exclude,e1,ana", "scopus.1,exclude,e1,ben")
    assert sections(kept)["Decisions"] == [
        "2 more decisions by ana at title and abstract (1 include, 1 exclude).",
        "1 more decision by ben at title and abstract (1 exclude).",
        "1 report newly in conflict at title and abstract.",
    ]


def test_changed_decisions_conflicts_and_resolutions(kept: Folder) -> None:
    kept("dedup")
    decide(kept, "scopus.1,include,,ana", "scopus.1,exclude,e1,ben", "scopus.2,include,,ana")
    commit(kept.root)
    decide(kept, "scopus.2,exclude,e1,ana", "scopus.2,include,,ben")
    rows = kept.csv("r.csv", "report,decision,reason,reviewer", "scopus.1,include,,cleo")
    kept("resolve", "--stage", "title-abstract", "--apply", rows)
    assert sections(kept)["Decisions"] == [
        "1 decision of ana at title and abstract changed (1 from include to exclude).",
        "1 more decision by ben at title and abstract (1 include).",
        "1 conflict at title and abstract resolved by cleo (1 include).",
        "1 report newly in conflict at title and abstract.",
    ]


def test_what_was_handed_over_and_came_back(kept: Folder) -> None:
    path = kept.root / "protocol.yaml"
    shares = "name: Title and abstract, reviewers: 1, assign: shares"
    text = path.read_text(encoding="utf-8").replace("name: Title and abstract, reviewers: 2", shares)
    path.write_text(text, encoding="utf-8")
    kept("screen", "--assign")
    commit(kept.root)
    done = kept.json("screen", "--hand-over", "ana", "--to", "ben")
    reports = "1 report" if done["reports"] == 1 else f"{done['reports']} reports"
    assert done["reports"] > 0
    assert sections(kept)["Shares"] == [f"{reports} at title and abstract handed over from ana to ben."]
    commit(kept.root)
    kept("screen", "--hand-over", "ana", "--undo")
    assert sections(kept)["Shares"] == [
        f"{reports} at title and abstract handed over no longer from ana to ben."
    ]


def test_a_criterion_reworded_and_an_amendment(kept: Folder) -> None:
    path = kept.root / "protocol.yaml"
    text = path.read_text(encoding="utf-8").replace("Wrong design", "Not a trial")
    text += "amendments:\n  - {date: 2016-01-02, change: e2 reworded, reason: it was unclear, parts: [e2]}\n"
    path.write_text(text, encoding="utf-8")
    found = sections(kept)
    assert found["Protocol"] == ["The criterion `e2` was reworded, from “Wrong design” to “Not a trial”."]
    assert found["Amendments"] == ["Entered (2016-01-02, on `e2`): e2 reworded. Reason: it was unclear."]


def test_searches_and_duplicates_and_the_flow_box_by_box(kept: Folder) -> None:
    more = kept.file("more.ris", "TY  - JOUR\nTI  - Delta waves\nAU  - Dunn, D\nPY  - 2013\nER  - \n")
    kept("import", more, "--search", "wos")
    kept("dedup")
    found = sections(kept)
    assert found["Searches"] == [
        "The search `wos` was run again or completed: 1 record, 1 new report (searches/wos/more.ris)."
    ]
    assert found["Duplicates"] == ["1 pair of records joined as duplicates by the program."]
    boxes = {(b["box"], b["column"], b["item"]): (b["before"], b["now"]) for b in kept.json("diff")["flow"]}
    assert boxes[("identified", "databases", "")] == (4, 5)
    assert boxes[("identified", "databases", "wos")] == (2, 3)
    assert boxes[("duplicates", "databases", "")] == (0, 1)
    text = kept("diff").out
    assert "  Duplicate records removed" in text and "0 →      1      +1" in text


def test_what_a_report_became(kept: Folder) -> None:
    kept("dedup")
    decide(kept, *(f"{name},include,,{who}" for name in ("scopus.1", "scopus.2") for who in ("ana", "ben")))
    before = commit(kept.root)
    rows = [f"scopus.1,include,,{who}" for who in ("ana", "ben")]
    rows += [f"scopus.2,exclude,e2,{who}" for who in ("ana", "ben")]
    decide(kept, *rows, stage="full-text")
    found = sections(kept, before)
    assert found["Included"] == ["Included now: Ames 2010, Alpha study of things."]
    assert found["Full texts"] == ["2 full texts retrieved."]
    back = sections_back(kept, before)
    assert back == ["1 event is gone that must never go: slr check --base REF."]


def sections_back(folder: Folder, before: str) -> list[str]:
    """What is said where a decision of the first state is missing now."""
    segment = next((folder.root / "ledger/decisions/title-abstract/ben").iterdir())
    lines = segment.read_bytes().splitlines(keepends=True)
    segment.write_bytes(b"".join(lines[:-1]))
    return sections(folder, before)["Ledger"]


def test_codings_and_studies(kept: Folder) -> None:
    kept("dedup")
    names = ("scopus.1", "scopus.2")
    decide(kept, *(f"{name},include,,{who}" for name in names for who in ("ana", "ben")))
    decide(kept, *(f"{n},include,,{who}" for n in names for who in ("ana", "ben")), stage="full-text")
    commit(kept.root)
    kept("study", "link", "birds", kept.id("scopus.1"), kept.id("scopus.2"))
    row = "birds,objective,transparency-accountability,ana,they tell,"
    codes = kept.file("c.csv", f"study,dimension,values,coder,quote,page\n{row}\n")
    ran = kept.slr("-C", kept.root, "code", "--apply", codes, code=0)
    assert ran.code == 0
    found = sections(kept)
    assert found["Studies"] == ["The study `birds` was formed of 2 reports."]
    assert found["Codings"] == ["Codings by ana with `bertot-2010`: 1 made, in 1 study."]


def test_since_the_commit_in_common(kept: Folder) -> None:
    git(kept.root, "checkout", "-q", "-b", "work")
    decide(kept, "scopus.1,include,,ana")
    commit(kept.root)
    git(kept.root, "checkout", "-q", "main")
    decide(kept, "scopus.2,include,,ben")
    commit(kept.root)
    git(kept.root, "checkout", "-q", "work")
    assert kept.json("diff", "main")["sections"][0]["name"] == "Ledger"
    (only,) = kept.json("diff", "main", "--merge-base")["sections"]
    assert only["lines"] == ["1 more decision by ana at title and abstract (1 include)."]


def test_a_reviewer_sees_no_more_than_blinding_allows(kept: Folder) -> None:
    decide(kept, "scopus.1,include,,ana", "scopus.1,exclude,e1,ben", "scopus.2,exclude,e1,ben")
    seen = kept.json("--as", "ana", "diff")
    lines = [line for one in seen["sections"] for line in one["lines"] if "ben" in line]
    assert lines == ["1 more decision by ben at title and abstract (1 exclude)."]
    assert seen["hidden"] == 1


def test_markdown_is_escaped(kept: Folder) -> None:
    path = kept.root / "protocol.yaml"
    text = path.read_text(encoding="utf-8").replace("Wrong design", '"A <b>*bold*</b> @team #1 |x|"')
    path.write_text(text, encoding="utf-8")
    markdown = kept("diff", "--markdown").out
    assert "to “A \\<b\\>\\*bold\\*\\</b\\> \\@team \\#1 \\|x\\|”" in markdown
    assert markdown.startswith("### What changed in the review since `HEAD`\n")


@pytest.mark.parametrize("ref", ["nowhere", "--output=/tmp/x", "HEAD~5", "@{u}"])
def test_a_state_that_git_does_not_know(kept: Folder, ref: str) -> None:
    assert "git knows no state" in kept("diff", "--", ref, code=2).err


def test_a_folder_without_git_and_a_state_without_the_review(review: Folder, tmp_path: Path) -> None:
    assert "is in no git repository" in review("diff", code=2).err
    git(review.root, "init", "-q")
    git(review.root, "commit", "-q", "--allow-empty", "-m", "before")
    before = commit(review.root)
    assert "there was no review" in review("diff", f"{before}~1", code=2).err


def test_a_review_in_a_folder_of_a_repository(review: Folder) -> None:
    top = review.root.parent
    git(top, "init", "-q")
    git(top, "add", "review")
    git(top, "commit", "-q", "-m", "first")
    decide(review, "scopus.1,include,,ana")
    assert sections(review)["Decisions"] == ["1 more decision by ana at title and abstract (1 include)."]


def test_an_outcome_that_was_reopened_is_told_with_its_reason(kept: Folder) -> None:
    decide(kept, "scopus.1,include,,ana", "scopus.1,include,,ben")
    commit(kept.root)
    again = ("--stage", "title-abstract", "--reason", "a corrected version appeared", "--as", "cleo")
    kept("reopen", kept.id("scopus.1"), *again)
    assert sections(kept)["Decisions"] == [
        "1 decision of ana at title and abstract taken back.",
        "1 decision of ben at title and abstract taken back.",
        "1 outcome at title and abstract reopened by cleo: a corrected version appeared.",
    ]
