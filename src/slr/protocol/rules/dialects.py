"""Search strings in a platform's own language: operators, wildcards, fields and proximity that it knows."""

import re
from collections.abc import Iterator

from slr.model.words import Severity
from slr.protocol.query.dialects import DIALECTS, Dialect
from slr.protocol.query.parsed import said
from slr.protocol.query.tokens import Kind, Query, Token
from slr.protocol.rules.queries import query_rule

_TRUNCATED = re.compile(r"(?P<stem>[\w-]*)(?P<wildcard>[*?$#])")
_EARLY = ("EBSCO_0001", "WOS_0007", "WOS_0008", "WOS_0009", "WOS_0010", "PUBMED_0003")
_TAG_DISTANCE = re.compile(r"(ti|tiab|ad|title|title/abstract|affiliation):~\d+")


@query_rule(
    "Q004",
    "operator in small letters",
    platform="PubMed",
    why="PubMed takes `or` in small letters for a word, and joins what stands around it with AND.",
    query="(twitter or facebook) AND health",
    mend="Write operators in capitals.",
    source="PubMed User Guide: Boolean operators",
)
def small_operators(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for token in query.tokens if dialect and dialect.capital_operators else ():
        if token.kind is Kind.OPERATOR and not token.text.isupper():
            yield token, f"`{token.text}` in small letters is no operator in PubMed.", "Write it in capitals."


@query_rule(
    "Q010",
    "wildcard too early",
    platform="PubMed",
    why="Below a certain number of letters a platform ignores the wildcard, or finds every other word.",
    query="pol* AND twitter",
    mend="Write out more of the word, or the words that you mean.",
    source="PubMed User Guide: truncation; Web of Science search rules",
)
def early_wildcard(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    fewest = dialect.stem if dialect else 1
    told: set[Token] = set()
    for token, stem, wildcard in _truncated(query):
        if len(stem) < fewest:
            told.add(token)
            name = dialect.name if dialect else "most platforms"
            message = f"Before `{wildcard}`, {name} wants {fewest} or more letters, here are {len(stem)}."
            yield token, message, "Write out more of the word."
    for one in said(query, dialect, *_EARLY):
        if dialect and one.token not in told and re.search(r"[*?$#]", one.token.text):
            message = f"{dialect.name} takes no wildcard so early in `{one.token.text}`."
            yield one.token, message, "Write out more of the word."


@query_rule(
    "Q011",
    "wildcard that the platform does not know",
    platform="PubMed",
    why="A sign that is no wildcard is looked for as it is, or left out: other spellings are missed.",
    query="behavio?r AND twitter",
    mend="Write out the spellings, joined by OR.",
    source="The platforms' own help pages",
)
def foreign_wildcard(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for token, stem, wildcard in _truncated(query) if dialect else ():
        if stem and dialect and wildcard not in dialect.wildcards:
            known = " and ".join(dialect.wildcards)
            yield token, f"`{wildcard}` is no wildcard in {dialect.name}.", f"It knows {known}."


@query_rule(
    "Q012",
    "field that the platform does not know",
    Severity.ERROR,
    platform="PubMed",
    why="A field that does not exist is ignored or taken for a word; the search is wider, or empty.",
    query="twitter[tiabs] AND health[tiab]",
    mend="Use the platform's own field.",
    source="The platforms' own help pages",
)
def unknown_field(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    from slr.protocol.shape import nearest

    for token, field in _strange(query, dialect):
        known = _fields(token, dialect) if dialect else frozenset()
        if dialect and known and not _owners(token, field) and not dialect.open_tags:
            near = nearest(field, known)
            yield token, f"{dialect.name} has no field `{field}`.", f"Did you mean `{near}`?" if near else ""


@query_rule(
    "Q013",
    "field in the language of another platform",
    Severity.ERROR,
    platform="Scopus",
    why="A strategy carried over has to be translated: to this platform the field is a plain word.",
    query="twitter[tiab] AND health",
    mend="Translate it, field by field.",
    source="PRISMA-S 2021, item 8: the strategy of each database as it was run",
)
def foreign_field(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for token, field in _strange(query, dialect):
        owners = _owners(token, field)
        if dialect and owners:
            message = f"`{token.text}` is the language of {' and '.join(owners)}, not of {dialect.name}."
            yield token, message, "Translate it."


def _strange(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str]]:
    """The fields that the platform does not know, each with its token."""
    for token in query.tokens if dialect else ():
        for field in _named(token):
            known = dialect is not None and field in _fields(token, dialect)
            if not known and not _TAG_DISTANCE.fullmatch(field):
                yield token, field


def _owners(token: Token, field: str) -> list[str]:
    """The platforms that know this field in this writing."""
    return [dialect.name for dialect in DIALECTS if field in _fields(token, dialect)]


@query_rule(
    "Q016",
    "proximity in the language of another platform",
    Severity.ERROR,
    platform="Scopus",
    why="An operator that the platform does not know is a word to it, and every record without it is lost.",
    query="twitter NEAR/3 health",
    mend="Use the platform's own operator, or AND where it has none.",
    source="The platforms' own help pages",
)
def foreign_proximity(query: Query, dialect: Dialect | None) -> Iterator[tuple[Token, str, str]]:
    for token in query.tokens if dialect else ():
        if dialect and token.kind is Kind.PROXIMITY:
            if dialect.proximity is None:
                message = f"{dialect.name} has no operator `{token.text}`."
                yield token, message, 'It has "two words"[tiab:~3].' if dialect.id == "pubmed" else ""
            elif not dialect.proximity.fullmatch(token.text):
                owners = [d.name for d in DIALECTS if d.proximity and d.proximity.fullmatch(token.text)]
                message = f"{dialect.name} has no operator `{token.text}`."
                yield token, message, f"It is one of {' and '.join(owners)}." if owners else ""
    for one in said(query, dialect, "STRUCT_0004"):
        if one.token.kind is not Kind.TAG:  # a tag that does not take a distance is Q012's
            yield (
                one.token,
                "PubMed looks for words near each other in quotation marks.",
                '"two words"[tiab:~3]',
            )


def _truncated(query: Query) -> Iterator[tuple[Token, str, str]]:
    """Single words with a wildcard: the token, what stands before the wildcard, the wildcard."""
    for token in query.tokens:
        word = token.text.strip('"“”')
        if token.kind in (Kind.WORD, Kind.PHRASE) and re.fullmatch(r"[\w*?$-][\w*?$#-]*", word):
            match = _TRUNCATED.match(word)
            if match:
                yield token, match["stem"], match["wildcard"]


def _named(token: Token) -> list[str]:
    """The fields that a token names, in the platform's own writing."""
    if token.kind is Kind.TAG:
        tag = token.text.strip("[] ").lower()
        return [tag.split()[0]] if tag.startswith("mh ") else [tag]
    if token.kind is Kind.FIELD:
        return [token.text.rstrip("=")]
    if token.kind is Kind.SUFFIX:
        return token.text.strip(".:").split(",")
    return []


def _fields(token: Token, dialect: Dialect) -> frozenset[str]:
    """The fields that a platform knows in this writing; empty where it knows none, or has another writing."""
    if token.kind is Kind.TAG:
        return dialect.tags
    if token.kind is Kind.FIELD:
        scopus = not token.text.endswith("=")
        return dialect.prefixes if (dialect.id == "scopus") is scopus else frozenset()
    if token.kind is Kind.SUFFIX:
        dotted = token.text.startswith(".")
        return dialect.suffixes if (dialect.id == "ovid") is dotted else frozenset()
    return frozenset()


DIALECT_RULES = (
    small_operators,
    early_wildcard,
    foreign_wildcard,
    unknown_field,
    foreign_field,
    foreign_proximity,
)
