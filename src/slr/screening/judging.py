"""Judging each criterion: what the judgments of one report come to, and whether a verdict fits them."""

from collections.abc import Mapping, Sequence

from slr.model.plan import Criterion
from slr.model.words import Judgment, Verdict

Judgments = Mapping[str, Judgment]


def fails(criterion: Criterion, judgment: Judgment | None) -> bool:
    """Whether a judgment rules the report out: an inclusion criterion that does not hold, or the contrary."""
    return judgment is (Judgment.NO if criterion.type == "include" else Judgment.YES)


def passing(criterion: Criterion) -> Judgment:
    """The judgment that lets a report through."""
    return Judgment.YES if criterion.type == "include" else Judgment.NO


def failing(criterion: Criterion) -> Judgment:
    """The judgment that rules a report out."""
    return Judgment.NO if criterion.type == "include" else Judgment.YES


def first_failing(criteria: Sequence[Criterion], judgments: Judgments) -> str:
    """The first criterion, in the protocol's order, that rules the report out: the reason; else empty."""
    return next((c.id for c in criteria if fails(c, judgments.get(c.id))), "")


def derived(criteria: Sequence[Criterion], judgments: Judgments) -> Verdict | None:
    """What the judgments come to: exclude where one fails, unsure where one is unclear, else include.

    None while criteria are left to judge and none fails.
    """
    if first_failing(criteria, judgments):
        return Verdict.EXCLUDE
    if any(criterion.id not in judgments for criterion in criteria):
        return None
    return Verdict.UNSURE if Judgment.UNCLEAR in judgments.values() else Verdict.INCLUDE


def misfit(criteria: Sequence[Criterion], judgments: Judgments, verdict: Verdict, reason: str) -> str:
    """Why a verdict and its reason do not follow from the judgments; empty where they do.

    Who includes has judged every criterion, if only as unclear; who is unsure, or says awaiting or ongoing,
    need not have.
    """
    first = first_failing(criteria, judgments)
    if verdict is Verdict.EXCLUDE:
        if not first:
            return "it is excluded, and no criterion is judged to fail"
        return (
            f"the reason is {first}, the first that fails, not {reason}" if reason not in ("", first) else ""
        )
    if first:
        return f"it is no exclusion, and {first} fails"
    left = [criterion.id for criterion in criteria if criterion.id not in judgments]
    if left and verdict is Verdict.INCLUDE:
        return f"it is included, and {', '.join(left)} is not judged"
    return ""
