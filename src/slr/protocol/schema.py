# ruff: noqa: RUF012 (pydantic copies mutable defaults)
"""What a protocol holds: the parts of protocol.yaml as immutable models.

Keys are what people write; `canonical` in load.py is what the hash is taken of. A new key must be optional,
so that it leaves the hashes of older protocols as they are.
"""

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from slr.model import plan
from slr.model.words import Assign, Resolving, Scheme, SearchKind, Unsure
from slr.protocol.shape import Block, Identifier, Line, Part, Whole

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def read_date(text: str) -> datetime.date | None:
    """The first day of a date such as 2015-07-12, 2015-07 or 2015; None where it is none of these."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def _date(value: Any) -> Any:
    value = getattr(value, "written", value)
    if isinstance(value, str) and value and read_date(value.strip()) is None:
        raise PydanticCustomError("P013", "`{date}` is no date", {"date": value})
    return value.strip() if isinstance(value, str) else value


Date = Annotated[
    str,
    BeforeValidator(_date),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^({_DATE.pattern})?$"}),
]


def _short_form(key: str) -> Any:
    """Lets plain text stand for a part with this key alone."""

    def expand(value: Any) -> Any:
        return {key: value} if isinstance(value, str | int | float) and not isinstance(value, bool) else value

    return BeforeValidator(expand)


class Question(Part):
    """The review question, and the elements of its framework by name."""

    text: Line = ""
    framework: Line = ""
    elements: dict[str, Line] = {}


class Registration(Part):
    """Where the protocol is registered or published."""

    registry: Line = ""
    id: Line = ""
    date: Date = ""
    url: Line = ""

    @property
    def words(self) -> str:
        """Registry and number in one line."""
        return " ".join(filter(None, (self.registry, self.id))) or self.url


class Reviewer(Part):
    """A person who decides."""

    id: Identifier
    name: Line = ""
    email: Line = ""
    orcid: Line = ""
    role: Line = ""


class Search(Part):
    """One run of one query against one source."""

    id: Identifier
    source: Line = ""
    platform: Line = ""
    kind: SearchKind = Field(SearchKind.DATABASE, strict=False)
    round: Whole = Field(1, ge=1)
    date: Date = ""
    query: Block = ""
    limits: Line = ""
    filters: Line = ""
    peer_review: Line = Field("", alias="peer-review")
    by: Line = ""
    expected: Whole | None = Field(None, ge=0)
    screen: bool = False
    note: Line = ""


def _listed(value: Any) -> Any:
    """Lets one word stand for a list of one."""
    return [value] if isinstance(value, str) else value


# Who settles conflicts: one of the words anyone, consensus, third; or reviewers' ids.
Resolvers = Annotated[
    list[Identifier],
    BeforeValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Stage(Part):
    """One pass over the reports."""

    id: Identifier
    name: Line = ""
    on: Literal["records", "reports"] = "records"
    reviewers: Whole = Field(2, ge=1, le=10)
    scheme: Scheme = Field(Scheme.INDEPENDENT, strict=False)
    sample: float | None = Field(None, gt=0, le=1)
    unsure: Unsure = Field(Unsure.ADVANCES, strict=False)
    reasons: bool = False
    people: list[Identifier] = []
    assign: Assign = Field(Assign.ANYONE, strict=False)
    judge: Literal["report", "each"] = "report"
    resolve: Resolvers = ["anyone"]
    note: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: Any) -> Any:
        if isinstance(data, dict) and "unsure" not in data:
            default = Unsure.CONFLICT if data.get("on") == "reports" else Unsure.ADVANCES
            return data | {"unsure": default.value}
        return data


# What a rule may hold, for editors; what its values may be is `slr.screening.rules_parse`'s to say (P039).
RULE_KEYS = ("year", "language", "type", "title", "abstract", "text", "keywords", "all", "any", "not")
RuleText = Annotated[
    dict[str, Any],
    WithJsonSchema(
        {"type": "object", "properties": {key: {} for key in RULE_KEYS}, "additionalProperties": False}
    ),
]


class Criterion(Part):
    """One inclusion or exclusion criterion."""

    id: Identifier
    text: Line = Field(min_length=1)
    type: Literal["include", "exclude"]
    stages: list[Identifier] = []
    order: Whole | None = Field(None, ge=0)
    element: Line = ""
    examples: list[Line] = []
    terms: list[Line] = []
    rule: RuleText = {}
    auto: Literal["", "exclude"] = ""
    note: Line = ""


class Known(Part):
    """A study that the searches must find."""

    title: Line = ""
    doi: Line = ""
    pmid: Line = ""
    year: Whole | None = Field(None, ge=1500, le=2200)
    note: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _bare_doi(cls, data: Any) -> Any:
        if isinstance(data, str) and (match := _DOI.fullmatch(data.strip())):
            return {"doi": match[1].lower()}
        if isinstance(data, str):
            return {"title": data}
        if isinstance(data, dict) and isinstance(data.get("doi"), str):
            match = _DOI.fullmatch(data["doi"].strip())
            return data | {"doi": match[1].lower()} if match else data
        return data


class Previous(Part):
    """What an earlier version of the review included that was made elsewhere: counts for the flow."""

    studies: Whole = Field(ge=0)
    reports: Whole | None = Field(None, ge=0)
    source: Line = ""


class Methods(Part):
    """How data are collected, appraised and put together; PRISMA-P asks for each."""

    data: Line = ""
    outcomes: Line = ""
    appraisal: Line = ""
    synthesis: Line = ""
    certainty: Line = ""


class Amendment(Part):
    """A change of the protocol after it was fixed: when, what and why."""

    date: Date = ""
    change: Line = ""
    reason: Line = ""
    by: Line = ""
    parts: list[Line] = []


class Dedup(Part):
    """Which relations between records are joined though slr keeps them apart on its own: `preprint` …"""

    join: list[Line] = []


class CheckSettings(Part):
    """Which findings `slr check` shows; no part of the plan, so no part of the protocol's hash."""

    select: list[Line] = []
    ignore: list[Line] = []


