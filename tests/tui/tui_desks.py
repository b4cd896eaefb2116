"""Desks in memory for the tests of the screens: the protocols of app/ask.py without a folder behind them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from slr.app.ask import ConflictSheet, DuplicateSheet, Narrowing, Parts, Progress, Sheet, StudySheet
from slr.app.ask_codings import CodingConflict
from slr.model.codebook import Category, Codebook, Coding, Dimension
from slr.model.errors import SlrError
from slr.model.plan import Criterion, Stage
from slr.model.record import Record
from slr.model.report import Decision
from slr.model.text import FullText
from slr.model.words import Judgment, Verdict

NOTICE = "Synthetic data: these reports and decisions are made up, no study behind them exists."

CRITERIA = (
    Criterion(
        id="public-health",
        text="The study concerns an organization that is responsible for public health, of any level.",
    ),
    Criterion(id="social-media", text="It studies the use of social media, not of the web.", order=1),
    Criterion(id="no-data", text="Editorial, letter or opinion without data.", type="exclude", order=2),
    Criterion(id="out-of-range", text="Published before 2004 or after July 2015.", type="exclude", order=3),
)

SUBJECTS = (
    "vaccination messages",
    "emergency warnings",
    "smoking cessation",
    "food safety recalls",
    "influenza surveillance",
    "physical activity",
)
PLACES = ("city health departments", "a national agency", "regional authorities", "county offices")


def synthetic_record(place: int) -> Record:
    """A made-up record, always the same for a place (from 1)."""
    subject = SUBJECTS[place % len(SUBJECTS)]
    where = PLACES[place % len(PLACES)]
    abstract = (
        f"BACKGROUND: Little is known about how {where} use social media for {subject}. "
        f"OBJECTIVE: To describe what {where} post, who answers, and what follows from it. "
        f"METHODS: We read {40 + place} accounts over {place % 9 + 3} months and coded each message twice; "
        "disagreements were settled by a third reader. "
        f"RESULTS: Of {1000 + 37 * place} messages, {place % 60 + 20}% asked nothing of the reader. Replies "
        "were few, and most of them came within a day. Accounts with a named author were answered more. "
        "CONCLUSIONS: Posting alone is not a conversation. Organizations that answer are answered."
    )
    return Record(
        id=f"made-up-000000-{place}",
        search="made-up",
        type="article-journal",
        title=f"How {where} use social media for {subject}: a made-up study ({place})",
        abstract=abstract if place % 11 else "",
        authors=("Example, Ada", "Sample, Ben", f"Writer, No. {place}"),
        year=2005 + place % 10,
        journal="Journal of Invented Results",
        volume=str(place % 30 + 1),
        issue=str(place % 6 + 1),
        pages=f"{place}-{place + 9}",
        doi=f"10.5555/made-up.{place}",
        keywords=("social media", subject),
    )


def synthetic_records(count: int) -> list[Record]:
    """The first made-up records."""
    return [synthetic_record(place) for place in range(1, count + 1)]


@dataclass
class FakeScreeningDesk:
    """A screening desk; `refuse` makes every answer fail as a full disk would."""

    records: list[Record] = field(default_factory=lambda: synthetic_records(5))
    stage: Stage = field(default_factory=lambda: Stage(id="title-abstract", name="Title and abstract"))
    criteria: Sequence[Criterion] = CRITERIA
    title: str = "Social media in public health"
    notice: str = NOTICE
    reviewer: str = "ana"
    sources: tuple[str, ...] = ("medline", "scopus")
    refuse: str = ""
    decisions: dict[str, list[Decision]] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)  # what was asked for, in order
    away: list[str] = field(default_factory=list)  # not retrieved
    files: dict[str, Path] = field(default_factory=dict)
    orders: list[Sequence[str]] = field(default_factory=list)  # learned, to be taken one after the other
    learning: str = ""
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # why it was moved up
    before: list[str] = field(default_factory=list)  # decided in an earlier session, the last at the end
    idle: str = ""
    read: dict[str, tuple[FullText, ...]] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)  # notes
    narrowed: Narrowing | None = None

    def __post_init__(self) -> None:
        self.by_report = {record.id: record for record in self.records}
        self.queue = list(self.by_report)

    def decision(self, report: str) -> Decision | None:
        stack = self.decisions.get(report)
        return stack[-1] if stack else None

    def sheet(self, report: str) -> Sheet:
        self.shown.append(report)
        stack = self.decisions.get(report)
        return Sheet(
            report=report,
            record=self.by_report[report],
            mine=stack[-1] if stack else None,
            sources=self.sources,
            not_retrieved=report in self.away and not stack,
        )

    def verdicts(self) -> Sequence[Verdict]:
        first = (Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.UNSURE)
        return (*first, Verdict.AWAITING, Verdict.ONGOING) if self.stage.last else first

    def decide(
        self,
        report: str,
        verdict: Verdict,
        *,
        reason: str = "",
        note: str = "",
        judgments: Mapping[str, Judgment] | None = None,
    ) -> Sheet:
        if self.refuse:
            raise SlrError(self.refuse, "Free some space and press the key again.")
        if verdict is Verdict.EXCLUDE and self.stage.needs_reason and not reason:
            raise SlrError("An exclusion at this stage needs a reason.", "Press e and choose one.")
        decision = Decision(
            event=f"event-{len(self.history)}",
            stage=self.stage.id,
            reviewer=self.reviewer,
            record=report,
            members=(report,),
            verdict=verdict,
            reason=reason if verdict is Verdict.EXCLUDE else "",
            note=note,
            judgments=tuple((name, word.value) for name, word in (judgments or {}).items()),
        )
        self.decisions.setdefault(report, []).append(decision)
        self.waiting.pop(report, None)
        self.history.append(report)
        return self.sheet(report)

    def narrowing(self) -> Narrowing | None:
        return self.narrowed

    def notes(self) -> Mapping[str, str]:
        return dict(self.waiting)

    def keep_note(self, report: str, note: str) -> None:
        if self.refuse:
            raise SlrError(self.refuse, "Free some space and press the key again.")
        self.waiting[report] = note

    def not_retrieved(self, report: str) -> Sheet:
        if self.refuse:
            raise SlrError(self.refuse)
        if self.decisions.get(report):
            raise SlrError("You decided on its full text.", "Undo the decision first.")
        self.away.append(report)
        self.history.append(report)
        return self.sheet(report)

    def full_text(self, report: str) -> Path | None:
        return self.files.get(report)

    def undo(self) -> str | None:
        if self.refuse:
            raise SlrError(self.refuse)
        if not self.history:
            return None
        report = self.history.pop()
        if report in self.away:
            self.away.remove(report)
        else:
            self.decisions[report].pop()
        return report

    def text_files(self, report: str) -> Sequence[str]:
        return [text.file for text in self.read.get(report, ())]

    def texts(self, report: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        return self.read.get(report, ())

    def earlier(self) -> Sheet | None:
        return self.sheet(self.before[-1]) if self.before else None

    def undo_earlier(self) -> str | None:
        if not self.before:
            return None
        report = self.before.pop()
        self.decisions[report].pop()
        return report

    def idle_words(self) -> str:
        return self.idle

    def progress(self) -> Progress:
        done = sum(1 for stack in self.decisions.values() if stack)
        return Progress(done=done, left=len(self.queue) - done - len(self.away))

    def new_order(self) -> Sequence[str] | None:
        return self.orders.pop(0) if self.orders else None

    def order_words(self) -> str:
        return self.learning

    def ask_why(self, report: str) -> bool:
        self.asked.append(report)
        return bool(self.learning)

    def why(self, report: str) -> Sequence[str] | None:
        return self.words.get(report)

    def chosen(self, place: int) -> tuple[str, str, str] | None:
        """The decision in force on the report at a place of the queue, as (verdict, reason, note)."""
        stack = self.decisions.get(self.queue[place])
        return (stack[-1].verdict.value, stack[-1].reason, stack[-1].note) if stack else None

    def decided_before(self, count: int) -> "FakeScreeningDesk":
        """The same desk, the first reports decided in an earlier session."""
        for report in self.queue[:count]:
            self.decide(report, Verdict.INCLUDE)
        self.before = list(self.history)
        self.history.clear()
        return self


def disagreement(report: str, reason: bool = False) -> tuple[Decision, ...]:
    """Two made-up decisions that differ, on the verdict or only on the reason."""
    first = (Verdict.EXCLUDE, "no-data", "") if reason else (Verdict.INCLUDE, "", "It counts posts.")
    second = (Verdict.EXCLUDE, "social-media", "A web site only, as far as I can see.")
    return tuple(
        Decision(
            event=f"{report}-{who}",
            stage="full-text",
            reviewer=who,
            record=report,
            members=(report,),
            verdict=verdict,
            reason=why,
            note=note,
        )
        for who, (verdict, why, note) in (("ana", first), ("ben", second))
    )


@dataclass
class FakeResolvingDesk:
    """A resolving desk: every second conflict is about the reason only."""

    records: list[Record] = field(default_factory=lambda: synthetic_records(4))
    stage: Stage = field(default_factory=lambda: Stage(id="full-text", name="Full text", on="reports"))
    criteria: Sequence[Criterion] = CRITERIA
    title: str = "Social media in public health"
    notice: str = NOTICE
    reviewer: str = "cyd"
    refuse: str = ""
    resolved: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)  # notes
    narrowed: Narrowing | None = None

    def __post_init__(self) -> None:
        self.by_report = {record.id: record for record in self.records}
        self.queue = list(self.by_report)

    def sheet(self, report: str) -> ConflictSheet:
        about_reason = self.queue.index(report) % 2 == 1
        return ConflictSheet(
            report=report,
            record=self.by_report[report],
            decisions=disagreement(report, about_reason),
            about="reason" if about_reason else "verdict",
            sources=("medline",),
        )

    def verdicts(self) -> Sequence[Verdict]:
        return (Verdict.INCLUDE, Verdict.EXCLUDE)

    def resolve(self, report: str, verdict: Verdict, *, reason: str = "", note: str = "") -> None:
        if self.refuse:
            raise SlrError(self.refuse)
        self.resolved.setdefault(report, []).append((verdict.value, reason, note))
        self.history.append(report)

    def narrowing(self) -> Narrowing | None:
        return self.narrowed

    def notes(self) -> Mapping[str, str]:
        return dict(self.waiting)

    def keep_note(self, report: str, note: str) -> None:
        if self.refuse:
            raise SlrError(self.refuse)
        self.waiting[report] = note

    def undo(self) -> str | None:
        if not self.history:
            return None
        report = self.history.pop()
        self.resolved[report].pop()
        return report

    def progress(self) -> Progress:
        done = sum(1 for stack in self.resolved.values() if stack)
        return Progress(done=done, left=len(self.queue) - done)


CODEBOOK = Codebook(
    id="made-up-book",
    name="A made-up codebook",
    version="1",
    source="Synthetic, for tests",
    dimensions=(
        Dimension(
            id="aim",
            name="Aim",
            question="What does the organization want of social media?",
            kind="many",
            required=True,
            categories=(
                Category(
                    id="transparency",
                    name="Transparency",
                    definition="Shows what the organization does and decides, so that others can judge it.",
                    use="Reports, minutes or data are published.",
                    avoid="Health advice alone.",
                    examples=("Minutes of a board, posted on a blog.",),
                ),
                Category(id="participation", name="Participation", definition="Lets people help decide."),
                Category(
                    id="co-production", name="Co-production", definition="Shares the work of a service."
                ),
            ),
        ),
        Dimension(
            id="design",
            name="Study design",
            question="How was it studied?",
            kind="single",
            required=True,
            quote=True,
            categories=(
                Category(id="content", name="Content analysis", definition="Reads what was posted."),
                Category(id="survey", name="Survey", definition="Asks people in a fixed form."),
            ),
        ),
        Dimension(
            id="sample", name="Sample size", question="How many accounts?", kind="number", unit="accounts"
        ),
        Dimension(id="country", name="Country", question="Where?", kind="country"),
        Dimension(id="since", name="Since", question="Since when?", kind="date"),
        Dimension(id="remark", name="Remark", question="What else?", kind="text"),
    ),
)


@dataclass
class FakeCodingDesk:
    """A coding desk that checks values and quotes as the real one does."""

    records: list[Record] = field(default_factory=lambda: synthetic_records(3))
    codebook: Codebook = CODEBOOK
    title: str = "Social media in public health"
    notice: str = NOTICE
    coder: str = "ana"
    refuse: str = ""
    full_texts: dict[str, tuple[FullText, ...]] = field(default_factory=dict)
    columns: Sequence[tuple[str, bool]] = ()
    proposal: str = ""
    codings: dict[tuple[str, str], list[Coding]] = field(default_factory=dict)
    history: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_study = {f"study-{place}": record for place, record in enumerate(self.records, 1)}
        self.queue = list(self.by_study)

    def sheet(self, study: str) -> StudySheet:
        codings = [s[-1] for (name, _), s in self.codings.items() if name == study and s]
        return StudySheet(
            study=study,
            records=(self.by_study[study],),
            codings=tuple(codings),
            named=not self.columns or ":" in study,
            proposal=self.proposal,
        )

    def text_files(self, study: str) -> Sequence[str]:
        return [text.file for text in self.full_texts.get(study, ())]

    def texts(self, study: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        return self.full_texts.get(study, ())

    def is_done(self, study: str) -> bool:
        return self._complete(study)

    @property
    def part_columns(self) -> Sequence[tuple[str, bool]]:
        return self.columns

    def name_part(self, study: str, cells: Mapping[str, str]) -> str:
        if not cells["outcome"]:
            raise SlrError("outcome is empty", "what is judged must be said in full")
        name = f"{study.partition(':')[0]}:{cells['outcome']}"
        self.by_study[name] = self.by_study[study]
        place = self.queue.index(study)
        if ":" in study:
            self.queue.insert(place + 1, name)
        else:
            self.queue[place] = name
        self.history.append((name, ""))
        return name

    def code(
        self,
        study: str,
        dimension: str,
        values: Sequence[str],
        *,
        quote: str = "",
        page: str = "",
        note: str = "",
    ) -> StudySheet:
        if self.refuse:
            raise SlrError(self.refuse)
        asked = self.codebook.dimension(dimension)
        assert asked is not None
        if asked.kind in ("single", "many"):
            for value in values:
                if asked.category(value) is None:
                    raise SlrError(f"{value} is no category of {dimension}.")
        if asked.kind == "number":
            for value in values:
                if not value.replace(".", "", 1).isdigit():
                    raise SlrError(f"{value} is no number.", "Type digits only.")
        if asked.quote and values and not quote:
            raise SlrError("This dimension needs a quote.", "Press t and type it first.")
        coding = Coding(
            study=study,
            codebook=self.codebook.id,
            dimension=dimension,
            coder=self.coder,
            values=tuple(values),
            quote=quote,
            page=page,
            note=note,
        )
        self.codings.setdefault((study, dimension), []).append(coding)
        self.history.append((study, dimension))
        return self.sheet(study)

    def undo(self) -> str | None:
        if not self.history:
            return None
        key = self.history.pop()
        if not key[1]:
            study = key[0].partition(":")[0]
            self.queue[self.queue.index(key[0])] = study
            return study
        self.codings[key].pop()
        return key[0]

    def progress(self) -> Progress:
        done = sum(1 for study in self.queue if self._complete(study))
        return Progress(done=done, left=len(self.queue) - done)

    def _complete(self, study: str) -> bool:
        coded = {coding.dimension for coding in self.sheet(study).codings if coding.values}
        dimensions = self.codebook.dimensions
        return ({d.id for d in dimensions if d.required} or {d.id for d in dimensions}) <= coded


def differing_codings() -> dict[tuple[str, str], tuple[Coding, ...]]:
    """Made-up differences: on categories, on one category, on a number."""

    def coding(study: str, dimension: str, coder: str, *values: str, **more: str) -> Coding:
        return Coding(
            study=study,
            codebook=CODEBOOK.id,
            dimension=dimension,
            coder=coder,
            values=values,
            event=f"{study}-{dimension}-{coder}",
            **more,  # type: ignore[arg-type]
        )

    return {
        ("study-1", "aim"): (
            coding("study-1", "aim", "ana", "transparency", quote="Minutes are published.", page="3"),
            coding("study-1", "aim", "ben", "transparency", "co-production", note="They do it together."),
        ),
        ("study-1", "design"): (
            coding("study-1", "design", "ana", "content", quote="We read 41 accounts."),
            coding("study-1", "design", "ben", "survey", quote="We asked 12 people.", page="5"),
            coding("study-1", "design", "dan", "content", quote="We read."),
        ),
        ("study-2", "sample"): (
            coding("study-2", "sample", "ana", "41"),
            coding("study-2", "sample", "ben", "42", quote="42 accounts", page="2"),
        ),
    }


@dataclass
class FakeCodingResolvingDesk:
    """A desk of coders' differences that checks quotes as the real one does."""

    records: list[Record] = field(default_factory=lambda: synthetic_records(2))
    conflicts: dict[tuple[str, str], tuple[Coding, ...]] = field(default_factory=differing_codings)
    codebook: Codebook = CODEBOOK
    title: str = "Social media in public health"
    notice: str = NOTICE
    resolver: str = "cyd"
    refuse: str = ""
    full_texts: dict[str, tuple[FullText, ...]] = field(default_factory=dict)
    settled: dict[tuple[str, str], Coding] = field(default_factory=dict)
    shown: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_study = {f"study-{place}": record for place, record in enumerate(self.records, 1)}
        self.queue = list(self.conflicts)

    def text_files(self, study: str) -> Sequence[str]:
        return [text.file for text in self.full_texts.get(study, ())]

    def texts(self, study: str, stopped: Callable[[], bool]) -> Sequence[FullText]:
        return self.full_texts.get(study, ())

    def sheet(self, cell: tuple[str, str]) -> CodingConflict:
        self.shown.append(cell)
        dimension = self.codebook.dimension(cell[1])
        assert dimension is not None
        return CodingConflict(
            study=cell[0],
            dimension=dimension,
            records=(self.by_study[cell[0]],),
            codings=self.conflicts[cell],
            settled=self.settled.get(cell),
        )

    def resolve(
        self, cell: tuple[str, str], values: Sequence[str], *, quote: str = "", page: str = "", note: str = ""
    ) -> CodingConflict:
        if self.refuse:
            raise SlrError(self.refuse)
        same = next((c for c in self.conflicts[cell] if set(c.values) == set(values)), None)
        if same and not quote:
            quote, page = same.quote, page or same.page
        dimension = self.codebook.dimension(cell[1])
        if dimension and dimension.quote and not quote:
            raise SlrError("This dimension needs a quote.", "Press t and type it first.")
        self.settled.pop(cell, None)
        self.settled[cell] = Coding(
            study=cell[0],
            codebook=self.codebook.id,
            dimension=cell[1],
            coder=self.resolver,
            values=tuple(values),
            quote=quote,
            page=page,
            note=note,
        )
        return self.sheet(cell)

    def undo(self) -> tuple[str, str] | None:
        return self.settled.popitem()[0] if self.settled else None

    def progress(self) -> Progress:
        return Progress(done=len(self.settled), left=len(self.queue) - len(self.settled))


