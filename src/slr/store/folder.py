"""The files of a review folder, for an archive."""

from slr.store.disk import read_bytes
from slr.store.paths import ReviewPaths

LEFT_OUT = ("output", ".slr", ".git")


def folder_files(paths: ReviewPaths) -> dict[str, bytes]:
    """Every file below the review folder but the output, the cache and git's own; links are not followed."""
    return {
        paths.relative(path): read_bytes(path)
        for path in sorted(paths.root.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.relative_to(paths.root).parts[0] not in LEFT_OUT
    }
