"""An import: one export of one search, as the ledger tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One export that was imported. `events` are the import events that say so (two clones may both)."""

    events: tuple[str, ...]
    search: str
    sha256: str
    file: str  # below the review folder
    format: str = ""
    entries: int = 0
    refused: tuple[int, ...] = ()  # positions
    record_files: tuple[str, ...] = ()
    settings: Mapping[str, object] = field(
        default_factory=dict
    )  # source, platform, kind, round, date, screen

    def id_at(self, position: int | str) -> str:
        """The id of the record at this position."""
        return f"{self.search}-{self.sha256[:6]}-{position}"

    @property
    def record_ids(self) -> tuple[str, ...]:
        """The ids of the records, in order."""
        stem, refused = self.id_at(""), set(self.refused)
        return tuple([f"{stem}{n}" for n in range(1, self.entries + 1) if n not in refused])

    @property
    def refused_ids(self) -> tuple[str, ...]:
        """The ids of the refused entries, in order."""
        return tuple(self.id_at(n) for n in self.refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the searches brought: the imports in force, every record ever, and those that count.

    `known` is in the order of import, then position; `present` are the records of imports in force;
    `search_of` names the search of every known record.
    """

    imports: tuple[Import, ...] = ()
    known: tuple[str, ...] = ()
    present: frozenset[str] = frozenset()
    search_of: Mapping[str, str] = field(default_factory=dict)
