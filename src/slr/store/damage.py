"""Damaged lines of the ledger: which bytes they are, and a copy of them that is kept."""

from pathlib import Path

from slr.store.disk import Disk, create_file, read_bytes
from slr.store.ledger import segment_files
from slr.store.lines import digest
from slr.store.paths import ReviewPaths

FOLDER = "damaged"  # below ledger/


def line_at(paths: ReviewPaths, file: str, number: int) -> bytes:
    """One line of a file below the review folder, as it stands; empty where there is none."""
    place = paths.inside(file)
    lines = read_bytes(place).split(b"\n") if place.is_file() else []
    return lines[number - 1] if 0 < number <= len(lines) else b""


def keep_copy(paths: ReviewPaths, disk: Disk, data: bytes) -> str:
    """Keep bytes under their hash, the same name in every clone; the path below the review folder."""
    place = paths.ledger / FOLDER / f"{digest(data)}.line"
    if not place.is_file():
        create_file(disk, place, data)
    return paths.relative(place)


def copies(paths: ReviewPaths) -> list[Path]:
    """The copies that are kept."""
    return sorted((paths.ledger / FOLDER).glob("*.line"))


def all_hashes(paths: ReviewPaths) -> frozenset[str]:
    """The hash of every whole line of every segment."""
    files = (read_bytes(path).split(b"\n")[:-1] for path in segment_files(paths))
    return frozenset(digest(line) for lines in files for line in lines)
