"""What `slr status` says of the team: pilots, what is left for whom or drawn for nobody, wordings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from slr.app.assign import draws_shares, shares_of, undrawn
from slr.app.recheck import outdated
from slr.app.review import Review
from slr.app.state import State
from slr.model.plan import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotStatus:
    """One pilot: its reports, and how many of them each person decided on, as far as the viewer may know."""

    number: int
    reports: int
    done: Mapping[str, int]
    complete: bool

    def as_dict(self) -> dict[str, object]:
        """As JSON-able values."""
        return {
            "pilot": self.number,
            "reports": self.reports,
            "done": dict(self.done),
            "complete": self.complete,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStatus:
    """The team at one stage: pilots, how many drawn reports wait for each person, and how many for nobody."""

    pilots: tuple[PilotStatus, ...] = ()
    left: Mapping[str, int]
    undrawn: int = 0
    handed: Mapping[str, int] = field(default_factory=dict)  # by who handed over: how many reports


def team_status(review: Review, state: State, stage: Stage, viewer: str) -> TeamStatus:
    """Where the team stands at a stage; of the others a reviewer learns only what they may see."""
    drawn = bool(state.told.draws.get(stage.id) or state.told.handovers.get(stage.id))
    if not drawn and not draws_shares(stage):
        return TeamStatus(left={})
    people = tuple(who for who in review.plan.people_at(stage) if viewer in ("", who))
    settled = state.screening.settlements.get(stage.id, {})
    left = {who: sum(one.asks(who) for one in settled.values()) for who in people}
    pilots = []
    for number in sorted({one.pilot for one in settled.values() if one.pilot}):
        ones = [one for one in settled.values() if one.pilot == number]
        done = {who: sum(any(d.reviewer == who for d in one.decisions) for one in ones) for who in people}
        complete = all(one.missing == 0 for one in ones)
        pilots.append(PilotStatus(number=number, reports=len(ones), done=done, complete=complete))
    waiting = len(undrawn(state, stage)) if draws_shares(stage) and shares_of(state, stage) else 0
    handed: dict[str, set[str]] = {}
    for one in state.told.handovers.get(stage.id, ()):
        handed.setdefault(one.giver, set()).update(one.records)
    return TeamStatus(
        pilots=tuple(pilots),
        left=left if any(left.values()) else {},
        undrawn=waiting,
        handed={giver: len(records) for giver, records in sorted(handed.items())},
    )


def team_steps(stage: Stage, name: str, team: TeamStatus) -> list[tuple[str, str]]:
    """What the team may do next at a stage, each with its command."""
    steps = []
    for pilot in team.pilots[-1:]:
        if pilot.complete and any(team.left.values()):
            steps.append(
                (
                    f"all have decided on pilot {pilot.number} at {name}",
                    f"slr agree --stage {stage.id} --pilot {pilot.number}",
                )
            )
    if team.undrawn:
        steps.append((f"{team.undrawn} at {name} drawn for nobody yet", f"slr screen -s {stage.id} --assign"))
    return steps


def wording_steps(review: Review, state: State) -> list[tuple[str, str]]:
    """The criteria that changed since decisions in force were made, each with its command."""
    return [
        (one.words, f"slr screen -s {one.stage} --recheck {one.criterion}, or --stands {one.criterion}")
        for one in outdated(review, state)
    ]
