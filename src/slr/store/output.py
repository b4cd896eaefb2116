"""The output folder: what an earlier run built and this one does not is removed."""

import json
from collections.abc import Collection

from slr.model.errors import SlrError
from slr.store.disk import refused
from slr.store.paths import ReviewPaths


def remove_stale(paths: ReviewPaths, files: Collection[str]) -> None:
    """Remove the files that the old manifest names and `files` does not; nobody else's file is touched."""
    for name in sorted(set(old_files(paths)) - set(files)):
        try:
            (paths.output / name).unlink(missing_ok=True)
        except OSError as error:
            raise refused(paths.output / name, error) from error


def old_files(paths: ReviewPaths) -> list[str]:
    """The files that the manifest of the last run names; none where there is no manifest that can be read."""
    try:
        named = list(json.loads((paths.output / "manifest.json").read_bytes())["outputs"])
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [name for name in named if isinstance(name, str) and is_below(paths, name)]


def is_below(paths: ReviewPaths, name: str) -> bool:
    """Whether a name from a manifest stays inside output/."""
    try:
        paths.inside(f"output/{name}")
    except SlrError:
        return False
    return True
