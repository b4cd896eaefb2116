"""Search strings as the package search-query reads them: those of PubMed, Web of Science and EBSCOhost.

What it says is taken where it is right and our own tokens say nothing yet; `TAKEN` is the visible list.
Left out: WOS_0002 (no NEAR above 15: its own authors withdraw it), FIELD_0001 and LINT_2001 (it knows fewer
fields than the platforms have; ours stand in dialects.py), PUBMED_0002 (signs that PubMed blanks in its
index too), STRUCT_0001 to 0003, PARSE_0002, 0003, 0006 and TERM_0001 (our own rules say it, for every
platform), PARSE_0009 (takes a NEAR after a bracket for a footer), PARSE_1001 and 1002 (it reads no gaps in
line numbers), QUALITY_0001, 0004, 0006 (taste), WOS_0001 (its bound is a tenth of what it says), WOS_0003
and 0004 (a line of its own for the years is usual; NEAR alone is 15).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

from slr.protocol.query.dialects import Dialect
from slr.protocol.query.tokens import Expression, Kind, Query, Token

Reader = Callable[..., Any]

# Beyond these it takes seconds: its time grows with the square of the terms, and worse with the depth.
MOST_TOKENS = 400
DEEPEST = 12

# What is taken of it: its code, and where of several places it points to the one that is meant.
TAKEN: dict[str, int] = {
    "EBSCO_0001": 0,
    "EBSCO_0002": 0,
    "FIELD_0002": 0,
    "PARSE_0004": 0,
    "PARSE_0007": 0,
    "PARSE_0010": 0,
    "PUBMED_0003": 0,
    "QUALITY_0002": 0,
    "QUALITY_0003": 0,
    "QUALITY_0005": -1,
    "STRUCT_0004": 0,
    "TERM_0002": 0,
    "TERM_0003": 0,
    "TERM_0004": 0,
    "WOS_0006": 0,
    "WOS_0007": 0,
    "WOS_0008": 0,
    "WOS_0009": 0,
    "WOS_0010": 0,
    "WOS_0011": 0,
    "WOS_0012": 0,
}
_JOINS = (Kind.OPERATOR, Kind.PROXIMITY)
_QUOTES = str.maketrans("“”„‟«»", '""""""')


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that search-query says: its code, the token that it means, its own words."""

    code: str
    token: Token
    words: str


def said(query: Query, dialect: Dialect | None, *codes: str) -> Iterator[Said]:
    """What search-query says of a search string under these codes of its own."""
    for expression in query.expressions if dialect else ():
        if dialect:
            yield from (one for one in said_of(expression, dialect) if one.code in codes)


@lru_cache(maxsize=256)
def said_of(expression: Expression, dialect: Dialect) -> tuple[Said, ...]:
    """What search-query says of one expression.

    Empty for platforms that it does not know, for expressions beyond its bounds, where it fails, and where
    brackets, quotation marks or operators are not in order: our own rules say so, and the rest is a guess.
    """
    tokens = expression.tokens
    looked_for = any(token.kind in (Kind.WORD, Kind.PHRASE) for token in tokens)
    read = _reader(dialect.id) if looked_for and len(tokens) <= MOST_TOKENS and _in_order(tokens) else None
    if read is None:
        return ()
    text, spans = _handed(tokens, dialect)
    found: dict[tuple[str, Token], Said] = {}
    for message in _messages(read, text):
        code = str(message["code"])
        if code in TAKEN:
            token = _meant(message.get("position") or [(0, 1)], TAKEN[code], spans)
            if token is not None and token.kind is not Kind.LINE:
                found.setdefault((code, token), Said(code, token, str(message["details"])))
    return tuple(found.values())


def _reader(dialect: str) -> Reader | None:
    """The package's reader of a platform, imported when it is needed (0.05 s); None where it has none."""
    if dialect == "pubmed":
        from search_query.pubmed import parser

        return cast(Reader, parser.PubmedParser)
    if dialect == "wos":
        from search_query.wos import parser

        return cast(Reader, parser.WOSParser)
    if dialect == "ebsco":
        from search_query.ebscohost import parser

        return cast(Reader, parser.EBSCOParser)
    return None


