"""How a verb asks a person: the desk that a screen works at, and what it may do there.

A desk is handed to whoever asks (a full screen, plain lines, a script in a test); it answers with what is
to be decided and makes each answer durable before it returns. It holds no widgets and prints nothing.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from slr.model.codebook import Codebook, Coding
from slr.model.plan import Criterion, Stage
from slr.model.record import Record
from slr.model.report import Decision
from slr.model.text import FullText
from slr.model.words import Judgment, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a reviewer is at a stage."""

    done: int
    left: int
    today: int = 0  # of those done; 0 where it is not counted

    @property
    def total(self) -> int:
        """All reports of this reviewer at this stage."""
        return self.done + self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One report as a reviewer sees it: the merged record and the reviewer's own decision in force."""

    report: str
    record: Record
    mine: Decision | None = None
    sources: tuple[str, ...] = ()  # the searches that found it
    not_retrieved: bool = False  # its full text could not be had; a status, which a decision overrides
    pilot: int = 0  # the number of the pilot that it belongs to, 0 for none


class Narrowing(Protocol):
    """Says which reports a search has to look at; called in a thread of its own, and ends once `stopped`."""

    def holding(self, words: Sequence[str], stopped: Callable[[], bool]) -> Collection[str] | None:
        """The reports whose text may hold all of these words, case-folded; None where that cannot be told."""

    def folded(self, stopped: Callable[[], bool]) -> Collection[str]:
        """The reports that may hold any word besides, for their letters are folded otherwise (ß is ss)."""


