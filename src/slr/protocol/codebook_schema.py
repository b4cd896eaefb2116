# ruff: noqa: RUF012 (pydantic copies mutable defaults)
"""What a codebook file holds, as written; `extends` is resolved in codebook.py."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

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


def written_out(value: Any) -> Any:
    """Conditions in one form: a list of ways, each with a list of categories by dimension."""
    ways = [value] if isinstance(value, dict) else value
    if not isinstance(ways, list):
        return value
    return [
        {name: [said] if isinstance(said, str) else said for name, said in way.items()}
        if isinstance(way, dict)
        else way
        for way in ways
    ]


_WORD = {"type": "string"}
_WAY = {
    "type": "object",
    "additionalProperties": {"anyOf": [_WORD, {"type": "array", "items": _WORD}]},
}
# Categories by dimension, one or several of which one is enough; or a list of such ways.
WhenDraft = Annotated[
    list[dict[Identifier, list[Identifier]]],
    BeforeValidator(written_out),
    WithJsonSchema({"anyOf": [_WAY, {"type": "array", "items": _WAY}]}),
]


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
    when: WhenDraft | None = None


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
