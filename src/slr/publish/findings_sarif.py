"""Findings as SARIF 2.1.0 (OASIS 2020), which GitHub's code scanning and editors read."""

import json
from typing import Any
from urllib.parse import quote

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.publish.findings_report import Checked, RuleWords, fingerprints, said

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif_log(checked: Checked) -> str:
    """One run with the rules that found something; columns count Unicode code points, from 1."""
    codes = list(dict.fromkeys(finding.code for finding in checked.findings))
    driver: dict[str, Any] = {
        "name": "slr",
        "rules": [descriptor(code, checked.rules.get(code)) for code in codes],
    }
    if checked.version:
        driver["version"] = checked.version
    results = [
        result(checked, finding, codes.index(finding.code), fingerprint)
        for finding, fingerprint in fingerprints(checked)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def descriptor(code: str, rule: RuleWords | None) -> dict[str, Any]:
    """A rule as SARIF describes it (reportingDescriptor)."""
    if rule is None:
        return {"id": code}
    help_text = f"{rule.mend}\n\nSource: {rule.source}." if rule.source else rule.mend
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in words(rule.name)),
        "shortDescription": {"text": rule.name[:1].upper() + rule.name[1:]},
        "fullDescription": {"text": rule.why},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": LEVELS[Severity(rule.severity)]},
        "properties": {"tags": [rule.family]},
    }


def words(name: str) -> list[str]:
    """The words of a rule's name, letters and digits only."""
    return "".join(c if c.isalnum() else " " for c in name).split()


def result(checked: Checked, finding: Finding, index: int, fingerprint: str) -> dict[str, Any]:
    """One finding as a result. GitHub shows only results with a line, so each has one."""
    column = {"startColumn": finding.column} if finding.line and finding.column else {}
    physical = {
        "artifactLocation": {"uri": as_uri(checked.path(finding))},
        "region": {"startLine": finding.line or 1} | column,
    }
    text = f"{said(finding)} {finding.hint}".rstrip()
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": text},
        "locations": [{"physicalLocation": physical}],
        "partialFingerprints": {"slr/v1": fingerprint},
    }


def as_uri(path: str) -> str:
    """A relative path as a URI reference (RFC 3986)."""
    return quote(path.replace("\\", "/"), safe="/-._~")
