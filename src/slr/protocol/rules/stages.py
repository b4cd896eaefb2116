"""Stages and the people who decide in them."""

import re
from collections.abc import Iterator

from slr.model.words import Resolving, Scheme, Severity, Unsure
from slr.protocol.rule import Subject, Trouble, rule

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4})-(\d{4})-(\d{4})-(\d{3}[\dXx])")


@rule(
    "P012",
    "too few reviewers",
    "stages",
    Severity.ERROR,
    why="Where a stage asks for more people than there are, every report stays pending for ever.",
    example="stages:\n  - {id: title-abstract}\n  - {id: full-text, on: reports, reviewers: 3}\n",
    mend="Name everyone who decides under `reviewers`, or lower the number and say so in the paper.",
    source="PRISMA-P 2015, item 11b",
)
def too_few_reviewers(subject: Subject) -> Iterator[Trouble]:
    for index, stage in enumerate(subject.protocol.stages):
        people = len(stage.people or subject.protocol.reviewers)
        if stage.reviewers > people:
            yield Trouble(
                ("stages", index, "reviewers"),
                f"The stage `{stage.id}` asks for {stage.reviewers} reviewers, but there are {people}.",
                f"Add people under `{'people' if stage.people else 'reviewers'}`, or ask for fewer.",
            )


@rule(
    "P050",
    "no stage at all",
    "stages",
    Severity.ERROR,
    why="Without a stage nothing can be screened, and the flow has no boxes between found and included.",
    example="stages: []\n",
    mend="Add at least one stage on records and one on reports.",
    source="PRISMA-P 2015, item 11b",
)
def no_stage(subject: Subject) -> Iterator[Trouble]:
    written = subject.protocol
    # A map of cases that came from a file searches for nothing and screens nothing.
    if not written.stages and (written.searches or written.criteria or not written.codebooks):
        yield Trouble(("stages",), "There is no stage, so nothing can be screened.", "Add `stages:`.")


@rule(
    "P051",
    "no stage on reports",
    "stages",
    why="A review whose studies are included on title and abstract alone has read none of them.",
    example="stages: [{id: title-abstract}]\n",
    mend="Add a stage with `on: reports`.",
    source="PRISMA 2020, items 8 and 16b",
)
def no_report_stage(subject: Subject) -> Iterator[Trouble]:
    stages = subject.protocol.stages
    if stages and all(stage.on == "records" for stage in stages):
        yield Trouble(
            ("stages",), "No stage is on the full reports.", "Add one with `on: reports`.", key=True
        )


@rule(
    "P052",
    "stages out of order",
    "stages",
    Severity.ERROR,
    why="Who has read the report learns nothing from its abstract; the flow has no arrow back.",
    example="stages:\n  - {id: full-text, on: reports}\n  - {id: title-abstract}\n",
    mend="Put the stages on records before those on reports.",
)
def out_of_order(subject: Subject) -> Iterator[Trouble]:
    reports = ""
    for index, stage in enumerate(subject.protocol.stages):
        if stage.on == "records" and reports:
            message = f"The stage `{stage.id}` on records comes after `{reports}` on reports."
            yield Trouble(("stages", index, "id"), message, "Records come first.")
        reports = stage.id if stage.on == "reports" else reports


@rule(
    "P053",
    "sample and scheme do not go together",
    "stages",
    Severity.ERROR,
    why="`scheme: sample` without its share is not a plan, and a share under another scheme is never used.",
    example="stages:\n  - {id: title-abstract, scheme: sample}\n  - {id: full-text, on: reports}\n",
    mend="Add `sample: 0.2` (the share that the second reviewer decides on), or change the scheme.",
)
def sample_without_scheme(subject: Subject) -> Iterator[Trouble]:
    for index, stage in enumerate(subject.protocol.stages):
        if stage.scheme is Scheme.SAMPLE and stage.sample is None:
            message = f"The stage `{stage.id}` takes a sample, but does not say how large."
            yield Trouble(("stages", index, "scheme"), message, "Add `sample: 0.2`.")
        if stage.scheme is not Scheme.SAMPLE and stage.sample is not None:
            message = f"The stage `{stage.id}` has a sample, but its scheme is {stage.scheme.value}."
            yield Trouble(("stages", index, "sample"), message, "Say `scheme: sample`, or drop it.")


