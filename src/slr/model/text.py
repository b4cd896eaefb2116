"""The text of a report: its pages and lines as they were read from a file."""

from dataclasses import dataclass

from slr.model.finding import Finding


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page: `label` is what is printed on it (or its number), empty where the file knows no pages."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText:
    """A report's text. `file` is below the review folder; `finding` says what of it could not be read."""

    report: str
    file: str
    pages: tuple[TextPage, ...] = ()
    finding: Finding | None = None

    @property
    def letters(self) -> int:
        """How many characters its lines hold."""
        return sum(len(line) for page in self.pages for line in page.lines)
