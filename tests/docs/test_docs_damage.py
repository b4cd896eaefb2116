"""What docs/ledger.md says is found, and what it says is not: a folder damaged on purpose, then checked."""

import hashlib
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Folder

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
SAID = " ".join(PAGE.split())


def segments(review: Folder, room: str) -> list[Path]:
    """A room's segments, the oldest first."""
    return sorted((review.root / "ledger" / room).rglob("*.jsonl"))


def codes(review: Folder) -> set[str]:
    """The findings on the ledger, with their severity."""
    found = [f for f in review.json("status")["findings"] if f["code"].startswith("L")]
    return {f"{f['code']} {f['severity']}" for f in found}


def decided(review: Folder) -> Path:
    """A segment of three lines that the next segment names."""
    rows = ["scopus.1,include,,ana", "scopus.2,include,,ana", "wos.2,include,,ana"]
    review("dedup")
    review("screen", "--apply", review.csv("d.csv", "report,decision,reason,reviewer", *rows))
    (path,) = segments(review, "decisions/title-abstract/ana")
    review("screen", "--apply", review.csv("e.csv", "report,decision,reviewer", "scopus.1,include,ben"))
    return path


def torn(path: Path) -> None:
    """A run was cut off while writing."""
    path.write_bytes(path.read_bytes() + b'{"v":1,"id"')


def broken(path: Path) -> None:
    """A line that is no JSON any more, the last one."""
    path.write_bytes(path.read_bytes().removesuffix(b"}\n") + b"\n")


def garbled(path: Path) -> None:
    """The same in the middle."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"?" + b"".join(lines[1:]))


def flipped(path: Path) -> None:
    """A verdict in the middle changed."""
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1].replace(b'"include"', b'"exclude"') + b"".join(lines[2:]))


def cut(path: Path) -> None:
    """The last line lost."""
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def gone(path: Path) -> None:
    """The file lost."""
    path.unlink()


def doubled(path: Path) -> None:
    """A synchronized folder's copy."""
    path.with_name(f"{path.stem} (copy).jsonl").write_bytes(path.read_bytes())


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        (torn, {"L001 warning"}),
        (doubled, {"L005 warning"}),
        (broken, {"L002 error", "L004 error"}),
        (garbled, {"L002 error", "L003 error"}),
        (flipped, {"L003 error"}),
        (cut, {"L004 error"}),
        (gone, {"L004 error"}),
    ],
)
def test_the_page_says_what_is_found(review: Folder, damage: Callable[[Path], None], found: set[str]) -> None:
    damage(decided(review))
    assert codes(review) == found
    table = dict(re.findall(r"^\| `(L\d+)` \| [^|]+ \| (\w+) \|$", PAGE, re.MULTILINE))
    assert {f"{code} {table[code]}" for code in table} >= found


@pytest.mark.parametrize("damage", [flipped, gone])
def test_the_page_says_what_only_git_can_witness(review: Folder, damage: Callable[[Path], None]) -> None:
    review("dedup")
    row = review.csv("d.csv", "report,decision,reviewer", "scopus.1,include,ana", "scopus.2,include,ana")
    review("screen", "--apply", row)
    for path in segments(review, "decisions/title-abstract"):
        if path.parent.name != "ana":
            path.unlink()  # the commit event is by whoever ran it, and names ana's last line
    (last,) = segments(review, "decisions/title-abstract/ana")
    damage(last)
    assert codes(review) == set()
    assert "that no other segment has named yet may be changed, or the whole segment removed, unseen" in SAID


def test_git_witnesses_what_the_chain_does_not(review: Folder) -> None:
    review("screen", "--apply", review.csv("d.csv", "report,decision,reviewer", "scopus.1,include,ana"))
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Ana screens"]):
        subprocess.run(["git", *identity, *words], cwd=review.root, check=True, capture_output=True)
    for path in segments(review, "decisions"):
        path.unlink()
    assert codes(review) == set()
    gone_since = [f for f in review.json("check", "--base", "HEAD", code=1) if f["code"] == "G001"]
    assert len(gone_since) == 2
    assert "`slr check --base REF` asks git for the rest" in SAID


def test_check_lists_what_the_ledger_lacks(review: Folder) -> None:
    flipped(decided(review))
    found = [f for f in review.json("check", code=1) if f["code"] == "L003"]
    assert [f["line"] for f in found] == [3]


def test_an_import_event_holds_the_hashes_of_its_files(review: Folder) -> None:
    events = [
        json.loads(line)
        for path in segments(review, "imports")
        for line in path.read_text("utf-8").splitlines()
    ]
    files = [(e["data"]["file"], e["data"]["sha256"]) for e in events]
    files += [(one["path"], one["sha256"]) for e in events for one in e["data"]["record_files"]]
    assert len(files) == 4
    for name, sha256 in files:
        assert hashlib.sha256((review.root / name).read_bytes()).hexdigest() == sha256
    assert "their SHA-256 stands in the import event" in SAID
