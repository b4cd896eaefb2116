"""Criteria: whether two people can judge them, at the stage where they are to be judged."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from slr.model.words import Severity
from slr.protocol.period import find_periods
from slr.protocol.rule import Subject, Trouble, rule

if TYPE_CHECKING:
    from slr.protocol.schema import Criterion

_VAGUE = re.compile(
    r"\b(relevant|appropriate|suitable|adequate|sufficient|good quality|high[- ]quality|poor quality"
    r"|low[- ]quality|interesting|significant|recent|etc\.?|and so on|and similar)(?!\w)",
    re.IGNORECASE,
)
_FULL_TEXT = re.compile(r"\bfull[- ]?texts?\b", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"(?:not?(?! (?:restrictions?|limits?)\b)|without|excludes?d?|excluding|lacks?)\b", re.IGNORECASE
)
_POSITIVE = re.compile(r"includes?d?\b", re.IGNORECASE)


def _plain(text: str) -> str:
    """A criterion's text without case, punctuation and a leading negation."""
    words = re.sub(r"[\W_]+", " ", text.lower()).split()
    while words and words[0] in ("is", "are", "a", "an", "the", "studies", "study"):
        words = words[1:]
    return " ".join(words)


@rule(
    "P011",
    "stage without criteria",
    "criteria",
    Severity.ERROR,
    why="An exclusion names a criterion as its reason; PRISMA asks for the reasons with their counts.",
    example="stages: [{id: title-abstract}, {id: full-text, on: reports}]\n"
    "criteria:\n  - {id: e1, text: Not about public health, type: exclude, stages: [title-abstract]}\n"
    "  - {id: i1, text: About nudges in schools, type: include, stages: [title-abstract]}\n",
    mend="Give every stage at least one criterion; a criterion without `stages` holds at all of them.",
    source="PRISMA-P 2015, item 8; PRISMA 2020, item 16b",
)
def stage_without_criteria(subject: Subject) -> Iterator[Trouble]:
    plan = subject.protocol.plan()
    for index, stage in enumerate(plan.stages):
        if not plan.reasons(stage.id):
            yield Trouble(
                ("stages", index, "id"),
                f"No criterion is judged at the stage `{stage.id}`, so an exclusion has no reason to name.",
                f"Add criteria, or `{stage.id}` to their `stages`.",
            )


@rule(
    "P030",
    "no inclusion criterion",
    "criteria",
    why="Exclusions alone do not say what the review is about: whatever they forget to name comes in.",
    example="criteria:\n  - {id: e1, text: Not about public health, type: exclude}\n",
    mend="Say what a study must have, element by element of the question.",
    source="PRISMA-P 2015, item 8; Cochrane Handbook, chapter 3",
)
def no_inclusion(subject: Subject) -> Iterator[Trouble]:
    criteria = subject.protocol.criteria
    if criteria and all(criterion.type == "exclude" for criterion in criteria):
        message = "Every criterion excludes; none says what a study must have."
        yield Trouble(("criteria",), message, "Add criteria of `type: include`.", key=True)


@rule(
    "P031",
    "same criterion twice",
    "criteria",
    why="Of two criteria that say the same, reviewers name now one, now the other: the counts by reason are "
    "worth nothing.",
    example="criteria:\n  - {id: i1, text: About nudges in schools, type: include}\n"
    "  - {id: i2, text: About nudges in schools., type: include}\n",
    mend="Keep one of them.",
)
def same_criterion_twice(subject: Subject) -> Iterator[Trouble]:
    first: dict[tuple[str, str], str] = {}
    for index, criterion in enumerate(subject.protocol.criteria):
        key = (criterion.type, _plain(criterion.text))
        if key in first:
            message = f"The criterion `{criterion.id}` says the same as `{first[key]}`."
            yield Trouble(("criteria", index, "text"), message, "Keep one of them.")
        first.setdefault(key, criterion.id)


@rule(
    "P032",
    "criteria that contradict each other",
    "criteria",
    Severity.ERROR,
    why="No study meets what one criterion asks for and another rules out: the review would be empty.",
    example="criteria:\n  - {id: i1, text: Randomized trials in schools, type: include}\n"
    "  - {id: e1, text: randomized trials in schools, type: exclude}\n",
    mend="Decide which of the two you mean.",
)
def contradiction(subject: Subject) -> Iterator[Trouble]:
    included = {_plain(c.text): c for c in subject.protocol.criteria if c.type == "include"}
    for index, criterion in enumerate(subject.protocol.criteria):
        other = included.get(_plain(criterion.text)) if criterion.type == "exclude" else None
        if other is not None:
            message = f"`{criterion.id}` excludes what `{other.id}` asks for."
            yield Trouble(("criteria", index, "text"), message, "No study can meet both.")


@rule(
    "P033",
    "same place in the order",
    "criteria",
    why="Reviewers name the first reason that applies; where two share a place, they will not name the same.",
    example="criteria:\n  - {id: i1, text: About nudges in schools, type: include, order: 1}\n"
    "  - {id: e1, text: Not about public health, type: exclude, order: 1}\n",
    mend="Number the criteria one after the other, or leave `order` out: then the order in the file counts.",
)
def same_order(subject: Subject) -> Iterator[Trouble]:
    before: dict[int, list[Criterion]] = {}
    for index, criterion in enumerate(subject.protocol.criteria):
        if criterion.order is None:
            continue
        for other in before.get(criterion.order, ()):
            if not criterion.stages or not other.stages or set(criterion.stages) & set(other.stages):
                message = f"`{criterion.id}` has the same place in the order as `{other.id}`: {other.order}."
                yield Trouble(("criteria", index, "order"), message, "Give each its own.")
                break
        before.setdefault(criterion.order, []).append(criterion)


