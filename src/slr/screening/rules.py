"""Criteria that can be decided from fields: true, false or unknown (Kleene's logic, 1938).

A rule that needs a field which is missing or cannot be read is unknown, and unknown never excludes.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from slr.model.record import Record
from slr.screening.terms import TIME_LIMIT, Term, found_in

Truth = bool | None

# What exports call an article's kind goes into one CSL type; these types do not say whether a record is an
# editorial, a letter or another finer kind, so that a rule on such a word is unknown for them.
COARSE_TYPES = frozenset(["", "article", "article-journal", "article-magazine", "document", "periodical"])
VAGUE_TYPES = frozenset(["", "document"])
CSL_TYPES_IN_ORDER = """
article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
periodical personal_communication post post-weblog regulation report review review-book software song speech
standard thesis treaty webpage
"""
CSL_TYPES = frozenset(CSL_TYPES_IN_ORDER.split())
NO_LANGUAGE = frozenset(["", "und", "mul"])


@dataclass(frozen=True, slots=True)
class YearRule:
    """The year lies between two years, both included; None is no bound."""

    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class LanguageRule:
    """The record is in one of these languages (ISO 639 codes)."""

    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class TypeRule:
    """The record is of one of these types: CSL types, or kinds as databases call them (editorial, letter)."""

    types: frozenset[str]


@dataclass(frozen=True, slots=True)
class TextRule:
    """One of the terms stands in one of the fields (title, abstract, keywords)."""

    fields: tuple[str, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class AllRule:
    """Every part holds."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class AnyRule:
    """At least one part holds."""

    parts: tuple["Rule", ...]


@dataclass(frozen=True, slots=True)
class NotRule:
    """The part does not hold."""

    part: "Rule"


Rule = YearRule | LanguageRule | TypeRule | TextRule | AllRule | AnyRule | NotRule


def judge(rule: Rule, record: Record, *, kinds: Collection[str] = (), limit: float = TIME_LIMIT) -> Truth:
    """Whether a rule holds of a record: True, False, or None where that is unknown.

    `kinds` are the publication types as the export called them (out of the raw fields), where at hand: the
    record's CSL type does not tell an editorial from an article.
    """
    if isinstance(rule, NotRule):
        return negated(judge(rule.part, record, kinds=kinds, limit=limit))
    if isinstance(rule, AllRule):
        return all_of(judge(part, record, kinds=kinds, limit=limit) for part in rule.parts)
    if isinstance(rule, AnyRule):
        return any_of(judge(part, record, kinds=kinds, limit=limit) for part in rule.parts)
    if isinstance(rule, YearRule):
        return year_holds(rule, record.year)
    if isinstance(rule, LanguageRule):
        return language_holds(rule, record.language)
    if isinstance(rule, TypeRule):
        return any_of(type_holds(name, record.type, kinds) for name in sorted(rule.types))
    return any_of(text_holds(rule.terms, text_of(record, field), limit) for field in rule.fields)


def negated(value: Truth) -> Truth:
    """Kleene's not: unknown stays unknown."""
    return None if value is None else not value


def all_of(values: Iterable[Truth]) -> Truth:
    """Kleene's and: False where any is False, else unknown where any is unknown."""
    seen = set(values)
    return False if False in seen else None if None in seen else True


def any_of(values: Iterable[Truth]) -> Truth:
    """Kleene's or: True where any is True, else unknown where any is unknown."""
    seen = set(values)
    return True if True in seen else None if None in seen else False


def year_holds(rule: YearRule, year: int | None) -> Truth:
    """Whether a year lies within the rule's bounds."""
    if year is None:
        return None
    return (rule.first is None or year >= rule.first) and (rule.last is None or year <= rule.last)


def language_holds(rule: LanguageRule, language: str) -> Truth:
    """Whether one of the record's languages (codes, joined by "; ") is among the rule's."""
    codes = {part.strip().lower() for part in language.split(";")}
    if codes & rule.codes:
        return True
    readable = all(2 <= len(code) <= 3 and code.isalpha() and code not in NO_LANGUAGE for code in codes)
    return False if readable else None


def type_holds(name: str, csl_type: str, kinds: Collection[str]) -> Truth:
    """Whether a record is of one type, or of one kind as databases call them."""
    said = {squeezed(kind) for kind in kinds if squeezed(kind)}
    if name == csl_type or squeezed(name) in said:
        return True
    if name in CSL_TYPES:
        return None if csl_type in VAGUE_TYPES else False
    return None if csl_type in COARSE_TYPES and not said else False


def squeezed(kind: str) -> str:
    """A kind's lower-case letters alone, without a plural's s: `Case Reports` and `case report` are one."""
    return "".join(letter for letter in kind.lower() if letter.isalpha()).removesuffix("s")


def text_of(record: Record, field: str) -> str:
    """The text of a field."""
    texts = {"title": record.title, "abstract": record.abstract, "keywords": " ; ".join(record.keywords)}
    return texts[field]


def text_holds(terms: Iterable[Term], text: str, limit: float) -> Truth:
    """Whether one of the terms stands in a text; unknown where there is no text or the time ran out."""
    if not text.strip():
        return None
    return any_of(found_in(term, text, limit=limit) for term in terms)
