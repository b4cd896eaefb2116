"""`slr status` of a review in which everything is decided: write the report, or what follows it."""

import pytest

from conftest import Folder


@pytest.fixture
def decided(review: Folder) -> Folder:
    """Everything decided at both stages, and coded."""
    protocol = review.root / "protocol.yaml"
    lines = protocol.read_text().splitlines(keepends=True)
    protocol.write_text("".join(line for line in lines if "grey" not in line))
    review("dedup")
    names = [one["report"] for one in review.json("--as", "ana", "rank")["reports"]]
    rows = [
        f"{name},{'include' if n == 0 else 'exclude'},{'' if n == 0 else 'e1'},{who}"
        for n, name in enumerate(names)
        for who in ("ana", "ben")
    ]
    head = "report,decision,reason,reviewer"
    review("screen", "--apply", review.csv("d.csv", head, *rows))
    texts = [f"{names[0]},include,,{who}" for who in ("ana", "ben")]
    review("screen", "-s", "full-text", "--apply", review.csv("f.csv", head, *texts))
    study = names[0]
    review(
        "code",
        "--apply",
        review.csv(
            "c.csv", "study,dimension,values,coder,quote", f"{study},objective,crowdsourcing,ana,words"
        ),
    )
    return review


def step(folder: Folder) -> tuple[str, str]:
    (only,) = folder.json("status")["next"]
    return only["what"], only["command"]


def test_once_the_report_is_written_something_else_comes_next(decided: Folder) -> None:
    assert step(decided) == ("everything is decided: write the report", "slr publish")
    decided("publish", "--text-only")
    assert step(decided) == (
        "the report is up to date: keep its flow when you submit it",
        "slr flow --freeze submission",
    )
    decided("flow", "--freeze", "submission")
    assert step(decided)[1] == "slr publish --archive"
    decided("publish", "--text-only", "--archive")
    assert step(decided)[1] == "slr check"
    assert "up to date" in decided("status").out


def test_what_changed_since_is_named(decided: Folder) -> None:
    decided("publish", "--text-only")
    protocol = decided.root / "protocol.yaml"
    protocol.write_text(protocol.read_text().replace("title: ", "title: Another ", 1))
    what, command = step(decided)
    assert what == "the report was written before protocol.yaml (canonical) changed: write it anew"
    assert command == "slr publish"


def test_output_that_was_edited_or_is_gone_is_written_anew(decided: Folder) -> None:
    decided("publish", "--text-only")
    page = decided.root / "output" / "report.md"
    page.write_text(page.read_text() + "x")
    assert step(decided) == ("output/ is not as slr publish wrote it: write it anew", "slr publish")
    page.unlink()
    assert step(decided)[1] == "slr publish"
    (decided.root / "output" / "manifest.json").write_text("{")
    assert step(decided) == ("everything is decided: write the report", "slr publish")
