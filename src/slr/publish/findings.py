"""What `slr check` found, as data for its outputs, and the visible dict of outputs: findings in, text out."""

from collections.abc import Callable

from slr.publish.findings_github import github_annotations
from slr.publish.findings_gitlab import gitlab_quality
from slr.publish.findings_json import json_list
from slr.publish.findings_junit import junit_xml
from slr.publish.findings_report import Checked, RuleWords
from slr.publish.findings_sarif import sarif_log
from slr.publish.findings_text import text_report

__all__ = ["OUTPUTS", "Checked", "RuleWords"]

OUTPUTS: dict[str, Callable[[Checked], str]] = {
    "text": text_report,
    "json": json_list,
    "github": github_annotations,
    "sarif": sarif_log,
    "junit": junit_xml,
    "gitlab": gitlab_quality,
}