@rule(
    "P054",
    "scheme for two with one reviewer",
    "stages",
    Severity.ERROR,
    why="A sample for the second reviewer, or a second person to confirm, takes a second person.",
    example="stages:\n  - {id: title-abstract, scheme: liberal, reviewers: 1}\n"
    "  - {id: full-text, on: reports}\n",
    mend="Ask for two reviewers, or drop the scheme.",
)
def scheme_for_two(subject: Subject) -> Iterator[Trouble]:
    for index, stage in enumerate(subject.protocol.stages):
        if stage.scheme is not Scheme.INDEPENDENT and stage.reviewers < 2:
            message = f"The scheme {stage.scheme.value} of the stage `{stage.id}` takes two reviewers."
            yield Trouble(("stages", index, "scheme"), message, "Say `reviewers: 2`.")


@rule(
    "P063",
    "liberal acceleration on full texts",
    "stages",
    why="Where one include is enough, one person alone decides what is in the review; the method is for "
    "records, whose full texts are judged later.",
    example="stages:\n  - {id: title-abstract, reviewers: 2}\n"
    "  - {id: full-text, on: reports, scheme: liberal, reviewers: 2}\n",
    mend="Let two people decide on each full text (`scheme: independent`).",
    source="Khangura et al. 2012",
)
def liberal_on_reports(subject: Subject) -> Iterator[Trouble]:
    for index, stage in enumerate(subject.protocol.stages):
        if stage.scheme is Scheme.LIBERAL and stage.on == "reports":
            message = f"At `{stage.id}`, which judges full texts, one include is enough."
            yield Trouble(("stages", index, "scheme"), message, "Say `scheme: independent`, or drop the key.")


@rule(
    "P055",
    "one reviewer at full text",
    "stages",
    why="One person alone misses studies and lets in others, and this decision is the last one.",
    example="stages:\n  - {id: title-abstract}\n  - {id: full-text, on: reports, reviewers: 1}\n",
    mend="Ask for two people, or say in the report that one decided and why.",
    source="Cochrane MECIR 2022, C39; AMSTAR 2, item 5",
)
def one_reviewer(subject: Subject) -> Iterator[Trouble]:
    for index, stage in enumerate(subject.protocol.stages):
        if stage.on == "reports" and stage.reviewers == 1:
            message = f"One reviewer alone decides at the stage `{stage.id}`."
            yield Trouble(("stages", index, "reviewers"), message, "Two are expected at full text.")


@rule(
    "P056",
    "unsure without a way out",
    "stages",
    why="With one reviewer, an unsure decision that does not advance waits for ever.",
    example="stages:\n  - {id: title-abstract, reviewers: 1, unsure: conflict}\n"
    "  - {id: full-text, on: reports}\n",
    mend="Let unsure advance, or ask for two reviewers.",
)
def unsure_alone(subject: Subject) -> Iterator[Trouble]:
    for index, stage in enumerate(subject.protocol.stages):
        if stage.reviewers == 1 and stage.on == "records" and stage.unsure is Unsure.CONFLICT:
            message = f"With one reviewer, an unsure decision at `{stage.id}` stays pending for ever."
            yield Trouble(("stages", index, "unsure"), message, "Say `unsure: advances`.")


@rule(
    "P057",
    "unsure includes at the last stage",
    "stages",
    why="At the last stage there is nothing to advance to: unsure would put a study into the review.",
    example="stages:\n  - {id: title-abstract}\n  - {id: full-text, on: reports, unsure: advances}\n",
    mend="Say `unsure: conflict`, so that somebody decides; `awaiting` is for what cannot be decided yet.",
)
def unsure_at_the_end(subject: Subject) -> Iterator[Trouble]:
    stages = subject.protocol.stages
    if stages and stages[-1].on == "reports" and stages[-1].unsure is Unsure.ADVANCES:
        message = f"At `{stages[-1].id}`, the last stage, an unsure decision would count as an include."
        yield Trouble(("stages", len(stages) - 1, "unsure"), message, "Say `unsure: conflict`.")