@rule(
    "P034",
    "full text judged where only records are seen",
    "criteria",
    why="At a stage on records people see title and abstract: nobody can judge the full text there.",
    example="criteria:\n  - {id: i1, text: About nudges in schools, type: include}\n"
    "  - {id: e1, text: The full text has no results, type: exclude}\n",
    mend="Add `stages:` with the stages on reports.",
)
def judged_too_early(subject: Subject) -> Iterator[Trouble]:
    plan = subject.protocol.plan()
    for index, criterion in enumerate(plan.criteria):
        early = [s.id for s in plan.record_stages if criterion.applies_at(s.id)]
        if early and plan.report_stages and _FULL_TEXT.search(criterion.text):
            later = ", ".join(stage.id for stage in plan.report_stages)
            message = f"`{criterion.id}` is about the full text, but is judged at {', '.join(early)} too."
            yield Trouble(("criteria", index, "text"), message, f"Add `stages: [{later}]`.")


@rule(
    "P035",
    "type and wording differ",
    "criteria",
    Severity.INFO,
    why="An inclusion criterion that begins with `not` is what to keep to one, and what to drop to another.",
    example="criteria:\n  - {id: i1, text: Not about public health at all, type: include}\n",
    mend="Say it the other way round, or change the type.",
)
def type_and_wording(subject: Subject) -> Iterator[Trouble]:
    for index, criterion in enumerate(subject.protocol.criteria):
        wrong = _NEGATIVE if criterion.type == "include" else _POSITIVE
        if found := wrong.match(criterion.text):
            message = f"`{criterion.id}` is of type {criterion.type}, but begins with `{found[0]}`."
            yield Trouble(("criteria", index, "text"), message, "Is the type right?")


@rule(
    "P036",
    "vague criterion",
    "criteria",
    Severity.INFO,
    why="What is relevant or adequate, two people judge differently, and neither can say why.",
    example="criteria:\n  - {id: i1, text: Relevant studies of nudges, type: include}\n",
    mend="Say what makes it so: a design, a number, an instrument, a place.",
    source="Cochrane Handbook, chapter 3: criteria are explicit",
)
def vague(subject: Subject) -> Iterator[Trouble]:
    for index, criterion in enumerate(subject.protocol.criteria):
        if found := _VAGUE.search(criterion.text):
            message = f"`{found[0]}` in `{criterion.id}` means something else to each reviewer."
            yield Trouble(("criteria", index, "text"), message, "Say what makes it so.")


@rule(
    "P037",
    "criterion of a word or two",
    "criteria",
    Severity.INFO,
    why="`Population` is a heading, not a criterion: nobody can tell what meets it.",
    example="criteria:\n  - {id: i1, text: Population, type: include}\n",
    mend="Write the criterion as a sentence that is true or false of a study.",
)
def too_short(subject: Subject) -> Iterator[Trouble]:
    for index, criterion in enumerate(subject.protocol.criteria):
        if len(criterion.text.split()) == 1 and criterion.text.isascii():
            message = f"`{criterion.text}` is no more than a heading."
            yield Trouble(("criteria", index, "text"), message, "Write a sentence that is true or false.")


@rule(
    "P038",
    "period that ends before it begins",
    "criteria",
    Severity.ERROR,
    why="Nothing is published in such a period: the criterion never holds, the limit finds nothing.",
    example="criteria:\n  - {id: i1, text: Published from 2015 to 2004, type: include}\n",
    mend="Turn the two around.",
)
def backwards(subject: Subject) -> Iterator[Trouble]:
    texts = [(("criteria", i, "text"), c.text) for i, c in enumerate(subject.protocol.criteria)]
    texts += [(("searches", i, "limits"), s.limits) for i, s in enumerate(subject.protocol.searches)]
    for path, text in texts:
        for period in find_periods(text):
            if period.backwards:
                yield Trouble(
                    path, f"The period from {period.start} to {period.end} is empty.", "Turn it around."
                )


@rule(
    "P040",
    "auto that never acts",
    "criteria",
    why="`auto: exclude` lets the criterion's rule decide, and only at the first stage: without a rule, "
    "or at a later stage alone, it does nothing.",
    example="criteria:\n  - {id: i1, text: About nudges in schools, type: include}\n"
    "  - {id: e1, text: Published before 2004, type: exclude, auto: exclude}\n",
    mend="Add a `rule`, or leave `auto` out; a rule that decides belongs to the first stage.",
)
def idle_auto(subject: Subject) -> Iterator[Trouble]:
    stages = subject.protocol.stages
    first = stages[0].id if stages else ""
    for index, criterion in enumerate(subject.protocol.criteria):
        if not criterion.auto:
            continue
        path = ("criteria", index, "auto")
        if not criterion.rule:
            message = f"`{criterion.id}` says `auto: exclude`, but has no rule to decide by."
            yield Trouble(path, message, "Add one, such as `rule: {year: {to: 2003}}`, or leave `auto` out.")
        elif first and criterion.stages and first not in criterion.stages:
            message = (
                f"`{criterion.id}` is not judged at `{first}`, and rules decide at the first stage only."
            )
            yield Trouble(path, message, f"Add `{first}` to its `stages`, or leave `auto` out.")


CRITERIA_RULES = (
    stage_without_criteria,
    no_inclusion,
    same_criterion_twice,
    contradiction,
    same_order,
    judged_too_early,
    type_and_wording,
    vague,
    too_short,
    backwards,
    idle_auto,
)
