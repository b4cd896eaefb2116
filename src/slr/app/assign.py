"""`slr screen --pilot` and `--assign`: draw who decides on which reports; what was drawn stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from slr.app.caller import Caller
from slr.app.review import Review, person, writer
from slr.app.state import State, out_of_reach, state_of
from slr.model.errors import SlrError
from slr.model.plan import Stage
from slr.model.report import Settlement
from slr.model.words import Assign, Outcome, Scheme
from slr.screening.assignment import draw, draw_pilot
from slr.screening.proceedings import Draw
from slr.store.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """A calibration set: its number, its reports, and who decides on all of them."""

    number: int
    reports: tuple[str, ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What a draw gave: the reports that it drew, how many each person got, how many two or more share."""

    reports: int
    by_person: Mapping[str, int]
    shared: int


def pilot(review: Review, caller: Caller, stage: Stage, size: int) -> Pilot:
    """Draw so many reports that nobody decided on yet, for everybody whom the stage names.

    Raises SlrError where there are fewer, or nobody to calibrate with.
    """
    people = review.plan.people_at(stage)
    if len(people) < 2:
        raise SlrError("a pilot takes two people or more", "name them under reviewers: in protocol.yaml")
    state = state_of(review)
    free = untouched(state, stage, lambda one: not one.decisions and not one.pilot)
    if size > len(free):
        raise SlrError(
            f"{len(free)} reports at {stage.id} are undecided and in no pilot", f"draw at most {len(free)}"
        )
    drawn = draw_pilot(stage, free, size)
    number = 1 + max((one.pilot for one in state.told.draws.get(stage.id, ())), default=0)
    with writer(review, caller, who=person(review, caller)) as out:
        keep(out, stage, drawn, {"people": list(people), "pilot": number})
    return Pilot(number=number, reports=tuple(drawn), people=people)


def assign(review: Review, caller: Caller, stage: Stage) -> Shares:
    """Draw the shares of the reports that are not drawn yet, as the stage says.

    Raises SlrError where the stage says nothing of shares or of a sample, or nobody could have them.
    """
    if not draws_shares(stage):
        raise SlrError(
            f"{stage.id} has no shares to draw: anyone decides on any report",
            "say assign: shares, assign: lead or scheme: sample at the stage",
        )
    if not review.plan.people_at(stage):
        raise SlrError("the protocol names no reviewers", "name them under reviewers: in protocol.yaml")
    with writer(review, caller, who=person(review, caller)) as out:
        return draw_now(review, state_of(review), stage, out)


def draw_now(review: Review, state: State, stage: Stage, out: Writer) -> Shares:
    """Draw what waits to be drawn at a stage, and keep it."""
    people = review.plan.people_at(stage)
    drawn = draw(stage, undrawn(state, stage), people)
    shares = dict.fromkeys(people, 0)
    for (number, chosen), records in drawn.items():
        keep(out, stage, records, {"people": list(chosen)} if chosen else {"number": number})
        for who in chosen:
            shares[who] += len(records)
    return Shares(
        reports=sum(map(len, drawn.values())),
        by_person=shares,
        shared=sum(len(records) for (number, _), records in drawn.items() if number > 1),
    )


def keep(out: Writer, stage: Stage, records: Sequence[str], said: Mapping[str, object]) -> None:
    """Keep one draw in the ledger."""
    data = {"stage": stage.id, "records": list(records), **said}
    out.append("assignments", "assignment", data, part=stage.id)


def draws_shares(stage: Stage) -> bool:
    """Whether there is anything to draw at a stage."""
    return stage.assign is not Assign.ANYONE or stage.scheme is Scheme.SAMPLE


def undrawn(state: State, stage: Stage) -> list[str]:
    """The reports that still wait for somebody at a stage and were drawn for nobody."""
    drawn = {name for one in shares_of(state, stage) for name in one.records}

    def free(one: Settlement) -> bool:
        return not one.pilot and drawn.isdisjoint(state.by_id[one.report].members)

    return untouched(state, stage, free)


def untouched(state: State, stage: Stage, free: Callable[[Settlement], bool]) -> list[str]:
    """The reports at a stage that wait for people and are free, as the caller means it."""
    return [
        name
        for name, one in state.screening.settlements.get(stage.id, {}).items()
        if one.outcome in (Outcome.PENDING, Outcome.CONFLICT)
        and one.missing
        and free(one)
        and not out_of_reach(state, stage, name)
    ]


def shares_of(state: State, stage: Stage) -> list[Draw]:
    """The draws of shares in force at a stage, pilots left out."""
    return [one for one in state.told.draws.get(stage.id, ()) if not one.pilot]


def undo_pilot(review: Review, caller: Caller, stage: Stage, number: int) -> int:
    """Take a pilot back; how many reports it held. Raises SlrError where there is none of this number."""
    draws = [one for one in state_of(review).told.draws.get(stage.id, ()) if one.pilot == number]
    if not draws:
        raise SlrError(f"{stage.id} has no pilot {number}", "slr status lists the pilots")
    return take_back(review, caller, stage, draws)


def undo_shares(review: Review, caller: Caller, stage: Stage) -> int:
    """Take every drawn share back; how many reports they held."""
    return take_back(review, caller, stage, shares_of(state_of(review), stage))


def take_back(review: Review, caller: Caller, stage: Stage, draws: Sequence[Draw]) -> int:
    """Take these draws back; how many reports they held. Decisions stay."""
    if draws:
        data = {"stage": stage.id, "replaces": [one.event for one in draws]}
        with writer(review, caller, who=person(review, caller)) as out:
            out.append("assignments", "undo-assignment", data, part=stage.id)
    return len({name for one in draws for name in one.records})
