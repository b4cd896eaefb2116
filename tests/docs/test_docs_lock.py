"""requirements.lock pins, by hash, everything that pyproject.toml asks for, within its bounds."""

import re
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
LOCKED_GROUPS = ("test", "lint", "dev", "docs")


def asked_for() -> list[Requirement]:
    """The requirements of the project, its extras and the groups for development."""
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    listed = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        listed += extra
    for group in LOCKED_GROUPS:
        listed += [one for one in project["dependency-groups"][group] if isinstance(one, str)]
    return [Requirement(one) for one in listed]


def test_the_lock_holds_what_the_project_asks_for() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins: dict[str, list[str]] = {}
    for name, version in PINNED.findall(text):
        pins.setdefault(canonicalize_name(name), []).append(version)
    for wanted in asked_for():
        versions = pins.get(canonicalize_name(wanted.name), [])
        assert any(wanted.specifier.contains(version) for version in versions), f"{wanted}: {versions}"
    assert text.count("--hash=sha256:") > len(pins)


def test_the_lock_names_no_place() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in text and "index-url" not in text.replace("--no-emit-index-url", "")
