"""What a person searches: words, "a phrase", -without, and one field alone, as in reason:e1 or year:2015."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

FIELDS = ("title", "abstract", "author", "journal", "keyword", "year", "note", "tag", "reason")
OWN_FIELDS = ("note", "tag", "reason")  # what the person said
_PIECE = re.compile(rf'(-?)(?:({"|".join(FIELDS)}):)?(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that is looked for, case-folded: in one field, or in all where none is named."""

    text: str
    field: str = ""
    without: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """All of what is looked for: a report fits that has each of it, and nothing that it must not have."""

    sought: tuple[Sought, ...] = ()

    @property
    def marked(self) -> tuple[str, ...]:
        """The words to mark in the text."""
        in_text = ("", "title", "abstract", "keyword")
        return tuple(one.text for one in self.sought if not one.without and one.field in in_text)

    @property
    def needed(self) -> tuple[str, ...]:
        """The words that must be in a report's own text, or else in what the person said of it."""
        return tuple(one.text for one in self.sought if not one.without and one.field not in OWN_FIELDS)

    @property
    def reads_text(self) -> bool:
        """Whether a report's own text is looked at, and not only what the person said of it."""
        return any(one.field not in OWN_FIELDS for one in self.sought)

    def fits(self, fields: Mapping[str, str]) -> bool:
        """Whether a report's fields, case-folded, fit."""
        return all(self._has(one, fields) is not one.without for one in self.sought)

    def _has(self, one: Sought, fields: Mapping[str, str]) -> bool:
        if one.field in ("reason", "year", "tag"):  # an id, a year or a tag is meant as a whole
            return one.text in fields.get(one.field, "").split()
        if one.field:
            return one.text in fields.get(one.field, "")
        return any(one.text in text for name, text in fields.items() if name != "reason")


def read_search(words: str) -> Search:
    """The search that words stand for; there are no words that stand for none."""
    sought = []
    for piece in _PIECE.finditer(words.casefold()):
        minus, field, phrase, word = piece.groups()
        text = " ".join((phrase if phrase is not None else word).split())
        if text:
            sought.append(
                Sought(text.removeprefix("#") if field == "tag" else text, field or "", bool(minus))
            )
    return Search(tuple(sought))
