"""ARCHITECTURE.md against the tree: every package named, every path there, the import rule as the contract has it."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "slr"
MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PAGES = (ROOT / "README.md", *ROOT.glob("[A-Z]*.md"), *(ROOT / "docs").rglob("*.md"))
ROOM = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


def packages() -> list[str]:
    """Every package below slr, dotted, without the slr."""
    folders = (path.parent.relative_to(SRC) for path in SRC.rglob("__init__.py"))
    return sorted(".".join(folder.parts) for folder in folders if folder.parts)


def test_every_room_has_a_row_that_says_what_it_does_and_what_it_may_import() -> None:
    rows = {name: (what.strip(), may.strip()) for name, what, may in ROOM.findall(MAP)}
    assert set(rows) == {name for name in packages() if "." not in name}
    assert all(len(what) > 20 and may for what, may in rows.values())


@pytest.mark.parametrize("name", [name for name in packages() if "." in name])
def test_every_inner_package_is_named(name: str) -> None:
    assert f"`{name}`" in MAP


def test_the_rule_of_imports_is_the_contract_s() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"]
    rank = {
        name.strip().removeprefix("slr."): place
        for place, layer in enumerate(reversed(layers))
        for name in layer.split("|")
    }
    may = {name: rule.strip() for name, _, rule in ROOM.findall(MAP)}
    assert set(may) - {"codebooks"} == set(rank), "codebooks holds no code; every other room has a layer"
    assert may["model"] == "nothing of ours" and rank["model"] == 0
    steps = {name for name, height in rank.items() if height == 1}
    assert {name for name, rule in may.items() if rule == "`model`"} == steps
    assert rank["app"] == 2 and min(rank["cli"], rank["tui"]) == 3


def test_every_path_that_a_page_names_is_there() -> None:
    pattern = re.compile(r"`((?:src|tests|docs|protocols|examples|benchmarks|app|cli|store|\.ci)/[\w./-]*)`")
    for page in (ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"):
        for name in pattern.findall(page.read_text(encoding="utf-8")):
            assert (ROOT / name).exists() or (SRC / name).exists(), f"{page.name} names {name}"


@pytest.mark.parametrize("page", sorted(set(PAGES)), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\[[^]]*\]\(([^)\s]+)\)", text):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links {target}"
        if anchor:
            assert anchor in anchors(file), f"{page.name} links {target}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", head.replace("`", "").lower()) for head in heads)
    return {head.strip().replace(" ", "-") for head in plain}
