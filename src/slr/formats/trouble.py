"""What readers find wrong with an export: the table of codes, and findings made from it."""

from dataclasses import dataclass, field

from slr.model.finding import Finding
from slr.model.words import Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# code: severity, hint. The message is the reader's; codes never change their meaning.
CODES: dict[str, tuple[Severity, str]] = {
    "I101": (_E, "Nothing in it could be read as a record. Look at the file there, or export again."),
    "I102": (
        _W,
        "The file seems to be cut. Compare the number of records with the database's, or export again.",
    ),
    "I103": (_W, "The record was read up to the next one."),
    "I104": (_W, "The record was read from its first field on."),
    "I105": (_W, "Only records are imported. Look whether a record is hidden there."),
    "I106": (_W, "They were read as Windows-1252. Export again as UTF-8 if letters look wrong."),
    "I107": (_W, "The row was read as far as its columns have names."),
    "I108": (_W, "The cells of the row may have been cut at the wrong places. Compare them with the export."),
    "I109": (_W, "It was read as far as its fields could be told. Compare it with the export."),
    "I110": (_W, "The other files of the archive were read."),
    "I111": (_I, "If letters look wrong, name the right one with --encoding, or export again as UTF-8."),
    "I112": (_I, "Each stretch of it was read as what it is."),
    "I113": (_W, "If the search found nothing, that is right; else export again."),
    "I201": (_W, "It is imported. Look at the export for what it is."),
    "I202": (_W, "The record is imported without a year; rules on years will not exclude it."),
    "I203": (_I, "The record is imported without a DOI; duplicates are found by its other fields."),
    "I204": (_I, "The number stays in the raw fields."),
    "I205": (
        _I,
        "Text that had been decoded wrongly before was repaired; the raw fields keep it as exported.",
    ),
    "I301": (_I, "Columns not named here stay in the raw fields."),
    "I302": (_I, "Both were imported."),
    "I303": (_W, "The name itself was kept as text. Define it with @string, or put the value in braces."),
    "I304": (_W, "The record was imported without what it would have inherited."),
}


@dataclass(slots=True)
class Troubles:
    """The findings of one reading, in the order in which they were met."""

    file: str
    found: list[Finding] = field(default_factory=list)

    def add(
        self,
        code: str,
        message: str,
        *,
        line: int | None = None,
        entry: int | None = None,
        hint: str | None = None,
    ) -> None:
        """Note one trouble; `entry` is the position of the entry it is about, `hint` one for it alone."""
        severity, usual = CODES[code]
        record = f"entry {entry}" if entry is not None else ""
        self.found.append(
            Finding(
                code=code,
                severity=severity,
                message=message,
                hint=usual if hint is None else hint,
                file=self.file,
                line=line,
                record=record,
            )
        )
