"""The project's own files say the same as its packaging: citation, changelog, CI, pre-commit."""

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from slr import __version__

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def load(name: str) -> dict[Any, Any]:
    """A YAML file of the project."""
    loaded: dict[Any, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return loaded


def test_the_citation_is_of_this_version_and_license() -> None:
    cff = load("CITATION.cff")
    assert cff["cff-version"] == "1.2.0"
    assert str(cff["version"]) == __version__ == PROJECT["project"]["version"]
    assert cff["license"] == PROJECT["project"]["license"]
    assert cff["authors"] == PROJECT["project"]["authors"]
    assert cff["message"] and cff["title"]


def test_the_changelog_has_this_version() -> None:
    heads = re.findall(r"^## \[([^]]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert __version__ in heads


def test_ci_runs_what_anybody_can_run_on_every_python_that_we_name() -> None:
    jobs = load(".github/workflows/ci.yml")["jobs"]
    linux, elsewhere = jobs["linux"], jobs["elsewhere"]
    assert [step["run"] for step in linux["steps"] if "run" in step] == [".ci/run"]
    named = [c.rpartition(" ")[2] for c in PROJECT["project"]["classifiers"] if re.search(r":: 3\.\d+$", c)]
    assert linux["strategy"]["matrix"]["python"] == named
    assert linux["runs-on"] == "ubuntu-latest"
    assert elsewhere["strategy"]["matrix"]["os"] == ["macos-latest", "windows-latest"]
    assert elsewhere["steps"][-1]["run"] == "python -m pytest -n auto"
    assert "SLR_KILLS=50 .venv/bin/python -m pytest" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_pre_commit_runs_the_linters_of_ci() -> None:
    (repo,) = load(".pre-commit-config.yaml")["repos"]
    assert repo["repo"] == "local"
    entries = {hook["entry"] for hook in repo["hooks"]}
    wanted = re.findall(
        r"^\.venv/bin/(ruff check|mypy|lint-imports)", (ROOT / ".ci" / "run").read_text("utf-8"), re.M
    )
    assert set(wanted) == {"ruff check", "mypy", "lint-imports"}
    for command in wanted:
        assert any(entry.startswith(command) for entry in entries), command


def test_contributing_installs_what_its_commands_need() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for group in re.findall(r"--group (\w+)", text):
        assert group in PROJECT["dependency-groups"], group
