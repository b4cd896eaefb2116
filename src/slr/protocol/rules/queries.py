"""Search strings: brackets, quotation marks, operators and line references, whatever the platform."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from slr.model.words import Severity
from slr.protocol.query.dialects import Dialect, dialect_of
from slr.protocol.query.parsed import said
from slr.protocol.query.tokens import Expression, Kind, Query, Token, read_query, referred_lines
from slr.protocol.rule import Find, Rule, Subject, Trouble, rule
from slr.protocol.yaml import Path

Look = Callable[[Query, Dialect | None], Iterator[tuple[Token, str, str]]]

# What a word processor or a PDF puts in place of what was typed.
_FOREIGN = {
    "\u00a0": "a no-break space",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2010": "a typographic hyphen",
    "\u2011": "a no-break hyphen",
    "\u2013": "an en dash",
    "\u2014": "an em dash",
    "\u2018": "a typographic apostrophe",
    "\u2019": "a typographic apostrophe",
    "\u202f": "a narrow no-break space",
    "\ufeff": "a byte order mark",
}
_FOREIGN_CHARACTER = re.compile("[" + "".join(_FOREIGN) + "]")

_IN_TEXT = re.compile(r"\[(ti|tiab|tw|ot|all|title|title/abstract|text words?|all fields)\]", re.IGNORECASE)
_HEADINGS = ("MH", "MM", "MJ", "DE", "SU", "ZU", "SO", "JN", "AU", "SO=", "AU=", "WC=", "SU=", "CU=")


def queries(subject: Subject) -> Iterator[tuple[Path, str, Query, Dialect | None]]:
    """The search strings of databases and registers: path, text as written, tokens, dialect."""
    for index, search in enumerate(subject.protocol.searches):
        path: Path = ("searches", index, "query")
        scalar = subject.marks.scalars.get(path)
        if scalar is not None and scalar.text.strip() and search.kind.first_column:
            yield path, scalar.text, read_query(scalar.text), dialect_of(search.platform, search.source)


def query_rule(
    code: str,
    name: str,
    severity: Severity = Severity.WARNING,
    *,
    why: str,
    query: str,
    mend: str,
    platform: str = "Web of Science",
    source: str = "",
) -> Callable[[Look], Rule[Subject]]:
    """Makes a rule on search strings of the function below it; `query` is the example's."""
    rows = "".join(f"      {row}\n" for row in query.split("\n"))
    example = (
        f"searches:\n  - id: example\n    source: {platform}\n    platform: {platform}\n"
        f"    date: 2020-02-01\n    query: |\n{rows}"
    )

    def make(look: Look) -> Rule[Subject]:
        def find(subject: Subject) -> Iterator[Trouble]:
            for path, _, query, dialect in queries(subject):
                for token, message, hint in look(query, dialect):
                    yield Trouble(path, message, hint, within=(token.row, token.column))

        named: Find = find
        return rule(
            code, name, "search strings", severity, why=why, example=example, mend=mend, source=source
        )(named)

    return make


