"""A codebook as a page for the documentation or a report. Markdown."""

from collections.abc import Iterator

from slr.model.codebook import Category, Codebook, Dimension, condition_words
from slr.protocol.yaml import load_yaml

KINDS = {
    "single": "one category",
    "many": "one or more categories",
    "text": "free text",
    "number": "a number",
    "date": "a date (a year, a month or a day)",
    "country": "one or more countries",
}


def codebook_note(text: str) -> str:
    """What a codebook's file says of itself under `note:`, such as what of a tool is left out and why."""
    data, _, _ = load_yaml(text, "")
    note = data.get("note", "") if isinstance(data, dict) else ""
    return note.strip() if isinstance(note, str) else ""


def codebook_page(codebook: Codebook, *, note: str = "") -> str:
    """A codebook with its source and every definition; `note` takes the place of the codebook's own."""
    note = note or codebook.note
    parts = [
        f"# {_plain(codebook.name)}",
        f"`{codebook.id}`, version {_plain(codebook.version or 'not given')}.",
    ]
    if codebook.source:
        parts.append(f"Source: {_plain(codebook.source)}.")
    if codebook.extends:
        parts.append(f"Extends `{codebook.extends}`.")
    parts.append(f"What is coded: each {codebook.unit}.")
    if note:
        parts.append(_plain(note))
    for dimension in codebook.dimensions:
        parts += _dimension(dimension)
    return "\n\n".join(parts) + "\n"


def _dimension(dimension: Dimension) -> Iterator[str]:
    yield f"## {_plain(dimension.name or dimension.id)}"
    unit = f" ({_plain(dimension.unit)})" if dimension.unit else ""
    asked = [f"`{dimension.id}`: {KINDS[dimension.kind]}{unit}"]
    asked += ["required"] if dimension.required else []
    asked += [f"only where {_plain(condition_words(dimension.when))}"] if dimension.when else []
    asked += ["with the words of the text as evidence"] if dimension.quote else []
    yield f"{_plain(dimension.question)} ({', '.join(asked)})".strip()
    if dimension.categories:
        yield "\n".join(_item(dimension, category) for category in dimension.categories)


def _item(dimension: Dimension, category: Category) -> str:
    said = [f"**{_plain(category.name or category.id)}** (`{category.id}`)."]
    said += [_plain(category.definition)] if category.definition else []
    said += [f"*When to use it:* {_plain(category.use)}"] if category.use else []
    said += [f"*When not:* {_plain(category.avoid)}"] if category.avoid else []
    said += [f"*Examples:* {'; '.join(map(_plain, category.examples))}"] if category.examples else []
    return f"{'  ' * _depth(dimension, category)}- {' '.join(said)}"


def _depth(dimension: Dimension, category: Category) -> int:
    """How many parents stand above a category; a circle is counted once round."""
    above: set[str] = set()
    parent = dimension.category(category.parent)
    while parent is not None and parent.id not in above:
        above.add(parent.id)
        parent = dimension.category(parent.parent)
    return len(above)


def _plain(text: str) -> str:
    """Text that Markdown takes as it stands: its signs escaped, white space folded."""
    folded = " ".join(text.split())
    return "".join(f"\\{c}" if c in "\\`*_<>[]|#" else c for c in folded)
