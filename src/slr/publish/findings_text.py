"""Findings for people: place, severity, code, message, the source line with a caret, and the hint."""

import unicodedata

from slr.model.finding import Finding
from slr.model.untrusted import one_line, printable
from slr.publish.findings_report import Checked

WIDTH = 100  # characters of a source line around the place


def text_report(checked: Checked) -> str:
    """One block a finding; empty where there are none."""
    return "\n".join(line for finding in checked.findings for line in block(checked, finding))


def block(checked: Checked, finding: Finding) -> list[str]:
    """The lines of one finding."""
    place = f"{finding.place}: " if finding.place else ""
    head = one_line(f"{place}{finding.severity.value} {finding.code}: {finding.message}", most=2000)
    hint = [f"    hint: {one_line(finding.hint, most=1000)}"] if finding.hint else []
    return [head, *excerpt(checked, finding), *hint]


def excerpt(checked: Checked, finding: Finding) -> list[str]:
    """The source line and a caret below the column; a long line is cut around it."""
    source = checked.lines.get((finding.file, finding.line or 0))
    if source is None or not source.strip() or finding.line is None:
        return []
    column = min(finding.column or 0, len(source) + 1)
    start = max(0, min((column or 1) - 1 - WIDTH // 2, len(source) - WIDTH))
    before = clean(source[start : max(column - 1, start)])
    after = clean(source[max(column - 1, start) : start + WIDTH])
    cut, more = "…" if start else "", "…" if start + WIDTH < len(source) else ""
    number = f"{finding.line:5} | "
    lines = [f"{number}{cut}{before}{after}{more}".rstrip()]
    if column:
        lines.append(f"{' ' * (len(number) - 2)}| {' ' * (len(cut) + cells(before))}^")
    return lines


def clean(text: str) -> str:
    """Text of a file, safe to print on a line."""
    return printable(text.expandtabs(1)).replace("\n", " ")


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide characters, none for combining ones."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
