"""`slr dedup --review`: a person decides on the records that may be one report, group by group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from slr.app.ask import Asker, DuplicateSheet, Parts, Progress
from slr.app.caller import Caller
from slr.app.dedup import by_person, still_waiting
from slr.app.review import Review, person, writer
from slr.app.state import State, records_of, state_of
from slr.dedup.links import pair
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.model.record import Record
from slr.store.seat import seat
from slr.store.writer import Writer

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Records of different reports that waiting pairs connect: the first record of each, and the pairs."""

    id: str
    records: tuple[str, ...]
    pairs: tuple[Pair, ...]
    score: int


def waiting_groups(state: State) -> list[Group]:
    """The groups to decide, the likeliest first: what is most often the same report is decided quickest."""
    pairs = [*still_waiting(state), *(p for p in sorted(state.links.disputed) if known(state, p))]
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in pairs:
        parent[root(state.report_of[a])] = root(state.report_of[b])
    members: dict[str, list[Pair]] = {}
    for one in pairs:
        members.setdefault(root(state.report_of[one[0]]), []).append(one)
    place = {name: number for number, name in enumerate(state.holdings.known)}
    groups = []
    for own in members.values():
        first: dict[str, str] = {}
        for name in sorted({name for one in own for name in one}, key=place.__getitem__):
            first.setdefault(state.report_of[name], name)
        records = tuple(first.values())
        score = max(score_of(state.links.events[one]) for one in own)
        groups.append(Group(id=records[0], records=records, pairs=tuple(own), score=score))
    return sorted(groups, key=lambda group: (-group.score, group.id))


def known(state: State, names: Pair) -> bool:
    """Whether both records of a pair still count."""
    return all(name in state.holdings.present for name in names)


def score_of(told: Sequence[Event]) -> int:
    """The program's score of a pair."""
    return max((int(event.data.get("score", 0)) for event in told), default=0)


@dataclass(slots=True)
class Desk:
    """One person at the possible duplicates, backed by the ledger. Implements ask.DuplicatesDesk."""

    review: Review
    state: State
    records: Mapping[str, Record]
    reviewer: str
    out: Writer
    groups: dict[str, Group]
    mine: dict[str, Parts] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)  # group: the link events of its answer in force
    done: list[tuple[str, Parts]] = field(default_factory=list)  # group, what was said of it before

    @property
    def title(self) -> str:
        """See ask."""
        return self.review.plan.title

    @property
    def notice(self) -> str:
        """See ask."""
        return self.review.plan.synthetic

    @property
    def queue(self) -> Sequence[str]:
        """See ask."""
        return list(self.groups)

    def sheet(self, group: str) -> DuplicateSheet:
        """See ask."""
        about = self.groups[group]
        why = [str(e.data.get("reason", "")) for one in about.pairs for e in self.state.links.events[one]]
        return DuplicateSheet(
            group=group,
            records=tuple(self.records[name] for name in about.records),
            why=tuple(dict.fromkeys(text for text in why if text)),
            mine=self.mine.get(group, ()),
        )

    def decide(self, group: str, parts: Parts) -> DuplicateSheet:
        """See ask."""
        about = self.groups[group]
        if sorted(name for part in parts for name in part) != sorted(about.records):
            raise SlrError("every record of the group belongs in exactly one part", "answer for all of them")
        before = self.mine.get(group, ())
        self._keep(about, parts)
        self.done.append((group, before))
        return self.sheet(group)

    def undo(self) -> str | None:
        """See ask."""
        if not self.done:
            return None
        group, before = self.done[-1]
        if before:
            self._keep(self.groups[group], before)
        else:
            self.out.append("duplicates", "undo-link", {"replaces": self.kept.pop(group)})
            self.out.sync()
            self.mine.pop(group)
        self.done.pop()
        return group

    def progress(self) -> Progress:
        """See ask."""
        return Progress(done=len(self.mine), left=len(self.groups) - len(self.mine))

    def _keep(self, about: Group, parts: Parts) -> None:
        """Write a word on every pair of the group, in place of this answer's earlier ones; durable."""
        said = words_on(about, parts, self.state.report_of)
        earlier = self.kept.get(about.id, [])
        events = []
        for number, ((a, b), verdict) in enumerate(said.items()):
            told = [e.id for e in self.state.links.events.get((a, b), ()) if by_person(e)]
            replaces = sorted({*told, *(earlier if number == 0 else ())})
            data = {"a": a, "b": b, "verdict": verdict, "basis": "person", "batch": about.id}
            event = self.out.append("duplicates", "link", data | ({"replaces": replaces} if replaces else {}))
            events.append(event.id)
        self.out.sync()
        self.kept[about.id] = events
        self.mine[about.id] = parts


def words_on(about: Group, parts: Parts, report_of: Mapping[str, str]) -> dict[Pair, str]:
    """The word on every pair that an answer decides: those that waited, and those of the records shown."""
    part_of = {report_of[name]: number for number, part in enumerate(parts) for name in part}
    shown = [pair(a, b) for place, a in enumerate(about.records) for b in about.records[place + 1 :]]
    return {
        one: "same" if part_of[report_of[one[0]]] == part_of[report_of[one[1]]] else "different"
        for one in dict.fromkeys([*about.pairs, *shown])
    }


def review_duplicates(review: Review, caller: Caller, asker: Asker) -> Progress:
    """Seat a person at the possible duplicates until they stop. Raises SlrError where the seat is taken."""
    who = person(review, caller)
    with seat(review.paths, who, "dedup"), writer(review, caller, who=who) as out:
        state = state_of(review)
        desk = Desk(
            review=review,
            state=state,
            records=records_of(review, state.holdings),
            reviewer=who,
            out=out,
            groups={group.id: group for group in waiting_groups(state)},
        )
        asker.review_duplicates(desk)
        return desk.progress()
