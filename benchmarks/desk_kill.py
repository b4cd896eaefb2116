"""Kill sessions at random moments, look for what they had kept: python benchmarks/desk_kill.py [--kills 1000]

Most kills hit the real desk (seat, ledger, fsync) in a forked process, `--screens` of them the real program
in a pseudo-terminal; tests/killing.py has both. A synthetic review is made, anew after every 100 kills: each
killed session leaves a ledger file. Prints how much was acknowledged, kept besides, torn, and lost (POSIX).
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from desk_review import make_review

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from killing import Killer, assert_kept, in_force, killed_screen
from slr.app.review import open_review

REPORTS = 1500  # more than 100 killed screens decide on


def kill_desks(root: Path, kills: int, random: Random) -> int:
    """Kill so many sessions at the desk; the calls that had returned. AssertionError where one is lost."""
    held: dict[str, str] = {}
    calls = 0
    with Killer(root, "ana") as killer:
        for _ in range(kills):
            session = killer.session(random)
            calls += len(session.said)
            held = assert_kept(root, "ana", held, session)
    return calls


def kill_screens(root: Path, kills: int, random: Random) -> int:
    """Kill so many screens; the decisions that they had shown. AssertionError where one is lost."""
    shown = 0
    for _ in range(kills):
        shown, sent = killed_screen(root, "ana", random)
        assert shown <= len(in_force(root, "ana")) <= sent
    return shown


def main() -> None:
    """Kill, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--screens", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random, start = Random(asked.seed), time.perf_counter()
    desks, screens, calls, shown, torn = asked.kills - asked.screens, asked.screens, 0, 0, 0
    with tempfile.TemporaryDirectory() as place:
        for number in range(0, max(desks, screens), 100):
            for kind, left in (("desk", desks - number), ("screen", screens - number)):
                if left <= 0:
                    continue
                root = make_review(Path(place) / f"{kind}{number}", REPORTS, seed=number)
                if kind == "desk":
                    calls += kill_desks(root, min(left, 100), random)
                else:
                    shown += kill_screens(root, min(left, 100), random)
                torn += sum(finding.code == "L001" for finding in open_review(root).findings)
    seconds = time.perf_counter() - start
    print(f"{desks} sessions at the desk killed: {calls} calls acknowledged, none lost")
    print(f"{screens} screens killed: {shown} decisions shown, none lost")
    print(f"{torn} torn last lines, reported and not counted; {seconds:.0f} s")


if __name__ == "__main__":
    main()
