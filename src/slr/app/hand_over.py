"""`slr screen --hand-over`: what waits for one reviewer goes to others; decisions made stay hers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slr.app.assign import draw_now, draws_shares
from slr.app.caller import Caller
from slr.app.review import Review, known_reviewer, person, writer
from slr.app.state import State, out_of_reach, state_of
from slr.model.errors import SlrError
from slr.model.plan import Stage
from slr.screening.assignment import heir_of, share_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """What went over: how many reports to whom, and how many stay because everybody else is asked already."""

    giver: str
    by_person: Mapping[str, int]
    kept: int

    @property
    def reports(self) -> int:
        """How many went over."""
        return sum(self.by_person.values())


def hand_over(
    review: Review, caller: Caller, stage: Stage, giver: str, heirs: Sequence[str] = (), part: int = 0
) -> HandedOver:
    """Hand over what waits for a reviewer at a stage, or so many reports of it (`part`, 0 for all).

    `heirs` are those who may get it, nobody named means everybody else at the stage. Each report goes to
    whom the hash names among those of them who are not asked for it already and have not decided on it.
    Raises SlrError where no reports are anybody's own there, or a person does not decide there.
    """
    people = review.plan.people_at(stage)
    giver = decider(review, stage, giver, people)
    chosen = [decider(review, stage, heir, people) for heir in heirs] or list(people)
    chosen = [heir for heir in dict.fromkeys(chosen) if heir != giver]
    if not chosen:
        raise SlrError(f"nobody but {giver} decides at {stage.id}", "name another under people: at the stage")
    state = state_of(review)
    waiting = waiting_for(state, stage, giver)
    if not waiting and not draws_shares(stage):
        raise SlrError(
            f"{stage.id} has no shares to hand over: anyone decides on any report",
            f"nothing there waits for {giver} alone",
        )
    shares: dict[str, list[str]] = {heir: [] for heir in chosen}
    kept = 0
    for report in waiting:
        heir = free_heir(state, stage, report, chosen)
        if heir is None:
            kept += 1
        elif not part or sum(map(len, shares.values())) < part:
            shares[heir].append(report)
    with writer(review, caller, who=person(review, caller)) as out:
        if draws_shares(stage):
            draw_now(review, state, stage, out)
        for heir, reports in shares.items():
            if reports:
                data = {"stage": stage.id, "records": reports, "from": giver, "to": heir}
                out.append("assignments", "handover", data, part=stage.id)
    return HandedOver(giver=giver, by_person={who: len(own) for who, own in shares.items()}, kept=kept)


def decider(review: Review, stage: Stage, name: str, people: Sequence[str]) -> str:
    """A reviewer who decides at a stage. Raises SlrError."""
    who = known_reviewer(review, name)
    if who not in people:
        raise SlrError(f"{who} does not decide at {stage.id}", f"these do: {', '.join(people) or 'nobody'}")
    return who


def waiting_for(state: State, stage: Stage, who: str) -> list[str]:
    """The reports that are this person's own at a stage and wait for them, as any clone would draw them."""
    settled = state.screening.settlements.get(stage.id, {})
    found = [
        name
        for name, one in settled.items()
        if who in one.asked and one.asks(who) and not out_of_reach(state, stage, name)
    ]
    return sorted(found, key=lambda name: (share_of(stage.id, name, "(hand over)"), name))


def free_heir(state: State, stage: Stage, report: str, people: Sequence[str]) -> str | None:
    """Who of these people takes a report over; None where all are asked for it or decided on it."""
    one = state.screening.settlements[stage.id][report]
    taken = {*one.asked, *(decision.reviewer for decision in one.decisions)}
    free = [person for person in people if person not in taken]
    return heir_of(stage, report, free) if free else None


def undo_hand_over(review: Review, caller: Caller, stage: Stage, giver: str) -> int:
    """Take back all that a reviewer handed over at a stage; how many reports. Decisions stay."""
    ones = [one for one in state_of(review).told.handovers.get(stage.id, ()) if one.giver == giver]
    if not ones:
        raise SlrError(f"{giver} handed nothing over at {stage.id}", "slr status says what was")
    data = {"stage": stage.id, "replaces": [one.event for one in ones]}
    with writer(review, caller, who=person(review, caller)) as out:
        out.append("assignments", "undo-handover", data, part=stage.id)
    return len({name for one in ones for name in one.records})
