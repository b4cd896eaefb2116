"""One command of slr as a process of its own, and what it cost: used by benchmarks/growth.py."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

RUN = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, ({limit}, {limit}))
try:
    from slr.__main__ import run
    run()
finally:
    with open('/proc/self/status') as status, open({peak!r}, 'w') as out:
        out.write(next(line.split()[1] for line in status if line.startswith('VmHWM')))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds, peak memory in MiB, exit code, and the last line of what it said on stderr."""

    cpu: float
    peak: float
    code: int
    said: str

    @property
    def went_wrong(self) -> bool:
        """Whether it did not do what was asked (a finding or a refused entry is no harm)."""
        return self.code not in (0, 1)


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure: what the table calls it, its words, and a file for its stdin."""

    name: str
    words: tuple[str, ...]
    stdin: Path | None = None


# A story prepares its files as it goes on, between one command and the next.
Story = Iterator[Command]


@dataclass(slots=True)
class Place:
    """Where a story of some size happens; `root` is its review folder."""

    folder: Path
    size: int
    root: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.root = self.folder / "review"

    def file(self, name: str, data: bytes | str) -> Path:
        """A file beside the review."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    def command(self, name: str, *words: object, stdin: Path | None = None) -> Command:
        """A command that needs no review."""
        return Command(name, tuple(map(str, words)), stdin)

    def review(self, name: str, *words: object) -> Command:
        """A command on the review, run by ana where nobody else is named in its files."""
        return self.command(name, "-C", self.root, "--as", "ana", *words)


def measure(command: Command, limit: int, scratch: Path) -> Cost:
    """Run it to its end, or until it took `limit` seconds of CPU; its output goes to files (Linux only)."""
    said, peak = scratch / "stderr", scratch / "peak"
    peak.write_text("0")
    program = RUN.format(limit=limit, peak=str(peak))
    source = command.stdin or Path(os.devnull)
    with source.open("rb") as given, (scratch / "stdout").open("wb") as out, said.open("wb") as errors:
        words = [sys.executable, "-c", program, *command.words]
        child = subprocess.Popen(words, stdin=given, stdout=out, stderr=errors)
        _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    lines = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return Cost(
        cpu=used.ru_utime + used.ru_stime,
        peak=(int(peak.read_text()) or used.ru_maxrss) / 1024,  # the latter holds the benchmark's own
        code=child.returncode,
        said=lines[-1] if lines else "",
    )
