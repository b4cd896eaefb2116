"""What the protocol plans: stages, criteria and searches, as the steps see them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from slr.model.words import Assign, Resolving, Scheme, SearchKind, Unsure

CriterionType = Literal["include", "exclude"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion. `stages` empty means every stage. An exclusion reason is the id of a criterion."""

    id: str
    text: str
    type: CriterionType = "include"
    stages: tuple[str, ...] = ()
    order: int = 0
    terms: tuple[str, ...] = ()  # to highlight: words, stems with *, phrases, /regular expressions/
    rule: Mapping[str, object] = field(default_factory=dict)  # what fields decide it, as written
    auto: bool = False  # whether its rule excludes at the first stage without a person

    def applies_at(self, stage: str) -> bool:
        """Whether it is judged at this stage."""
        return not self.stages or stage in self.stages


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One pass over the reports. `on` says whether people see the record or the full report."""

    id: str
    name: str = ""
    on: Literal["records", "reports"] = "records"
    reviewers: int = 2  # how many people decide on each report
    scheme: Scheme = Scheme.INDEPENDENT
    sample: float = 1.0  # the share that the second reviewer decides on, under scheme sample
    unsure: Unsure = Unsure.ADVANCES
    reasons: bool = False  # whether an exclude needs a reason; always so on reports
    last: bool = False
    people: tuple[str, ...] = ()  # who decides here; empty: every reviewer of the protocol
    assign: Assign = Assign.ANYONE
    judge_each: bool = False  # whether each criterion is judged, and the verdict follows from that
    resolve: Resolving = Resolving.ANYONE
    arbiters: tuple[str, ...] = ()  # who resolves, under resolve named

    @property
    def needs_reason(self) -> bool:
        """Reasons are required at full text."""
        return self.reasons or self.on == "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search as it is in force: the protocol's entry, filled in from the command line."""

    id: str
    source: str = ""
    platform: str = ""
    kind: SearchKind = SearchKind.DATABASE
    round: int = 1
    date: str = ""
    query: str = ""
    limits: str = ""
    expected: int | None = None
    screen: bool = False  # whether records of other methods are screened on title and abstract


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that steps need of a protocol."""

    title: str = ""
    question: str = ""
    framework: dict[str, str] = field(default_factory=dict)
    reviewers: tuple[str, ...] = ()
    searches: tuple[Search, ...] = ()
    stages: tuple[Stage, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    codebooks: tuple[str, ...] = ()
    join: tuple[str, ...] = ()  # relations between records that deduplication joins, such as preprint
    synthetic: str = ""  # a sentence that says so where the review's data are made up
    registration: str = ""

    def stage(self, stage_id: str) -> Stage | None:
        """The stage of this id."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def people_at(self, stage: Stage) -> tuple[str, ...]:
        """Who decides at a stage: the people it names, else every reviewer."""
        return stage.people or self.reviewers

    def reasons(self, stage_id: str) -> tuple[Criterion, ...]:
        """The criteria that an exclusion at this stage may name, in the protocol's order."""
        judged = [c for c in self.criteria if c.applies_at(stage_id)]
        return tuple(sorted(judged, key=lambda c: c.order))

    @property
    def record_stages(self) -> tuple[Stage, ...]:
        """The stages at which people see records, in order."""
        return tuple(stage for stage in self.stages if stage.on == "records")

    @property
    def report_stages(self) -> tuple[Stage, ...]:
        """The stages at which people see full reports, in order."""
        return tuple(stage for stage in self.stages if stage.on == "reports")
