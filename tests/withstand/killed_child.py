"""Real kills (kill -9) of a command at moments after its first write, many from one start.

Reading the folder and starting up change no disk, so they need not be done anew for each kill: a child runs the
command until its first change of the disk and waits there. For each kill it forks itself; what it forked goes on
with the command, is killed, and is gone before the next.
"""

import contextlib
import gc
import io
import os
import random
import select
import signal
import statistics
import struct
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from slr.cli.main import main
from slr.store.disk import RealDisk

ASK, TOLD = struct.Struct("d"), struct.Struct("id")  # how long to wait; how it ended, how long it lived
PATIENCE = 600  # seconds
FIRST = ("create", "make_folder")  # what a command's first change of the disk is


@dataclass(frozen=True)
class Killed:
    """How a child ended: killed or by itself with a code, and all that it had printed until then."""

    signal: int
    code: int
    out: str
    lived: float  # seconds after its first write


class Started:
    """A command that waits before its first change of the disk; use as a context manager."""

    def __init__(self, argv: Sequence[str], stdin: str, out: Path) -> None:
        self.argv, self.stdin, self.out = argv, stdin, out

    def __enter__(self) -> Self:
        """Start it. AssertionError where it ends and never writes."""
        hear, self.ask = os.pipe()
        self.told, tell = os.pipe()
        gc.freeze()  # what the child only reads stays shared with it
        self.child = os.fork()
        if self.child == 0:
            try:
                gc.disable()
                os.close(self.ask)
                os.close(self.told)
                os._exit(self.run(hear, tell))
            finally:
                os._exit(71)
        os.close(hear)
        os.close(tell)
        assert self.hear(1) == b"!", f"{self.argv} ended without a write"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let it go; it never writes."""
        os.close(self.ask)
        os.waitpid(self.child, 0)
        os.close(self.told)
        gc.unfreeze()

    def killed(self, wait: float | None) -> Killed:
        """Let it go on in a process of its own, and kill that `wait` seconds later; None: let it end."""
        os.write(self.ask, ASK.pack(-1 if wait is None else wait))
        status, lived = TOLD.unpack(self.hear(TOLD.size))
        said = self.out.read_text("utf-8")
        if os.WIFSIGNALED(status):
            return Killed(os.WTERMSIG(status), 0, said, lived)
        return Killed(0, os.WEXITSTATUS(status), said, lived)

    def hear(self, size: int) -> bytes:
        """What the child says next. AssertionError where it says nothing at all."""
        assert select.select([self.told], [], [], PATIENCE)[0], f"{self.argv} hangs"
        return os.read(self.told, size)

    def run(self, hear: int, tell: int) -> int:
        """In the child: run the command up to its first change of the disk, and on in each process forked there."""
        real = {name: getattr(RealDisk, name) for name in FIRST}
        sys.stdin = io.StringIO(self.stdin)
        with (
            self.out.open("w", buffering=1, encoding="utf-8") as said,
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(said),
        ):

            def first(name: str) -> None:
                def change(disk: RealDisk, path: Path) -> object:
                    for one, own in real.items():
                        setattr(RealDisk, one, own)
                    wait_here(hear, tell, said.fileno(), self.out)
                    return real[name](disk, path)

                setattr(RealDisk, name, change)

            for name in FIRST:
                first(name)
            return main(self.argv)


def wait_here(hear: int, tell: int, said: int, out: Path) -> None:
    """Fork a process for each wait that is asked for, and return in it; end where no more are."""
    before = out.read_bytes()
    os.write(tell, b"!")
    while asked := os.read(hear, ASK.size):
        out.write_bytes(before)
        child = os.fork()
        begun = time.perf_counter()
        if child == 0:
            os.close(hear)
            os.close(tell)
            os.dup2(os.open(out, os.O_WRONLY | os.O_APPEND), said)
            return
        (wait,) = ASK.unpack(asked)
        if wait >= 0:
            time.sleep(wait)
            os.kill(child, signal.SIGKILL)  # nobody waited for it yet: the number is still its own
        _, status = os.waitpid(child, 0)
        os.write(tell, TOLD.pack(status, time.perf_counter() - begun))
    os._exit(0)


@dataclass
class Moments:
    """Moments after the first write: in a life as long as those of the last that lived to their end.

    Half of them anywhere in it, half rather early: most commands write first, and tell of it long after.
    """

    seed: str
    lives: list[float] = field(default_factory=list)
    ended: int = 0  # how many in turn were quicker than the kill

    def __post_init__(self) -> None:
        """The same seed draws the same shares of a life."""
        self.random = random.Random(self.seed)

    def draw(self) -> float:
        """The next moment, in seconds."""
        most = statistics.median(self.lives[-9:]) / 2 ** (self.ended // 4)
        early = self.random.random() < 0.5
        return most * (10 ** self.random.uniform(-1.5, 0) if early else self.random.random())

    def learn(self, end: Killed) -> None:
        """See how one ended."""
        if end.signal:
            self.ended = 0
        else:
            self.ended += 1
            self.lives.append(end.lived)
