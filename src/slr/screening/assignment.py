"""Who is asked to decide on which report: pilots, drawn shares, samples, rechecks; else whoever comes first.

What was drawn is kept in the ledger and stays: neither a new reviewer nor a join of reports moves it, only
somebody who hands it over to another. What was not drawn yet is where a draw would put it. Draws rank people
by a hash of stage, record and person (rendezvous hashing, Thaler and Ravishankar 1998), so that two clones
draw alike, and a person who leaves changes nobody's share but their own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from msgspec import Struct

from slr.model.plan import Plan, Stage
from slr.model.report import Report
from slr.model.words import Assign, Scheme
from slr.screening.proceedings import Draw, Proceedings

Drawn = Mapping[tuple[int, tuple[str, ...]], Sequence[str]]  # records by how many people, and which
Passed = tuple[
    int, str, str
]  # the place of a handing over among all in force, who gave, who is asked instead


class Asked(Struct, frozen=True, gc=False):
    """How many people a report needs, and which may be among them: nobody named means anyone.

    `pilot` is the number of the pilot that it belongs to, 0 for none. `again` are those who decided under an
    earlier wording of a criterion and are asked anew.
    """

    number: int
    people: tuple[str, ...] = ()
    pilot: int = 0
    again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is asked at one stage. `standing` is, for each drawn record, the draw that came first."""

    stage: Stage
    people: tuple[str, ...]
    standing: Mapping[str, Draw] = field(default_factory=dict)
    pilots: Mapping[str, Sequence[Draw]] = field(default_factory=dict)
    again: Mapping[str, set[str]] = field(default_factory=dict)
    handed: Mapping[str, Sequence[Passed]] = field(default_factory=dict)
    usual: Asked | None = None  # where it is the same for every report

    def asked(self, report: Report) -> Asked:
        """Who is asked for a report; of its records' draws the one that asks most people, then the first."""
        if self.usual is not None:
            return self.usual
        found = self._piloted(report) or self._drawn(report) or self._undrawn(report)
        again = self._again(report)
        if not again:
            return found
        number = max(found.number, len(again))
        people = tuple(sorted({*found.people, *again})) if found.people else ()
        return Asked(number, again if number == len(again) else people, found.pilot, again)

    def _piloted(self, report: Report) -> Asked | None:
        """Everybody whom the pilots name, as far as they are still here."""
        draws = [draw for name in report.members for draw in self.pilots.get(name, ())] if self.pilots else []
        if not draws:
            return None
        named = {person for draw in draws for person in draw.people}
        people = tuple(sorted(self._here(self._heirs(report, named)))) or tuple(sorted(self.people))
        return Asked(len(people) or number_for(self.stage), people, min(draw.pilot for draw in draws))

    def _drawn(self, report: Report) -> Asked | None:
        """The people of the standing draw; one who left is replaced by whom the hash names next."""
        draws = [self.standing[n] for n in report.members if n in self.standing] if self.standing else []
        if not draws:
            return None
        draw = max(draws, key=lambda one: one.number)  # the first of those that ask most
        if not draw.people:
            return Asked(draw.number, self.stage.people)
        people = self._here(self._heirs(report, draw.people))
        if len(people) < len(draw.people):
            record = next(n for n in report.members if self.standing.get(n) is draw)
            people += [p for p in ranked(self.stage, record, self.people) if p not in people]
        return Asked(len(draw.people), tuple(sorted(people[: len(draw.people)])))

    def _undrawn(self, report: Report) -> Asked:
        """As the stage says."""
        if self.stage.assign is not Assign.ANYONE and self.people:
            chosen = self._heirs(report, draw_for(self.stage, report.id, self.people))
            return Asked(len(chosen), tuple(sorted(chosen)))
        sampled = any(in_sample(self.stage, name) for name in report.members)
        return Asked(number_for(self.stage, sampled), self.stage.people)

    def _again(self, report: Report) -> tuple[str, ...]:
        """Who is asked to decide anew."""
        if not self.again:
            return ()
        found = {person for name in report.members for person in self.again.get(name, ())}
        return tuple(sorted(self._here(self._heirs(report, found))))

    def _heirs(self, report: Report, people: Iterable[str]) -> list[str]:
        """People, each one who handed the report over replaced by whom they handed it to."""
        found = list(people)
        if self.handed:
            passed = {one for name in report.members for one in self.handed.get(name, ())}
            for _, giver, heir in sorted(passed):
                if giver in found and heir not in found:
                    found[found.index(giver)] = heir
        return found

    def _here(self, people: Iterable[str]) -> list[str]:
        """Those who are still reviewers; all of them where the protocol names nobody."""
        return [person for person in people if not self.people or person in self.people]


