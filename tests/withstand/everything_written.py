"""Every command that writes, in an order in which each has something to write: what tests/withstand tries.

`seam_sites` lists the places of the source that reach the disk; a test fails where this story comes by fewer.
"""

import hashlib
import io
import runpy
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from conftest import Folder, ris
from slr.app.caller import Caller
from slr.app.review import open_review, writer
from slr.cli.session import now, token
from slr.formats.registry import read_export
from slr.model.reading import Reading

# The story in which every kind of event is written, which docs/ledger.md is held against.
live = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "test_docs_ledger.py"))["live"]
SCREENED = "id,title,abstract,included\n" + "".join(
    f"{n},a study of {'bees' if n % 7 == 0 else 'stones'} number {n},,{int(n % 7 == 0)}\n" for n in range(40)
)


def write_everything(review: Folder, patch: pytest.MonkeyPatch) -> None:
    """Run every command that writes, on a review with two imported searches."""

    def typed(lines: str) -> None:
        patch.setattr("sys.stdin", io.StringIO(lines))

    typed("")
    mend(review)
    files_beside(review)
    live(review, typed)
    typed("")
    read_better(review, patch)
    duplicates(review, typed)
    full_texts(review, typed)
    coded(review, typed)
    rules(review)
    review("init", review.root / "another", "--protocol", review.root.parent / "given.yaml")
    shutil.rmtree(review.root / "another")
    drawings(review)


def mend(review: Folder) -> None:
    """The protocol, and what git is told of line ends."""
    repository = review.root.parent
    subprocess.run(["git", "init", "--quiet", repository], check=True)
    (review.root / ".gitattributes").unlink()
    protocol = review.root / "protocol.yaml"
    text = protocol.read_text("utf-8")
    protocol.write_text(text.replace("name: Cleo", "name: Yes"), encoding="utf-8")
    review("check", "--fix")
    shutil.rmtree(repository / ".git")


def files_beside(review: Folder) -> None:
    """The commands that write files beside the ledger."""
    out = review.root.parent
    full = review.file("full.txt", "The whole text.")
    review("retrieve", review.id("scopus.1"), "--attach", full)
    review("codebook", "new", "own")
    review("flow", "-o", review.root / "flow.svg")
    review("export", "all", "--to", "ris", "-o", review.root / "all.ris")
    review("convert", out / "scopus.ris", "-o", review.root / "converted.bib")
    review("dedup", out / "scopus.ris", out / "wos.ris", "-o", review.root / "unique.ris")
    review("import", review.file("more.ris", "TY  - JOUR\nTI  - More\nER  - \n"), "--search", "grey")
    newer = review.file("newer.ris", "TY  - JOUR\nTI  - More and newer\nER  - \n")
    review("import", newer, "--search", "grey", "--replace", "more.ris")
    review("import", "--withdraw", "grey", "--reason", "to be imported anew")


def read_better(review: Folder, patch: pytest.MonkeyPatch) -> None:
    """An export is read again by a reader that has become better."""

    def shout(data: bytes, **words: Any) -> Reading:
        reading = read_export(data, **words)
        entries = [
            replace(e, record=replace(e.record, title=e.record.title.upper())) if e.record else e
            for e in reading.entries
        ]
        return replace(reading, entries=tuple(entries), version=9)

    with patch.context() as better:
        better.setattr("slr.app.reread.read_export", shout)
        better.setattr("slr.app.verify_exports.read_export", shout)
        review("import", "--reread", "wos")
    review("import", "--reread", "wos")


def duplicates(review: Folder, typed: Callable[[str], None]) -> None:
    """A pair that waits for a person is answered, taken back and answered again."""
    alike = ris("Notes on a common thing | Ames, Ann | 2010", "Another title | Boyd, Bo | 2011")
    review("import", review.file("alike.ris", alike), "--search", "alike", "--kind", "database")
    names = names_of(review, "alike")
    opened = open_review(review.root)
    with writer(opened, Caller(root=review.root, now=now, token=token)) as out:
        data = {"verdict": "uncertain", "basis": "program", "score": 60, "reason": "alike"}
        out.append("duplicates", "link", {"a": names[0], "b": names[1]} | data)
    typed("n\nz\nn\nq\n")
    review("dedup", "--review", "--plain", "--as", "ana")
    typed("")


def names_of(review: Folder, search: str, count: int = 2) -> list[str]:
    """The ids of the first records of a search that has one export."""
    (export,) = (review.root / "searches" / search).iterdir()
    six = hashlib.sha256(export.read_bytes()).hexdigest()[:6]
    return [f"{search}-{six}-{n}" for n in range(1, count + 1)]


def full_texts(review: Folder, typed: Callable[[str], None]) -> None:
    """One is shown another's decisions; statuses come from a file, full texts from a folder, or not at all."""
    names = names_of(review, "alike")
    for who in ("ana", "ben"):
        rows = [f"{name},{who},yes,no,no" for name in names]
        review("screen", "--apply", review.csv("alike.csv", "report,reviewer,i1,e1,e2", *rows))
        if who == "ana":
            review("--as", "ben", "agree", "-s", "title-abstract", "--unblind")
    review("retrieve", "--order", review.root / "order.ris")
    marks = review.csv("marks.csv", "report,status", f"{names[1]},requested")
    review("retrieve", "--apply", marks)
    texts = review.root.parent / "texts"
    texts.mkdir(exist_ok=True)
    (texts / f"{names[1]}.txt").write_text("Its whole text.", encoding="utf-8")
    review("retrieve", "--match", texts)
    typed("x\nz\nq\n")
    review("screen", "-s", "full-text", "--as", "cleo", "--plain")
    typed("")


def coded(review: Folder, typed: Callable[[str], None]) -> None:
    """A result is named while judging; what coders said is shown to one of them."""
    typed("+\ndepression\n6 months\n\nz\nq\n")
    review("code", "--codebook", "rob-2", "--as", "cleo", "--plain")
    typed("")
    review("tabulate", "objective", "--codebook", "bertot-2010", "--unblind", "--as", "ben")


def rules(review: Folder) -> None:
    """A rule decides, is worded otherwise, and takes back what no longer holds."""
    review("screen", "--rules", "--run")
    protocol = review.root / "protocol.yaml"
    text = protocol.read_text("utf-8")
    protocol.write_text(text.replace("rule: {title: [Beta]}", "rule: {title: [Alpha]}"), encoding="utf-8")
    review("screen", "--rules", "--run")


def drawings(review: Folder) -> None:
    """What needs large libraries comes last: a process that has loaded them is slower to fork."""
    book = ("--codebook", "bertot-2010")
    review("tabulate", "objective", "objective", *book, "--map", review.root / "map.svg")
    screened = review.file("screened.csv", SCREENED)
    review("simulate", screened, "--order", review.root / "order.csv")
    review("simulate", screened, "--plot", review.root / "recall.svg")
    review("publish", "--text-only")