def _messages(read: Reader, text: str) -> list[dict[str, Any]]:
    """What the package says before it ends, which it may do with any error at all."""
    reader = read(text, silent=True)
    try:
        reader.parse()
    except Exception:  # noqa: BLE001 - boundary around one query: it raises what it likes; its messages stay
        return list(reader.linter.messages)
    return list(reader.linter.messages)


def _meant(places: list[Any], which: int, spans: list[tuple[int, int, Token]]) -> Token | None:
    """The token at the place that a message points to, which may span several."""
    start, end = places[which]
    return next((token for first, last, token in spans if first < end and start < last), None)


def _in_order(tokens: tuple[Token, ...]) -> bool:
    """Whether brackets pair up and are not too deep, and each operator stands between two things."""
    level = 0
    for before, token in pairwise((None, *tokens, None)):
        opened = before is None or before.kind is Kind.OPEN
        closed = token is None or token.kind is Kind.CLOSE
        join = token is not None and token.kind in _JOINS
        after_join = before is not None and before.kind in _JOINS
        negated = token is not None and token.text.upper() == "NOT"
        if (
            (opened and closed)
            or (after_join and closed)
            or (join and (opened or after_join) and not negated)
        ):
            return False
        if before is not None and before.kind is Kind.CLOSE and token is not None and token.term:
            return False
        if token is not None:
            level += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
            if token.kind is Kind.UNCLOSED or not 0 <= level <= DEEPEST:
                return False
    return level == 0


def _handed(tokens: tuple[Token, ...], dialect: Dialect) -> tuple[str, list[tuple[int, int, Token]]]:
    """The text that is handed over, and which part of it stands for which token."""
    parts: list[str] = []
    spans: list[tuple[int, int, Token]] = []
    at = 0
    for token, text in _rewritten(tokens, dialect):
        if spans:
            before = spans[-1][2]
            apart = before.row != token.row or before.column + len(before.text) != token.column
            parts.append(" " * apart)
            at += apart
        parts.append(text)
        spans.append((at, at + len(text), token))
        at += len(text)
    return "".join(parts), spans


def _rewritten(tokens: tuple[Token, ...], dialect: Dialect) -> Iterator[tuple[Token, str]]:
    """The tokens as the package understands them: what it does not know is said in words that it does."""
    afters = [after for _, after in pairwise((*tokens, None))]
    for token, after in zip(tokens, afters, strict=True):
        if token.kind is Kind.OPERATOR and after and after.kind is Kind.OPERATOR:
            continue  # AND NOT: it takes NOT alone
        if token.kind is Kind.OPERATOR:
            yield token, token.text.upper()
        elif token.kind is Kind.PROXIMITY and dialect.id != "pubmed":
            yield token, "AND"  # it does not read NEAR between brackets
        elif token.kind is Kind.LINE:
            yield token, "line"
        elif token.kind is Kind.TAG and dialect.id == "pubmed":
            yield token, _pubmed_tag(token.text)
        elif token.kind is Kind.FIELD and dialect.id == "wos":
            yield token, _wos_field(token.text)
        elif token.kind is Kind.WORD and dialect.id == "ebsco":
            yield token, _ebsco_word(token.text, after)
        else:
            yield token, token.text.translate(_QUOTES)


def _pubmed_tag(tag: str) -> str:
    from search_query.pubmed.constants import map_to_standard

    bare = tag.strip("[] ").lower()
    if ":~" in bare:
        return tag
    try:
        map_to_standard(tag)
    except ValueError:
        if "publication" in bare and "date" in bare:
            return "[dp]"
        return "[mh]" if bare.startswith(("mesh", "mh", "maj")) else "[all]"
    return tag


def _wos_field(field: str) -> str:
    from search_query.wos.constants import VALID_fieldS_REGEX

    return field if len(field) < 5 and VALID_fieldS_REGEX.fullmatch(field) else "AB="


def _ebsco_word(word: str, after: Token | None) -> str:
    """A field's code as one that it knows; two capitals that are a word (AI, US) in small letters."""
    if len(word) != 2 or not (word.isascii() and word.isalpha() and word.isupper()):
        return word.replace("/", "x") if word[0] in "NnWw" else word
    if after is None or not (after.term or after.kind is Kind.OPEN):
        return word.lower()
    return word if word in ("TI", "AB", "SU", "AU", "SO") else "TX"
