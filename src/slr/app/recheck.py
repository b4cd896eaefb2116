"""Decisions made under another wording of a criterion: which they are, and making them pending again."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slr.app.caller import Caller
from slr.app.resolve import resolutions_on
from slr.app.review import Review, nearest, reviewer, writer
from slr.app.state import State, state_of
from slr.model.errors import SlrError
from slr.model.event import Event, in_force
from slr.model.plan import Criterion, Stage
from slr.model.report import Decision
from slr.store.disk import read_text

Wording = tuple[str, str]  # text and type


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """Decisions at one stage that were made under another wording of one criterion, or before there was one.

    `wordings` are the texts then; empty where the criterion was not there yet. `protocols` are the hashes.
    """

    criterion: str
    stage: str
    decisions: tuple[Decision, ...]
    wordings: tuple[str, ...]
    protocols: tuple[str, ...]

    @property
    def reviewers(self) -> dict[str, int]:
        """How many decisions of each reviewer."""
        found: dict[str, int] = {}
        for decision in self.decisions:
            found[decision.reviewer] = found.get(decision.reviewer, 0) + 1
        return dict(sorted(found.items()))

    @property
    def how(self) -> str:
        """What was said of the criterion then."""
        was = " or ".join(f"“{text}”" for text in self.wordings)
        return f"when `{self.criterion}` read {was}" if was else f"before `{self.criterion}` was a criterion"

    @property
    def words(self) -> str:
        """What it is, in a line."""
        who = ", ".join(f"{name} {count}" for name, count in self.reviewers.items())
        many = f"{len(self.decisions)} decision" + ("s" if len(self.decisions) > 1 else "")
        return f"{many} at {self.stage} made {self.how} ({who})"


def outdated(review: Review, state: State) -> list[Outdated]:
    """Every criterion whose wording changed since decisions in force were made, by stage."""
    hashes = {d.protocol for ones in state.told.decisions.values() for d in ones} - {review.hash, ""}
    then = {name: wordings_at(review, name) for name in sorted(hashes)}
    found = []
    for stage in review.plan.stages if then else ():
        for criterion in review.plan.reasons(stage.id):
            stands = standing_wordings(state, stage, criterion)
            differs = {
                name: wordings[criterion.id][0] if criterion.id in wordings else ""
                for name, wordings in then.items()
                if wordings is not None
                and wordings.get(criterion.id) != wording(criterion)
                and name not in stands
            }
            decisions = [d for d in state.told.decisions.get(stage.id, ()) if d.protocol in differs]
            if decisions:
                found.append(outdated_at(criterion, stage, decisions, differs))
    return found


def outdated_at(
    criterion: Criterion, stage: Stage, decisions: Sequence[Decision], differs: Mapping[str, str]
) -> Outdated:
    """The decisions on one criterion at one stage."""
    used = {d.protocol for d in decisions}
    return Outdated(
        criterion=criterion.id,
        stage=stage.id,
        decisions=tuple(decisions),
        wordings=tuple(sorted({differs[name] for name in used if differs[name]})),
        protocols=tuple(sorted(used)),
    )


def wording(criterion: Criterion) -> Wording:
    """What a criterion says."""
    return criterion.text, criterion.type


def wordings_at(review: Review, protocol: str) -> dict[str, Wording] | None:
    """The criteria of a protocol that was in force, by id; None where its text is gone."""
    path = review.paths.ledger / "protocols" / f"{protocol}.json"
    if not path.is_file():
        return None
    try:
        said: Any = json.loads(read_text(path))
        return {one["id"]: (str(one["text"]), str(one["type"])) for one in said.get("criteria", ())}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def standing_wordings(state: State, stage: Stage, criterion: Criterion) -> set[str]:
    """The protocols whose wording somebody said means the same as today's."""
    said = in_force(e for e in state.events if e.kind in ("criterion-stands", "undo-criterion-stands"))
    return {
        name
        for event in said
        if event.kind == "criterion-stands"
        and (event.data["stage"], event.data["criterion"]) == (stage.id, criterion.id)
        and (event.data["text"], event.data["type"]) == wording(criterion)
        for name in event.data["protocols"]
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechecked:
    """What a recheck made pending again, or let stand: decisions by stage and reviewer."""

    stages: Mapping[str, Mapping[str, int]]

    @property
    def decisions(self) -> int:
        """All decisions."""
        return sum(count for people in self.stages.values() for count in people.values())


def recheck(review: Review, caller: Caller, criterion: str, stage: Stage | None = None) -> Rechecked:
    """Make every decision under another wording pending again, for the same reviewers, with what settled it.

    Raises SlrError where there is no such criterion, or no such decision.
    """
    state = state_of(review)
    found = wanted(review, state, criterion, stage)
    with writer(review, caller, who=reviewer(review, caller)) as out:
        for one in found:
            at = review.plan.stage(one.stage)
            taken = [*(d.event for d in one.decisions), *(settling(state, at, one.decisions) if at else ())]
            data = {"stage": one.stage, "criterion": one.criterion, "replaces": taken}
            out.append("resolutions", "recheck", data, part=one.stage)
    return Rechecked(stages={one.stage: one.reviewers for one in found})


def settling(state: State, stage: Stage, decisions: Iterable[Decision]) -> list[str]:
    """The resolutions in force on the reports of these decisions."""
    reports = {state.report_of.get(d.record, d.record) for d in decisions}
    known = resolutions_on(state, stage)
    return [resolution.event for name in sorted(reports) for resolution in known.get(name, ())]


def stand(review: Review, caller: Caller, criterion: str, stage: Stage | None = None) -> Rechecked:
    """Say that another wording meant the same, so that its decisions stand. Raises SlrError as `recheck`."""
    found = wanted(review, state_of(review), criterion, stage)
    said = next(one for one in review.plan.criteria if one.id == criterion)
    with writer(review, caller, who=reviewer(review, caller)) as out:
        for one in found:
            data = {
                "stage": one.stage,
                "criterion": one.criterion,
                "text": said.text,
                "type": said.type,
                "protocols": list(one.protocols),
            }
            out.append("resolutions", "criterion-stands", data, part=one.stage)
    return Rechecked(stages={one.stage: one.reviewers for one in found})


def wanted(review: Review, state: State, criterion: str, stage: Stage | None) -> list[Outdated]:
    """The outdated decisions of one criterion. Raises SlrError where there are none."""
    ids = [one.id for one in review.plan.criteria]
    if criterion not in ids:
        raise SlrError(f"there is no criterion {criterion}", nearest(criterion, ids))
    found = [
        one
        for one in outdated(review, state)
        if one.criterion == criterion and (stage is None or one.stage == stage.id)
    ]
    if not found:
        raise SlrError(
            f"every decision was made under the wording of {criterion} as it is now",
            "slr status lists the criteria that changed since",
        )
    return found


def undo_recheck(review: Review, caller: Caller, criterion: str) -> int:
    """Take the rechecks of a criterion back: what nobody decided anew is in force again. How many decisions.

    Raises SlrError where there is none.
    """
    found = said_of(review, criterion, "recheck")
    before = {d.event for ones in state_of(review).told.retracted.values() for d in ones}
    with writer(review, caller, who=reviewer(review, caller)) as out:
        for stage, events in found.items():
            data = {"stage": stage, "replaces": [event.id for event in events]}
            out.append("resolutions", "undo-recheck", data, part=stage)
    return len(before & {name for events in found.values() for event in events for name in event.replaces})


def undo_stand(review: Review, caller: Caller, criterion: str) -> None:
    """Take back that another wording of a criterion meant the same. Raises SlrError where nobody said so."""
    found = said_of(review, criterion, "criterion-stands")
    with writer(review, caller, who=reviewer(review, caller)) as out:
        for stage, events in found.items():
            data = {"stage": stage, "replaces": [event.id for event in events]}
            out.append("resolutions", "undo-criterion-stands", data, part=stage)


def said_of(review: Review, criterion: str, kind: str) -> dict[str, list[Event]]:
    """The events of this kind in force about a criterion, by stage. Raises SlrError where there is none."""
    told = in_force(e for e in review.ledger.events if e.kind in (kind, f"undo-{kind}"))
    found: dict[str, list[Event]] = {}
    for event in told:
        if event.kind == kind and event.data["criterion"] == criterion:
            found.setdefault(event.data["stage"], []).append(event)
    if not found:
        raise SlrError(f"nothing of {criterion} is there to take back", f"slr log --kind {kind} lists it")
    return found