def roster(stage: Stage, plan: Plan, told: Proceedings) -> Roster:
    """The roster of a stage, from the draws in force in their order."""
    standing: dict[str, Draw] = {}
    pilots: dict[str, list[Draw]] = {}
    for draw in told.draws.get(stage.id, ()):
        for record in draw.records:
            if draw.pilot:
                pilots.setdefault(record, []).append(draw)
            else:
                standing.setdefault(record, draw)
    again: dict[str, set[str]] = {}
    for decision in told.retracted.get(stage.id, ()):
        again.setdefault(decision.record, set()).add(decision.reviewer)
    handed: dict[str, list[Passed]] = {}
    for place, one in enumerate(told.handovers.get(stage.id, ())):
        for record in one.records:
            handed.setdefault(record, []).append((place, one.giver, one.heir))
    alike = stage.assign is Assign.ANYONE and stage.scheme is not Scheme.SAMPLE
    drawn = standing or pilots or again
    usual = Asked(number_for(stage), stage.people) if alike and not drawn else None
    return Roster(
        stage=stage,
        people=plan.people_at(stage),
        standing=standing,
        pilots=pilots,
        again=again,
        handed=handed,
        usual=usual,
    )


def number_for(stage: Stage, sampled: bool = True) -> int:
    """How many people a stage asks for a report."""
    if stage.scheme is Scheme.SAMPLE and not sampled:
        return 1
    return max(2, stage.reviewers) if stage.scheme is Scheme.LIBERAL else stage.reviewers


def draw_for(stage: Stage, record: str, people: Sequence[str]) -> tuple[str, ...]:
    """The people whom the draw gives a record, in the order of their ids."""
    return tuple(sorted(ranked(stage, record, people)[: number_for(stage, in_sample(stage, record))]))


def ranked(stage: Stage, record: str, people: Sequence[str]) -> list[str]:
    """People by their hash with a record, highest first; under `lead` the first person stays first."""
    lead = list(people[:1]) if stage.assign is Assign.LEAD else []
    others = [person for person in people if person not in lead]
    return lead + sorted(others, key=lambda person: (-share_of(stage.id, record, person), person))


def draw(stage: Stage, records: Iterable[str], people: Sequence[str]) -> Drawn:
    """The records of everybody's share; without shares, those of a second person's sample and the rest."""
    result: dict[tuple[int, tuple[str, ...]], list[str]] = {}
    for record in records:
        chosen = draw_for(stage, record, people) if stage.assign is not Assign.ANYONE else ()
        number = len(chosen) or number_for(stage, in_sample(stage, record))
        result.setdefault((number, chosen), []).append(record)
    return dict(sorted(result.items()))


def heir_of(stage: Stage, record: str, people: Sequence[str]) -> str:
    """Which of these people takes a record over: whom the hash names first, the lead or not."""
    return min(people, key=lambda person: (-share_of(stage.id, record, person), person))


def draw_pilot(stage: Stage, records: Iterable[str], size: int) -> list[str]:
    """So many records, those with the lowest hash: two clones that draw alike get the same."""
    return sorted(records, key=lambda record: (share_of(stage.id, record, "(pilot)"), record))[:size]


def in_sample(stage: Stage, record: str) -> bool:
    """Whether a second person decides on a record: on all of them, but where the stage takes a sample."""
    return stage.scheme is not Scheme.SAMPLE or share_of(stage.id, record) < stage.sample


def share_of(stage: str, record: str, who: str = "") -> float:
    """A number from 0 to 1 that a record keeps at a stage (and with a person), evenly spread over records."""
    text = f"{stage}|{record}|{who}" if who else f"{stage}|{record}"
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big") / 2**64
