"""What every test may use: a review folder made from text, and the command line as a person calls it."""

import hashlib
import json
import os
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from slr.cli.main import main

# CI draws the same examples each time, so that what it says of a commit does not change; at home they are new.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

PROTOCOL = """
title: A review made for a test
question: {text: "What is known?", framework: PCC, elements: {population: p, concept: c, context: x}}
registration: {registry: OSF, id: test-1}
reviewers:
  - {id: ana, name: Ana}
  - {id: ben, name: Ben}
  - {id: cleo, name: Cleo}
searches:
  - {id: scopus, source: Scopus, kind: database, date: 2015-07-12, query: x}
  - {id: wos, source: Web of Science, kind: database, date: 2015-07-12, query: x}
  - {id: grey, source: Grey literature, kind: website, date: 2015-07-12, query: x}
stages:
  - {id: title-abstract, name: Title and abstract, reviewers: 2}
  - {id: full-text, name: Full text, on: reports, reviewers: 2}
criteria:
  - {id: i1, text: About the topic, type: include}
  - {id: e1, text: Wrong topic, type: exclude}
  - {id: e2, text: Wrong design, type: exclude}
codebooks: [bertot-2010]
"""


@dataclass(frozen=True)
class Ran:
    """What a command did: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def slr(capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line through main(argv), the exit code checked."""

    def run(*argv: object, code: int = 0) -> Ran:
        capsys.readouterr()
        got = main([str(word) for word in argv])
        out, err = capsys.readouterr()
        assert got == code, f"slr {' '.join(map(str, argv))}: exit {got}\n{out}\n{err}"
        return Ran(got, out, err)

    return run


@pytest.fixture(autouse=True)
def _no_git_identity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nobody's git settings reach a test; a test that wants an identity says --as."""
    nothing = tmp_path / "no-gitconfig"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(nothing))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(nothing))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("SLR_CONFIG", str(tmp_path / "no-config.yaml"))


@dataclass
class Folder:
    """A review folder under test."""

    root: Path
    slr: Run

    def __call__(self, *argv: object, code: int = 0) -> Ran:
        """Run a command on it."""
        return self.slr("-C", self.root, *argv, code=code)

    def file(self, name: str, text: str) -> Path:
        """A file beside the folder, its text dedented."""
        path = self.root.parent / name
        path.write_text(textwrap.dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def id(self, name: str) -> str:
        """The record id of a short name such as scopus.1: the search's only export, the entry's position."""
        search, _, position = name.partition(".")
        (export,) = (self.root / "searches" / search).iterdir()
        return f"{search}-{hashlib.sha256(export.read_bytes()).hexdigest()[:6]}-{position}"

    def csv(self, name: str, header: str, *rows: str) -> Path:
        """A CSV file beside the folder; short names of records become ids."""
        named = [re.sub(r"\b(?:scopus|wos|grey)\.\d+\b", lambda m: self.id(m[0]), row) for row in rows]
        return self.file(name, "\n".join([header, *named, ""]))

    def json(self, *argv: object, code: int = 0) -> Any:
        """What a command prints as JSON."""
        return json.loads(self(*argv, "--json", code=code).out)

    def snapshot(self) -> dict[str, bytes]:
        """Every file of the folder but the cache, to see that nothing changed."""
        files = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in files
            if ".slr" not in path.relative_to(self.root).parts
        }


def ris(*records: str) -> str:
    """A RIS file: each record is `title | author | year | doi`."""
    entries = []
    for record in records:
        title, author, year, doi = (part.strip() for part in (*record.split("|"), "", "", "")[:4])
        lines = ["TY  - JOUR", f"TI  - {title}"]
        lines += [f"AU  - {author}"] if author else []
        lines += [f"PY  - {year}"] if year else []
        lines += [f"DO  - {doi}"] if doi else []
        entries.append("\n".join([*lines, "ER  - ", ""]))
    return "\n".join(entries)


@pytest.fixture
def empty(tmp_path: Path, slr: Run) -> Folder:
    """A review folder with the test protocol and nothing imported."""
    protocol = tmp_path / "given.yaml"
    protocol.write_text(PROTOCOL.lstrip(), encoding="utf-8")
    slr("init", tmp_path / "review", "--protocol", protocol)
    return Folder(tmp_path / "review", slr)


@pytest.fixture
def review(empty: Folder) -> Folder:
    """The same with two searches imported: Alpha is in both, Beta in the first, Gamma in the second."""
    first = ris(
        "Alpha study of things | Ames, Ann | 2010 | 10.5555/alpha", "Beta study of birds | Boyd, Bo | 2011"
    )
    second = ris(
        "Alpha study of things | Ames, A. | 2010 | 10.5555/alpha", "Gamma rays in spring | Gray, G | 2012"
    )
    empty("import", empty.file("scopus.ris", first), "--search", "scopus")
    empty("import", empty.file("wos.ris", second), "--search", "wos")
    return empty
