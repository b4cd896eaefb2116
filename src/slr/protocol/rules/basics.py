"""What every protocol needs: a question in elements, criteria, people, codebooks, a registration."""

from collections.abc import Iterator

from slr.model.words import Severity
from slr.protocol.rule import Rule, Subject, Trouble

PLACEHOLDER = "TODO"


def _no_elements(subject: Subject) -> Iterator[Trouble]:
    question = subject.protocol.question
    if not question.text:
        yield Trouble(("question",), "There is no review question.", "Add `question:` with `text: …`.")
    elif not any(question.elements.values()):
        yield Trouble(
            ("question",),
            "The question is not broken down into the elements of a framework.",
            "Add `framework: PICO` (or PCC, SPIDER, …) and its `elements`.",
        )


def _stage_without_criteria(subject: Subject) -> Iterator[Trouble]:
    plan = subject.protocol.plan()
    if not plan.stages:
        yield Trouble(("stages",), "There is no stage, so nothing can be screened.", "Add `stages:`.")
    for index, stage in enumerate(plan.stages):
        if not plan.reasons(stage.id):
            yield Trouble(
                ("stages", index, "id"),
                f"No criterion is judged at the stage `{stage.id}`, so an exclusion has no reason to name.",
                f"Add criteria, or `{stage.id}` to their `stages`.",
            )


def _too_few_reviewers(subject: Subject) -> Iterator[Trouble]:
    people = len(subject.protocol.reviewers)
    for index, stage in enumerate(subject.protocol.stages):
        if stage.reviewers > people:
            yield Trouble(
                ("stages", index, "reviewers"),
                f"The stage `{stage.id}` asks for {stage.reviewers} reviewers, but there are {people}.",
                "Add people under `reviewers`, or ask for fewer.",
            )


def _no_registration(subject: Subject) -> Iterator[Trouble]:
    if not subject.protocol.registration.words:
        yield Trouble(
            ("registration",),
            "The protocol is not registered.",
            "Register it (PROSPERO, OSF, …) or publish it, and give the number under `registration`.",
        )


def _unknown_codebook(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.shape import did_you_mean

    for index, codebook in enumerate(subject.protocol.codebooks):
        if codebook not in subject.codebooks:
            hint = did_you_mean(codebook, sorted(subject.codebooks))
            hint = hint or f"Write it as codebooks/{codebook}.yaml."
            yield Trouble(
                ("codebooks", index), f"The codebook `{codebook}` is neither bundled nor in codebooks/.", hint
            )


BASIC_RULES: tuple[Rule[Subject], ...] = (
    Rule(
        code="P010",
        name="question without elements",
        family="question",
        severity=Severity.WARNING,
        why="Criteria and search blocks are made from the elements of the question; a reader must be able to "
        "see that each has its own.",
        example="question: Do nudges work?\n",
        mend="Break it down by PICO, PECO, PCC, SPIDER, SPICE, CIMO or a framework of your own.",
        source="PRISMA-P 2015, item 7",
        find=_no_elements,
    ),
    Rule(
        code="P011",
        name="stage without criteria",
        family="criteria",
        severity=Severity.ERROR,
        why="An exclusion names a criterion as its reason; PRISMA asks for the reasons with their counts.",
        example="stages: [{id: title-abstract}, {id: full-text}]\n"
        "criteria:\n  - {id: e1, text: Not about health, type: exclude, stages: [title-abstract]}\n",
        mend="Give every stage at least one criterion; a criterion without `stages` holds at all of them.",
        source="PRISMA-P 2015, item 8; PRISMA 2020, item 16b",
        find=_stage_without_criteria,
    ),
    Rule(
        code="P012",
        name="too few reviewers",
        family="stages",
        severity=Severity.ERROR,
        why="Where a stage asks for more people than there are, every report stays pending for ever.",
        example="stages: [{id: full-text, reviewers: 2}]\nreviewers:\n  - id: ana\n",
        mend="Name everyone who decides under `reviewers`, or lower the number and say so in the paper.",
        source="PRISMA-P 2015, item 11b",
        find=_too_few_reviewers,
    ),
    Rule(
        code="P014",
        name="no registration",
        family="reporting",
        severity=Severity.WARNING,
        why="A registered protocol lets readers see what was decided before the results were known.",
        example='registration: ""\n',
        mend="Register the review before screening begins, and give registry, number and date.",
        source="PRISMA-P 2015, item 2; PRISMA 2020, item 24a",
        find=_no_registration,
    ),
    Rule(
        code="P018",
        name="unknown codebook",
        family="codebooks",
        severity=Severity.ERROR,
        why="Studies cannot be coded into a codebook that is not there.",
        example="codebooks: [bertot-2100]\n",
        mend="Name a bundled codebook, or put your own into codebooks/ under its id.",
        find=_unknown_codebook,
    ),
)
