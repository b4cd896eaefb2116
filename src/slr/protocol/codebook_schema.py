# ruff: noqa: RUF012 (pydantic copies mutable defaults)
"""What a codebook file holds, as written; `extends` is resolved in codebook.py."""

from typing import Literal

from pydantic import Field

from slr.protocol.shape import Block, Identifier, Line, Part

Kind = Literal["single", "many", "text", "number", "date", "country"]
CATEGORIZED: frozenset[str] = frozenset(["single", "many"])


class CategoryDraft(Part):
    """One category as written. Where a codebook extends another, a key left out keeps what it was."""

    id: Identifier
    name: Line | None = None
    definition: Line | None = None
    use: Line | None = None
    avoid: Line | None = None
    examples: list[Line] | None = None
    parent: Line | None = None


class DimensionDraft(Part):
    """One dimension as written; as with categories, a key left out keeps what it was."""

    id: Identifier
    name: Line | None = None
    question: Line | None = None
    kind: Kind | None = None
    unit: Line | None = None
    required: bool | None = None
    quote: bool | None = None
    categories: list[CategoryDraft] = []


class CodebookDraft(Part):
    """A codebook file as written."""

    id: Identifier
    name: Line = ""
    version: Line = ""
    source: Line = ""
    unit: Literal["study", "report", "result", "arm", "case"] | None = None
    extends: Identifier | None = None
    note: Block = ""
    dimensions: list[DimensionDraft] = Field([])
