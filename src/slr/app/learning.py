"""Learning the order in a process of its own while a person reads, so that no key ever waits for it.

The process (learn_apart.py) is started with subprocess, never forked: two threads here speak with it, one
writing and one reading, so that a slow, hanging or failing process costs the order and nothing else.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import IO, Any

from slr.app.queue import Sequencing
from slr.app.review import Review
from slr.model.plan import Stage
from slr.screening.random_share import Mixed

EVERY = 5  # new decisions after which it learns anew; an include is learned at once
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(slots=True)
class Learner:
    """The order as it is learned. All methods return at once, but for `first`, which may wait."""

    command: Sequence[str]
    process: subprocess.Popen[str] | None = None
    reports: tuple[str, ...] = ()
    latest: Mixed | None = None  # learned and not yet taken
    learned_from: int = -1  # decisions behind the order learned last; -1 before there is one
    failure: str = ""
    idle: bool = False
    pending: dict[str, bool | None] = field(default_factory=dict)
    included: bool = False  # whether an include is pending
    reached: int = 0
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of the reports asked about
    lock: threading.Lock = field(default_factory=threading.Lock)
    outbox: "SimpleQueue[str | None]" = field(default_factory=SimpleQueue)
    arrived: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Start the process and the threads that speak with it; where it cannot start, `failure` says why."""
        lowered = {"creationflags": getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)}
        apart: dict[str, Any] = lowered if os.name == "nt" else {"start_new_session": True}
        try:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                env={**os.environ, **ONE_THREAD, "PYTHONIOENCODING": "utf-8"},
                **apart,
            )
        except OSError as error:
            self.fail(error.strerror or "it could not be started")
            return
        for work in (self._write, self._read):
            threading.Thread(target=work, daemon=True).start()

    def tell(self, report: str, included: bool | None, reached: int = 0) -> None:
        """A decision was made, or (None) taken back; learned when the process is idle and enough came in."""
        with self.lock:
            self.pending[report] = included
            self.included |= included is True
            self.reached = max(self.reached, reached)
            self._learn_if_due()

    def ask_why(self, report: str) -> None:
        """Ask for the words that moved a report up; they will be in `words`."""
        self.words.pop(report, None)
        self.outbox.put(json.dumps({"why": report}))

    def take(self) -> Mixed | None:
        """The order learned since this was asked last."""
        with self.lock:
            latest, self.latest = self.latest, None
            return latest

    def first(self, seconds: float) -> Mixed | None:
        """Wait for the first order, or the failure, at most so long; what was learned by then."""
        self.arrived.wait(seconds)
        return self.take()

    def state(self) -> str:
        """A few words on how the order stands."""
        if self.failure:
            return f"order not learned: {self.failure}"
        if self.learned_from < 0:
            return "learning the order"
        busy = "" if self.idle else ", learning"
        decisions = "1 decision" if self.learned_from == 1 else f"{self.learned_from} decisions"
        return f"order learned from {decisions}{busy}"

    def fail(self, why: str) -> None:
        """Nothing more comes."""
        self.failure = why
        self.arrived.set()

    def close(self) -> None:
        """End the process, whatever it does."""
        self.outbox.put(None)
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _learn_if_due(self) -> None:
        if self.idle and (len(self.pending) >= EVERY or self.included):
            self.outbox.put(json.dumps({"decided": self.pending, "reached": self.reached}))
            self.pending, self.included, self.idle = {}, False, False

    def _write(self) -> None:
        """Hand the lines over; a full pipe stops this thread alone."""
        stream = self._pipe("stdin")
        while (line := self.outbox.get()) is not None:
            try:
                stream.write(line + "\n")
                stream.flush()
            except (OSError, ValueError):  # it is gone; the reading thread says so
                return

    def _read(self) -> None:
        """Take in what it answers until it ends."""
        for line in self._pipe("stdout"):
            try:
                self._take_in(json.loads(line))
            except (ValueError, KeyError, IndexError, TypeError):
                self.fail("an answer could not be read")
                return
        self.fail(self.failure or "the process that learns it ended")

    def _take_in(self, said: dict[str, Any]) -> None:
        if "failed" in said:
            self.fail(said["failed"])
        elif "reports" in said:
            self.reports = tuple(said["reports"])
        elif "why" in said:
            self.words[said["why"]] = tuple(word for word, _ in said["words"])
        else:
            names = self.reports
            found = Mixed(
                order=tuple(names[n] for n in said["order"]),
                sizes={names[int(n)]: size for n, size in said["sizes"].items()},
            )
            with self.lock:
                self.latest, self.idle = found, True
                self.learned_from = said["included"] + said["excluded"]
                self._learn_if_due()
            self.arrived.set()

    def _pipe(self, name: str) -> IO[str]:
        pipe: IO[str] | None = getattr(self.process, name)
        assert pipe is not None
        return pipe


def learner(review: Review, stage: Stage, who: str, how: Sequencing) -> Learner:
    """A learner for a reviewer at a stage, not yet started."""
    told = [str(review.paths.root), stage.id, who, how.order, str(how.seed), str(how.share)]
    return Learner([sys.executable, "-m", "slr.app.learn_apart", *told])
