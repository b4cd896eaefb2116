"""Power cuts and refusals at every step that a writing command takes: nothing is lost, one message, go on."""

import io
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PROTOCOL, Folder, Run
from tried_folder import TriedFolder, steps_told, try_errors, try_power

# The story in which everything happens that a command writes, which docs/ledger.md is held against.
live = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "test_docs_ledger.py"))["live"]
OUTPUT = ("publish",)  # some 95 files, each written as every other is: its steps are sampled


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets a person at plain lines type these lines next."""
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


def to_files(review: Folder) -> None:
    """The commands that write files beside the ledger."""
    out = review.root.parent
    full = review.file("full.txt", "The whole text.")
    review("retrieve", review.id("scopus.1"), "--attach", full)
    review("codebook", "new", "own")
    review("flow", "-o", review.root / "flow.svg")
    review("export", "all", "--to", "ris", "-o", review.root / "all.ris")
    review("convert", out / "scopus.ris", "-o", review.root / "converted.bib")
    review("import", review.file("more.ris", "TY  - JOUR\nTI  - More\nER  - \n"), "--search", "grey")
    newer = review.file("newer.ris", "TY  - JOUR\nTI  - More and newer\nER  - \n")
    review("import", newer, "--search", "grey", "--replace", "more.ris")


@pytest.mark.parametrize("trial", [try_power, try_errors])
def test_at_every_step_of_every_command(
    review: Folder, typed: Callable[[str], None], trial: Callable
) -> None:
    typed("")
    folder = TriedFolder(review.root, review.slr, skip=OUTPUT, trial=trial)
    to_files(folder)
    live(folder, typed)
    wrote = [kind for kind, steps in folder.tried.items() if steps]
    print(folder.trials, "trials", *steps_told(folder), sep="\n")  # noqa: T201
    assert len(wrote) > 25 and folder.trials > 200


@pytest.mark.parametrize("trial", [try_power, try_errors])
def test_at_steps_of_publish(review: Folder, trial: Callable) -> None:
    folder = TriedFolder(review.root, review.slr, trial=trial, every=97)
    folder("publish", "--text-only")
    (steps,) = folder.tried.values()
    assert steps > 150 and folder.trials > 12


@pytest.mark.parametrize("trial", [try_power, try_errors])
def test_at_every_step_of_init(tmp_path: Path, slr: Run, trial: Callable) -> None:
    protocol = tmp_path / "given.yaml"
    protocol.write_text(PROTOCOL.lstrip(), encoding="utf-8")
    root = tmp_path / "made"
    root.mkdir()
    folder = TriedFolder(root, slr, trial=trial)
    folder("init", str(root), "--protocol", str(protocol))
    assert folder.trials > 10