def near_duplicates() -> list[tuple[Record, ...]]:
    """Made-up groups: a pair that differs in spelling, a group of three, a pair of parts."""
    one, two, three = synthetic_records(3)
    spelled = replace(
        one, id="other-111111-1", search="other", title=one.title.upper(), journal="J Inv Res", doi=""
    )
    again = replace(one, id="third-222222-9", search="third", year=2007, pages="1-8")
    part = replace(two, title=two.title + " Part I")
    other_part = replace(two, id="other-111111-2", title=two.title + " Part II", doi="10.5555/made-up.9999")
    return [(one, spelled), (one, spelled, again), (part, other_part), (three, replace(three, id="x-3"))]


@dataclass
class FakeDuplicatesDesk:
    """A desk of possible duplicates."""

    groups: list[tuple[Record, ...]] = field(default_factory=near_duplicates)
    title: str = "Social media in public health"
    notice: str = NOTICE
    reviewer: str = "ana"
    refuse: str = ""
    answers: dict[str, list[Parts]] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.queue = [f"group-{place}" for place in range(1, len(self.groups) + 1)]

    def sheet(self, group: str) -> DuplicateSheet:
        stack = self.answers.get(group)
        records = self.groups[self.queue.index(group)]
        why = ("Same first author and year.", "The titles differ in capitals only.")
        return DuplicateSheet(group=group, records=records, why=why, mine=stack[-1] if stack else ())

    def decide(self, group: str, parts: Parts) -> DuplicateSheet:
        if self.refuse:
            raise SlrError(self.refuse)
        assert sorted(i for part in parts for i in part) == sorted(r.id for r in self.sheet(group).records)
        self.answers.setdefault(group, []).append(parts)
        self.history.append(group)
        return self.sheet(group)

    def undo(self) -> str | None:
        if not self.history:
            return None
        group = self.history.pop()
        self.answers[group].pop()
        return group

    def progress(self) -> Progress:
        done = sum(1 for stack in self.answers.values() if stack)
        return Progress(done=done, left=len(self.queue) - done)
