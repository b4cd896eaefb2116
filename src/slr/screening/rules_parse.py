"""Rules out of plain data (what YAML gives): a mapping of fields, combined with all, any, not."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.screening.rules import (
    AllRule,
    AnyRule,
    LanguageRule,
    NotRule,
    Rule,
    TextRule,
    TypeRule,
    YearRule,
)
from slr.screening.terms import Term, compile_term

EXAMPLES = {
    "year": "`year: {from: 2004, to: 2015}`",
    "language": "`language: [en, it]`",
    "type": "`type: not [editorial, letter]`",
    "all": "`all: [{year: {from: 2004}}, {language: [en]}]`",
    "any": "`any: [{title: [trial*]}, {abstract: [randomi*]}]`",
    "not": "`not: {title: [protocol]}`",
}
TEXTS = {
    "title": ("title",),
    "abstract": ("abstract",),
    "text": ("title", "abstract"),
    "keywords": ("keywords",),
}
NEGATED = re.compile(r"not\s*\[(.*)\]|not\s+([^\[\]]+)", re.DOTALL)
LANGUAGE = re.compile(r"[a-z]{2,3}")
DEEPEST = 20  # a rule nested further is a mistake, or an attack


def parse_rule(data: object, *, criterion: str = "") -> tuple[Rule | None, tuple[Finding, ...]]:
    """A rule of plain data, or None with findings (code K001) that say what is wrong and where.

    Keys of one mapping must all hold. Fields: `year` (a number, or from and to), `language` (codes), `type`
    (CSL types or databases' kinds), `title`, `abstract`, `text` (title or abstract), `keywords` (terms: any
    of them). A list after `not` is negated. `criterion` names the criterion in the findings.
    """
    reading = Reading(criterion)
    rule = reading.rule(data, "rule", DEEPEST)
    return (None if reading.findings else rule), tuple(reading.findings)


class Reading:
    """One rule being read, and what was found wrong so far."""

    def __init__(self, criterion: str) -> None:
        """Begin with no findings."""
        self.criterion = criterion
        self.findings: list[Finding] = []

    def wrong(self, where: str, message: str, key: str = "") -> None:
        """Note what is wrong, with an example of how it is written."""
        of = f"criterion {self.criterion}, " if self.criterion else ""
        hint = f"write it as {EXAMPLES[key]}" if key in EXAMPLES else f"a rule has {', '.join(READERS)}"
        self.findings.append(
            Finding(code="K001", severity=Severity.ERROR, message=f"{of}{where}: {message}", hint=hint)
        )

    def rule(self, data: object, where: str, depth: int) -> Rule | None:
        """A mapping as a rule: all of its keys."""
        if depth == 0:
            self.wrong(where, f"nested more than {DEEPEST} deep")
            return None
        if not isinstance(data, Mapping) or not data:
            self.wrong(where, "is not a mapping of fields")
            return None
        parts: list[Rule | None] = []
        for key, value in data.items():
            read = READERS.get(str(key))
            if read is None:
                self.wrong(where, f"knows no `{key}`")
            else:
                parts.append(read(self, str(key), value, f"{where}.{key}", depth - 1))
        kept = tuple(part for part in parts if part is not None)
        if not kept:
            return None
        return kept[0] if len(kept) == 1 else AllRule(kept)

    def year(self, key: str, value: object, where: str, depth: int) -> Rule | None:
        """A year, or a mapping with from, to or both."""
        if whole(value):
            return YearRule(value, value)  # type: ignore[arg-type]
        if not isinstance(value, Mapping) or not value or not set(value) <= {"from", "to"}:
            self.wrong(where, "is neither a year nor from and to", key)
            return None
        first, last = value.get("from"), value.get("to")
        if not all(bound is None or whole(bound) for bound in (first, last)) or first is last is None:
            self.wrong(where, "years are whole numbers", key)
            return None
        if first is not None and last is not None and first > last:
            self.wrong(where, f"from {first} is after to {last}, so that nothing fits", key)
            return None
        return YearRule(first, last)

    def language(self, key: str, value: object, where: str, depth: int) -> Rule | None:
        """Codes of languages."""
        negative, names = self.names(key, value, where)
        for name in names:
            if not LANGUAGE.fullmatch(name):
                self.wrong(where, f"`{name}` is no code of ISO 639 (en, it, ...)", key)
        return turned(LanguageRule(frozenset(names)), negative) if names else None

    def type(self, key: str, value: object, where: str, depth: int) -> Rule | None:
        """Types or kinds of publication."""
        negative, names = self.names(key, value, where)
        return turned(TypeRule(frozenset(names)), negative) if names else None

    def text(self, key: str, value: object, where: str, depth: int) -> Rule | None:
        """Terms, one of which must stand in the field. A single text is one term, whatever is in it."""
        written = value if isinstance(value, list) else [value]
        terms: list[Term] = []
        for one in written:
            term, trouble = compile_term(one) if isinstance(one, str) else (None, f"`{one}` is no text")
            if term is None:
                self.wrong(where, trouble)
            else:
                terms.append(term)
        if not written:
            self.wrong(where, "has no terms")
        return TextRule(TEXTS[key], tuple(terms)) if terms else None

    def several(self, key: str, value: object, where: str, depth: int) -> Rule | None:
        """A list of rules of which all, or any, must hold."""
        if not isinstance(value, list) or not value:
            self.wrong(where, "is not a list of rules", key)
            return None
        parts = [self.rule(part, f"{where}[{n}]", depth) for n, part in enumerate(value, 1)]
        kept = tuple(part for part in parts if part is not None)
        return AllRule(kept) if key == "all" else AnyRule(kept)

    def negated(self, key: str, value: object, where: str, depth: int) -> Rule | None:
        """A rule that must not hold."""
        part = self.rule(value, where, depth)
        return None if part is None else NotRule(part)

    def names(self, key: str, value: object, where: str) -> tuple[bool, list[str]]:
        """(negated, names) of a list, of one name, or of either after `not` (text, or a mapping's key)."""
        negative = False
        if isinstance(value, Mapping) and set(value) == {"not"}:
            negative, value = True, value["not"]
        elif isinstance(value, str) and (match := NEGATED.fullmatch(value.strip())):
            negative, value = True, (match[1] if match[1] is not None else match[2]).split(",")
        listed = value if isinstance(value, list) else [value]
        names = [one.strip().strip("'\"").lower() for one in listed if isinstance(one, str) and one.strip()]
        if len(names) < len(listed) or not names:
            self.wrong(where, "is not a list of names", key)
        return negative, names


def turned(rule: Rule, negative: bool) -> Rule:
    """The rule, or its negation."""
    return NotRule(rule) if negative else rule


def whole(value: object) -> bool:
    """Whether a value is a whole number (True is not)."""
    return isinstance(value, int) and not isinstance(value, bool)


READERS: dict[str, Callable[[Reading, str, Any, str, int], Rule | None]] = {
    "year": Reading.year,
    "language": Reading.language,
    "type": Reading.type,
    **dict.fromkeys(TEXTS, Reading.text),
    "all": Reading.several,
    "any": Reading.several,
    "not": Reading.negated,
}
