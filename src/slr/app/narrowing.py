"""Which reports a search of words has to look at: the database is asked, without reading a record.

It finds too many rather than too few: what is found is looked at word for word by whoever asks. Everything
here is called in a thread of its own, and the database works without holding the others.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from slr.app.merged import Merged
from slr.app.state import State
from slr.store.cache import CachedRecords

# Of a word, what stands in a record's JSON as in its text, whatever its capitals: neither quotes nor escapes,
# no blank or semicolon (which may stand between two values), no letters whose capitals the database ignores.
PLAIN = re.compile(r"[!#-:<-\[\]-~]+")

# Letters that are other ones when capitals are set aside (ß is ss), which the database does not know.
FOLDED = "ßİŉſǰẖẗẘẙẚẞKﬀﬁﬂﬃﬄﬅﬆ"

Stopped = Callable[[], bool]


@dataclass(slots=True)
class Narrowing:
    """The reports that may hold words. Implements ask.Narrowing."""

    records: CachedRecords
    report_of: Mapping[str, str]
    otherwise: frozenset[str] | None = field(default=None)  # found once

    def holding(self, words: Sequence[str], stopped: Stopped) -> Collection[str] | None:
        """See ask."""
        runs = [max(PLAIN.findall(word), key=len, default="") for word in words]
        wanted = list(dict.fromkeys(run for run in runs if run))
        if not wanted:
            return None
        if len(wanted) == 1:
            return self._reports(name for name, _ in self.records.holding(wanted, stopped))
        found: dict[str, list[bool]] = {}  # a report has the words of all its records
        for name, has in self.records.holding(wanted, stopped):
            report = self.report_of.get(name, name)
            before = found.setdefault(report, [False] * len(wanted))
            for place, one in enumerate(has):
                before[place] |= one
        return {report for report, has in found.items() if all(has)}

    def folded(self, stopped: Stopped) -> Collection[str]:
        """See ask."""
        if self.otherwise is None:
            found = self._reports(self.records.with_letters(FOLDED, stopped))
            if stopped():
                return found
            self.otherwise = frozenset(found)
        return self.otherwise

    def _reports(self, names: Iterable[str]) -> set[str]:
        return {self.report_of.get(name, name) for name in names}


def narrowing(state: State, view: Merged) -> Narrowing | None:
    """What narrows a search down; None where the records are in no database."""
    return Narrowing(view.records, state.report_of) if isinstance(view.records, CachedRecords) else None
