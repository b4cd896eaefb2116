"""Periods in prose: `published from 2004-01-01 to 2015-07-12`, `2004-2015`, `between 2004 and 2015`."""

import re
from dataclasses import dataclass

_DATE = r"(?P<{0}>(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?)"
_PERIOD = re.compile(
    rf"(?<![\d-]){_DATE.format('start')}\s*(?:to|until|till|and|through|up to|–|—|-)\s*"
    rf"{_DATE.format('end')}(?![\d-])"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A start and an end as written (a year, a month or a day)."""

    start: str
    end: str

    @property
    def backwards(self) -> bool:
        """Whether it ends before it starts, so that nothing can be published in it."""
        width = min(len(self.start), len(self.end))
        return self.end[:width] < self.start[:width]

    def ends_after(self, date: str) -> bool:
        """Whether its end lies behind this date, as far as both say."""
        width = min(len(self.end), len(date))
        return bool(date) and self.end[:width] > date[:width]


def find_periods(text: str) -> list[Period]:
    """The periods that a text names, in order."""
    return [Period(match["start"], match["end"]) for match in _PERIOD.finditer(text)]
