"""Findings as JUnit XML, which most CI servers show as test results: one suite a file, one case a finding."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.publish.findings_report import Checked, said

# What XML 1.0 cannot hold, escaped or not.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(checked: Checked) -> str:
    """Errors and warnings are failures, infos cases that pass; no finding is one case that passes."""
    suites: dict[str, list[Finding]] = {}
    for finding in checked.findings:
        suites.setdefault(checked.path(finding), []).append(finding)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    cases = max(len(checked.findings), 1)
    lines.append(f'<testsuites name="slr check" tests="{cases}" failures="{failures(checked.findings)}">')
    for path, findings in suites.items():
        lines += suite(path, findings)
    if not suites:
        path = attribute(f"{checked.prefix}{checked.fallback}")
        lines.append(f'  <testsuite name={path} tests="1" failures="0">')
        lines += [f'    <testcase classname={path} name="slr check"/>', "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def suite(path: str, findings: list[Finding]) -> Iterator[str]:
    """The suite of one file."""
    count = f'tests="{len(findings)}" failures="{failures(findings)}"'
    yield f"  <testsuite name={attribute(path)} {count}>"
    for finding in findings:
        place = ":".join(str(n) for n in (finding.line, finding.column) if n is not None)
        name = f"{finding.code} {place}".rstrip()
        yield f"    <testcase classname={attribute(path)} name={attribute(name)}>"
        text = f"{path}{':' if place else ''}{place}\n{said(finding)}\n{finding.hint}".rstrip()
        if finding.severity is Severity.INFO:
            yield f"      <system-out>{content(text)}</system-out>"
        else:
            kind = f"message={attribute(said(finding))} type={attribute(finding.severity.value)}"
            yield f"      <failure {kind}>{content(text)}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"


def failures(findings: tuple[Finding, ...] | list[Finding]) -> int:
    """How many findings are failures."""
    return sum(finding.severity is not Severity.INFO for finding in findings)


def attribute(text: str) -> str:
    """A quoted attribute value."""
    return quoteattr(FORBIDDEN.sub("", text))


def content(text: str) -> str:
    """Text between tags."""
    return escape(FORBIDDEN.sub("", text))
