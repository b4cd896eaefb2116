"""Amendments, known studies and codebooks: what a protocol refers to."""

import re
from collections.abc import Iterator

from slr.model.words import Severity
from slr.protocol.rule import Subject, Trouble, rule

_DOI = re.compile(r"10\.\d{4,9}/\S+")


@rule(
    "P018",
    "unknown codebook",
    "codebooks",
    Severity.ERROR,
    why="Studies cannot be coded into a codebook that is not there.",
    example="codebooks: [bertot-2100]\n",
    mend="Name a bundled codebook, or put your own into codebooks/ under its id.",
)
def unknown_codebook(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.shape import did_you_mean

    for index, codebook in enumerate(subject.protocol.codebooks):
        if codebook not in subject.codebooks:
            hint = did_you_mean(codebook, sorted(subject.codebooks))
            yield Trouble(
                ("codebooks", index),
                f"The codebook `{codebook}` is neither bundled nor in codebooks/.",
                hint or f"Write it as codebooks/{codebook}.yaml.",
            )


@rule(
    "P020",
    "codebook named twice",
    "codebooks",
    why="A codebook is in force once; named twice it is a slip, perhaps for another one.",
    example="codebooks: [bertot-2010, bertot-2010]\n",
    mend="Remove one, or name the one that you meant.",
)
def codebook_twice(subject: Subject) -> Iterator[Trouble]:
    codebooks = subject.protocol.codebooks
    for index, codebook in enumerate(codebooks):
        if codebook in codebooks[:index]:
            yield Trouble(("codebooks", index), f"`{codebook}` is named twice.", "Remove one.")


@rule(
    "P080",
    "amendment without date, change or reason",
    "amendments",
    why="A change that does not say when and why it was made looks like one made to suit the results.",
    example="amendments:\n  - {date: 2020-03-01, change: e1 was reworded}\n",
    mend="Give each amendment `date`, `change` and `reason`.",
    source="PRISMA-P 2015, item 4; PRISMA 2020, item 24c",
)
def incomplete_amendment(subject: Subject) -> Iterator[Trouble]:
    for index, amendment in enumerate(subject.protocol.amendments):
        missing = [name for name in ("date", "change", "reason") if not getattr(amendment, name)]
        if missing:
            message = f"The amendment has no {' and no '.join(missing)}."
            yield Trouble(("amendments", index), message, "When, what and why.")


@rule(
    "P081",
    "amendments out of order",
    "amendments",
    why="Read from top to bottom, the amendments are the history of the protocol.",
    example="amendments:\n  - {date: 2020-03-01, change: e1 was reworded, reason: it was unclear}\n"
    "  - {date: 2020-02-01, change: e2 was added, reason: it was missing}\n",
    mend="Enter them in the order in which they were made.",
)
def amendments_out_of_order(subject: Subject) -> Iterator[Trouble]:
    latest = ""
    for index, amendment in enumerate(subject.protocol.amendments):
        width = min(len(latest), len(amendment.date))
        if width and amendment.date[:width] < latest[:width]:
            message = f"This amendment ({amendment.date}) stands after a later one ({latest})."
            yield Trouble(("amendments", index, "date"), message, "Put them in order.")
        latest = max(latest, amendment.date)


@rule(
    "P082",
    "amendment of a part that does not exist",
    "amendments",
    Severity.INFO,
    why="`parts` says which criteria, stages and searches a change is about; a mistyped one says nothing.",
    example="amendments:\n  - {date: 2020-03-01, change: reworded, reason: it was unclear, parts: [e9]}\n",
    mend="Name ids that there are, or were before the change: then say so in `change` and leave `parts` out.",
)
def unknown_part(subject: Subject) -> Iterator[Trouble]:
    from slr.protocol.shape import did_you_mean

    protocol = subject.protocol
    known = {r.id for r in protocol.reviewers} | {s.id for s in protocol.searches}
    known |= {s.id for s in protocol.stages} | {c.id for c in protocol.criteria}
    known |= {*protocol.codebooks, *type(protocol).model_fields}
    for index, amendment in enumerate(protocol.amendments):
        for place, part in enumerate(amendment.parts):
            if part not in known:
                message = f"There is no `{part}` that this amendment could be about."
                hint = did_you_mean(part, sorted(known))
                yield Trouble(("amendments", index, "parts", place), message, hint)


@rule(
    "P083",
    "known study that cannot be recognized",
    "known studies",
    why="Without a DOI, a PubMed id or a title, nothing tells which record of an export it is.",
    example="known:\n  - {year: 2012}\n",
    mend="Give its DOI, or its title as published.",
    source="PRISMA-S 2021, item 8; Cochrane Handbook, chapter 4",
)
def nameless_known(subject: Subject) -> Iterator[Trouble]:
    for index, known in enumerate(subject.protocol.known):
        if not (known.doi or known.pmid or known.title):
            message = "This known study has no DOI, no PubMed id and no title."
            yield Trouble(("known", index), message, "Give one of them.")


@rule(
    "P084",
    "known study given twice",
    "known studies",
    why="Counted twice, it would weigh twice in the relative recall of the searches.",
    example="known: [10.1000/abc, 10.1000/ABC]\n",
    mend="Remove one.",
)
def known_twice(subject: Subject) -> Iterator[Trouble]:
    first: dict[tuple[str, str], int] = {}
    for index, known in enumerate(subject.protocol.known):
        for field in ("doi", "pmid", "title"):
            value = getattr(known, field).casefold()
            if value and (field, value) in first:
                message = f"This is the known study of item {first[(field, value)] + 1} again."
                yield Trouble(("known", index), message, "Remove one.")
                break
            first.setdefault((field, value), index)


@rule(
    "P085",
    "DOI or PubMed id that cannot be one",
    "known studies",
    why="A DOI is such as 10.5555/abc and a PubMed id is a number: anything else will match no record.",
    example="known:\n  - {doi: 'doi.org/abc'}\n",
    mend="Copy it from the record.",
)
def wrong_known_id(subject: Subject) -> Iterator[Trouble]:
    for index, known in enumerate(subject.protocol.known):
        if known.doi and not _DOI.fullmatch(known.doi):
            hint = "A DOI has 10., four digits or more, a slash and what the publisher gave it."
            yield Trouble(("known", index, "doi"), f"`{known.doi}` is no DOI.", hint)
        if known.pmid and not known.pmid.isdigit():
            yield Trouble(("known", index, "pmid"), f"`{known.pmid}` is no PubMed id.", "It is a number.")


CHANGE_RULES = (
    unknown_codebook,
    codebook_twice,
    incomplete_amendment,
    amendments_out_of_order,
    unknown_part,
    nameless_known,
    known_twice,
    wrong_known_id,
)
