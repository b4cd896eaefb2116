"""What PRISMA-P 2015 (Shamseer et al. 2015) asks a protocol to report, beyond its criteria and searches."""

import re
from collections.abc import Callable, Iterator

from slr.model.words import Severity
from slr.protocol.rule import Rule, Subject, Trouble, rule

_PROSPERO = re.compile(r"(?:PROSPERO\s*)?CRD42\d{9,11}", re.IGNORECASE)


@rule(
    "P014",
    "no registration",
    "reporting",
    why="A registered protocol lets readers see what was decided before the results were known.",
    example='registration: ""\n',
    mend="Register the review before screening begins, and give registry, number and date.",
    source="PRISMA-P 2015, item 2; PRISMA 2020, item 24a",
)
def no_registration(subject: Subject) -> Iterator[Trouble]:
    if not subject.protocol.registration.words:
        yield Trouble(
            ("registration",),
            "The protocol is not registered.",
            "Register it (PROSPERO, OSF, …) or publish it, and give the number under `registration`.",
        )


@rule(
    "P070",
    "registration number of another form",
    "reporting",
    why="A number that PROSPERO never gives leads readers nowhere.",
    example="registration: {registry: PROSPERO, id: CRD2015024731, date: 2020-01-05}\n",
    mend="Copy it from the record: CRD42, then nine digits or more.",
    source="PROSPERO",
)
def wrong_number(subject: Subject) -> Iterator[Trouble]:
    registration = subject.protocol.registration
    if "prospero" in registration.words.casefold() and not _PROSPERO.fullmatch(registration.id):
        message = f"`{registration.id}` is no number of PROSPERO."
        yield Trouble(("registration", "id"), message, "They look like CRD42015024731.")


@rule(
    "P071",
    "registered after the search",
    "reporting",
    Severity.INFO,
    why="A protocol registered once results were at hand cannot show what was decided without knowing them.",
    example="registration: {registry: OSF, id: abc12, date: 2021-05-01}\n",
    mend="If the date is right, say in the report that registration came after the search.",
    source="PRISMA-P 2015, item 2",
)
def registered_late(subject: Subject) -> Iterator[Trouble]:
    date = subject.protocol.registration.date
    searched = sorted(s.date for s in subject.protocol.searches if s.date and s.round == 1)
    if date and searched and searched[0][: len(date)] < date[: len(searched[0])]:
        message = f"Registered on {date}, after the first search ({searched[0]})."
        yield Trouble(("registration", "date"), message, "Is the date right?")


@rule(
    "P072",
    "registration without a date",
    "reporting",
    Severity.INFO,
    why="Only its date shows that the protocol came before the results.",
    example="registration: {registry: OSF, id: abc12}\n",
    mend="Add `date:`.",
    source="PRISMA-P 2015, item 2",
)
def no_registration_date(subject: Subject) -> Iterator[Trouble]:
    registration = subject.protocol.registration
    if registration.words and not registration.date:
        yield Trouble(("registration",), "The registration has no date.", "Add `date: 2020-01-05`.", key=True)


def _item(
    code: str,
    key: str,
    said: str,
    why: str,
    source: str,
    reads: Callable[[Subject], object],
    *,
    example: str = "",
) -> Rule[Subject]:
    """A rule for one item of PRISMA-P that the protocol leaves out."""
    section, _, part = key.partition(".")
    path = (section, part) if part else (section,)
    empty = f"{section}: ''"

    @rule(
        code,
        f"{said.removeprefix('the ')} not stated",
        "reporting",
        Severity.INFO,
        why=why,
        example=example or f"{empty}\n",
        mend=f"Add `{part or section}:`" + (f" below `{section}:`." if part else "."),
        source=source,
    )
    def missing(subject: Subject) -> Iterator[Trouble]:
        if not reads(subject):
            yield Trouble(path, f"The protocol says nothing of {said}.", f"PRISMA-P asks for it: `{key}`.")

    return missing


ITEM_RULES: tuple[Rule[Subject], ...] = (
    _item(
        "P073",
        "authors",
        "authors",
        "Readers must know who answers for the protocol, and whom to ask.",
        "PRISMA-P 2015, items 3a and 3b",
        lambda subject: subject.protocol.authors or any(r.name for r in subject.protocol.reviewers),
        example="authors: []\nreviewers: [ana, ben]\n",
    ),
    _item(
        "P074",
        "funding",
        "funding",
        "Who pays, and what they may decide, is part of reading a review; `none` is an answer.",
        "PRISMA-P 2015, items 5a to 5c; PRISMA 2020, item 25",
        lambda subject: subject.protocol.funding,
    ),
    _item(
        "P075",
        "rationale",
        "rationale",
        "A review takes years of people's time: say what is not known yet.",
        "PRISMA-P 2015, item 6; PRISMA 2020, item 3",
        lambda subject: subject.protocol.rationale,
    ),
    _item(
        "P076",
        "methods.data",
        "the data to collect",
        "What is collected from each study, decided before reading them, cannot be chosen by its results.",
        "PRISMA-P 2015, items 11c and 12",
        lambda subject: subject.protocol.methods.data or subject.protocol.codebooks,
        example="methods: {data: '', appraisal: MMAT, synthesis: narrative}\ncodebooks: []\n",
    ),
    _item(
        "P077",
        "methods.appraisal",
        "appraisal",
        "How far a study can be trusted is judged by a tool named beforehand, or said not to be judged.",
        "PRISMA-P 2015, item 14; PRISMA 2020, item 11",
        lambda subject: subject.protocol.methods.appraisal,
        example="methods: {data: see the codebook, synthesis: narrative}\n",
    ),
    _item(
        "P078",
        "methods.synthesis",
        "synthesis",
        "How the studies are put together, decided beforehand, cannot follow the results one hopes for.",
        "PRISMA-P 2015, items 15a to 15d; PRISMA 2020, item 13",
        lambda subject: subject.protocol.methods.synthesis,
        example="methods: {data: see the codebook, appraisal: MMAT}\n",
    ),
    _item(
        "P079",
        "interests",
        "competing interests",
        "Readers judge for themselves what an interest means; `none` is an answer.",
        "PRISMA 2020, item 26",
        lambda subject: subject.protocol.interests,
    ),
)

REPORTING_RULES = (no_registration, wrong_number, registered_late, no_registration_date, *ITEM_RULES)
