"""Writing decisions and resolutions: what an event says, and when there is nothing new to say."""

from collections.abc import Iterable, Sequence
from typing import Any

from slr.model.errors import SlrError
from slr.model.plan import Criterion, Plan, Stage
from slr.model.report import Decision, Report
from slr.model.words import Judgment, Verdict
from slr.screening.judging import Judgments, derived, first_failing, misfit
from slr.screening.notes import Waiting


def allowed_verdicts(stage: Stage) -> tuple[Verdict, ...]:
    """The verdicts that a reviewer may give at a stage."""
    first = (Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.UNSURE)
    return (*first, Verdict.AWAITING, Verdict.ONGOING) if stage.last else first


def settling_verdicts(stage: Stage) -> tuple[Verdict, ...]:
    """The verdicts that may settle a conflict: unsure settles nothing."""
    return tuple(verdict for verdict in allowed_verdicts(stage) if verdict is not Verdict.UNSURE)


def checked_reason(plan: Plan, stage: Stage, verdict: Verdict, reason: str) -> str:
    """The reason as it will be kept: only an exclusion has one. Raises SlrError where none fits."""
    if verdict is not Verdict.EXCLUDE:
        return ""
    known = [criterion.id for criterion in plan.reasons(stage.id)]
    if not reason and stage.needs_reason:
        raise SlrError(
            f"an exclusion at {stage.id} needs a reason", f"one of: {', '.join(known) or 'no criteria yet'}"
        )
    if reason and reason not in known:
        raise SlrError(f"{reason!r} is no criterion of {stage.id}", f"known: {', '.join(known) or 'none'}")
    return reason


def checked_judgment(criterion: Criterion, word: str) -> Judgment:
    """A judgment from its word. Raises SlrError where it is none."""
    words = [one.value for one in Judgment]
    if word not in words:
        raise SlrError(f"{word!r} is no judgment of {criterion.id}", f"one of: {', '.join(words)}")
    return Judgment(word)


def derived_word(plan: Plan, stage: Stage, judgments: Judgments) -> str:
    """The verdict that follows from the judgments. Raises SlrError while criteria are left to judge."""
    criteria = plan.reasons(stage.id)
    verdict = derived(criteria, judgments) if stage.judge_each else None
    if verdict is None and stage.judge_each:
        left = [criterion.id for criterion in criteria if criterion.id not in judgments]
        raise SlrError(f"{', '.join(left)} is not judged", "say yes, no or unclear, or give the decision")
    return verdict.value if verdict else ""


def checked_judgments(
    plan: Plan, stage: Stage, verdict: Verdict, reason: str, judgments: Judgments
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The reason and the judgments as they will be kept, in the protocol's order.

    Where the stage judges each criterion, the reason is the first that fails. Raises SlrError where the
    verdict or the reason does not follow from the judgments.
    """
    if not stage.judge_each:
        return checked_reason(plan, stage, verdict, reason), ()
    criteria = plan.reasons(stage.id)
    trouble = misfit(criteria, judgments, verdict, reason)
    if trouble:
        raise SlrError(f"the judgments do not fit: {trouble}", "change the judgments or the decision")
    first = first_failing(criteria, judgments) if verdict is Verdict.EXCLUDE else ""
    kept = tuple((one.id, judgments[one.id].value) for one in criteria if one.id in judgments)
    return checked_reason(plan, stage, verdict, first), kept


def checked_verdict(stage: Stage, text: str, allowed: Iterable[Verdict]) -> Verdict:
    """A verdict from its word. Raises SlrError where the stage does not allow it."""
    words = [verdict.value for verdict in allowed]
    if text.casefold() not in words:
        raise SlrError(f"{text!r} is no decision at {stage.id}", f"one of: {', '.join(words)}")
    return Verdict(text.casefold())


def decision_data(
    stage: Stage,
    report: Report,
    record: str,
    verdict: Verdict,
    *,
    reason: str = "",
    note: str = "",
    dated: str = "",
    judgments: Iterable[tuple[str, str]] = (),
    blind: bool = True,
    earlier: Iterable[Decision] = (),
    others: Sequence[Decision] = (),
) -> dict[str, Any]:
    """The payload of a decision event.

    `record` was shown; `earlier` are this reviewer's decisions in force on the report, which it replaces;
    `others` are other people's. A decision is blind unless the reviewer had decided before, and could
    therefore see the others', or says itself that it is not.
    """
    replaced = [decision.event for decision in earlier]
    data: dict[str, Any] = {
        "stage": stage.id,
        "record": record,
        "members": list(report.present),
        "verdict": verdict.value,
        "blind": blind and not (replaced and others),
    }
    optional: dict[str, Any] = {
        "reason": reason,
        "note": note,
        "dated": dated,
        "judgments": dict(judgments),
        "replaces": replaced,
    }
    return data | {name: value for name, value in optional.items() if value}


def note_data(stage: Stage, report: Report, note: str, waits: Waiting | None) -> dict[str, Any]:
    """The payload of a note that waits for a decision, in place of what waits already; empty words end it."""
    data: dict[str, Any] = {
        "stage": stage.id,
        "record": report.id,
        "members": list(report.present),
        "note": note,
    }
    return data | ({"replaces": list(waits.typed)} if waits is not None and waits.typed else {})


def resolution_data(
    stage: Stage,
    report: Report,
    verdict: Verdict,
    settles: Iterable[str],
    *,
    reason: str = "",
    note: str = "",
    dated: str = "",
    agreed: Iterable[str] = (),
    replaces: Iterable[str] = (),
) -> dict[str, Any]:
    """The payload of a resolution event; `settles` are the decision events that it was made on.

    `agreed` are the others who stand behind it, where the stage is resolved by consensus.
    """
    data: dict[str, Any] = {
        "stage": stage.id,
        "record": report.id,
        "members": list(report.present),
        "verdict": verdict.value,
        "settles": list(settles),
    }
    optional: dict[str, Any] = {
        "reason": reason,
        "note": note,
        "dated": dated,
        "agreed": list(agreed),
        "replaces": list(replaces),
    }
    return data | {name: value for name, value in optional.items() if value}


def same_as(
    decision: Decision,
    verdict: Verdict,
    reason: str,
    note: str,
    dated: str,
    judgments: tuple[tuple[str, str], ...] = (),
) -> bool:
    """Whether a decision in force says just this already."""
    here = (decision.verdict, decision.reason, decision.note, decision.dated, set(decision.judgments))
    return here == (verdict, reason, note, dated, set(judgments))
