"""Every decision that was acknowledged survives kill -9, whenever it comes (benchmarks/desk_kill.py: many more)."""

import os
import sys
from pathlib import Path
from random import Random

import pytest

from conftest import Folder, ris

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal and fork are of POSIX", allow_module_level=True)

from killing import Killer, assert_kept, in_force, killed_screen
from real_terminal import RealTerminal

AT_THE_DESK, ON_THE_SCREEN = 45, 5


@pytest.fixture
def full(empty: Folder) -> Folder:
    """Sixty records to screen."""
    records = [f"Study {n} of made-up things | Author {n} | {1990 + n % 30}" for n in range(60)]
    empty("import", empty.file("x.ris", ris(*records)), "--search", "scopus")
    empty("dedup")
    return empty


def queue_of(root: Path) -> list[str]:
    from slr.app.review import open_review
    from slr.app.state import state_of

    return [*state_of(open_review(root)).screening.settlements["title-abstract"]]


def test_a_desk_killed_at_any_moment_loses_nothing_it_acknowledged(full: Folder) -> None:
    random = Random(20261124)
    held: dict[str, str] = {}
    calls = 0
    with Killer(full.root, "ana") as killer:
        for _ in range(AT_THE_DESK):
            session = killer.session(random)
            calls += len(session.said)
            held = assert_kept(full.root, "ana", held, session)
    assert calls > 2 * AT_THE_DESK  # the kills came while it was at work
    assert held


def test_a_screen_killed_at_any_moment_loses_nothing_it_showed(full: Folder) -> None:
    random = Random(11)
    queue = queue_of(full.root)
    for _ in range(ON_THE_SCREEN):
        shown, sent = killed_screen(full.root, "ana", random)
        held = in_force(full.root, "ana")
        assert shown <= len(held) <= sent
        assert set(held) == set(queue[: len(held)])


def test_a_screen_whose_terminal_has_gone_ends_and_gives_the_seat_back(full: Folder) -> None:
    """Where no signal says so (no controlling terminal), it sees for itself."""
    argv = ["-C", full.root, "screen", "--as", "ana"]
    with RealTerminal(argv, (80, 24)) as terminal:
        terminal.wait_for("left")
        terminal.press("i")
        terminal.wait_for("1 done")
        os.close(terminal.master)
        terminal.master = -1
        terminal.child.wait(timeout=120)
    with RealTerminal(argv, (80, 24)) as again:
        again.wait_for("1 done")
