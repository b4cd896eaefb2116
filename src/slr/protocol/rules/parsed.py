"""Search strings as a whole: what the package search-query reads in them, and lines that lead nowhere."""

import re
from collections.abc import Iterator

from slr.model.words import Severity
from slr.protocol.query.dialects import Dialect
from slr.protocol.query.parsed import said
from slr.protocol.query.tokens import Expression, Kind, Query, Token, referred_lines
from slr.protocol.rules.queries import query_rule

_DATE_OF_PUBMED = re.compile(r'"?(last \d+ (years?|months?|days?)|\d{4}(/\d{1,2}){0,2})"?', re.IGNORECASE)
_LIMIT = re.compile(r"\[(dp|pdat|ta|jour|journal|[^\]]*publication[^\]]*)\]|PY=|SO=|IS=", re.IGNORECASE)


@query_rule(
    "Q019",
    "field after a bracket",
    Severity.ERROR,
    platform="PubMed",
    why="PubMed knows fields of terms alone; one after a bracket is left out, and all fields are searched.",
    query="(twitter OR facebook)[tiab] AND health[tiab]",
    mend="Write the field after each term.",
    source="PubMed User Guide: search field tags",
)
def field_after_bracket(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for one in said(query, dialect, "PARSE_0004"):
        if one.token.kind is Kind.CLOSE and one.words.startswith("Nested"):
            yield one.token, "A field after a bracket is no field to PubMed.", "Write it after each term."


@query_rule(
    "Q020",
    "value that the field cannot hold",
    Severity.ERROR,
    why="A date, DOI or ISSN in another form than the platform's finds nothing, or stops the search.",
    query="TS=(twitter AND health) AND PY=(201*)",
    mend="Write it in the platform's form: PY=2010-2020, 2010:2020[dp].",
    source="The platforms' own help pages, as read by search-query",
)
def impossible_value(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for one in said(query, dialect, "TERM_0002", "TERM_0003", "TERM_0004", "WOS_0006"):
        if dialect and not (dialect.id == "pubmed" and _DATE_OF_PUBMED.fullmatch(one.token.text)):
            kind = {"TERM_0003": "DOI", "TERM_0004": "ISSN or ISBN"}.get(one.code, "year or date")
            yield one.token, f"`{one.token.text}` is no {kind} that {dialect.name} can read.", "Correct it."


@query_rule(
    "Q021",
    "limit that holds for a part of the search alone",
    platform="PubMed",
    why="A date or journal inside one of several brackets joined by OR limits that bracket and no other.",
    query="twitter[tiab] OR (facebook[tiab] AND 2010:2020[dp])",
    mend="Put the limit at the end, after a bracket around all the rest.",
    source="PRISMA-S 2021, item 9",
)
def partial_limit(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    told: set[Expression] = set()
    for one in said(query, dialect, "QUALITY_0002", "QUALITY_0003"):
        expression = next(e for e in query.expressions if one.token in e.tokens)
        if expression not in told and _in_one_of_several(
            expression.tokens, expression.tokens.index(one.token)
        ):
            told.add(expression)
            yield (
                one.token,
                "This limit holds for its own bracket alone.",
                "Put it at the end, if it is for all.",
            )


@query_rule(
    "Q022",
    "term without a field",
    Severity.INFO,
    why="Without a field it is the interface's menu that decides; who runs the query again cannot see it.",
    query="twitter AND TS=(health)",
    mend="Write the field that was searched, such as TS=.",
    source="PRISMA-S 2021, item 8",
)
def no_field(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    terms = (s.token for s in said(query, dialect, "FIELD_0002") if s.token.kind in (Kind.WORD, Kind.PHRASE))
    if dialect and (token := next(terms, None)):
        yield token, f"`{token.text}` names no field of {dialect.name}.", "Write it: TS=, TI=."


@query_rule(
    "Q023",
    "sign that the platform does not look for",
    Severity.INFO,
    why="Signs that are neither letters nor wildcards are dropped or refused: the term is not what it seems.",
    query="TS=(e-mail@work OR twitter)",
    mend="Write the words alone, in quotation marks if they belong together.",
    source="The platforms' own help pages, as read by search-query",
)
def dropped_sign(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for one in said(query, dialect, "WOS_0011", "WOS_0012", "EBSCO_0002"):
        wildcard = re.fullmatch(r'"?[\w-]*[$#?*][\w$#?*-]*"?', one.token.text)  # Q011's
        if dialect and one.token.kind in (Kind.WORD, Kind.PHRASE) and not wildcard:
            yield (
                one.token,
                f"{dialect.name} does not look for every sign of `{one.token.text}`.",
                "Use words.",
            )


@query_rule(
    "Q024",
    "text around the query",
    platform="PubMed",
    why="A platform's name before the query, or quotation marks around it, become a part of the search.",
    query="PubMed: (twitter[tiab] OR facebook[tiab])",
    mend="Keep the query alone; other words have their own keys.",
)
def text_around(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for one in said(query, dialect, "PARSE_0007", "PARSE_0010"):
        if one.token.text.endswith((":", '"')):
            yield one.token, "This is no part of the query.", "Keep the query alone."


@query_rule(
    "Q025",
    "line that no other uses",
    platform="Ovid",
    why="A line of terms that is never combined finds nothing of what the review counts: a slip in copying.",
    query="1. twitter\n2. facebook\n3. health\n4. 1 AND 3",
    mend="Combine it, or remove it.",
    source="PRESS 2015: line numbers are combined as meant",
)
def unused_line(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    used = {number for token in query.tokens for number in referred_lines(token)}
    for expression in query.expressions[:-1] if query.numbered and used else ():
        refers = any(token.kind is Kind.LINE for token in expression.tokens)
        if expression.tokens and not refers and expression.number not in used:
            message = f"No other line uses line {expression.number}."
            yield expression.tokens[0], message, "Combine it, or remove it."


def _in_one_of_several(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a limit stands in a bracket that is joined by OR to others, one of them without a limit."""
    opened = place
    while (opened := _opening(tokens, opened)) >= 0:
        others = _siblings(tokens, opened)
        if len(others) > 1 and not all(_LIMIT.search("".join(t.text for t in other)) for other in others):
            return True
    return False


def _opening(tokens: tuple[Token, ...], place: int) -> int:
    """Where the bracket around a place opens; -1 at the top."""
    level = 0
    for index in range(place - 1, -1, -1):
        level += (tokens[index].kind is Kind.CLOSE) - (tokens[index].kind is Kind.OPEN)
        if level < 0:
            return index
    return -1


def _siblings(tokens: tuple[Token, ...], opened: int) -> list[list[Token]]:
    """What ORs join at the level where a bracket opens, itself included."""
    found: list[list[Token]] = [[]]
    level = 0
    for token in tokens[_opening(tokens, opened) + 1 :]:
        level += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if level < 0:
            break
        if level == 0 and token.kind is Kind.OPERATOR and token.text.upper() == "OR":
            found.append([])
        else:
            found[-1].append(token)
    return found


PARSED_RULES = (
    field_after_bracket,
    impossible_value,
    partial_limit,
    no_field,
    dropped_sign,
    text_around,
    unused_line,
)
