"""What changed between two versions of a codebook, and which codings the change touches."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from slr.model.codebook import Category, Codebook, Coding, Dimension, condition_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """One change of a codebook.

    `narrows` says that codings made before may not stand: a category or dimension is gone, or means
    something else. `widens` says that studies coded before deserve another look: there is something new
    that they could have been coded as.
    """

    dimension: str
    category: str = ""
    words: str = ""
    narrows: bool = False
    widens: bool = False

    def touches(self, coding: Coding) -> bool:
        """Whether a coding made before the change has to be looked at again."""
        if coding.dimension != self.dimension:
            return False
        return self.widens or (self.narrows and (not self.category or self.category in coding.values))


def compare_codebooks(before: Codebook, after: Codebook) -> tuple[CodebookChange, ...]:
    """Every change from one version to another, `extends` written out in both, dimension by dimension."""
    return tuple(_compare(before, after))


def codings_touched(changes: Iterable[CodebookChange], codings: Iterable[Coding]) -> tuple[Coding, ...]:
    """The codings that a person has to look at again, in order."""
    listed = list(changes)
    return tuple(coding for coding in codings if any(change.touches(coding) for change in listed))


def _compare(before: Codebook, after: Codebook) -> Iterator[CodebookChange]:
    for dimension in after.dimensions:
        earlier = before.dimension(dimension.id)
        if earlier is None:
            yield CodebookChange(dimension=dimension.id, words=f"The dimension `{dimension.id}` was added.")
        elif earlier != dimension:
            yield from _compare_dimension(earlier, dimension)
    for dimension in before.dimensions:
        if after.dimension(dimension.id) is None:
            words = f"The dimension `{dimension.id}` was removed."
            yield CodebookChange(dimension=dimension.id, words=words, narrows=True)


def _compare_dimension(before: Dimension, after: Dimension) -> Iterator[CodebookChange]:
    for field in ("name", "question", "kind", "unit", "required", "quote", "when"):
        old, new = getattr(before, field), getattr(after, field)
        if old != new:
            words = f"`{field}` of the dimension `{after.id}` was changed from {_said(old)} to {_said(new)}."
            narrows = field in ("question", "kind", "unit") or (field == "quote" and after.quote)
            yield CodebookChange(dimension=after.id, words=words, narrows=narrows)
    for category in after.categories:
        earlier = before.category(category.id)
        if earlier is None:
            words = f"The category `{category.id}` was added to `{after.id}`."
            yield CodebookChange(dimension=after.id, category=category.id, words=words, widens=True)
        elif earlier != category:
            yield from _compare_category(after.id, earlier, category)
    for category in before.categories:
        if after.category(category.id) is None:
            words = f"The category `{category.id}` was removed from `{after.id}`."
            yield CodebookChange(dimension=after.id, category=category.id, words=words, narrows=True)


def _compare_category(dimension: str, before: Category, after: Category) -> Iterator[CodebookChange]:
    for field in fields(Category):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old != new:
            words = (
                f"`{field.name}` of the category `{after.id}` was changed from {_said(old)} to {_said(new)}."
            )
            narrows = field.name in ("definition", "use", "avoid")
            yield CodebookChange(dimension=dimension, category=after.id, words=words, narrows=narrows)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return f"“{condition_words(value)}”"
    if isinstance(value, tuple):
        return "; ".join(f"“{one}”" for one in value) or "nothing"
    return f"“{value}”" if value else "nothing"
