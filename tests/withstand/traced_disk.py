"""What a command does to the disk, step by step, and every state that a power cut could leave behind.

A command is run once with its steps recorded; the states are then worked out from the record. A process that
is gone does nothing more, so no command need be stopped for it.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from seam_sites import Site, reached
from slr.store.disk import RealDisk

Files = dict[str, bytes]  # a folder's files by path
LOSSES = ("kept", "dropped", "torn")  # what becomes of bytes and entries that were not synced
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS, errno.ESTALE, errno.ENOTCONN)
STEPS = ("create", "write", "sync", "sync_folder", "rename", "make_folder")


@dataclass
class Step:
    """One change of the disk: what, of which file, with which bytes or to which new name."""

    what: str
    path: Path
    data: bytes = b""
    new: Path | None = None


class Died(BaseException):
    """The process is gone: nothing catches this."""


@dataclass
class Trace:
    """The seam under observation: records each step; may refuse the k-th, or end the process before it."""

    steps: list[Step] = field(default_factory=list)
    refuse: int = 0  # the step that is refused, from 1; 0: none
    error: int = 0
    for_good: bool = False  # whether every later step is refused too, as on a disk that stays full
    handles: dict[int, Path] = field(default_factory=dict)
    sites: set[Site] = field(default_factory=set)  # the places in the source that took these steps

    def step(self, what: str, path: Path, data: bytes = b"", new: Path | None = None) -> None:
        """Count a step, and refuse it where that is asked for."""
        self.steps.append(Step(what, path, data, new))
        self.sites |= reached()
        place = len(self.steps)
        if self.refuse and (place == self.refuse or (self.for_good and place > self.refuse)):
            import os

            raise OSError(self.error, os.strerror(self.error))


@contextmanager
def traced(trace: Trace) -> Iterator[Trace]:
    """Record what the store does to the disk. Nothing is synced for real: the states are worked out."""
    patch = pytest.MonkeyPatch()
    real = {name: getattr(RealDisk, name) for name in ("create", "write", "rename", "make_folder")}

    def create(self: RealDisk, path: Path) -> int:
        trace.step("create", path)
        handle: int = real["create"](self, path)
        trace.handles[handle] = path
        return handle

    def write(self: RealDisk, handle: int, data: bytes) -> None:
        trace.step("write", trace.handles[handle], bytes(data))
        real["write"](self, handle, data)

    def sync(self: RealDisk, handle: int) -> None:
        trace.step("sync", trace.handles[handle])

    def sync_folder(self: RealDisk, path: Path) -> None:
        trace.step("sync_folder", path)

    def rename(self: RealDisk, old: Path, new: Path) -> None:
        trace.step("rename", old, new=new)
        real["rename"](self, old, new)

    def make_folder(self: RealDisk, path: Path) -> None:
        trace.step("make_folder", path)
        real["make_folder"](self, path)

    own: dict[str, Any] = locals()
    for name in STEPS:
        patch.setattr(RealDisk, name, own[name])
    try:
        yield trace
    finally:
        patch.undo()


def files_of(root: Path) -> Files:
    """Every file of a folder but the cache."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    named = ((path.relative_to(root).as_posix(), path) for path in found)
    return {name: path.read_bytes() for name, path in named if not name.startswith((".slr/", ".git/"))}


@dataclass
class Wreck:
    """What may be left of a folder at one moment: the bytes, those that are sure, and entries that are not."""

    now: Files
    sure: Files
    before: dict[str, bytes | None] = field(
        default_factory=dict
    )  # entries not sure: what was there, if anything

    def take(self, step: Step, root: Path) -> None:
        """Let a step happen."""
        name = below(step.path, root)
        if step.what == "create":
            self.before.setdefault(name, self.now.get(name))
            self.now[name], self.sure[name] = b"", b""
        elif step.what == "write":
            self.now[name] += step.data
        elif step.what == "sync":
            self.sure[name] = self.now[name]
        elif step.what == "rename":
            new = below(step.new or root, root)
            self.before.setdefault(new, self.now.get(new))
            self.now[new], self.sure[new] = self.now.pop(name), self.sure.pop(name)
            self.before.pop(name, None)
        elif step.what == "sync_folder":
            inside = [one for one in self.before if one.rpartition("/")[0] == ("" if name == "." else name)]
            for one in inside:
                del self.before[one]

    def after(self, loss: str) -> Files:
        """The folder as it is found again after the power is back."""
        if loss == "kept":
            return dict(self.now)
        left = {}
        for name, data in self.now.items():
            sure = len(self.sure[name])
            left[name] = data[: sure + (len(data) - sure) // 2 if loss == "torn" else sure]
            if loss == "dropped" and name in self.before:
                earlier = self.before[name]
                del left[name]
                if earlier is not None:
                    left[name] = earlier
        return left


def below(path: Path, root: Path) -> str:
    """A path as the folder names it; another one in full."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def wrecks(before: Files, steps: list[Step], root: Path) -> Iterator[tuple[int, str, Files]]:
    """Every state that a power cut after the k-th step can leave, each once: k, what was lost, the files."""
    wreck = Wreck(dict(before), dict(before))
    seen: set[int] = set()
    for number, step in enumerate(steps, start=1):
        wreck.take(step, root)
        for loss in LOSSES:
            files = {name: data for name, data in wreck.after(loss).items() if not name.startswith("/")}
            key = hash(tuple(sorted(files.items())))
            if key not in seen:
                seen.add(key)
                yield number, loss, files
