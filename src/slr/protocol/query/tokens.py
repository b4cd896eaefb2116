"""A search string in tokens, each with its row and column, and in expressions (one a line where numbered)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise


class Kind(StrEnum):
    """What a token is."""

    OPEN = "("
    CLOSE = ")"
    PHRASE = "phrase"
    UNCLOSED = "unclosed"  # a quotation mark that is never closed
    TAG = "tag"  # [tiab], as in PubMed
    FIELD = "field"  # TS= or TITLE-ABS-KEY before a bracket
    SUFFIX = "suffix"  # .ti,ab. or :ti,ab after a term
    OPERATOR = "operator"
    PROXIMITY = "proximity"
    LINE = "line"  # a reference to a numbered line
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A token and where it stands in the text (row and column from 0)."""

    kind: Kind
    text: str
    row: int
    column: int

    @property
    def term(self) -> bool:
        """Whether it is something that is looked for."""
        return self.kind in (Kind.PHRASE, Kind.WORD, Kind.LINE)


@dataclass(frozen=True, slots=True)
class Expression:
    """One boolean expression: the whole string, or one line of a numbered strategy."""

    tokens: tuple[Token, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A search string, read. `numbered` where its lines are numbered and refer to each other."""

    expressions: tuple[Expression, ...]
    numbered: bool

    @property
    def tokens(self) -> Iterator[Token]:
        """All tokens in order."""
        return (token for expression in self.expressions for token in expression.tokens)


# Ovid's suffixes have two letters; with three, one was mistyped, which only counts where nothing follows it.
_SUFFIX = (
    r"\.[a-z]{2}(?:,[a-z]{2})*\.|\.[a-z]{2,3}(?:,[a-z]{2,3})*\.(?=[\s)]|$)"
    r"|:(?:ti|ab|kw|tw|de|au|py|la|it|lnk|ff)(?:,[a-z]{2,3})*(?![\w-])"
)
# The last are words in capitals that look like a field of Scopus: where it has none such, Q012 says so.
_SCOPUS = (
    r"(?:(?:TITLE|ABS|KEY|AUTHKEY|INDEXTERMS|SRCTITLE|AUTH|AFFIL|ALL|LANGUAGE|DOCTYPE|SUBJAREA|EXCLUDE|CHEMNAME"
    r"|REF|REFTITLE|[A-Z]+(?:-[A-Z]+)+)(?=\s*\()|(?:TITLE|ABS|AUTH|SRC|AFFIL|INDEX|SUBJ|DOC|REF)[A-Z]+(?=\())"
)
_SCAN = re.compile(
    r"(?P<phrase>[\"“”][^\"“”]*[\"“”])|(?P<unclosed>[\"“”])|(?P<tag>\[[^\[\]]*\])|(?P<open>\()|(?P<close>\))"
    rf"|(?P<field>[A-Z]{{2,4}}=|{_SCOPUS})|(?P<suffix>{_SUFFIX})"
    r"|(?P<ranged>(?:and|or|AND|OR)/\d+-\d+|\d+-\d+/(?:and|or|AND|OR))"
    rf"|(?P<word>[^\s()\[\]\"“”]+?)(?=\s|[()\[\]\"“”]|(?:{_SUFFIX})|$)|(?P<other>\S)"
)
_OPERATOR = re.compile(r"and|or|not", re.IGNORECASE)
_PROXIMITY = re.compile(r"NEAR|NEXT|SAME|(?i:near/\d+|next/\d+|adj\d+|adj|[nw]/\d+|pre/\d+)")
_SHORT_PROXIMITY = re.compile(r"[nNwW]\d{1,2}")  # EBSCO's N3; elsewhere N3 may well be a term
_LINE = re.compile(r"[#S]\d{1,3}")
_NUMBER = re.compile(r"\s*[#SL]?(\d{1,3})\s*[.):]?\s+(?=\S)")


@lru_cache(maxsize=64)  # each rule reads each string
def read_query(text: str) -> Query:
    """The search string in tokens. Never raises: what cannot be read is a word."""
    rows = text.split("\n")
    numbers = _line_numbers(rows)
    if not numbers:
        tokens = tuple(token for row, line in enumerate(rows) for token in _scan(line, row, 0))
        return Query((Expression(_in_context(tokens, False)),), numbered=False)
    expressions: list[Expression] = []
    starts = [*numbers, len(rows)]
    for first, after in pairwise(starts):
        number, column = numbers[first]
        tokens = tuple(
            t for row in range(first, after) for t in _scan(rows[row], row, column * (row == first))
        )
        expressions.append(Expression(_in_context(tokens, True), number))
    return Query(tuple(expressions), numbered=True)


def _line_numbers(rows: list[str]) -> dict[int, tuple[int, int]]:
    """Where numbered lines begin: row to (number, column after it); empty for a string without numbers.

    The first row has a number and at least one other does; the numbers rise, gaps are allowed. A row that
    does not go on counting belongs to the line above it.
    """
    found: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(rows):
        match = _NUMBER.match(line)
        if match is None and line.strip() and not found:
            return {}
        if match and int(match[1]) > max((number for number, _ in found.values()), default=0):
            found[row] = (int(match[1]), match.end())
    return found if len(found) > 1 else {}


def _scan(line: str, row: int, start: int) -> Iterator[Token]:
    for match in _SCAN.finditer(line, start):
        yield Token(_kind(match), match[0], row, match.start())


def _kind(match: re.Match[str]) -> Kind:
    name = str(match.lastgroup)
    if name in ("open", "close"):
        return Kind(match[0])
    if name == "ranged":
        return Kind.LINE
    if name in ("phrase", "unclosed", "tag", "field", "suffix"):
        return Kind(name)
    if _OPERATOR.fullmatch(match[0]):
        return Kind.OPERATOR
    if _PROXIMITY.fullmatch(match[0]):
        return Kind.PROXIMITY
    return Kind.LINE if _LINE.fullmatch(match[0]) else Kind.WORD


def _in_context(tokens: tuple[Token, ...], numbered: bool) -> tuple[Token, ...]:
    """The tokens, with words turned into what only their neighbors show them to be."""
    found = list(tokens)
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else None
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        if token.kind is Kind.WORD and _SHORT_PROXIMITY.fullmatch(token.text):
            joins = _joinable(before, Kind.CLOSE) and _joinable(after, Kind.OPEN)
            found[place] = replace(token, kind=Kind.PROXIMITY if joins else Kind.WORD)
        elif numbered and token.kind is Kind.WORD and re.fullmatch(r"\d{1,3}", token.text):
            alone = _at_edge(before, Kind.OPEN, "limit") and _at_edge(after, Kind.CLOSE, "to")
            found[place] = replace(token, kind=Kind.LINE if alone else Kind.WORD)
    return tuple(found)


def _joinable(token: Token | None, bracket: Kind) -> bool:
    """Whether a proximity operator can stand beside this token."""
    return token is not None and (token.term or token.kind in (bracket, Kind.TAG, Kind.SUFFIX))


def _at_edge(token: Token | None, bracket: Kind, word: str) -> bool:
    """Whether a number beside this token stands alone, as the number of a line does."""
    return token is None or token.kind in (bracket, Kind.OPERATOR) or token.text.lower() == word


def referred_lines(token: Token) -> list[int]:
    """The lines that a reference names, such as #3, S3, 3, or/1-3."""
    if token.kind is not Kind.LINE:
        return []
    numbers = [int(number) for number in re.findall(r"\d+", token.text)]
    return list(range(numbers[0], numbers[-1] + 1)) if len(numbers) == 2 else numbers
