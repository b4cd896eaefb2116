"""The rules as pages for the documentation: one a rule, and a list of all of them. Markdown."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from slr.protocol.checks import RULES
from slr.protocol.fix import FIXABLE
from slr.protocol.rule import Rule


def rule_page(rule: Rule[Any]) -> str:
    """One rule: what it finds, why, an example that sets it off, how to mend it, and its source."""
    parts = [
        f"# {rule.code}: {rule.name}",
        f"*{rule.severity.value.capitalize()}, family {rule.family}.*",
        rule.why,
        "## Example",
        f"```yaml\n{rule.example.rstrip()}\n```",
        "## How to mend it",
        rule.mend,
    ]
    if rule.code in FIXABLE:
        parts.append(f"`slr check --fix` {FIXABLE[rule.code]}.")
    if rule.source:
        parts += ["## Source", f"{rule.source}."]
    return "\n\n".join(parts) + "\n"


def rules_index(rules: Iterable[Rule[Any]] = ()) -> str:
    """All rules in tables by family, each linked to its page (`P012.md`)."""
    ordered = sorted(rules or RULES.values(), key=lambda rule: (rule.family, rule.code))
    parts = ["# Rules of `slr check`", f"There are {len(ordered)} rules."]
    for family, members in groupby(ordered, key=lambda rule: rule.family):
        rows = [f"| [{r.code}]({r.code}.md) | {r.severity.value} | {r.name} |" for r in members]
        parts += [
            f"## {family.capitalize()}",
            "\n".join(["| code | severity | finds |", "|---|---|---|", *rows]),
        ]
    return "\n\n".join(parts) + "\n"
