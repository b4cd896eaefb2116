"""Findings as a GitLab code quality report: a JSON array after GitLab's documentation of the format."""

import json

from slr.model.words import Severity
from slr.publish.findings_report import Checked, fingerprints, said

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab_quality(checked: Checked) -> str:
    """Each object has description, check_name, fingerprint, severity and location (path, lines.begin)."""
    issues = [
        {
            "description": f"{said(finding)} {finding.hint}".rstrip(),
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": SEVERITIES[finding.severity],
            "location": {"path": checked.path(finding), "lines": {"begin": finding.line or 1}},
        }
        for finding, fingerprint in fingerprints(checked)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
