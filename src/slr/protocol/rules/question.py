"""Title, question, framework and objectives."""

import re
from collections.abc import Iterator

from slr.model.words import Severity
from slr.protocol.frameworks import element_word, elements_of, meant_framework
from slr.protocol.rule import Subject, Trouble, rule

_KIND_OF_REVIEW = re.compile(
    r"review|protocol|synthesis|meta-?\s?analysis|metasynthesis|evidence map|mapping stud", re.IGNORECASE
)


@rule(
    "P010",
    "question without elements",
    "question",
    why="Criteria and search blocks are made from the elements of the question; a reader must be able to see "
    "that each has its own.",
    example="question: Do nudges work?\n",
    mend="Break it down by PICO, PECO, PCC, SPIDER, SPICE, CIMO or a framework of your own.",
    source="PRISMA-P 2015, item 7",
)
def no_elements(subject: Subject) -> Iterator[Trouble]:
    question = subject.protocol.question
    if not question.text:
        yield Trouble(("question",), "There is no review question.", "Add `question:` with `text: …`.")
    elif not any(question.elements.values()):
        yield Trouble(
            ("question",),
            "The question is not broken down into the elements of a framework.",
            "Add `framework: PICO` (or PCC, SPIDER, …) and its `elements`.",
        )


@rule(
    "P021",
    "element that the framework does not have",
    "question",
    why="`outcom` under PICO is most likely a slip, and then the real element is missing.",
    example="question:\n  text: Why?\n  framework: PCC\n"
    "  elements: {population: Pupils, concpt: Nudges, context: Schools}\n",
    mend="Use the framework's own element, or give the framework another name.",
)
def foreign_element(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.shape import did_you_mean

    question = subject.protocol.question
    known = elements_of(question.framework)
    for key in question.elements if known else ():
        words = {word for element, also in known.items() for word in (element, *also)} if known else set()
        if known and element_word(key) not in words:
            message = f"`{key}` is no element of {question.framework}."
            yield Trouble(("question", "elements", key), message, did_you_mean(key, list(known)), key=True)


@rule(
    "P028",
    "framework that may be mistyped",
    "question",
    Severity.INFO,
    why="The elements of a framework that slr does not know are not checked: a slip in its name ends that.",
    example="question:\n  text: Why?\n  framework: PCIO\n"
    "  elements: {population: Pupils, intervention: Nudges, comparison: None, outcome: Fruit}\n",
    mend="Write the framework as it is called; one of your own needs no change (`# slr: ignore P028`).",
)
def unknown_framework(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.shape import nearest

    name = subject.protocol.question.framework
    if meant := meant_framework(name, nearest):
        message = f"`{name}` is no framework whose elements slr knows."
        yield Trouble(("question", "framework"), message, f"Did you mean `{meant}`?")


@rule(
    "P022",
    "element of the framework not filled in",
    "question",
    Severity.INFO,
    why="A PICO without its outcome leaves open what the criteria and the synthesis look at.",
    example="question:\n  text: Why?\n  framework: PCC\n  elements: {population: Pupils, concept: Nudges}\n",
    mend="Fill it in; where it does not apply, say so: `comparison: any, or none`.",
    source="PRISMA-P 2015, items 7 and 8",
)
def missing_element(subject: Subject) -> Iterator[Trouble]:
    question = subject.protocol.question
    given = {element_word(key) for key, text in question.elements.items() if text}
    for element, also in (elements_of(question.framework) or {}).items() if given else ():
        if given.isdisjoint((element, *also)):
            message = f"The question says nothing of the {question.framework} element `{element}`."
            yield Trouble(("question", "elements"), message, "If it does not apply, say so there.", key=True)


@rule(
    "P023",
    "no objectives",
    "question",
    why="What the review sets out to do is what its synthesis is measured against.",
    example="objectives: []\n",
    mend="List what the review is to find out, describe or compare.",
    source="PRISMA-P 2015, item 7; PRISMA 2020, item 4",
)
def no_objectives(subject: Subject) -> Iterator[Trouble]:
    if not any(subject.protocol.objectives):
        yield Trouble(("objectives",), "There are no objectives.", "Add `objectives:` with a list.")


@rule(
    "P024",
    "criterion for an element that the question does not have",
    "question",
    why="A criterion that serves no element of the question narrows the review for a reason nobody stated.",
    example="criteria:\n  - {id: i1, text: About nudges in schools, type: include, element: concpt}\n",
    mend="Name an element of the question, or add the element there.",
)
def criterion_without_element(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.shape import did_you_mean

    elements = [element_word(key) for key in subject.protocol.question.elements]
    for index, criterion in enumerate(subject.protocol.criteria):
        if criterion.element and elements and element_word(criterion.element) not in elements:
            message = f"The question has no element `{criterion.element}`, which `{criterion.id}` serves."
            yield Trouble(("criteria", index, "element"), message, did_you_mean(criterion.element, elements))


@rule(
    "P025",
    "element without a criterion",
    "question",
    Severity.INFO,
    why="Where no criterion serves an element, anything goes, and each screener decides alone.",
    example="question:\n  text: Why?\n  framework: PCC\n"
    "  elements: {population: Pupils, concept: Nudges, context: Schools}\n"
    "criteria:\n"
    "  - {id: i1, text: About nudges in any form, type: include, element: concept}\n"
    "  - {id: i2, text: Pupils of any age and school, type: include, element: population}\n",
    mend="Add a criterion with that `element`, even one that says that anything goes.",
    source="PRISMA-P 2015, item 8",
)
def element_without_criterion(subject: Subject) -> Iterator[Trouble]:
    served = {element_word(c.element) for c in subject.protocol.criteria if c.element}
    for key, text in subject.protocol.question.elements.items() if served else ():
        if text and element_word(key) not in served:
            path = ("question", "elements", key)
            yield Trouble(
                path, f"No criterion serves the element `{key}`.", "Add one, or say why not.", key=True
            )


@rule(
    "P026",
    "title that does not say what this is",
    "question",
    Severity.INFO,
    why="Readers and databases find protocols and reviews by their titles.",
    example="title: Nudges in schools\n",
    mend="Let the title say that this is a systematic review, a scoping review or a protocol of one.",
    source="PRISMA-P 2015, item 1a; PRISMA 2020, item 1",
)
def title_without_kind(subject: Subject) -> Iterator[Trouble]:
    if not _KIND_OF_REVIEW.search(subject.protocol.title):
        yield Trouble(
            ("title",), "The title does not say that this is a review.", 'Add "a systematic review".'
        )


QUESTION_RULES = (
    no_elements,
    foreign_element,
    unknown_framework,
    missing_element,
    no_objectives,
    criterion_without_element,
    element_without_criterion,
    title_without_kind,
)
