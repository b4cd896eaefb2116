"""How coding conflicts are put to a person: the desk at which coders' differences are settled.

As in ask: a desk is handed to whoever asks (plain lines, a full screen, a script in a test); it answers with
what is to be settled and makes each answer durable before it returns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from slr.app.ask import Progress
from slr.model.codebook import Codebook, Coding, Dimension
from slr.model.record import Record
from slr.model.text import FullText

Cell = tuple[str, str]  # the id of the study (or other unit), and the dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingConflict:
    """One study in one dimension on which coders differ: each coder's coding with its words of the text.

    `settled` is this session's resolution of it, None before there is one.
    """

    study: str
    dimension: Dimension
    records: tuple[Record, ...]
    codings: tuple[Coding, ...]
    settled: Coding | None = None


class CodingResolvingDesk(Protocol):
    """One person settling the coders' differences with one codebook."""

    @property
    def title(self) -> str:
        """The review's title."""

    @property
    def notice(self) -> str:
        """A sentence that says so where the data are synthetic, else empty."""

    @property
    def codebook(self) -> Codebook:
        """The codebook."""

    @property
    def resolver(self) -> str:
        """Who settles."""

    @property
    def queue(self) -> Sequence[Cell]:
        """The cells in conflict when the session began: study by study, in the codebook's order."""

    def text_files(self, study: str) -> Sequence[str]:
        """As at a coding desk (ask)."""

    def texts(self, study: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        """As at a coding desk (ask)."""

    def sheet(self, cell: Cell) -> CodingConflict:
        """The conflict as it stands. Showing others' codings is an event: what follows is not blind."""

    def resolve(
        self, cell: Cell, values: Sequence[str], *, quote: str = "", page: str = "", note: str = ""
    ) -> CodingConflict:
        """Settle it; durable when it returns. Evidence not given is taken from a coding of the same values.

        Raises SlrError where a value is not the dimension's, or a required quote is missing.
        """

    def undo(self) -> Cell | None:
        """Take back the last resolution of this session; its cell, None where there is none left."""

    def progress(self) -> Progress:
        """Cells settled in this session, and left."""


class CodingAsker(Protocol):
    """Whoever sits at the desk."""

    def resolve_codings(self, desk: CodingResolvingDesk) -> None:
        """Settle until the person stops."""