@query_rule(
    "Q001",
    "bracket without its partner",
    Severity.ERROR,
    why="Platforms guess where the missing bracket belongs, or refuse: either way it is another search.",
    query='("social media" OR twitter AND health',
    mend="Close what is open; one line for each concept makes it easy to see.",
)
def brackets(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for expression in query.expressions:
        open_ones: list[Token] = []
        for token in expression.tokens:
            if token.kind is Kind.OPEN:
                open_ones.append(token)
            elif token.kind is Kind.CLOSE and open_ones:
                open_ones.pop()
            elif token.kind is Kind.CLOSE:
                yield token, "This bracket closes nothing.", "Remove it, or open one before."
        for token in open_ones:
            yield token, "This bracket is never closed.", "Close it."


@query_rule(
    "Q002",
    "quotation mark without its partner",
    Severity.ERROR,
    why="Everything up to the next quotation mark becomes part of the phrase, operators included.",
    query='"social media OR twitter',
    mend="Close the phrase.",
)
def quotes(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for token in query.tokens:
        if token.kind is Kind.UNCLOSED:
            yield token, "This quotation mark has no partner on its line.", "Close the phrase."


@query_rule(
    "Q003",
    "quotation marks from a word processor",
    why="Most platforms do not take “ and ” for quotation marks: the phrase falls apart into words.",
    query="“social media” AND health",
    mend='Type " instead, and switch off smart quotes where the strategy is written.',
)
def curly_quotes(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for token in query.tokens:
        if {token.text[0], token.text[-1]} & {"“", "”"}:
            yield token, "Typographic quotation marks.", 'Type " instead.'


@query_rule(
    "Q005",
    "two operators in a row",
    Severity.ERROR,
    why="Between two operators a term is missing: the search that was run was another one.",
    query="twitter AND OR facebook",
    mend="Add the term, or remove an operator.",
)
def two_operators(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for before, token in _pairs(query):
        both = before.kind is Kind.OPERATOR and token.kind in (Kind.OPERATOR, Kind.PROXIMITY)
        if both and not (before.text.upper() in ("AND", "OR") and token.text.upper() == "NOT"):
            yield token, f"`{token.text}` follows `{before.text}`.", "A term is missing between them."


@query_rule(
    "Q006",
    "operator without a term",
    Severity.ERROR,
    why="An operator joins two terms; at the edge of a bracket or of the line one of them is missing.",
    query="(twitter OR facebook OR) AND health",
    mend="Add the term, or remove the operator.",
)
def operator_at_the_edge(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for expression in query.expressions:
        tokens = expression.tokens
        for place, token in enumerate(tokens):
            if token.kind not in (Kind.OPERATOR, Kind.PROXIMITY):
                continue
            first = place == 0 or tokens[place - 1].kind is Kind.OPEN
            last = place == len(tokens) - 1 or tokens[place + 1].kind is Kind.CLOSE
            if last or (first and token.text.upper() != "NOT"):
                side = "after" if last else "before"
                yield token, f"There is no term {side} `{token.text}`.", "Add it, or remove the operator."


@query_rule(
    "Q007",
    "AND and OR without brackets",
    why="Platforms differ in which of the two they take first: the same string finds other things on each.",
    query="twitter OR facebook AND health",
    mend="Put brackets around what belongs together.",
    source="PRESS 2015: Boolean and proximity operators",
)
def mixed_operators(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for expression in query.expressions:
        levels: list[set[str]] = [set()]
        for token in expression.tokens:
            if token.kind is Kind.OPEN:
                levels.append(set())
            elif token.kind is Kind.CLOSE and len(levels) > 1:
                levels.pop()
            elif token.kind is Kind.OPERATOR:
                name = token.text.upper()
                before = set(levels[-1])
                levels[-1].add("OR" if name == "OR" else "AND")  # NOT is AND NOT
                if len(levels[-1]) == 2 and len(before) == 1:
                    pair = "NOT and OR" if name == "NOT" else "AND and OR"
                    yield token, f"{pair} stand side by side without brackets.", "Add brackets."


@query_rule(
    "Q008",
    "reference to a line that is not there",
    Severity.ERROR,
    why="A line that refers to one that does not exist, to itself or to a later one cannot have been run.",
    query="1. twitter\n2. health\n3. 1 AND 4",
    mend="Copy the whole strategy, with the numbers that the platform gave.",
    source="PRESS 2015: line numbers are combined as meant",
)
def line_references(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    known: set[int] = set()
    for expression in query.expressions:
        for token in expression.tokens:
            missing = [n for n in referred_lines(token) if n not in known]
            if missing and (query.numbered or token.text.startswith("#")):
                message = f"`{token.text}` refers to line {missing[0]}, which does not come before it."
                yield token, message, "Copy the whole strategy."
        if expression.number is not None:
            known.add(expression.number)


@query_rule(
    "Q009",
    "nothing between the brackets",
    Severity.ERROR,
    why="Empty brackets or quotation marks are where a term was deleted, or never pasted.",
    query='("") AND health',
    mend="Fill them in, or remove them.",
)
def empty(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for before, token in _pairs(query):
        if before.kind is Kind.OPEN and token.kind is Kind.CLOSE:
            yield before, "There is nothing between these brackets.", "Fill them in, or remove them."
    for token in query.tokens:
        if token.kind is Kind.PHRASE and not token.text.strip('"“” '):
            yield token, "There is nothing between these quotation marks.", "Fill them in, or remove them."


@query_rule(
    "Q015",
    "NOT leaves out what it should not",
    Severity.INFO,
    why="NOT removes every record that so much as mentions the term, relevant ones too.",
    query="(twitter OR facebook) NOT marketing",
    mend="Leave it to the screening, or test what is lost and say so.",
    source="Cochrane Handbook, chapter 4; PRESS 2015",
)
def uses_not(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    lines = {expression.number: _words(expression.tokens) for expression in query.expressions}
    for expression in query.expressions:
        for place, token in enumerate(expression.tokens):
            if token.kind is Kind.OPERATOR and token.text.upper() == "NOT":
                after = expression.tokens[place + 1 :]
                meant = _words(after) + "".join(
                    lines.get(n, "") for t in after[:1] for n in referred_lines(t)
                )
                # Cochrane's filter: animals that are not humans too, which loses no study of people.
                if "animal" not in _words(expression.tokens[:place]) + meant or "human" not in meant:
                    yield token, "NOT may leave out relevant records.", "Test what is lost."


@query_rule(
    "Q017",
    "term given twice",
    Severity.INFO,
    why="A term that stands twice in one bracket adds nothing; it is often a synonym that was to be another.",
    query="(twitter OR facebook OR Twitter) AND health",
    mend="Remove one, or write the synonym that you meant.",
)
def term_twice(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for expression in query.expressions:
        for group in _alternatives(expression):
            seen: set[str] = set()
            for token in group:
                word = token.text.strip('"“”').casefold()
                if word in seen:
                    yield token, f"`{token.text}` stands twice in the same bracket.", "Remove one."
                seen.add(word)
    for one in said(query, dialect, "QUALITY_0005"):
        if "connected with OR" in one.words and not _exact(query, one.token):
            yield one.token, f"A broader term of the bracket finds all of `{one.token.text}`.", "Remove one."


@query_rule(
    "Q018",
    "no operator between two brackets",
    why="Some platforms read AND there, some look for a phrase, some refuse.",
    query='(twitter OR facebook) ("public health" OR ministry)',
    mend="Write the operator that you mean.",
)
def no_operator(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for before, token in _pairs(query):
        if before.kind is Kind.CLOSE and (token.term or token.kind in (Kind.OPEN, Kind.FIELD)):
            yield token, "There is no operator between this and the bracket before it.", "Write AND or OR."
    for one in said(query, dialect, "PARSE_0004"):
        if one.token.kind is Kind.TAG and one.words.startswith("Missing operator"):
            yield one.token, "There is no operator between this and what follows.", "Write AND or OR."


@rule(
    "Q014",
    "characters from a word processor",
    "search strings",
    why="A no-break space or a dash for a hyphen looks the same to you, and is not to the platform.",
    example="searches:\n  - id: example\n    source: Scopus\n    platform: Scopus\n    date: 2020-02-01\n"
    "    query: |\n      TITLE-ABS-KEY(twitter AND e\u2013government)\n",
    mend="Retype it.",
)
def foreign_characters(subject: Subject) -> Iterator[Trouble]:
    for path, text, _, _ in queries(subject):
        for row, line in enumerate(text.split("\n")):
            if match := _FOREIGN_CHARACTER.search(line):
                said = _FOREIGN[match[0]]
                yield Trouble(
                    path, f"There is {said} in this line.", "Retype it.", within=(row, match.start())
                )


def _exact(query: Query, token: Token) -> bool:
    """Whether a term is looked up whole (a heading, a journal), so that none of its words stands for it."""
    tokens = list(query.tokens)
    place = tokens.index(token)
    tag = tokens[place + 1].text if place + 1 < len(tokens) else ""
    before = tokens[place - 1].text if place else ""
    return (tag.startswith("[") and not _IN_TEXT.fullmatch(tag)) or before in _HEADINGS


def _words(tokens: tuple[Token, ...]) -> str:
    return " ".join(token.text.casefold() for token in tokens)


def _pairs(query: Query) -> Iterator[tuple[Token, Token]]:
    for expression in query.expressions:
        yield from pairwise(expression.tokens)


def _alternatives(expression: Expression) -> Iterator[list[Token]]:
    """Single terms that stand alone between ORs in one bracket."""
    levels: list[list[Token]] = [[]]
    tokens = expression.tokens
    for place, token in enumerate(tokens):
        if token.kind is Kind.OPEN:
            levels.append([])
        elif token.kind is Kind.CLOSE and len(levels) > 1:
            yield levels.pop()
        elif token.term and token.kind is not Kind.LINE:
            before = tokens[place - 1] if place else None
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            left = before is None or before.kind is Kind.OPEN or before.text.upper() == "OR"
            right = after is None or after.kind is Kind.CLOSE or after.text.upper() == "OR"
            if left and right:
                levels[-1].append(token)
    yield from levels


QUERY_RULES = (
    brackets,
    quotes,
    curly_quotes,
    two_operators,
    operator_at_the_edge,
    mixed_operators,
    line_references,
    empty,
    foreign_characters,
    uses_not,
    term_twice,
    no_operator,
)
