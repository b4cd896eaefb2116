"""A real kill -9: a forked child runs a command, and is killed at a moment after its first write."""

import contextlib
import gc
import os
import random
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from slr.cli.main import main
from slr.store.disk import RealDisk


@dataclass(frozen=True)
class Killed:
    """How a child ended: killed or by itself with a code, and all that it had printed until then."""

    signal: int
    code: int
    out: str
    lived: float  # seconds after its first write


def started(argv: Sequence[str], stdin: str, out: Path, tell: int) -> None:
    """In the child: run the command; the first change of the disk is told through the pipe."""
    real = {name: getattr(RealDisk, name) for name in ("create", "make_folder")}
    told: list[bool] = []

    def first(name: str) -> None:
        def change(self: RealDisk, path: Path) -> object:
            if not told:
                told.append(True)
                os.write(tell, b"!")
            return real[name](self, path)

        setattr(RealDisk, name, change)

    for name in real:
        first(name)
    reading, writing = os.pipe()
    os.write(writing, stdin.encode())
    os.close(writing)
    os.dup2(reading, 0)
    import sys

    sys.stdin = os.fdopen(0, closefd=False)
    with (
        out.open("w", buffering=1) as said,
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        code = main(argv)
    os._exit(code)


def life(argv: Sequence[str], stdin: str, out: Path) -> float:
    """How long a child lives after its first write where nobody kills it, in seconds."""
    begun = time.perf_counter()
    end = killed(argv, stdin, out, None)
    return end.lived or time.perf_counter() - begun


def killed(argv: Sequence[str], stdin: str, out: Path, wait: float | None) -> Killed:
    """Run a command in a forked child and kill it `wait` seconds after its first write; None: do not."""
    hear, tell = os.pipe()
    gc.freeze()  # what the child only reads stays shared with it
    child = os.fork()
    if child == 0:
        gc.disable()
        os.close(hear)
        try:
            started(argv, stdin, out, tell)
        finally:
            os._exit(71)
    os.close(tell)
    begun = os.read(hear, 1)  # empty where the child ended and never wrote
    os.close(hear)
    first = time.perf_counter()
    if begun and wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    lived = time.perf_counter() - first
    told = out.read_text("utf-8") if out.exists() else ""
    if os.WIFSIGNALED(status):
        return Killed(os.WTERMSIG(status), 0, told, lived)
    return Killed(0, os.WEXITSTATUS(status), told, lived)


def moments(seed: str, kills: int, most: float) -> Iterator[float]:
    """Moments after the first write, until nobody asks for more; at most four for each kill that is wanted."""
    drawn = random.Random(seed)
    yield from (drawn.uniform(0, most) for _ in range(4 * kills))
