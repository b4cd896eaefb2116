"""Reports (groups of duplicate records), what people decided on them, and studies.

Structs rather than dataclasses: a large review has hundreds of thousands of each, and these are made faster.
"""

from msgspec import Struct

from slr.model.words import Outcome, Verdict


class Report(Struct, frozen=True, kw_only=True, gc=False):
    """A document: the records that stand for it.

    `id` is the id on show: the first by import, then position; it is stored nowhere. `members` holds
    every record ever joined, in that order, `present` those of imports that are in force.
    """

    id: str
    members: tuple[str, ...]
    present: tuple[str, ...]


class Decision(Struct, frozen=True, kw_only=True, gc=False):
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
    at: str = ""  # the clock when it was made
    protocol: str = ""  # the hash of the protocol that it was made under
    judgments: tuple[tuple[str, str], ...] = ()  # criterion and yes, no or unclear, where each is judged


class Settlement(Struct, frozen=True, kw_only=True, gc=False):
    """What became of one report at one stage, and why.

    `reason` is the criterion of an exclusion, REASON_CONFLICT where the people who excluded it differ,
    empty where none was given. `missing` is how many more people must decide; `asked` names who may, empty
    where anyone, and `again` those who decided under an earlier wording of a criterion. `pilot` is the number
    of the pilot that the report belongs to. `by` says what settled it: people, resolution, outcome, rule or
    stop.
    """

    report: str
    stage: str
    outcome: Outcome
    reason: str = ""
    missing: int = 0
    by: str = "people"
    decisions: tuple[Decision, ...] = ()
    asked: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    pilot: int = 0

    def asks(self, reviewer: str) -> bool:
        """Whether a reviewer is still asked for a decision."""
        if self.outcome not in (Outcome.PENDING, Outcome.CONFLICT) or not self.missing:
            return False
        deciders = {decision.reviewer for decision in self.decisions}
        if reviewer in deciders or (self.asked and reviewer not in self.asked):
            return False
        kept_for_others = len(set(self.again) - deciders - {reviewer})
        return reviewer in self.again or self.missing > kept_for_others


REASON_CONFLICT = "(reason in conflict)"
REASON_MISSING = "(no reason given)"


class Study(Struct, frozen=True, kw_only=True, gc=False):
    """An investigation and the reports that describe it."""

    id: str
    reports: tuple[str, ...]
