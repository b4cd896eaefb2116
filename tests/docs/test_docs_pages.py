"""The pages that show commands, followed as a reader would: files written, commands run, output compared."""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding

from pages_docs import blocks, differs, follow, refused_options
from slr.tui.deciding import DecidingApp

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FOLLOWED = [
    "tutorial",
    "team",
    "formats",
    "ranking",
    *(f"how-to/{page.stem}" for page in sorted((ROOT / "docs/how-to").glob("*.md"))),
]


@pytest.mark.parametrize("name", FOLLOWED)
def test_following_a_page_gives_what_it_shows(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    page = ROOT / "docs" / f"{name}.md"
    follow(page)
    for made in re.findall(r"`(gardens/output/[^`]+)`", page.read_text(encoding="utf-8")):
        assert Path(made).exists(), f"{page.name} names {made}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_slr_understands_every_command_of_a_page(page: Path) -> None:
    assert refused_options(page) == []


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_followed_page_compares_what_it_runs(name: str) -> None:
    found = list(blocks(ROOT / "docs" / f"{name}.md"))
    assert [b for b in found if b.language == "text" and "file" not in b.options]
    assert [b for b in found if b.language == "sh" and "check" not in b.options]


def test_every_key_of_the_tutorial_is_bound_to_what_it_says() -> None:
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (`[^|]+) \| ([^|]+) \|$", page, re.MULTILINE)
    bound = {key: one.id or "" for one in bindings() for key in one.key.split(",")}
    assert len(table) > 10
    for keys, meaning in table:
        for key in re.findall(r"`(\w+)`", keys):
            assert bound[key].split("-")[0] in meaning, f"{key} is bound to {bound[key]}"


def bindings() -> list[Any]:
    """The bindings of the screening view, its bases' included."""
    classes = DecidingApp.__mro__
    return [one for cls in classes for one in cls.__dict__.get("BINDINGS", ()) if isinstance(one, Binding)]


def test_a_difference_is_seen() -> None:
    assert differs("a\nb\n", "a\nb\n") == ""
    assert differs("a\n…\nd\n", "a\nb\nc\nd\n") == ""
    assert differs("n = …\n", "n = 4\n") == ""
    assert differs("a\n", "a\nb\n") == "printed, and not shown: b"
    assert differs("a\nb\n", "a\nc\n") == "b"
    assert differs("a\nd\n", "a\nb\nd\n") == "d"
