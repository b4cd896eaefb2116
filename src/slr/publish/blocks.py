"""What a document is made of; Markdown and DOCX are two ways to write the same blocks."""

from dataclasses import dataclass

from slr.publish.data import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `alarm` sets apart what nobody may overlook (synthetic data, a draft)."""

    text: str
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by the name of its file, with what it shows for those who cannot see it."""

    name: str
    caption: str
    alt: str


Block = Heading | Paragraph | Bullets | Figure | Table
