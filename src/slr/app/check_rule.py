"""What a rule on a review folder is, and the folder that it looks at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from slr.app.codebook import AtHand, emerged_in
from slr.app.review import Review
from slr.app.state import State
from slr.coding.emergent import with_emerged
from slr.model.codebook import Codebook
from slr.model.event import Event
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.codebook import load_codebook
from slr.protocol.load import Source
from slr.protocol.rule import Rule
from slr.store.git import Commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One thing that a rule found, and where: a file and line below the review folder, or a record."""

    message: str
    hint: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    record: str = ""


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A review folder as the rules look at it; what not every rule needs is worked out when it is asked for.

    `base` is the state of git to compare with, None where nobody asked for one.
    """

    review: Review
    state: State
    source: Source
    books: Mapping[str, AtHand]
    base: Commit | None = None
    shared: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Event]:
        """The events by id."""
        return {event.id: event for event in self.state.events}

    @cached_property
    def codebooks(self) -> Mapping[str, Codebook]:
        """The codebooks that the protocol names and that can be used, by id."""

        def find(name: str) -> str | None:
            return self.books[name].text if name in self.books else None

        read = {
            name: load_codebook(self.books[name].text, file=self.books[name].file, find=find)[0]
            for name in self.review.plan.codebooks
            if name in self.books
        }
        return {
            name: with_emerged(codebook, emerged_in(self.review, name))
            for name, codebook in read.items()
            if codebook is not None
        }

    def at(self, event: str | Event, message: str, hint: str = "") -> Spot:
        """A spot on the line of an event."""
        told = self.by_id[event] if isinstance(event, str) else event
        return Spot(message=message, hint=hint, file=f"ledger/{told.segment}", line=told.line)


Find = Callable[[Folder], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class FolderRule:
    """A rule on a review folder: its words, and the function that finds its trouble."""

    words: Rule[Any]
    find: Find


def folder_rule(
    code: str,
    name: str,
    family: str,
    severity: Severity = Severity.WARNING,
    *,
    why: str,
    example: str,
    mend: str,
    source: str = "",
) -> Callable[[Find], FolderRule]:
    """Makes a rule of the function below it. The example is told in words: only a folder sets it off."""

    def make(find: Find) -> FolderRule:
        words: Rule[Any] = Rule(
            code=code,
            name=name,
            family=family,
            severity=severity,
            why=why,
            example=f"# {example}\n",
            mend=mend,
            source=source,
        )
        return FolderRule(words, find)

    return make


def findings_of(rule: FolderRule, folder: Folder) -> Iterator[Finding]:
    """What a rule finds in a folder."""
    for spot in rule.find(folder):
        yield Finding(
            code=rule.words.code,
            severity=rule.words.severity,
            message=spot.message,
            hint=spot.hint,
            file=spot.file,
            line=spot.line,
            column=spot.column,
            record=spot.record,
        )
