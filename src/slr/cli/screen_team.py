"""What `slr screen` does for the team: pilots, shares, and decisions made under another wording."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from slr.cli.output import emit_json, plural, say

if TYPE_CHECKING:
    from slr.app.caller import Caller
    from slr.app.recheck import Rechecked
    from slr.app.review import Review
    from slr.model.plan import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """What is asked for, at most one of it."""

    pilot: int = 0
    assign: bool = False
    hand_over: str = ""
    to: tuple[str, ...] = ()
    part: int = 0
    recheck: str = ""
    stands: str = ""
    undo: bool = False

    @property
    def wanted(self) -> bool:
        """Whether any of it is."""
        return bool(self.pilot or self.assign or self.hand_over or self.recheck or self.stands)

    def run(self, review: "Review", caller: "Caller", at: "Stage", *, named: bool, as_json: bool) -> None:
        """Do it. `named` says whether the stage was named: a recheck goes through all of them otherwise."""
        from slr.app import recheck

        stage = at if named else None
        if self.pilot:
            self.run_pilot(review, caller, at, as_json=as_json)
        elif self.assign:
            self.run_assign(review, caller, at, as_json=as_json)
        elif self.hand_over:
            self.run_hand_over(review, caller, at, as_json=as_json)
        elif self.recheck and self.undo:
            count = recheck.undo_recheck(review, caller, self.recheck)
            say(f"{plural(count, 'decision')} in force again", style="done")
        elif self.recheck:
            done = recheck.recheck(review, caller, self.recheck, stage)
            show_rechecked(done, "pending again for who made them", as_json=as_json)
        elif self.undo:
            recheck.undo_stand(review, caller, self.stands)
            say(f"the other wording of {self.stands} counts as another again", style="done")
        else:
            done = recheck.stand(review, caller, self.stands, stage)
            show_rechecked(done, "stand under the wording of today", as_json=as_json)

    def run_pilot(self, review: "Review", caller: "Caller", at: "Stage", *, as_json: bool) -> None:
        """Draw a pilot, or take one back."""
        from slr.app import assign

        if self.undo:
            count = assign.undo_pilot(review, caller, at, self.pilot)
            say(f"took pilot {self.pilot} back: {plural(count, 'report')}", style="done")
            return
        drawn = assign.pilot(review, caller, at, self.pilot)
        if as_json:
            emit_json(
                {
                    "stage": at.id,
                    "pilot": drawn.number,
                    "reports": list(drawn.reports),
                    "people": list(drawn.people),
                }
            )
        say(
            f"pilot {drawn.number} at {at.id}: {plural(len(drawn.reports), 'report')} "
            f"for {', '.join(drawn.people)}, who get them first",
            style="done",
        )
        say(f"when all have decided: slr agree --stage {at.id} --pilot {drawn.number}", style="hint")

    def run_assign(self, review: "Review", caller: "Caller", at: "Stage", *, as_json: bool) -> None:
        """Draw the shares, or take them back."""
        from slr.app import assign

        if self.undo:
            count = assign.undo_shares(review, caller, at)
            say(f"took the shares of {plural(count, 'report')} back", style="done")
            return
        drawn = assign.assign(review, caller, at)
        if as_json:
            emit_json(
                {
                    "stage": at.id,
                    "reports": drawn.reports,
                    "people": dict(drawn.by_person),
                    "shared": drawn.shared,
                }
            )
        shares = ", ".join(f"{who} {count}" for who, count in drawn.by_person.items())
        named = f" ({shares})" if any(drawn.by_person.values()) else ""
        say(
            f"drew {plural(drawn.reports, 'report')} at {at.id}{named}; {drawn.shared} for two or more",
            style="done",
        )

    def run_hand_over(self, review: "Review", caller: "Caller", at: "Stage", *, as_json: bool) -> None:
        """Hand over what waits for somebody, or take that back."""
        from slr.app import hand_over

        who = self.hand_over
        if self.undo:
            count = hand_over.undo_hand_over(review, caller, at, who)
            say(f"{plural(count, 'report')} that {who} handed over at {at.id} taken back", style="done")
            return
        done = hand_over.hand_over(review, caller, at, who, self.to, self.part)
        if as_json:
            told = {"reports": done.reports, "people": dict(done.by_person), "kept": done.kept}
            emit_json({"stage": at.id, "from": who, **told})
        shares = ", ".join(f"{heir} {count}" for heir, count in done.by_person.items() if count)
        named = f" ({shares})" if shares else ""
        say(f"{who} hands over {plural(done.reports, 'report')} at {at.id}{named}", style="done")
        if done.kept:
            stay = "report stays" if done.kept == 1 else "reports stay"
            say(
                f"{done.kept} {stay} with {who}: all whom it may go to are asked for it already", style="hint"
            )
        if done.reports and not self.part:
            say(f"what comes later is drawn for {who} too, as long as the stage names {who}", style="hint")


def show_rechecked(done: "Rechecked", what: str, *, as_json: bool) -> None:
    """Whose decisions they are, by stage."""
    if as_json:
        emit_json({"decisions": done.decisions, "stages": {s: dict(who) for s, who in done.stages.items()}})
    for stage, people in done.stages.items():
        who = ", ".join(f"{name} {count}" for name, count in people.items())
        say(f"{plural(sum(people.values()), 'decision')} at {stage} ({who}) {what}", style="done")
