"""What the review of duplicates needs of a desk: groups of records that may be one report.

Belongs beside the other desks in app/ask.py; a desk of the ledger need not know this module to fit it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from slr.app.ask import Progress
from slr.model.record import Record

Parts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateSheet:
    """Two or more records that may be one report.

    `why` are sentences on what speaks for and against. `mine` is this person's answer in force: the records'
    ids in parts, those in one part being the same report; empty while there is none.
    """

    group: str
    records: tuple[Record, ...]
    why: tuple[str, ...] = ()
    mine: Parts = ()


class DuplicatesDesk(Protocol):
    """One person reviewing possible duplicates."""

    @property
    def title(self) -> str:
        """The review's title."""

    @property
    def notice(self) -> str:
        """A sentence that says so where the data are synthetic, else empty."""

    @property
    def reviewer(self) -> str:
        """Who decides."""

    @property
    def queue(self) -> Sequence[str]:
        """The groups to decide, those that help most first."""

    def sheet(self, group: str) -> DuplicateSheet:
        """The group as it stands."""

    def decide(self, group: str, parts: Parts) -> DuplicateSheet:
        """Keep which records are the same report; durable when it returns.

        Every record of the group is in exactly one part. Raises SlrError as the other desks do.
        """

    def undo(self) -> str | None:
        """Take back the last answer of this session; its group, None where there is none left."""

    def progress(self) -> Progress:
        """Groups decided, and left."""
