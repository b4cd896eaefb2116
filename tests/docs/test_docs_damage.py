"""What docs/ledger.md says is found, and what it says is not: a folder damaged on purpose, then checked."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Folder

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def segments(review: Folder, room: str) -> list[Path]:
    """A room's segments, the oldest first."""
    return sorted((review.root / "ledger" / room).rglob("*.jsonl"))


def codes(review: Folder) -> set[str]:
    """The findings on the ledger that `slr check` lists."""
    found = [f for f in review.json("check", code=0) if f["code"].startswith("L")]
    return {f"{f['code']} {f['severity']}" for f in found}


def codes_of_damage(review: Folder) -> set[str]:
    """The same where errors are expected."""
    return {f"{f['code']} {f['severity']}" for f in review.json("check", code=1) if f["code"].startswith("L")}


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
        (flipped, {"L003 error"}),
        (cut, {"L004 error"}),
        (gone, {"L004 error"}),
    ],
)
def test_the_page_says_what_is_found(review: Folder, damage: Callable[[Path], None], found: set[str]) -> None:
    damage(decided(review))
    errors = any("error" in one for one in found)
    assert (codes_of_damage if errors else codes)(review) == found
    table = dict(re.findall(r"^\| `(L\d+)` \| [^|]+ \| (\w+) \|$", PAGE, re.MULTILINE))
    assert {f"{code} {table[code]}" for code in table} >= found
    review("status")  # none of them stops the rest from being read


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
    assert "that no other segment has named yet may be changed, or the whole segment removed, unseen" in PAGE


def test_a_changed_record_file_is_not_compared_yet(review: Folder) -> None:
    path = next((review.root / "ledger" / "records" / "scopus").iterdir())
    path.write_bytes(path.read_bytes().replace(b"Alpha", b"Omega"))
    assert codes(review) == set()
    assert "no command compares them yet" in PAGE
