"""Reviews told as inline text: a line an event, folded by the project's own functions, no disk.

import scopus 3            three records: scopus.1 … scopus.3 (and: import scopus 3 as later refused 2)
program scopus.1 wos.1     slr joins two records
same ana scopus.1 wos.1    a person does; likewise different
unlink scopus.1 wos.1      the links between two records are taken back
decide ana scopus.1 exclude e1 @full-text
undo ana scopus.1 @full-text
resolve cleo scopus.1 include
reopen cleo scopus.1
outcome scopus.1 include   a team's result from elsewhere
retrieve ana scopus.1 not-retrieved
remove ana scopus.1 a book of abstracts
rule e1 scopus.1 true      a rule's word of one record
stop scopus.1 scopus.2     a declared stop
draw scopus.1              the second reviewer's sample, and the rest
assign ana,ben scopus.1    drawn for these people
hand ana ben scopus.1      what waits for one waits for the other
pilot 1 ana,ben scopus.1   drawn as a pilot
recheck e1 scopus.1        decided anew, as the wording of a criterion changed
shown ana scopus.1         somebody is shown another's decision
study trial scopus.1 wos.2
leave trial wos.2          a report leaves a study
withdraw scopus
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from slr.app.deciding import decision_data, resolution_data
from slr.app.flow import flow_of
from slr.app.resolve import resolutions_on
from slr.app.review import Review
from slr.app.state import State, state_of
from slr.coding.studies import study_links
from slr.dedup.links import pair
from slr.flow.searches import holdings
from slr.model.event import Event
from slr.model.flow import Flow
from slr.model.plan import Criterion, Plan, Search, Stage
from slr.model.report import Settlement
from slr.model.words import Outcome, SearchKind, Unsure, Verdict
from slr.screening.retrieval import statuses
from slr.store.ledger import Ledger
from slr.store.paths import ReviewPaths

TITLES = Stage(id="title-abstract", reviewers=2)
TEXTS = Stage(id="full-text", on="reports", reviewers=2, unsure=Unsure.CONFLICT, last=True)
PLAN = Plan(
    title="A test",
    reviewers=("ana", "ben", "cleo"),
    searches=(
        Search(id="scopus"),
        Search(id="wos"),
        Search(id="registry", kind=SearchKind.REGISTER),
        Search(id="grey", kind=SearchKind.WEBSITE),
        Search(id="screened", kind=SearchKind.OTHER, screen=True),
        Search(id="update", round=2),
    ),
    stages=(TITLES, TEXTS),
    criteria=(
        Criterion(id="e1", text="Wrong topic", type="exclude", order=1),
        Criterion(id="e2", text="Wrong design", type="exclude", order=2),
    ),
)
SAID = frozenset(["kind", "round", "screen"])


def with_stages(*stages: Stage) -> Plan:
    """The plan with other stages, the last one marked."""
    last = len(stages) - 1
    return replace(PLAN, stages=tuple(replace(s, last=place == last) for place, s in enumerate(stages)))


@dataclass
class Story:
    """A review in memory. `clone` names the segments, so that two stories can be merged."""

    plan: Plan = PLAN
    clone: str = "one"
    events: list[Event] = field(default_factory=list)

    def tell(self, text: str) -> "Story":
        """Add the events of these lines."""
        for line in text.strip().splitlines():
            words = line.split()
            if words:
                verb: Callable[..., None] = getattr(self, f"_{words[0].replace('import', 'import_')}")
                verb(*words[1:])
        return self

    def fork(self, clone: str) -> "Story":
        """Another clone of the folder as it is now."""
        return Story(self.plan, clone, list(self.events))

    def merge(self, other: "Story") -> "Story":
        """Both folders' files together, as git merges them."""
        events = {event.id: event for event in [*self.events, *other.events]}
        ordered = sorted(events.values(), key=lambda event: event.order)
        return Story(self.plan, self.clone, ordered)

    # What came of it

    @property
    def review(self) -> Review:
        """The review as the app opens it."""
        return Review(
            paths=ReviewPaths(Path("nowhere")),
            plan=self.plan,
            protocol="",
            hash="",
            said={search.id: SAID for search in self.plan.searches},
            people={},
            ledger=Ledger(events=tuple(sorted(self.events, key=lambda event: event.order))),
        )

    def state(self, viewer: str = "") -> State:
        """The events folded."""
        return state_of(self.review, viewer=viewer)

    def flow(self, round: int | None = None) -> Flow:
        """The flow."""
        return flow_of(self.review, self.state(), round=round)

    def at(self, record: str, stage: str = "title-abstract", viewer: str = "") -> Settlement | None:
        """What became of a record's report at a stage."""
        state = self.state(viewer)
        return state.screening.at(stage, state.report_of[self.id(record)])

    def outcome(self, record: str, stage: str = "title-abstract", viewer: str = "") -> Outcome | None:
        """The outcome alone."""
        found = self.at(record, stage, viewer)
        return found.outcome if found else None

    def counts(self, column: str = "databases", round: int | None = None) -> dict[str, int]:
        """The boxes of a column that count anything."""
        return {box.name: box.count for box in self.flow(round).boxes if box.column == column and box.count}

    def groups(self) -> set[frozenset[str]]:
        """The reports as sets of short names."""
        return {frozenset(self.short(name) for name in report.members) for report in self.state().reports}

    # Names

    def id(self, name: str) -> str:
        """The record id of a short name such as scopus.1."""
        key, _, position = name.partition(".")
        search = key.partition("-")[0]
        return f"{search}-{sha(key)[:6]}-{position}"

    def short(self, name: str) -> str:
        """The short name of a record id."""
        _, six, position = name.split("-")
        keys = [key for key in self.exports() if sha(key)[:6] == six]
        return f"{keys[0]}.{position}" if keys else name

    def exports(self) -> list[str]:
        """The names of the exports imported."""
        return [event.data["file"] for event in self.events if event.kind == "import"]

    # The verbs

    def add(self, kind: str, data: dict[str, Any], who: str = "ana") -> Event:
        """Add one event as this clone's writer would."""
        n = max((event.n for event in self.events), default=0) + 1
        line = sum(event.segment == self.clone for event in self.events) + 1
        event = Event(
            id=f"{self.clone}-{line}",
            n=n,
            at="2015-07-12T00:00:00Z",
            who=who,
            by=who,
            kind=kind,
            data=data,
            segment=self.clone,
            line=line,
        )
        self.events.append(event)
        return event

    def _import_(self, search: str, count: str, *more: str) -> None:
        options = dict(zip(more[::2], more[1::2], strict=True))
        key = f"{search}-{options['as']}" if "as" in options else search
        refused = [int(n) for n in options.get("refused", "").split(",") if n]
        data: dict[str, Any] = {
            "search": search,
            "sha256": sha(key),
            "file": key,
            "entries": int(count),
            "refused": [{"position": n} for n in refused],
        }
        if "replaces" in options:
            data["replaces"] = self._imports(options["replaces"])
        self.add("import", data)

    def _imports(self, key: str) -> list[str]:
        found = [one for one in holdings(self.events).imports if one.file == key]
        return [event for one in found for event in one.events]

    def _withdraw(self, key: str) -> None:
        self.add("withdraw", {"search": key, "sha256": sha(key), "replaces": self._imports(key)})

    def _program(self, a: str, b: str, verdict: str = "same", score: str = "100") -> None:
        first, second = pair(self.id(a), self.id(b))
        self.add(
            "link", {"a": first, "b": second, "verdict": verdict, "basis": "program", "score": int(score)}
        )

    def _same(self, who: str, a: str, b: str, verdict: str = "same") -> None:
        first, second = pair(self.id(a), self.id(b))
        told = self.state().links.events.get((first, second), ())
        replaced = [event.id for event in told if event.data["basis"] == "person"]
        data = {"a": first, "b": second, "verdict": verdict, "basis": "person", "replaces": replaced}
        self.add("link", data, who)

    def _different(self, who: str, a: str, b: str) -> None:
        self._same(who, a, b, "different")

    def _unlink(self, a: str, b: str) -> None:
        told = self.state().links.events.get(pair(self.id(a), self.id(b)), ())
        self.add("undo-link", {"replaces": [event.id for event in told]})

    def _decide(self, who: str, record: str, verdict: str, *more: str) -> None:
        stage = self._stage(more)
        reason = next((word for word in more if not word.startswith("@")), "")
        state = self.state()
        report = state.by_id[state.report_of[self.id(record)]]
        told = [d for d in state.told.decisions.get(stage.id, ()) if d.record in report.members]
        data = decision_data(
            stage,
            report,
            self.id(record),
            Verdict(verdict),
            reason=reason,
            earlier=[d for d in told if d.reviewer == who],
            others=[d for d in told if d.reviewer != who],
        )
        self.add("decision", data, who)

    def _undo(self, who: str, record: str, *more: str) -> None:
        stage = self._stage(more)
        state = self.state()
        report = state.by_id[state.report_of[self.id(record)]]
        told = [d for d in state.told.decisions.get(stage.id, ()) if d.record in report.members]
        own = [decision.event for decision in told if decision.reviewer == who]
        self.add("undo", {"stage": stage.id, "record": self.id(record), "replaces": own}, who)

    def _resolve(self, who: str, record: str, verdict: str, *more: str) -> None:
        stage = self._stage(more)
        reason = next((word for word in more if not word.startswith("@")), "")
        state = self.state()
        report = state.by_id[state.report_of[self.id(record)]]
        told = [d for d in state.told.decisions.get(stage.id, ()) if d.record in report.members]
        data = resolution_data(
            stage,
            report,
            Verdict(verdict),
            [decision.event for decision in told],
            reason=reason,
            replaces=[r.event for r in resolutions_on(state, stage).get(report.id, ())],
        )
        self.add("resolution", data, who)

    def _outcome(self, record: str, verdict: str, *more: str) -> None:
        stage = self._stage(more)
        reason = next((word for word in more if not word.startswith("@")), "")
        data = {"stage": stage.id, "record": self.id(record), "verdict": verdict, "reason": reason}
        self.add("team-outcome", data)

    def _reopen(self, who: str, record: str, *more: str) -> None:
        stage = self._stage(more)
        state = self.state()
        report = state.by_id[state.report_of[self.id(record)]]
        told = [d.event for d in state.told.decisions.get(stage.id, ()) if d.record in report.members]
        told += [r.event for r in resolutions_on(state, stage).get(report.id, ())]
        outcomes = state.told.outcomes.get(stage.id, ())
        told += [one.event for one in outcomes if one.record in report.members]
        data = {"stage": stage.id, "record": self.id(record), "reason": "a correction", "replaces": told}
        self.add("reopen", data, who)

    def _retrieve(self, who: str, record: str, status: str) -> None:
        state = self.state()
        report = state.by_id[state.report_of[self.id(record)]]
        said = statuses(self.events)
        earlier = [one.event for name in report.members for one in said.get(name, ())]
        self.add("retrieval", {"record": self.id(record), "status": status, "replaces": earlier}, who)

    def _remove(self, who: str, record: str, *why: str) -> None:
        state = self.state()
        report = state.by_id[state.report_of[self.id(record)]]
        data = {"record": self.id(record), "members": list(report.present), "reason": " ".join(why)}
        self.add("removal", data, who)

    def _rule(self, criterion: str, record: str, value: str, *more: str) -> None:
        data = {"criterion": criterion, "record": self.id(record), "value": value == "true"}
        self.add("rule", data | {"stage": self._stage(more).id})

    def _stop(self, *records: str) -> None:
        state = self.state()
        reports = [state.by_id[state.report_of[self.id(name)]] for name in records]
        data = {"stage": self.plan.stages[0].id, "rule": "hypergeometric", "target": 0.95, "confidence": 0.95}
        self.add("stop", data | {"seed": 1, "reports": {r.id: list(r.present) for r in reports}})

    def _draw(self, *records: str) -> None:
        stage, state = self.plan.stages[0].id, self.state()
        drawn = [state.report_of[self.id(name)] for name in records]
        others = [report.id for report in state.reports if report.id not in drawn]
        for number, names in ((2, drawn), (1, others)):
            self.add("assignment", {"stage": stage, "records": names, "number": number})

    def _assign(self, people: str, *records: str) -> None:
        data = {"stage": self.plan.stages[0].id, "people": people.split(",")}
        self.add("assignment", data | {"records": [self.id(name) for name in records]})

    def _hand(self, giver: str, heir: str, *records: str) -> None:
        data = {"stage": self.plan.stages[0].id, "from": giver, "to": heir}
        self.add("handover", data | {"records": [self.id(name) for name in records]})

    def _pilot(self, number: str, people: str, *records: str) -> None:
        data = {"stage": self.plan.stages[0].id, "people": people.split(","), "pilot": int(number)}
        self.add("assignment", data | {"records": [self.id(name) for name in records]})

    def _recheck(self, criterion: str, record: str, *more: str) -> None:
        stage = self._stage(more)
        state = self.state()
        report = state.by_id[state.report_of[self.id(record)]]
        told = [d.event for d in state.told.decisions.get(stage.id, ()) if d.record in report.members]
        told += [r.event for r in resolutions_on(state, stage).get(report.id, ())]
        self.add("recheck", {"stage": stage.id, "criterion": criterion, "replaces": told})

    def _shown(self, who: str, record: str) -> None:
        self.add("shown", {"stage": self.plan.stages[0].id, "records": [self.id(record)]}, who)

    def _study(self, study: str, *records: str) -> None:
        for record in records:
            self.add("study-link", {"study": study, "record": self.id(record)})

    def _leave(self, study: str, record: str) -> None:
        self.add(
            "study-unlink", {"study": study, "replaces": [study_links(self.events)[study][self.id(record)]]}
        )

    def _stage(self, words: tuple[str, ...]) -> Stage:
        named = next((word[1:] for word in words if word.startswith("@")), self.plan.stages[0].id)
        stage = self.plan.stage(named)
        assert stage is not None, named
        return stage


def sha(key: str) -> str:
    """The SHA-256 that an export of this name has in a story."""
    return hashlib.sha256(key.encode()).hexdigest()


def story(text: str, plan: Plan = PLAN) -> Story:
    """A review told as text."""
    return Story(plan).tell(text)
