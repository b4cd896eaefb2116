"""Reports (groups of duplicate records), what people decided on them, and studies."""

from dataclasses import dataclass

from slr.model.words import Outcome, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document: the records that stand for it.

    `id` is the id on show: the first by import, then position; it is stored nowhere. `members` holds
    every record ever joined, in that order, `present` those of imports that are in force.
    """

    id: str
    members: tuple[str, ...]
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One reviewer's verdict in force on one report at one stage; `record` is the one that was shown."""

    event: str
    stage: str
    reviewer: str
    record: str
    members: tuple[str, ...]
    verdict: Verdict
    reason: str = ""
    note: str = ""
    blind: bool = True
    dated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What became of one report at one stage, and why.

    `reason` is the criterion of an exclusion, REASON_CONFLICT where the people who excluded it differ,
    empty where none was given. `missing` is how many more people must decide. `by` says what settled it:
    people, resolution, rule, stop.
    """

    report: str
    stage: str
    outcome: Outcome
    reason: str = ""
    missing: int = 0
    by: str = "people"
    decisions: tuple[Decision, ...] = ()


REASON_CONFLICT = "(reason in conflict)"
REASON_MISSING = "(no reason given)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """An investigation and the reports that describe it."""

    id: str
    reports: tuple[str, ...]
