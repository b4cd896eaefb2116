"""How fast a person decides in this session, how long the rest will take, and when a break is due."""

from collections.abc import Callable
from dataclasses import dataclass, field

# A gap longer than this is a break, not reading; it neither slows the pace nor counts as work.
PAUSE = 180.0
FEWEST = 5  # decisions before a pace is worth saying


@dataclass(slots=True)
class Pace:
    """Decisions against a clock in seconds; only time at work counts."""

    clock: Callable[[], float]
    break_minutes: float | None = None
    made: int = 0
    worked: float = 0.0
    since_break: float = 0.0
    last: float | None = field(default=None)
    rested: bool = False  # whether the reminder of this stretch was put away

    def tick(self) -> None:
        """Count the time since the last sign of life, unless it was a break."""
        now = self.clock()
        if self.last is not None:
            gap = now - self.last
            if gap <= PAUSE:
                self.worked += gap
                self.since_break += gap
            else:
                self.since_break, self.rested = 0.0, False
        self.last = now

    def decided(self) -> None:
        """A decision was made."""
        self.tick()
        self.made += 1

    def undone(self) -> None:
        """A decision was taken back."""
        self.tick()
        self.made = max(self.made - 1, 0)

    def reminder(self) -> str:
        """A word on taking a break where one is due and the person has not put the word away; else empty."""
        self.tick()
        if self.break_minutes is None or self.since_break < self.break_minutes * 60 or self.rested:
            return ""
        return f"{round(self.since_break / 60)} minutes without a break. A short one keeps decisions even."

    def words(self, left: int) -> str:
        """The pace and the time left, `4 a minute, 2 h 10 min to go`; empty before it can be told."""
        if self.made < FEWEST or self.worked <= 0:
            return ""
        per_minute = 60 * self.made / self.worked
        amount = f"{per_minute:.0f}" if per_minute >= 10 else f"{per_minute:.1f}"
        rest = f", {duration(left * self.worked / self.made)} to go" if left else ""
        return f"{amount} a minute{rest}"


def duration(seconds: float) -> str:
    """A rough duration: minutes up to an hour, then hours and minutes."""
    minutes = max(round(seconds / 60), 1)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if hours else f"{minutes} min"
