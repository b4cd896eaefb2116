"""Power cuts and refusals at every step that a writing command takes: nothing is lost, one message, go on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import PROTOCOL, Folder, Run
from everything_written import write_everything
from seam_sites import sites
from trials import try_errors, try_power
from tried_folder import TriedFolder, codes_of


def show(folder: TriedFolder, what: str) -> None:
    """What was tried, for a person to read (pytest -s)."""
    print(folder.trials, what, "of", len(folder.tried), "commands")  # noqa: T201
    print(*(f"{kind}: {count}" for kind, count in folder.tried.items()), sep="\n")  # noqa: T201


@pytest.mark.parametrize("trial", [try_power, try_errors])
def test_at_every_step_of_every_command(
    review: Folder, monkeypatch: pytest.MonkeyPatch, trial: Callable
) -> None:
    folder = TriedFolder(review.root, review.slr, trial=trial)
    write_everything(folder, monkeypatch)
    show(folder, "trials")
    left = sorted(sites().keys() - folder.sites)
    assert left == [], "these places write and no command of everything_written.py comes by them"
    assert codes_of(review.root) == set(), "the story ends in a folder of which verify says no more"
    assert len(folder.tried) > 60 and folder.trials > 400


@pytest.mark.parametrize("trial", [try_power, try_errors])
def test_at_every_step_of_init(tmp_path: Path, slr: Run, trial: Callable) -> None:
    protocol = tmp_path / "given.yaml"
    protocol.write_text(PROTOCOL.lstrip(), encoding="utf-8")
    root = tmp_path / "made"
    root.mkdir()
    folder = TriedFolder(root, slr, trial=trial)
    folder("init", str(root), "--protocol", str(protocol))
    assert folder.trials > 10
