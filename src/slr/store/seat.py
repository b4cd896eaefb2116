"""The seat: one screening session for each reviewer and stage, held by a lock that the kernel releases."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from slr.model.errors import SlrError
from slr.store.paths import ReviewPaths

if os.name == "nt":
    import msvcrt

    def _lock(handle: int) -> None:
        os.lseek(handle, 4096, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def seat(paths: ReviewPaths, reviewer: str, stage: str) -> Iterator[None]:
    """Hold the seat (reviewer, stage). Raises SlrError with pid and host where another session holds it."""
    path = paths.cache / "seats" / f"{stage}.{reviewer}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    except OSError as error:
        raise SlrError(
            f"cannot take the seat in {path.parent}: {error.strerror}", "check its permissions"
        ) from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            raise taken(path, reviewer, stage) from error
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, f"pid {os.getpid()} on {socket.gethostname()}".encode())
        yield
    finally:
        os.close(handle)


def taken(path: Path, reviewer: str, stage: str) -> SlrError:
    """The message for a seat that somebody has."""
    try:
        holder = path.read_text(encoding="utf-8", errors="replace") or "another process"
    except OSError:
        holder = "another process"
    return SlrError(
        f"{reviewer} is already at work on {stage} ({holder})", "end that session first, or go on in it"
    )