class Protocol(Part):
    """The whole of protocol.yaml."""

    title: Line = Field(min_length=1)
    question: Annotated[Question, _short_form("text")] = Question()
    registration: Annotated[Registration, _short_form("id")] = Registration()
    rationale: Line = ""
    objectives: list[Line] = []
    authors: list[Line] = []
    contact: Line = ""
    funding: Line = ""
    interests: Line = ""
    reviewers: list[Annotated[Reviewer, _short_form("id")]] = []
    searches: list[Search] = []
    stages: list[Stage] = []
    criteria: list[Criterion] = []
    codebooks: list[Identifier] = []
    dedup: Dedup = Dedup()
    methods: Methods = Methods()
    known: list[Known] = []
    previous: Previous | None = None
    amendments: list[Amendment] = []
    sources: list[Line] = []
    note: Line = ""
    synthetic: Line = ""
    check: CheckSettings = CheckSettings()

    def plan(self) -> plan.Plan:
        """The plan as the steps see it: defaults filled in, the last stage marked, criteria numbered."""
        return plan.Plan(
            title=self.title,
            question=self.question.text,
            framework=dict(self.question.elements),
            reviewers=tuple(reviewer.id for reviewer in self.reviewers),
            searches=tuple(_planned_search(search) for search in self.searches),
            stages=tuple(
                _planned_stage(stage, last=place == len(self.stages))
                for place, stage in enumerate(self.stages, start=1)
            ),
            criteria=tuple(_planned_criterion(c, place) for place, c in enumerate(self.criteria, start=1)),
            codebooks=tuple(self.codebooks),
            join=tuple(self.dedup.join),
            synthetic=self.synthetic,
            registration=self.registration.words,
        )


def _planned_search(search: Search) -> plan.Search:
    filters = "" if search.filters.casefold() in ("", "none", "not stated") else f"filter: {search.filters}"
    limits = "; ".join(filter(None, (search.limits, filters)))
    return plan.Search(
        id=search.id,
        source=search.source,
        platform=search.platform,
        kind=search.kind,
        round=search.round,
        date=search.date,
        query=search.query,
        limits=limits,
        expected=search.expected,
        screen=search.screen,
    )


def who_resolves(stage: Stage) -> Resolving:
    """What `resolve` says: one of its words, else the people named."""
    words = [one.value for one in Resolving if one is not Resolving.NAMED]
    single = stage.resolve[0] if len(stage.resolve) == 1 else ""
    return Resolving(single) if single in words else Resolving.NAMED


def _planned_stage(stage: Stage, *, last: bool) -> plan.Stage:
    return plan.Stage(
        id=stage.id,
        name=stage.name or stage.id.replace("-", " ").capitalize(),
        on=stage.on,
        reviewers=stage.reviewers,
        scheme=stage.scheme,
        sample=stage.sample if stage.sample is not None else 1.0,
        unsure=stage.unsure,
        reasons=stage.reasons,
        last=last,
        people=tuple(stage.people),
        assign=stage.assign,
        judge_each=stage.judge == "each",
        resolve=who_resolves(stage),
        arbiters=tuple(stage.resolve) if who_resolves(stage) is Resolving.NAMED else (),
    )


def _planned_criterion(criterion: Criterion, place: int) -> plan.Criterion:
    return plan.Criterion(
        id=criterion.id,
        text=criterion.text,
        type=criterion.type,
        stages=tuple(criterion.stages),
        order=criterion.order if criterion.order is not None else place,
        terms=tuple(criterion.terms),
        rule=plain(criterion.rule),
        auto=criterion.auto == "exclude",
    )


def plain(value: Any) -> Any:
    """A rule as JSON-able data: what was read as a number keeps its value, whatever it was written as."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, bool | int | float) or value is None else str(value)
