"""What changed between two states of a review: text for a terminal, JSON, Markdown for a pull request."""

import json
import re
from dataclasses import dataclass
from typing import Any

from slr.model.untrusted import one_line

# What Markdown, HTML in it and GitHub's mentions and references would make something of.
MARKDOWN = re.compile(r"([\\*_\[\]<>#|~@!])")


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxChange:
    """One box or row of the flow that counts otherwise; None where it was, or is, not there."""

    box: str
    column: str
    label: str
    item: str
    unit: str
    before: int | None
    now: int | None

    @property
    def change(self) -> str:
        """`+12`, `-3`; empty where there is nothing to subtract."""
        return "" if self.before is None or self.now is None else f"{self.now - self.before:+}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed since a state of git: sentences by section, and the flow box by box."""

    ref: str
    commit: str
    title: str
    sections: tuple[Section, ...] = ()
    boxes: tuple[BoxChange, ...] = ()
    hidden: int = 0  # how many events blinding kept from the viewer
    notice: str = ""

    @property
    def nothing(self) -> bool:
        """Whether nothing changed."""
        return not self.sections and not self.boxes


def difference_text(difference: Difference) -> str:
    """For a terminal: sections, then the flow."""
    lines = [] if not difference.nothing else [f"Nothing changed since {difference.ref}."]
    for section in difference.sections:
        lines += [section.name, *(f"  {one_line(line, most=1000)}" for line in section.lines), ""]
    if difference.boxes:
        lines.append("Flow")
        width = min(60, max(len(one_line(box.label)) for box in difference.boxes))
        for box in difference.boxes:
            counts = f"{shown(box.before):>6} → {shown(box.now):>6}  {box.change:>6}"
            lines.append(f"  {one_line(box.label, most=60):{width}}  {counts}  {of_column(box)}".rstrip())
    return "\n".join(lines).rstrip() + "\n"


def difference_markdown(difference: Difference) -> str:
    """For a pull request's comment; text from the review is escaped."""
    lines = [f"### What changed in the review since `{difference.ref.replace('`', '')}`", ""]
    if difference.notice:
        lines += [f"*{escaped(difference.notice)}*", ""]
    if difference.nothing:
        lines.append("Nothing.")
    for section in difference.sections:
        lines += [f"**{escaped(section.name)}**", "", *(f"- {escaped(line)}" for line in section.lines), ""]
    if difference.boxes:
        lines += ["**Flow**", "", "| | before | now | |", "|---|---:|---:|---:|"]
        for box in difference.boxes:
            label = " ".join(filter(None, (escaped(box.label), of_column(box))))
            lines.append(f"| {label} | {shown(box.before)} | {shown(box.now)} | {box.change} |")
    return "\n".join(lines).rstrip() + "\n"


def difference_json(difference: Difference) -> str:
    """For a script: ref, commit, sections (name, lines) and flow (box, column, item, before, now)."""
    value: dict[str, Any] = {
        "ref": difference.ref,
        "commit": difference.commit,
        "title": difference.title,
        "synthetic": difference.notice,
        "hidden": difference.hidden,
        "sections": [{"name": one.name, "lines": list(one.lines)} for one in difference.sections],
        "flow": [
            {
                "box": box.box,
                "column": box.column,
                "item": box.item,
                "label": box.label,
                "unit": box.unit,
                "before": box.before,
                "now": box.now,
            }
            for box in difference.boxes
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def shown(count: int | None) -> str:
    """A count, or a dash where there is none."""
    return "–" if count is None else str(count)


def of_column(box: BoxChange) -> str:
    """The column in words, where it is not the first one."""
    return {"other": "(other methods)", "previous": "(previous)", "all": "(in all)"}.get(box.column, "")


def escaped(text: str) -> str:
    """Text that Markdown shows as it is; code in backticks stays code."""
    parts = one_line(text, most=2000).split("`")
    if len(parts) % 2 == 0:  # a backtick alone: no code
        return MARKDOWN.sub(r"\\\1", "'".join(parts))
    return "`".join(part if n % 2 else MARKDOWN.sub(r"\\\1", part) for n, part in enumerate(parts))
