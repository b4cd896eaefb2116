"""The real program in a real pseudo-terminal (POSIX), driven by keys: for the tests and benchmarks of screens."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

RUN = "from slr.__main__ import run; run()"
CONTROLS = re.compile(
    rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b[=>78]"
)
DONE = re.compile(r"(\d+) done · (\d+) left")


class RealTerminal:
    """`slr ARGV` behind a terminal of a size; what it writes is read as it comes."""

    def __init__(
        self, argv: Sequence[object], size: tuple[int, int] = (120, 40), env: Mapping[str, str] | None = None
    ) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.started = time.perf_counter()
        self.child = subprocess.Popen(
            [sys.executable, "-c", RUN, *map(str, argv)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
        )
        os.close(slave)
        self.raw = bytearray()
        self.last = self.started  # when the last output came

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def press(self, keys: str) -> float:
        """Send keys; when they were sent."""
        sent = time.perf_counter()
        os.write(self.master, keys.encode())
        return sent

    def read(self, timeout: float) -> bool:
        """Take in what comes within so many seconds; whether anything came."""
        if not select.select([self.master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:  # Linux: the other side is closed
            data = b""
        if not data:
            return False
        self.last = time.perf_counter()
        self.raw += data
        return True

    def settle(self, quiet: float = 0.12, limit: float = 30.0) -> float:
        """Read until nothing came for `quiet` seconds; when the last output came."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and self.read(quiet):
            pass
        return self.last

    def wait_for(self, words: str, limit: float = 60.0) -> float:
        """Read until the words were written; when that was. Raises TimeoutError."""
        end = time.perf_counter() + limit
        while words not in self.text(len(words) + 60_000):
            if time.perf_counter() > end or (not self.read(0.5) and self.child.poll() is not None):
                raise TimeoutError(f"no {words!r} in: {self.text(4_000)[-1500:]}")
        return self.last

    def text(self, last: int = 0) -> str:
        """What was written (the last bytes of it), control sequences taken out."""
        return CONTROLS.sub(b"", bytes(self.raw[-last:])).decode("utf-8", "replace")

    def progress(self) -> tuple[int, int]:
        """The decisions done and left, as the screen said last. Raises ValueError where it said none yet."""
        found = DONE.findall(self.text(200_000))
        if not found:
            raise ValueError("no progress was shown")
        return int(found[-1][0]), int(found[-1][1])

    def cpu(self) -> float:
        """Seconds of processor time of the program so far, its helpers left out (Linux; else 0)."""
        try:
            with open(f"/proc/{self.child.pid}/stat", encoding="ascii") as file:  # noqa: PTH123
                fields = file.read().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def waited(self) -> float:
        """Seconds that the program's main thread was ready to run and had no processor so far (Linux; else 0)."""
        try:
            with open(f"/proc/{self.child.pid}/schedstat", encoding="ascii") as file:  # noqa: PTH123
                return int(file.read().split()[1]) / 1e9
        except OSError:
            return 0.0

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        if self.child.poll() is None:
            os.kill(self.child.pid, signal.SIGKILL)
        self.child.wait()
        if self.master >= 0:
            os.close(self.master)
            self.master = -1
