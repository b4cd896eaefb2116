"""Terms of a criterion: words, stems (screen*), phrases and /regular expressions/, found in a text.

Letters' case does not matter; between the words of a phrase may stand white space or hyphens, so that
`double blind` is found in "double-blind". Regular expressions run in the `regex` package with a time limit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

TIME_LIMIT = 0.05  # seconds for one expression on one text; a person's expression may be a bad one


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a text, [start, end), and the criterion whose term stands there."""

    start: int
    end: int
    criterion: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term as written, compiled."""

    written: str
    pattern: "regex.Pattern[str]"


def compile_term(written: str) -> tuple[Term | None, str]:
    """(term, "") or (None, what is wrong with it)."""
    import regex

    text = written.strip()
    if len(text) > 2 and text[0] == text[-1] == "/":
        try:
            return Term(written, regex.compile(text[1:-1], regex.IGNORECASE)), ""
        except regex.error as error:
            return None, f"`{written}` is no regular expression: {error}"
    words = text.replace("-", " ").split()
    if not any(letter.isalnum() for letter in text):
        return None, f"`{written}` has no word in it"
    between = r"[\s\p{Pd}]+"
    parts = [regex.escape(word).replace(r"\*", r"\w*") for word in words]
    return Term(written, regex.compile(r"(?<!\w)" + between.join(parts) + r"(?!\w)", regex.IGNORECASE)), ""


def found_in(term: Term, text: str, *, limit: float = TIME_LIMIT) -> bool | None:
    """Whether a term stands in a text; None where the expression ran out of time."""
    try:
        return term.pattern.search(text, timeout=limit) is not None
    except TimeoutError:
        return None


def find_spans(
    text: str, terms: Mapping[str, Iterable[str]], *, limit: float = TIME_LIMIT
) -> tuple[Span, ...]:
    """Where the terms of each criterion stand, none over another; the earlier, then the longer wins.

    `terms` are by criterion, in the order that breaks ties. A term that is none, or runs out of time, marks
    nothing.
    """
    found: list[tuple[int, int, int, str]] = []
    for place, (criterion, written) in enumerate(terms.items()):
        for one in written:
            term, _ = compile_term(one)
            if term is not None:
                found += [(start, -end, place, criterion) for start, end in places(term, text, limit)]
    kept: list[Span] = []
    for start, end, _, criterion in sorted(found):
        if not kept or start >= kept[-1].end:
            kept.append(Span(start, -end, criterion))
    return tuple(kept)


def places(term: Term, text: str, limit: float) -> Sequence[tuple[int, int]]:
    """The places of one term that are not empty; none where it ran out of time."""
    try:
        return [m.span() for m in term.pattern.finditer(text, timeout=limit) if m.end() > m.start()]
    except TimeoutError:
        return []
