"""The order last learned for a reviewer at a stage, in .slr/, for a screen to open with. Delete at will."""

from collections.abc import Sequence

from slr.store.kept_answers import keep_answer, kept_answer
from slr.store.paths import ReviewPaths


def kept_order(paths: ReviewPaths, stage: str, who: str) -> list[str]:
    """The reports in the order last learned; empty where none is kept or it cannot be read."""
    value = kept_answer(paths, f"order-{stage}-{who}")
    return [name for name in value if isinstance(name, str)] if isinstance(value, list) else []


def keep_order(paths: ReviewPaths, stage: str, who: str, order: Sequence[str]) -> None:
    """Keep an order; nothing happens where the folder cannot be written."""
    keep_answer(paths, f"order-{stage}-{who}", list(order))
