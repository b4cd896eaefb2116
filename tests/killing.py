"""Killing a person's session at a random moment (kill -9), and what must be there afterwards (POSIX).

`Killer` keeps a warm process that imported everything once and has no threads. For each session it forks a child,
which sits down at the real desk (seat, writer, fsync) and decides and undoes without end, saying after each call that
returned what it has kept. The session is killed at a random moment after one of those words; the review is then read
from its folder again. For the screen itself see `killed_screen`, which takes about ten times as long.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from real_terminal import RealTerminal
from slr.app.review import open_review
from slr.app.state import state_of

VERDICTS = ("include", "exclude", "unsure")
WORDS = 6  # after how many of its words a session is killed, at most
LONGEST = 0.01  # seconds from that word to the kill, at most


@dataclass(frozen=True)
class Session:
    """What a killed session had said: each report's verdict after it, empty where it was taken back."""

    said: tuple[tuple[str, str], ...]

    def after(self, before: dict[str, str]) -> dict[str, str]:
        """What must be in force, by report, if nothing that was said is lost."""
        held = before | dict(self.said)
        return {report: verdict for report, verdict in held.items() if verdict}


def in_force(root: Path, who: str, stage: str = "title-abstract") -> dict[str, str]:
    """A reviewer's verdict on each report, read from the folder; AssertionError where more than a tail is torn."""
    review = open_review(root)
    assert {finding.code for finding in review.findings} <= {"L001"}, review.findings
    settlements = state_of(review).screening.settlements[stage]
    return {
        name: decision.verdict.value
        for name, one in settlements.items()
        for decision in one.decisions
        if decision.reviewer == who
    }


def assert_kept(root: Path, who: str, before: dict[str, str], session: Session) -> dict[str, str]:
    """Everything said is in force, and at most the one call that had not returned is there besides."""
    held, wanted = in_force(root, who), session.after(before)
    differs = {name for name in held.keys() | wanted.keys() if held.get(name) != wanted.get(name)}
    assert len(differs) <= 1, f"{len(differs)} reports differ after {len(session.said)} calls: {differs}"
    return held


class Killer:
    """The warm process; use as a context manager."""

    def __init__(self, root: Path, who: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(root), who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(120)
        self.process.stdout.close()

    def session(self, random: Random) -> Session:
        """Start a session, kill it, return what it had said."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(f"{random.randrange(10**9)}\n".encode())
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        wanted = random.randint(1, WORDS)  # words, not seconds: a slow disk says few in a second
        said = [json.loads(self.process.stdout.readline()) for _ in range(wanted)]
        time.sleep(random.random() * LONGEST)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        while (line := self.process.stdout.readline()) != b"gone\n":
            said.append(json.loads(line))
        return Session(tuple((report, verdict) for report, verdict in said))


def work(root: Path, who: str, seed: int) -> None:
    """Decide and undo at the real desk until killed."""
    from slr.app import screen
    from slr.app.ask import ScreeningDesk
    from slr.app.caller import Caller
    from slr.app.review import stage_of
    from slr.cli.session import now, token
    from slr.model.words import Verdict

    random = Random(seed)

    def say(report: str, verdict: str) -> None:
        os.write(1, (json.dumps([report, verdict]) + "\n").encode())

    class Restless:
        def screen(self, desk: ScreeningDesk) -> None:
            while True:
                report = random.choice(desk.queue[:200])
                if random.random() < 0.2 and (taken := desk.undo()) is not None:
                    mine = desk.sheet(taken).mine
                    say(taken, mine.verdict.value if mine else "")
                else:
                    verdict = random.choice(VERDICTS)
                    desk.decide(report, Verdict(verdict))
                    say(report, verdict)

    review = open_review(root)
    caller = Caller(root=root, now=now, token=token, who=who)
    screen.screen(review, caller, stage_of(review, "title-abstract"), Restless())  # type: ignore[arg-type]


def serve(root: Path, who: str) -> None:
    """Fork a session for every line of stdin, and say when it is gone."""
    import slr.app.screen
    import slr.cli.session  # noqa: F401

    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os.write(1, f"{os.getpid()}\n".encode())
            work(root, who, int(line))
        os.waitpid(pid, 0)
        os.write(1, b"gone\n")


def killed_screen(root: Path, who: str, random: Random, keys: Sequence[str] = "i3u") -> tuple[int, int]:
    """Screen in a real terminal, kill at a random moment; decisions that the screen showed as done, and keys sent.

    Every key decides, so that what is kept must be the first reports of the queue, as many as were shown or more.
    """
    with RealTerminal(["-C", root, "screen", "--as", who], (80, 24)) as screen:
        screen.wait_for(" left")
        before = screen.progress()[0]
        screen.settle(0.1)
        sent = 1
        screen.press(random.choice(keys))
        screen.wait_for(f"{before + 1} done")
        end = time.perf_counter() + random.random() * 0.5
        while time.perf_counter() < end:
            if random.random() < 0.3:
                screen.press(random.choice(keys))
                sent += 1
            screen.read(random.random() * 0.05)
        shown = screen.progress()[0]
        screen.kill()
    return shown, before + sent


if __name__ == "__main__":
    serve(Path(sys.argv[1]), sys.argv[2])
