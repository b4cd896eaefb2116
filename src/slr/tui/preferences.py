"""What a person may set about the screens."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Theme, keys, pauses. `keys` maps a command (include, undo, …) to a key, or to several with commas.

    `terms` are highlighted besides a criterion's own, by its id; `break_minutes` None means no reminder;
    `criteria` is how the criteria stand at first; `clock` gives seconds, for the pace and the reminder;
    `trouble` is a sentence on what the person's file says that cannot be, empty where all is well.
    """

    theme: Literal["dark", "light"] = "dark"
    keys: Mapping[str, str] = field(default_factory=dict)
    break_minutes: float | None = 45
    criteria: Literal["lines", "full", "hidden"] = "lines"
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    trouble: str = ""
