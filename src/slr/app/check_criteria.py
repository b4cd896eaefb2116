"""Rules of criteria that cannot be read: `slr screen --rules` would refuse them, so a check says it first."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.load import Source
from slr.protocol.rule import Rule
from slr.protocol.schema import plain
from slr.screening.rules_parse import READERS, parse_rule

UNREADABLE_RULE: Rule[Any] = Rule(
    code="P039",
    name="rule that cannot be read",
    family="criteria",
    severity=Severity.ERROR,
    why="A rule with a mistyped field or a broken term marks nothing, and nobody notices until it is run.",
    example="criteria:\n  - {id: e1, text: Published before 2004, type: exclude, rule: {yeer: {to: 2003}}}\n",
    mend="Write it with the fields that the hint names; `slr screen --rules` shows what it would do.",
)


def unreadable_rules(source: Source) -> Iterator[Finding]:
    """P039 for each thing that is wrong with the rule of a criterion, on the line of the rule."""
    criteria = source.protocol.criteria if source.protocol else ()
    for place, criterion in enumerate(criteria):
        if not criterion.rule:
            continue
        _, findings = parse_rule(plain(criterion.rule))
        line, column = source.marks.at(("criteria", place, "rule"))
        for found in findings:
            yield Finding(
                code=UNREADABLE_RULE.code,
                severity=UNREADABLE_RULE.severity,
                message=f"The criterion `{criterion.id}`, {found.message}.",
                hint=_nearest(found.message) or f"{found.hint[:1].upper()}{found.hint[1:]}.",
                file=source.file,
                line=line,
                column=column,
            )


def _nearest(message: str) -> str:
    """The field that was meant, where a finding names an unknown one."""
    before, _, said = message.partition("knows no `")
    close = get_close_matches(said.rstrip("`"), READERS, n=1) if before and said else []
    return f"Did you mean `{close[0]}`?" if close else ""
