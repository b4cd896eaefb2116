"""The result of a check as the outputs tell it: findings with their source lines and rules."""

from dataclasses import replace
from pathlib import Path

from slr import __version__
from slr.app.check_lines import lines_of, prefix_in_repository
from slr.app.check_rules import ALL_RULES
from slr.model.finding import Finding
from slr.publish.findings import OUTPUTS, Checked, RuleWords

# Outputs that a server reads: their paths start at the repository's top, not at the review folder.
FOR_SERVERS = frozenset(["github", "sarif", "junit", "gitlab"])


def told(findings: list[Finding], output: str, *, root: Path | None, file: Path | None = None) -> str:
    """The findings in one of the OUTPUTS. `root` is the review folder, else `file` was checked alone."""
    base = root if root is not None else (file or Path()).absolute().parent
    prefix = prefix_in_repository(base) if output in FOR_SERVERS else ""
    name = file.name if file is not None else "protocol.yaml"
    if root is None and output in FOR_SERVERS:
        # A file that was named as the caller stands is told by its name below the repository's folder.
        lines = {(name, line): text for (_, line), text in lines_of(None, findings).items()}
        findings = [renamed(finding, str(file), name) for finding in findings]
    else:
        lines = dict(lines_of(root, findings))
    return OUTPUTS[output](
        Checked(
            findings=tuple(findings),
            lines=lines,
            rules={code: words_of(code) for code in {f.code for f in findings} if code in ALL_RULES},
            prefix=prefix,
            fallback=name,
            version=__version__,
        )
    )


def renamed(finding: Finding, before: str, after: str) -> Finding:
    """The finding on a file under another name."""
    return replace(finding, file=after) if finding.file == before else finding


def words_of(code: str) -> RuleWords:
    """A rule as the outputs explain it."""
    rule = ALL_RULES[code]
    return RuleWords(
        code=rule.code,
        name=rule.name,
        severity=rule.severity.value,
        family=rule.family,
        why=rule.why,
        mend=rule.mend,
        source=rule.source,
    )
