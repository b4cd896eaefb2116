"""The files that a command line means."""

import glob
from collections.abc import Iterable
from pathlib import Path


def files_meant(names: Iterable[Path | str]) -> list[Path]:
    """The files of these names, wildcards resolved where no file is called so.

    Shells of Windows hand `*.ris` over as it stands; those of POSIX do where it is quoted or matches nothing.
    """
    files: list[Path] = []
    for name in map(str, names):
        is_pattern = glob.has_magic(name) and not Path(name).exists()
        matches = sorted(glob.glob(name)) if is_pattern else []  # noqa: PTH207 (a path may be absolute)
        files += [Path(one) for one in matches if not Path(one).is_dir()] or [Path(name)]
    return files
