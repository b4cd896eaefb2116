"""Marking a report as not retrieved while screening, and the full text that is kept of it."""

from dataclasses import dataclass, field
from pathlib import Path

from slr.app.state import State
from slr.model.errors import SlrError
from slr.model.words import Retrieval
from slr.screening.retrieval import Status
from slr.store.paths import ReviewPaths
from slr.store.writer import Writer


@dataclass(slots=True)
class RetrievalMarks:
    """The statuses in force by record, as `slr retrieve` left them and as this session changes them."""

    state: State
    out: Writer
    paths: ReviewPaths
    said: dict[str, tuple[Status, ...]]
    before: dict[str, tuple[Status, ...]] = field(default_factory=dict)  # of the reports marked here
    away: set[str] = field(default_factory=set)  # marked not retrieved in this session

    def mark(self, report: str, status: Retrieval) -> None:
        """Keep a status, durable on return, in place of those of the report.

        Raises SlrError where a file of it is kept.
        """
        earlier = self.of(report)
        if status is Retrieval.NOT_RETRIEVED and any(one.file for one in earlier):
            raise SlrError("its full text is kept in fulltexts/", "slr retrieve changes what is known of it")
        self.before[report] = earlier
        self._say(report, status, "", earlier)
        self.away.add(report)

    def take_back(self, report: str) -> None:
        """Take the mark of this session back; what it had replaced is said anew."""
        mine, earlier = self.of(report), self.before[report]
        if earlier:
            self._say(report, earlier[-1].status, earlier[-1].note, mine)
        else:
            data = {"record": report, "replaces": [one.event for one in mine]}
            self.out.append("retrieval", "undo-retrieval", data)
            self.out.sync()
            self._forget(report)
        del self.before[report]
        self.away.discard(report)

    def status(self, report: str) -> Retrieval | None:
        """What was said of a report last."""
        said = self.of(report)
        return said[-1].status if said else None

    def file(self, report: str) -> Path | None:
        """The full text that is kept, None where there is none or it is not in this copy of the review."""
        names = [one.file for one in self.of(report) if one.file]
        paths = (self.paths.inside(name) for name in reversed(names))
        return next((path for path in paths if path.is_file()), None)

    def of(self, report: str) -> tuple[Status, ...]:
        """The statuses in force on a report."""
        members = self.state.by_id[report].members
        return tuple(one for name in members for one in self.said.get(name, ()))

    def _say(self, report: str, status: Retrieval, note: str, earlier: tuple[Status, ...]) -> None:
        about = self.state.by_id[report]
        data = {"record": about.id, "members": list(about.present), "status": status.value}
        optional = {"note": note, "replaces": [one.event for one in earlier]}
        event = self.out.append(
            "retrieval", "retrieval", data | {name: value for name, value in optional.items() if value}
        )
        self.out.sync()
        self._forget(report)
        self.said[about.id] = (Status(event=event.id, record=about.id, status=status, note=note),)

    def _forget(self, report: str) -> None:
        for name in self.state.by_id[report].members:
            self.said.pop(name, None)
