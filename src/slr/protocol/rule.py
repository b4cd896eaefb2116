"""What a check rule is: its code and words for the docs, and the function that finds its trouble."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slr.model.words import Severity
from slr.protocol.yaml import Marks, Path

if TYPE_CHECKING:
    from slr.protocol.schema import Protocol


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule looks at: the protocol that fits its schema, its places, and the codebooks at hand."""

    protocol: "Protocol"
    marks: Marks
    codebooks: Collection[str]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing a rule found: where, what, and what to do. `key` points at the key instead of the value."""

    path: Path
    message: str
    hint: str = ""
    key: bool = False


Find = Callable[[Subject], Iterator[Trouble]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `example` is YAML that sets it off (whole sections of a protocol); its test runs it.

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
    find: Find | None = None
