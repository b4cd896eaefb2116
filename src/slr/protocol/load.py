"""Loading a protocol: text in, the protocol and everything that is wrong with it out."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.yaml import Marks, load_yaml

if TYPE_CHECKING:
    from slr.protocol.schema import Criterion, Protocol, Reviewer, Search, Stage


@dataclass(frozen=True, slots=True)
class Source:
    """A protocol's text as read: the protocol (None where it does not fit), its places, its findings."""

    file: str
    text: str
    marks: Marks
    protocol: "Protocol | None"
    findings: tuple[Finding, ...]


def read_protocol(text: str, *, file: str = "protocol.yaml") -> Source:
    """Read and fit a protocol; its findings are those of the loading alone (P001 to P009, P013)."""
    from slr.protocol.schema import Protocol
    from slr.protocol.shape import fit

    data, marks, findings = load_yaml(text, file)
    protocol = None
    if data is not None or not findings:
        protocol, misfits = fit(Protocol, data, marks, file, what="protocol")
        findings = [*findings, *misfits]
    if protocol is not None:
        findings = [*findings, *_ambiguous(protocol, marks, file)]
    ordered = sorted(findings, key=lambda f: (f.line or 0, f.column or 0, f.code))
    return Source(file, text, marks, protocol, tuple(ordered))


def load_protocol(text: str, *, file: str = "protocol.yaml") -> "tuple[Protocol | None, list[Finding]]":
    """The protocol and its findings, by line; None where a finding is an error. Never raises on bad text."""
    source = read_protocol(text, file=file)
    broken = any(finding.severity is Severity.ERROR for finding in source.findings)
    return (None if broken else source.protocol), list(source.findings)


def canonical(protocol: "Protocol") -> str:
    """The protocol as one line of JSON: sorted keys, defaults and check settings left out.

    Layout, comments, key order and whether a default is written out do not show in it.
    """
    values = protocol.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"check"})
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def protocol_hash(protocol: "Protocol") -> str:
    """SHA-256 (hex) of the canonical form."""
    return hashlib.sha256(canonical(protocol).encode("utf-8")).hexdigest()


def _ambiguous(protocol: "Protocol", marks: Marks, file: str) -> Iterator[Finding]:
    """P016, two things of one kind with one id; P017, a criterion at a stage that does not exist."""
    from slr.protocol.shape import did_you_mean

    lists: dict[str, Sequence[Reviewer | Search | Stage | Criterion]] = {
        "reviewers": protocol.reviewers,
        "searches": protocol.searches,
        "stages": protocol.stages,
        "criteria": protocol.criteria,
    }
    for section, items in lists.items():
        first: dict[str, int | None] = {}
        for index, item in enumerate(items):
            line, column = marks.at((section, index, "id"))
            if item.id in first:
                message = (
                    f"The id `{item.id}` is given twice in {section}; the first is on line {first[item.id]}."
                )
                yield _error("P016", message, "Ids name one thing each.", file, line, column)
            first.setdefault(item.id, line)
    stages = [stage.id for stage in protocol.stages]
    for index, criterion in enumerate(protocol.criteria):
        for place, stage in enumerate(criterion.stages):
            if stage not in stages:
                line, column = marks.at(("criteria", index, "stages", place))
                message = f"The criterion `{criterion.id}` names the stage `{stage}`, which does not exist."
                yield _error("P017", message, did_you_mean(stage, stages), file, line, column)


def _error(code: str, message: str, hint: str, file: str, line: int | None, column: int | None) -> Finding:
    return Finding(
        code=code, severity=Severity.ERROR, message=message, hint=hint, file=file, line=line, column=column
    )
