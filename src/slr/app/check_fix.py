"""`slr check --fix`: mend what is safe to mend, by edits of the text itself; nothing is ever dumped anew."""

import stat
from dataclasses import dataclass
from pathlib import Path

from slr.app.check_files import PROTECTED, unprotected_folders
from slr.app.codebook import at_hand
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.fix import fix_protocol
from slr.store.disk import DISK, Disk, create_file, read_bytes, read_text
from slr.store.git import path_in_repository
from slr.store.paths import PROTOCOL, find_review

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended: the findings that are gone, and the files that were written."""

    findings: tuple[Finding, ...]
    files: tuple[str, ...]


def fix(root: Path, *, disk: Disk = DISK) -> Mended:
    """Mend a review folder: the protocol's text, and .gitattributes in a git repository. Raises SlrError."""
    paths = find_review(root)
    mended = list(fix_text(paths.protocol, PROTOCOL, set(at_hand(root)), disk))
    files = [PROTOCOL] if mended else []
    lacking = unprotected_folders(root) if path_in_repository(root) is not None else []
    if lacking:
        mended += protect(root, lacking, disk)
        files.append(".gitattributes")
    return Mended(tuple(mended), tuple(files))


def fix_file(path: Path, *, disk: Disk = DISK) -> Mended:
    """Mend a protocol that has no folder yet. Raises SlrError where it cannot be read or written."""
    mended = fix_text(path, str(path), set(at_hand(path.absolute().parent)), disk)
    return Mended(mended, (str(path),) if mended else ())


def fix_text(path: Path, file: str, codebooks: set[str], disk: Disk) -> tuple[Finding, ...]:
    """Mend one protocol where that leaves its meaning the same; its line ends and byte order mark stay."""
    before = read_text(path)
    fixed = fix_protocol(before, file=file, codebooks=codebooks)
    if fixed.text != before:
        mark = BOM if read_bytes(path).startswith(BOM) else b""
        replace_file(path.resolve(), mark + fixed.text.encode("utf-8"), file, disk)  # a link stays one
    return fixed.mended


def replace_file(place: Path, data: bytes, file: str, disk: Disk) -> None:
    """Put other bytes into a file that people may write; who may read and write it stays as it was.

    Raises SlrError where it is read-only: replacing it would take that away.
    """
    mode = stat.S_IMODE(place.stat().st_mode)
    if not mode & 0o222:
        raise SlrError(f"{file} is read-only", "make it writable, or mend by hand what slr check says")
    create_file(disk, place, data)
    place.chmod(mode)


def protect(root: Path, lacking: list[str], disk: Disk) -> list[Finding]:
    """Add lines to .gitattributes, below what is there."""
    place = root / ".gitattributes"
    text = read_text(place) if place.is_file() else ""
    end = "" if not text or text.endswith("\n") else "\n"
    added = "".join(f"{name}/** -text\n" for name in PROTECTED if name in lacking)
    if place.is_file():
        replace_file(place, (text + end + added).encode("utf-8"), ".gitattributes", disk)
    else:
        create_file(disk, place, added.encode("utf-8"))
    return [
        Finding(
            code="F027",
            severity=Severity.WARNING,
            message=f"git keeps {name}/ byte for byte now.",
            file=".gitattributes",
        )
        for name in lacking
    ]
