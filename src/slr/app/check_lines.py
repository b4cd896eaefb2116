"""Where findings are: the lines that they point at, and their files' paths as a repository knows them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.store.disk import read_bytes
from slr.store.git import path_in_repository
from slr.store.paths import ReviewPaths

TOO_LARGE = 50_000_000  # bytes; a line of a larger file is not shown


def lines_of(root: Path | None, findings: Iterable[Finding]) -> Mapping[tuple[str, int], str]:
    """The source line of every finding that has one, by file and line; files are below `root`, if given."""
    wanted: dict[str, set[int]] = {}
    for finding in findings:
        if finding.file and finding.line:
            wanted.setdefault(finding.file, set()).add(finding.line)
    found = {}
    for file, numbers in wanted.items():
        for number, line in enumerate(text_of(root, file), start=1):
            if number in numbers:
                found[(file, number)] = line
    return found


def text_of(root: Path | None, file: str) -> list[str]:
    """A file's lines; none where it cannot be read."""
    try:
        path = ReviewPaths(root).inside(file) if root is not None else Path(file)
        if not path.is_file() or path.stat().st_size > TOO_LARGE:
            return []
        return read_bytes(path).decode("utf-8-sig", errors="replace").split("\n")
    except (SlrError, OSError):
        return []


def prefix_in_repository(folder: Path) -> str:
    """What stands before a path below this folder in its repository, else below where the caller stands."""
    known = path_in_repository(folder)
    if known is not None:
        return known
    try:
        below = folder.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return ""
    return "" if below == "." else f"{below}/"
