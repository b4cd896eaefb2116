"""The order last learned for a reviewer at a stage, in .slr/, for a screen to open with. Delete at will."""

import json
import os
from collections.abc import Sequence

from slr.store.disk import aside_left
from slr.store.paths import ReviewPaths


def kept_order(paths: ReviewPaths, stage: str, who: str) -> list[str]:
    """The reports in the order last learned; empty where none is kept or it cannot be read."""
    try:
        value = json.loads((paths.cache / f"order-{stage}-{who}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def keep_order(paths: ReviewPaths, stage: str, who: str, order: Sequence[str]) -> None:
    """Keep an order; nothing happens where the folder cannot be written."""
    place = paths.cache / f"order-{stage}-{who}.json"
    aside = place.with_suffix(f".{os.getpid()}.tmp")
    try:
        paths.cache.mkdir(exist_ok=True)
        aside.write_text(json.dumps(list(order)), encoding="utf-8")
        aside.replace(place)
    except OSError:
        aside_left(aside)