@rule(
    "P058",
    "stage with somebody who is no reviewer",
    "stages",
    Severity.ERROR,
    why="Whoever is to decide or resolve at a stage must be known, or nobody is ever asked.",
    example="reviewers: [ana, ben]\nstages:\n  - {id: title-abstract, people: [ana, bne]}\n"
    "  - {id: full-text, on: reports}\n",
    mend="Name the person under `reviewers`, or mend the id.",
)
def unknown_person(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.schema import who_resolves
    from slr.protocol.shape import did_you_mean

    known = [reviewer.id for reviewer in subject.protocol.reviewers]
    for index, stage in enumerate(subject.protocol.stages):
        named = stage.resolve if who_resolves(stage) is Resolving.NAMED else []
        for field, people in (("people", stage.people), ("resolve", named)):
            for person in people:
                if person not in known:
                    words = [*known, *(["consensus", "third", "anyone"] if field == "resolve" else [])]
                    message = f"`{person}`, under `{field}` of the stage `{stage.id}`, is no reviewer."
                    yield Trouble(("stages", index, field), message, did_you_mean(person, words))


@rule(
    "P059",
    "nobody is left to resolve",
    "stages",
    why="Where everybody decides on every report, there is no third person, and a conflict stays.",
    example="reviewers: [ana, ben]\nstages:\n  - {id: title-abstract, resolve: third}\n"
    "  - {id: full-text, on: reports}\n",
    mend="Add a third reviewer, or say `resolve: consensus`.",
    source="Cochrane Handbook 2023, section 4.6.4",
)
def nobody_resolves(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.schema import who_resolves

    people = len(subject.protocol.reviewers)
    for index, stage in enumerate(subject.protocol.stages):
        if who_resolves(stage) is Resolving.THIRD and people <= stage.reviewers:
            message = f"Every reviewer decides at `{stage.id}`: there is no third person to resolve."
            yield Trouble(("stages", index, "resolve"), message, "Say `resolve: consensus`, or add a person.")


@rule(
    "P060",
    "one person under two ids",
    "reviewers",
    why="Two decisions by one person under two names look like two independent ones.",
    example="reviewers:\n  - {id: ana, name: Ana, email: ana@example.org}\n"
    "  - {id: ben, name: Ben, email: ANA@example.org}\n",
    mend="Keep one id for each person.",
)
def same_person(subject: Subject) -> Iterator[Trouble]:
    first: dict[tuple[str, str], str] = {}
    for index, reviewer in enumerate(subject.protocol.reviewers):
        for field in ("name", "email", "orcid"):
            value = getattr(reviewer, field).casefold()
            if value and (other := first.get((field, value))):
                message = f"`{reviewer.id}` has the same {field} as `{other}`."
                yield Trouble(("reviewers", index, field), message, "One person, one id.")
            first.setdefault((field, value), reviewer.id)


@rule(
    "P061",
    "no e-mail address",
    "reviewers",
    Severity.INFO,
    why="An address that cannot be one will not reach the person when a conflict has to be resolved.",
    example="reviewers:\n  - {id: ana, name: Ana, email: ana(at)example.org}\n  - {id: ben, name: Ben}\n",
    mend="Write name@host, or leave it out.",
)
def unreadable_email(subject: Subject) -> Iterator[Trouble]:
    for index, reviewer in enumerate(subject.protocol.reviewers):
        if reviewer.email and not _EMAIL.fullmatch(reviewer.email):
            message = f"`{reviewer.email}` is no e-mail address."
            yield Trouble(("reviewers", index, "email"), message, "Write name@host, or leave it out.")


@rule(
    "P062",
    "ORCID iD that cannot be one",
    "reviewers",
    why="An ORCID iD ends in a check digit: one that does not fit names somebody else, or nobody.",
    example="reviewers:\n  - {id: ana, name: Ana, orcid: 0000-0002-1825-0098}\n  - {id: ben, name: Ben}\n",
    mend="Copy it from orcid.org.",
    source="ISO/IEC 7064, MOD 11-2",
)
def wrong_orcid(subject: Subject) -> Iterator[Trouble]:
    for index, reviewer in enumerate(subject.protocol.reviewers):
        if reviewer.orcid and not _is_orcid(reviewer.orcid):
            message = f"`{reviewer.orcid}` is no ORCID iD."
            yield Trouble(("reviewers", index, "orcid"), message, "Copy it from orcid.org.")


def _is_orcid(text: str) -> bool:
    """Four groups of digits with the check digit of ISO/IEC 7064 MOD 11-2 at the end."""
    match = _ORCID.fullmatch(text)
    if match is None:
        return False
    digits = "".join(match.groups())
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1].upper() == ("X" if check == 10 else str(check))


STAGE_RULES = (
    too_few_reviewers,
    no_stage,
    no_report_stage,
    out_of_order,
    sample_without_scheme,
    scheme_for_two,
    liberal_on_reports,
    one_reviewer,
    unsure_alone,
    unsure_at_the_end,
    unknown_person,
    nobody_resolves,
    same_person,
    unreadable_email,
    wrong_orcid,
)
