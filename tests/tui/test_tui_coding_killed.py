"""The real program in a real terminal: coded by keys, killed with -9, opened again; nothing acknowledged is lost."""

import json
import sys
from pathlib import Path

import pytest

from conftest import Folder
from pdf_files import pdf

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

from real_terminal import RealTerminal

TEXT = (
    "Results",
    "The departments publish minutes of their boards.",
    "Nobody answered for some of the accounts.",
)


@pytest.fixture
def coded(review: Folder) -> Folder:
    """Alpha, Beta and Gamma included, Alpha with a full text."""
    review("dedup")
    for stage in ("title-abstract", "full-text"):
        rows = [f"{r},include,{who}" for r in ("scopus.1", "scopus.2", "wos.2") for who in ("ana", "ben")]
        review("screen", "--stage", stage, "--apply", review.csv("d.csv", "report,decision,reviewer", *rows))
    path = review.root.parent / "alpha.pdf"
    path.write_bytes(pdf(TEXT, first_label=41))
    review("--as", "ana", "retrieve", review.id("scopus.1"), "--attach", path)
    return review


def kept(root: Path) -> list[dict[str, object]]:
    """The codings on the disk, the oldest first, as a reader that knows no slr finds them."""
    events = [
        json.loads(line)
        for path in (root / "ledger" / "codings").rglob("*.jsonl")
        for line in path.read_bytes().splitlines()
    ]
    events.sort(key=lambda event: event["n"])  # two segments of one second are named in any order
    return [event["data"] for event in events if event["kind"] == "coding"]


def open_at(folder: Folder) -> RealTerminal:
    """`slr code` at 80x24."""
    return RealTerminal(["-C", folder.root, "code", "--codebook", "bertot-2010", "--as", "ana"], (80, 24))


def test_what_was_acknowledged_before_a_kill_is_there_after_it(coded: Folder) -> None:
    with open_at(coded) as terminal:
        terminal.wait_for("study 1 of 3")
        terminal.press("1")  # it needs a quote: into the text
        terminal.wait_for("Pick the words that show")
        terminal.press("/minutes\r")
        terminal.wait_for("1 place")
        terminal.press("\r")  # the sentence
        terminal.wait_for("Everything required of this study is coded")
        terminal.press("\x1b[C")  # to the next study, where a quote is begun and never kept
        terminal.wait_for("study 2 of 3")
        terminal.press("t")
        terminal.wait_for("Quote, the words of the text")
        terminal.press("never kept")
        terminal.settle()
        terminal.kill()
    (alpha,) = kept(coded.root)
    assert (alpha["values"], alpha["page"]) == (["transparency-accountability"], "41")
    assert alpha["quote"] == "The departments publish minutes of their boards."
    with open_at(coded) as terminal:  # the seat of the killed one is free again
        terminal.wait_for("study 2 of 3")
        assert terminal.progress() == (1, 2)
        terminal.press("2")
        terminal.wait_for("This dimension needs one.")
        terminal.press("seen\r")
        terminal.wait_for("Everything required of this study is coded")
        terminal.press("q")
        terminal.child.wait(120)
    assert [one["record"] for one in kept(coded.root)] == [coded.id("scopus.1"), coded.id("scopus.2")]
    assert [f for f in coded.json("check", code=0) if f["code"].startswith("L")] == []


def test_what_was_acknowledged_of_a_resolution_before_a_kill_is_there_after_it(coded: Folder) -> None:
    rows = [
        f"scopus.1,objective,{value},{who},a quote"
        for value, who in (("co-production", "ana"), ("crowdsourcing", "ben"))
    ]
    coded("code", "--apply", coded.csv("c.csv", "study,dimension,values,coder,quote", *rows))
    argv = ["-C", coded.root, "resolve", "--codebook", "bertot-2010", "--as", "cleo"]
    with RealTerminal(argv, (80, 24)) as terminal:
        terminal.wait_for("0 settled · 1 left")
        terminal.press("2")
        terminal.wait_for("All differences of this session are settled.")
        terminal.kill()
    table = coded.json("tabulate", "objective")
    assert {row["id"] for row in table["table"] if row["count"]} == {"crowdsourcing", "(not coded)"}
    with RealTerminal(argv, (80, 24)) as terminal:
        terminal.wait_for("The coders agree on everything.")
        terminal.press("q")
        terminal.child.wait(120)
