"""A finding: one thing that a check, a reader or the loader of a ledger found."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from slr.model.words import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found. `code` is stable, `file` is relative to the review folder or as the caller gave it."""

    code: str
    severity: Severity
    message: str
    hint: str = ""
    file: str = ""
    line: int | None = None
    column: int | None = None
    record: str = ""

    @property
    def place(self) -> str:
        """`file:line:column` as far as known, else the record."""
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts) if self.file else self.record

    def as_dict(self) -> dict[str, Any]:
        """The finding as JSON-able values."""
        return asdict(self) | {"severity": self.severity.value}


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The gravest severity among findings, None where there are none."""
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    found = {finding.severity for finding in findings}
    return next((severity for severity in order if severity in found), None)
