"""Marks a criterion's terms in the text of a report, and the words that a person searched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from textual.content import Content

from slr.model.plan import Criterion
from slr.screening.terms import compile_term, find_spans
from slr.tui.themes import DARK_TERMS

NUMBERS = "¹²³⁴⁵⁶⁷⁸⁹"
SEARCHED = ""  # stands where a criterion's id would, for searched words
SEARCHED_STYLE = "reverse"


@dataclass(slots=True)
class Highlighter:
    """Marks terms by criterion; each carries the criterion's number, so that no color is needed."""

    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)  # a criterion's number, from 1
    searched: tuple[str, ...] = ()
    on: bool = True

    @classmethod
    def of(cls, criteria: Sequence[Criterion], more: Mapping[str, Iterable[str]]) -> "Highlighter":
        """For the criteria's own terms and `more` by criterion; a term that cannot be read is left out."""
        readable = {
            criterion.id: tuple(term for term in written if compile_term(term)[0] is not None)
            for criterion in criteria
            if (written := (*criterion.terms, *more.get(criterion.id, ())))
        }
        places = {criterion.id: place for place, criterion in enumerate(criteria, 1)}
        return cls({name: found for name, found in readable.items() if found}, places)

    def style_of(self, criterion: str) -> str:
        """The style of a criterion's terms; empty where it has none."""
        if criterion not in self.terms:
            return ""
        return f"underline $term-{(self.places[criterion] - 1) % len(DARK_TERMS) + 1}"

    def mark(self, text: str) -> Content:
        """The text with its terms marked."""
        if not self.on or not (self.terms or self.searched):
            return Content(text)
        parts: list[Content] = []
        end = 0
        for span in find_spans(text, self.terms | {SEARCHED: tuple(f"{word}*" for word in self.searched)}):
            found = text[span.start : span.end]
            parts.append(Content(text[end : span.start]))
            if span.criterion == SEARCHED:
                parts.append(Content.styled(found, SEARCHED_STYLE))
            else:
                number = NUMBERS[place - 1] if (place := self.places[span.criterion]) <= len(NUMBERS) else ""
                parts.append(Content.styled(found + number, f"bold {self.style_of(span.criterion)}"))
            end = span.end
        return Content.assemble(*parts, text[end:])
