"""Real kills (SIGKILL) of each writing command, at moments after its first write: SLR_KILLS of each, fifty in CI."""

import os

import pytest

from conftest import Folder
from everything_written import write_everything
from test_withstand_faults import show
from trials import try_kills
from tried_folder import TriedFolder

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
KILLS = int(os.environ.get("SLR_KILLS", "4"))
PARTS = 2 if KILLS > 10 else 1  # each a test of its own, for as many processes of pytest-xdist


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_any_moment_a_command_loses_nothing(
    review: Folder, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    folder = TriedFolder(review.root, review.slr, trial=try_kills, kills=KILLS, part=(part, PARTS))
    write_everything(folder, monkeypatch)
    show(folder, "kills")
    assert len(folder.kinds) > 60 and len(folder.tried) >= len(folder.kinds) // PARTS
    assert folder.trials == KILLS * len(folder.tried)