class ScreeningDesk(Protocol):
    """One reviewer at one stage, with the seat taken."""

    @property
    def title(self) -> str:
        """The review's title."""

    @property
    def notice(self) -> str:
        """A sentence that says so where the data are synthetic, else empty."""

    @property
    def stage(self) -> Stage:
        """The stage."""

    @property
    def reviewer(self) -> str:
        """Who decides."""

    @property
    def criteria(self) -> Sequence[Criterion]:
        """The criteria judged at this stage, in the protocol's order; their ids are the exclusion reasons."""

    @property
    def queue(self) -> Sequence[str]:
        """The reports of this session, in order: those decided before first, then those still to decide."""

    def sheet(self, report: str) -> Sheet:
        """The report as the reviewer sees it now."""

    def decision(self, report: str) -> Decision | None:
        """The reviewer's own decision on a report, without a look at its text."""

    def verdicts(self) -> Sequence[Verdict]:
        """The verdicts that this stage allows."""

    def decide(
        self,
        report: str,
        verdict: Verdict,
        *,
        reason: str = "",
        note: str = "",
        judgments: Mapping[str, Judgment] | None = None,
    ) -> Sheet:
        """Keep the decision (in place of this reviewer's earlier one); durable when it returns.

        `judgments` are those of the criteria, where the stage judges each; the reason then follows from them.
        Raises SlrError where a reason is required and missing, the verdict does not fit the judgments, or the
        disk refuses; then nothing is kept.
        """

    def narrowing(self) -> Narrowing | None:
        """What narrows a search down; None where every report must be looked at."""

    def notes(self) -> Mapping[str, str]:
        """The reviewer's notes that wait for a decision, by report, as they were when the session began."""

    def keep_note(self, report: str, note: str) -> None:
        """Keep a note on a report not decided yet, in place of the one that waits; durable when it returns.

        Empty words take it away. Raises SlrError where the disk refuses; then nothing is kept.
        """

    def not_retrieved(self, report: str) -> Sheet:
        """Say that a report's full text could not be had; durable when it returns.

        Raises SlrError where the stage reads no full texts, or the report's was read or is kept.
        """

    def full_text(self, report: str) -> Path | None:
        """The file of a report's full text, None where none is kept here."""

    def text_files(self, report: str) -> Sequence[str]:
        """The files of a report's full text, below the review folder."""

    def texts(self, report: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        """The full texts, read; may take seconds, and ends early once `stopped` says so."""

    def undo(self) -> str | None:
        """Take back the last decision or mark of this session; its report, None where there is none left."""

    def earlier(self) -> Sheet | None:
        """The report of the last decision before this session that is still in force, None where none is."""

    def undo_earlier(self) -> str | None:
        """Take that decision back: its report waits again, and is returned; None where there is none."""

    def idle_words(self) -> str:
        """Why nothing is there to decide for this reviewer, a sentence; empty where all of it is decided."""

    def progress(self) -> Progress:
        """How far the reviewer is."""

    def new_order(self) -> Sequence[str] | None:
        """The waiting reports in an order learned since this was asked last, None where there is none."""

    def order_words(self) -> str:
        """A few words on how the learned order stands; empty where none is learned."""

    def ask_why(self, report: str) -> bool:
        """Ask what moved a report up in the learned order; False where nothing learns one."""

    def why(self, report: str) -> Sequence[str] | None:
        """The words that moved it up, the strongest first; None until the answer is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSheet:
    """A report whose decisions disagree: on the verdict, or only on the reason of the exclusion."""

    report: str
    record: Record
    decisions: tuple[Decision, ...]
    about: str  # "verdict" or "reason"
    sources: tuple[str, ...] = ()


class ResolvingDesk(Protocol):
    """One person resolving the conflicts of one stage."""

    @property
    def title(self) -> str:
        """The review's title."""

    @property
    def notice(self) -> str:
        """A sentence that says so where the data are synthetic, else empty."""

    @property
    def stage(self) -> Stage:
        """The stage."""

    @property
    def reviewer(self) -> str:
        """Who resolves."""

    @property
    def criteria(self) -> Sequence[Criterion]:
        """The criteria judged at this stage."""

    @property
    def queue(self) -> Sequence[str]:
        """The reports in conflict when the session began."""

    def sheet(self, report: str) -> ConflictSheet:
        """The conflict as it stands."""

    def verdicts(self) -> Sequence[Verdict]:
        """The verdicts that may settle a conflict here (never unsure)."""

    def resolve(self, report: str, verdict: Verdict, *, reason: str = "", note: str = "") -> None:
        """Settle the conflict; durable when it returns. Raises SlrError as `decide` does."""

    def narrowing(self) -> Narrowing | None:
        """What narrows a search down; None where every report must be looked at."""

    def notes(self) -> Mapping[str, str]:
        """This person's notes that wait for a resolution, by report, as they were when the session began."""

    def keep_note(self, report: str, note: str) -> None:
        """Keep a note on a conflict not settled yet, as a screening desk does."""

    def undo(self) -> str | None:
        """Take back the last resolution of this session; its report, None where there is none."""

    def progress(self) -> Progress:
        """Conflicts resolved in this session, and left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StudySheet:
    """An included study, the records of its reports, and this coder's codings in force.

    `named` is False for a study of which a result (or arm) must be named before there is anything to code;
    `proposal` says what a tool's rule makes of the domains so far, empty where it says nothing.
    """

    study: str
    records: tuple[Record, ...]
    codings: tuple[Coding, ...]
    named: bool = True
    proposal: str = ""


class CodingDesk(Protocol):
    """One coder with one codebook."""

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
    def coder(self) -> str:
        """Who codes."""

    @property
    def queue(self) -> Sequence[str]:
        """The included studies, in order; or their results or arms, a study without one under its own id."""

    @property
    def part_columns(self) -> Sequence[tuple[str, bool]]:
        """What names a result or an arm, each with whether it must be said; empty where studies are coded."""

    def name_part(self, study: str, cells: Mapping[str, str]) -> str:
        """Name a result or an arm of the study of this queue item; its id, in the queue from now on.

        Durable when it returns. Raises SlrError where too little is said of it.
        """

    def is_done(self, study: str) -> bool:
        """Whether everything required of a study is coded; at once, without its records."""

    def sheet(self, study: str) -> StudySheet:
        """The study as the coder sees it now."""

    def text_files(self, study: str) -> Sequence[str]:
        """The files that hold the study's full text, below the review folder; at once, unread."""

    def texts(self, study: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        """The study's full texts; may take seconds, so that a screen asks in a thread of its own.

        Empty where `stopped` came true before the text was read. What cannot be read is a finding.
        """

    def code(
        self,
        study: str,
        dimension: str,
        values: Sequence[str],
        *,
        quote: str = "",
        page: str = "",
        note: str = "",
    ) -> StudySheet:
        """Keep the coding of one dimension, in place of this coder's earlier one; durable when it returns.

        Raises SlrError where a value is not the dimension's, or a required quote is missing.
        """

    def undo(self) -> str | None:
        """Take back the last coding of this session; its study, None where there is none."""

    def progress(self) -> Progress:
        """Studies with every required dimension coded by this coder, and left."""


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


class Asker(Protocol):
    """Whoever sits at the desk: a full screen, plain lines, or a script."""

    def screen(self, desk: ScreeningDesk) -> None:
        """Screen until the person stops."""

    def resolve(self, desk: ResolvingDesk) -> None:
        """Resolve until the person stops."""

    def code(self, desk: CodingDesk) -> None:
        """Code until the person stops."""

    def review_duplicates(self, desk: DuplicatesDesk) -> None:
        """Review possible duplicates until the person stops."""
