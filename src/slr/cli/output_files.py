"""Files that a command writes where its caller says, and those that it must not write over."""

from collections.abc import Iterable
from pathlib import Path

from slr.store.disk import DISK, Disk, create_file
from slr.store.paths import refuse_kept


def write_file(path: Path, data: bytes, *, disk: Disk = DISK) -> None:
    """Write a file for the caller. Raises SlrError where a review keeps one that cannot be made anew."""
    refuse_kept(path.absolute())
    create_file(disk, path.absolute(), data)


def refuse_input(output: Path, files: Iterable[Path]) -> None:
    """Raise SlrError where the file to write is one of those to read: an export is not to be had again."""
    from slr.model.errors import SlrError

    for file in files:
        if file.exists() and output.exists() and output.samefile(file):
            raise SlrError(
                f"{output} is what is read: it would be written over",
                "name another file with -o; what the new one has no place for would be lost",
            )
