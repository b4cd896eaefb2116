"""What a check rule is: its code and words for the docs, and the function that finds its trouble."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from slr.model.codebook import Codebook, Coding
from slr.model.finding import Finding
from slr.model.record import Record
from slr.model.report import Decision
from slr.model.words import Severity
from slr.protocol.yaml import Marks, Path

if TYPE_CHECKING:
    from slr.protocol.codebook_schema import CodebookDraft
    from slr.protocol.schema import Protocol


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: the protocol that fits its schema, its places, and the codebooks at hand.

    `latest` is the day on which nobody on earth is past (YYYY-MM-DD), empty where nobody looked at a clock.
    """

    protocol: "Protocol"
    marks: Marks
    codebooks: Collection[str]
    latest: str = ""


@dataclass(frozen=True, slots=True)
class CodebookSubject:
    """What a codebook rule looks at: the file as written, `extends` resolved, the places."""

    draft: "CodebookDraft"
    codebook: Codebook
    marks: Marks
    stem: str  # the file's name without its ending


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What the ledger shows, as far as the rules on a review ask; whoever knows less leaves it empty.

    `imported` counts the entries of the imports in force by search (refused ones too), `record_ids` are all
    that there are or were. `finished` are stages at which nothing is pending. `included` are all records of
    included reports, `studies` the included studies. `retracted` are DOIs and PubMed ids of a list.
    """

    imported: Mapping[str, int] = field(default_factory=dict)
    records: Sequence[Record] = ()
    record_ids: Collection[str] = ()
    decisions: Sequence[Decision] = ()
    conflicts: Mapping[str, int] = field(default_factory=dict)
    finished: Collection[str] = ()
    included: Collection[str] = ()
    studies: Collection[str] = ()
    codings: Sequence[Coding] = ()
    retracted: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class ReviewSubject:
    """What a rule on a review looks at: its protocol and what the ledger shows."""

    protocol: "Protocol"
    facts: ReviewFacts


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing a rule found: where, what, and what to do.

    `key` points at the key instead of the value; `within` is a row and column (from 0) inside the text.
    `record` names a record in place of a line of the file.
    """

    path: Path
    message: str
    hint: str = ""
    key: bool = False
    within: tuple[int, int] | None = None
    record: str = ""


Judged = TypeVar("Judged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Judged]):
    """One rule on a Subject (a protocol) or a CodebookSubject. Its `example` is YAML that sets it off.

    An example holds whole sections of a protocol, or a whole codebook; the rule's test runs it.

    `find` is None where the loader finds the trouble, before there is a protocol to look at; such rules
    cannot be ignored.
    """

    code: str
    name: str
    family: str
    severity: Severity
    why: str
    example: str
    mend: str
    source: str = ""
    find: Callable[[Judged], Iterator[Trouble]] | None = None


Find = Callable[[Subject], Iterator[Trouble]]


def rule(
    code: str,
    name: str,
    family: str,
    severity: Severity = Severity.WARNING,
    *,
    why: str,
    example: str,
    mend: str,
    source: str = "",
) -> Callable[[Find], Rule[Subject]]:
    """Makes a rule on protocols of the function below it: code, words and finding stand together."""

    def make(find: Find) -> Rule[Subject]:
        return Rule(
            code=code,
            name=name,
            family=family,
            severity=severity,
            why=why,
            example=example,
            mend=mend,
            source=source,
            find=find,
        )

    return make


def judge(rules: Iterable[Rule[Judged]], subject: Judged, marks: Marks, file: str) -> Iterator[Finding]:
    """What these rules find in a subject, as findings with their places."""
    for rule in rules:
        for trouble in rule.find(subject) if rule.find else ():
            line, column = _place(trouble, marks)
            yield Finding(
                code=rule.code,
                severity=rule.severity,
                message=trouble.message,
                hint=trouble.hint,
                file="" if trouble.record else file,
                line=line,
                column=column,
                record=trouble.record,
            )


def _place(trouble: Trouble, marks: Marks) -> tuple[int, int] | tuple[None, None]:
    if trouble.record:
        return (None, None)
    if trouble.within is not None:
        return marks.inside(trouble.path, *trouble.within)
    return marks.key(trouble.path) if trouble.key else marks.at(trouble.path)
