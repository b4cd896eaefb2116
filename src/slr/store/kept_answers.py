"""What was worked out once and may be asked again, in .slr/: JSON by name. Delete at will."""

import json
import os
from typing import Any

from slr.store.disk import aside_left
from slr.store.paths import ReviewPaths


def kept_answer(paths: ReviewPaths, name: str) -> Any:
    """What is kept under a name; None where nothing is, or it cannot be read."""
    try:
        return json.loads((paths.cache / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def keep_answer(paths: ReviewPaths, name: str, value: Any) -> None:
    """Keep a value of JSON; nothing happens where the folder cannot be written."""
    place = paths.cache / f"{name}.json"
    aside = place.with_suffix(f".{os.getpid()}.tmp")
    try:
        paths.cache.mkdir(exist_ok=True)
        aside.write_text(json.dumps(value), encoding="utf-8")
        aside.replace(place)
    except OSError:
        aside_left(aside)
