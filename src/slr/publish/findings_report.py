"""The data of a check's outputs: findings, the lines that they point at, and the rules behind them."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from slr.model.finding import Finding
from slr.model.untrusted import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """A rule as the outputs explain it."""

    code: str
    name: str
    severity: str
    family: str = ""
    why: str = ""
    mend: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A check's findings in order.

    `lines` are source lines by (file, line from 1). `prefix` stands before a file's path where a repository
    is meant, such as `review/`; findings on no file are told at `fallback`.
    """

    findings: tuple[Finding, ...]
    lines: Mapping[tuple[str, int], str] = field(default_factory=dict)
    rules: Mapping[str, RuleWords] = field(default_factory=dict)
    prefix: str = ""
    fallback: str = "protocol.yaml"
    version: str = ""

    def path(self, finding: Finding) -> str:
        """The file of a finding as the repository knows it; that of the protocol where it has none."""
        return f"{self.prefix}{finding.file or self.fallback}"


def said(finding: Finding) -> str:
    """A finding's message on one line, with the record that it is about and no place; safe to print."""
    about = f"{finding.record}: " if finding.record and not finding.file else ""
    return one_line(f"{about}{finding.message}", most=2000)


def fingerprints(checked: Checked) -> Iterator[tuple[Finding, str]]:
    """Each finding with a hash that stays the same when lines above it come or go; repeats are numbered."""
    seen: Counter[str] = Counter()
    for finding in checked.findings:
        line = checked.lines.get((finding.file, finding.line or 0), "").strip()
        text = "\0".join((finding.code, checked.path(finding), finding.record, finding.message, line))
        seen[text] += 1
        yield finding, hashlib.sha256(f"{text}\0{seen[text]}".encode()).hexdigest()
