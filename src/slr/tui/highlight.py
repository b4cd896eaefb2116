"""Highlights a criterion's terms in a report: words, stems (screen*), phrases and /regular expressions/."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex
from textual.content import Content

from slr.model.plan import Criterion
from slr.tui.themes import DARK_TERMS

TIME_LIMIT = 0.05  # seconds for one expression on one text; a person's expression may be a bad one
NUMBERS = "¹²³⁴⁵⁶⁷⁸⁹"
SEARCHED = "reverse"


@dataclass(frozen=True, slots=True)
class Term:
    """A compiled term and the place (from 1) of its criterion."""

    place: int
    pattern: "regex.Pattern[str]"


@dataclass(slots=True)
class Highlighter:
    """Marks terms in texts; each marked term carries its criterion's number, so that no color is needed."""

    terms: tuple[Term, ...] = ()
    searched: tuple[str, ...] = ()
    on: bool = True

    @classmethod
    def of(cls, criteria: Sequence[Criterion], terms: Mapping[str, Iterable[str]]) -> "Highlighter":
        """For the terms of these criteria; a term that is no expression is left out."""
        compiled = (
            Term(place, pattern)
            for place, criterion in enumerate(criteria, 1)
            for term in terms.get(criterion.id, ())
            if (pattern := compile_term(term)) is not None
        )
        return cls(tuple(compiled))

    def style_of(self, place: int) -> str:
        """The style of a criterion's terms; empty where it has none."""
        if not any(term.place == place for term in self.terms):
            return ""
        return f"underline $term-{(place - 1) % len(DARK_TERMS) + 1}"

    def mark(self, text: str) -> Content:
        """The text with its terms marked."""
        if not self.on:
            return Content(text)
        searched = [Term(0, pattern) for word in self.searched if (pattern := compile_term(word + "*"))]
        parts: list[Content] = []
        end = 0
        for start, stop, place in spans((*self.terms, *searched), text):
            style = f"bold {self.style_of(place)}" if place else SEARCHED
            number = NUMBERS[place - 1] if 1 <= place <= len(NUMBERS) else ""
            parts += [Content(text[end:start]), Content.styled(text[start:stop] + number, style)]
            end = stop
        return Content.assemble(*parts, text[end:])


def compile_term(term: str) -> "regex.Pattern[str] | None":
    """A term as an expression without regard to case; None where it is empty or no expression."""
    term = term.strip()
    if len(term) > 2 and term[0] == term[-1] == "/":
        try:
            return regex.compile(term[1:-1], regex.IGNORECASE)
        except regex.error:
            return None
    words = [regex.escape(word) for word in term.rstrip("*").split()]
    if not words:
        return None
    end = r"\w*" if term.endswith("*") else r"\b"
    return regex.compile(r"(?<!\w)" + r"\s+".join(words) + end, regex.IGNORECASE)


def spans(terms: Iterable[Term], text: str) -> list[tuple[int, int, int]]:
    """(start, end, place) of the terms in a text, none over another; the earlier, then the longer wins."""
    found: list[tuple[int, int, int]] = []
    for term in terms:
        try:
            matches = list(term.pattern.finditer(text, timeout=TIME_LIMIT))
        except TimeoutError:
            continue
        found += [
            (match.start(), match.end(), term.place) for match in matches if match.end() > match.start()
        ]
    kept: list[tuple[int, int, int]] = []
    for span in sorted(found, key=lambda span: (span[0], -span[1], span[2])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept
