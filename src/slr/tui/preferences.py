"""What a person may set about the screens."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Theme, keys, pauses. `keys` maps a command (include, undo, …) to a key, or to several with commas.

    `terms` are highlighted besides a criterion's own, by its id; `break_minutes` None means no reminder;
    `clock` gives seconds, for the pace and the reminder.
    """

    theme: Literal["dark", "light"] = "dark"
    keys: Mapping[str, str] = field(default_factory=dict)
    break_minutes: float | None = 45
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
