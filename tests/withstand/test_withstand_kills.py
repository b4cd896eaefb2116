"""Real kills (SIGKILL) of each writing command, at moments after its first write: fifty each in CI (SLR_KILLS)."""

import hashlib
import io
import os
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Folder
from killed_child import killed, life, moments
from traced_disk import Files, files_of
from tried_folder import TriedFolder, codes_of, completed, digest_of, events_of, lay, moved, ran

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
KILLS = int(os.environ.get("SLR_KILLS", "4"))
LINE_END = b"\n"
LOOKS = 2  # of the states found after kills that differ only in the names of files, verify looks at so many
live = runpy.run_path(str(Path(__file__).parents[1] / "docs" / "test_docs_ledger.py"))["live"]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets a person at plain lines type these lines next."""
    return lambda lines: monkeypatch.setattr("sys.stdin", io.StringIO(lines))


def shape_of(root: Path) -> str:
    """A folder's files without what differs from run to run: names and numbers of events, the clock."""
    files = files_of(root).items()
    parts = [
        f"{name.rpartition('/')[0]} {data.count(LINE_END)} {data[-1:] != LINE_END}" for name, data in files
    ]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def try_kills(folder: TriedFolder, argv: tuple[str, ...], stdin: str, before: Files) -> None:
    """Kill the command at many moments: nothing acknowledged is lost, the folder opens, it verifies."""
    words, root = moved(folder, argv), folder.scratch
    lay(root, before)
    had, sound = events_of(root), codes_of(root)
    done = ran(root, words, stdin)
    if files_of(root) == before:
        return
    outcome = digest_of(root)
    out = root.parent / "said"
    seen: dict[str, int] = {}
    kills = 0
    lay(root, before)
    most = life(("-C", str(root), *words), stdin, out)
    for place, wait in enumerate(moments(" ".join(argv), KILLS, most)):
        if kills == KILLS:
            break
        told = f"slr {' '.join(words)}: killed {wait * 1000:.2f} ms after the first write ({place})"
        lay(root, before)
        end = killed(("-C", str(root), *words), stdin, out, wait)
        assert end.signal == 9 or end.code == done.code, (told, end)
        kills += end.signal == 9
        assert had.items() <= events_of(root).items(), told
        if end.signal == 0 or end.out.count("\n") >= (done.out + done.err).count("\n") > 0:
            assert digest_of(root) == outcome, (told, "acknowledged, and not there")
        shape = shape_of(root)
        seen[shape] = seen.get(shape, 0) + 1
        if seen[shape] <= LOOKS:
            assert codes_of(root) <= sound | {"L001", "F022"}, (told, codes_of(root))
        if seen[shape] == 1 and events_of(root) == had and "--plain" not in words:
            again = ran(root, words, stdin)
            assert completed(again, done), (told, again.err)
            assert digest_of(root) == outcome, told
    folder.trials += kills
    folder.tried[next(reversed(folder.tried))] = len(seen)


def test_killed_at_any_moment_a_command_loses_nothing(review: Folder, typed: Callable[[str], None]) -> None:
    typed("")
    folder = TriedFolder(review.root, review.slr, skip=("publish",), trial=try_kills)
    live(folder, typed)
    print(folder.trials, "kills of", sum(map(bool, folder.tried.values())), "commands")  # noqa: T201
    print(*(f"{kind}: {states} states" for kind, states in folder.tried.items()), sep="\n")  # noqa: T201
    assert folder.trials > 10 * KILLS
