"""Findings as JSON: a list of objects, the fields of a finding as they are."""

import json

from slr.publish.findings_report import Checked


def json_list(checked: Checked) -> str:
    """A JSON array; each object has code, severity, message, hint, file, line, column, record."""
    return json.dumps([one.as_dict() for one in checked.findings], ensure_ascii=False, indent=2) + "\n"
