"""Findings as GitHub annotations: workflow commands that a job prints, one a line.

After GitHub's documentation of workflow commands. GitHub shows at most ten errors and ten warnings of a step;
the SARIF output has no such bound.
"""

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.publish.findings_report import Checked, said

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github_annotations(checked: Checked) -> str:
    """`::error file=…,line=…,col=…,title=…::message`, one a line."""
    return "".join(f"{annotation(checked, finding)}\n" for finding in checked.findings)


def annotation(checked: Checked, finding: Finding) -> str:
    """One annotation."""
    rule = checked.rules.get(finding.code)
    values = {
        "file": checked.path(finding),
        "line": str(finding.line or 1),
        "col": str(finding.column or ""),
        "title": f"{finding.code} {rule.name}" if rule else finding.code,
    }
    properties = ",".join(f"{name}={as_property(value)}" for name, value in values.items() if value)
    hint = f"\n{finding.hint}" if finding.hint else ""
    return f"::{LEVELS[finding.severity]} {properties}::{as_data(said(finding) + hint)}"


def as_data(text: str) -> str:
    """Text of a command's message, escaped as GitHub's toolkit does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def as_property(text: str) -> str:
    """The value of a command's property, escaped as GitHub's toolkit does."""
    return as_data(text).replace(":", "%3A").replace(",", "%2C")
