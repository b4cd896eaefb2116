"""The one seam through which the store changes a disk: create, write, sync, rename, make a folder.

Tests put a disk of their own in its place that stops, tears or refuses after any step.
"""

import hashlib
import os
import stat
from pathlib import Path
from typing import Protocol

from slr.model.errors import SlrError


class Disk(Protocol):
    """What the store asks of a disk. Every method may raise OSError."""

    def create(self, path: Path) -> int:
        """Create a file that must not exist yet, open for writing; its descriptor."""

    def write(self, handle: int, data: bytes) -> None:
        """Write all of the bytes."""

    def sync(self, handle: int) -> None:
        """Return when what was written is on the disk."""

    def close(self, handle: int) -> None:
        """Close the file."""

    def sync_folder(self, path: Path) -> None:
        """Return when the folder's entries are on the disk."""

    def rename(self, old: Path, new: Path) -> None:
        """Move a file over another, at once."""

    def make_folder(self, path: Path) -> None:
        """Make one folder whose parent exists; nothing where it is there already."""


class RealDisk:
    """The operating system's disk."""

    def create(self, path: Path) -> int:
        """See Disk."""
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
        return os.open(path, flags, 0o666)

    def write(self, handle: int, data: bytes) -> None:
        """See Disk."""
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]

    def sync(self, handle: int) -> None:
        """See Disk."""
        os.fsync(handle)

    def close(self, handle: int) -> None:
        """See Disk."""
        os.close(handle)

    def sync_folder(self, path: Path) -> None:
        """See Disk. Windows cannot sync a folder and needs not."""
        if os.name == "nt":
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def rename(self, old: Path, new: Path) -> None:
        """See Disk."""
        old.replace(new)

    def make_folder(self, path: Path) -> None:
        """See Disk."""
        path.mkdir(exist_ok=True)


DISK: Disk = RealDisk()


def make_folders(disk: Disk, path: Path) -> None:
    """Make a folder and its missing parents, each durable in its parent."""
    if path.is_dir():
        return
    make_folders(disk, path.parent)
    disk.make_folder(path)
    disk.sync_folder(path.parent)


def create_file(disk: Disk, path: Path, data: bytes) -> None:
    """Put a file with these bytes, durable on return and never seen half written (aside, then renamed).

    Raises SlrError where the disk refuses. A file that is already there is replaced; what is no file
    (`/dev/stdout`, a named pipe) is written to.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if is_device(path):
            with path.open("wb") as out:
                out.write(data)
            return
        make_folders(disk, path.parent)
        aside.unlink(missing_ok=True)
        handle = disk.create(aside)
        try:
            disk.write(handle, data)
            disk.sync(handle)
        finally:
            disk.close(handle)
        disk.rename(aside, path)
        disk.sync_folder(path.parent)
    except OSError as error:
        aside_left(aside)
        raise refused(path, error) from error


def is_device(path: Path) -> bool:
    """Whether a path is a device or a pipe, which a rename would put a file in the place of.

    A link is none, wherever it leads: a folder from elsewhere may hold one to a disk of this machine.
    """
    if path.parent == Path("/dev"):
        return path.exists()
    try:
        mode = path.lstat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def sha256_of(path: Path) -> str | None:
    """A file's SHA-256; None where there is no such file. Raises SlrError where it cannot be read."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise SlrError(f"cannot read {path}: {error.strerror}", "check its permissions") from error


def aside_left(aside: Path) -> None:
    """Remove the half-written file, where the disk still lets us."""
    try:
        aside.unlink(missing_ok=True)
    except OSError:
        return


def refused(path: Path, error: OSError) -> SlrError:
    """The message for a disk that would not."""
    reason = error.strerror or type(error).__name__
    return SlrError(
        f"cannot write {path.name}: {reason}",
        "nothing that was acknowledged is lost; make room or mend the permissions, then run it again",
        file=str(path),
    )


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises SlrError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise SlrError(f"there is no file {path}", "check the name and the folder you stand in") from error
    except IsADirectoryError as error:
        raise SlrError(f"{path} is a folder, not a file", "name the files in it") from error
    except OSError as error:
        raise SlrError(f"cannot read {path}: {error.strerror}", "check its permissions") from error


def read_text(path: Path) -> str:
    """A UTF-8 file's text, a byte order mark dropped. Raises SlrError where it is none."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SlrError(
            f"{path} is not UTF-8 text (byte {error.start})", "save it as UTF-8", file=str(path)
        ) from error
