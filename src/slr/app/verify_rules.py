"""What `slr verify` finds beyond `slr check`, in words: for --explain and docs/rules."""

from typing import Any

from slr.model.words import Severity
from slr.protocol.rule import Rule


def _found(code: str, name: str, severity: Severity, why: str, example: str, mend: str) -> Rule[Any]:
    return Rule(
        code=code,
        name=name,
        family="verify",
        severity=severity,
        why=why,
        example=f"# {example}\n",
        mend=mend,
    )


RESTORE = (
    "Restore the file from git or another copy; where none is left, `slr verify --repair` names the gap."
)
VERIFIED: tuple[Rule[Any], ...] = (
    _found(
        "V001",
        "line that slr did not write so",
        Severity.ERROR,
        "An event's id names its file and line, and its n is one more than the largest that its writer saw.",
        "a line copied into another file, with the hashes computed anew",
        RESTORE,
    ),
    _found(
        "V002",
        "event that names one which is not there",
        Severity.ERROR,
        "What it replaced or settled cannot be looked up, so nobody can tell what was in force before.",
        "a decision that replaces an earlier one, whose file is missing",
        RESTORE,
    ),
    _found(
        "V003",
        "event that names a record, stage or criterion which never was",
        Severity.ERROR,
        "Records must come from an import, and stages and criteria from the protocol that was in force then.",
        "a decision on scopus-3fa2c1-17, and the import of that export is missing",
        RESTORE,
    ),
    _found(
        "V004",
        "records are not what the export holds",
        Severity.ERROR,
        "The export, read again by the same reader, gives other records than those that people saw.",
        "an abstract edited in ledger/records/ and its hash in the import event with it",
        "Restore export and record files from git. If both are as imported, report a bug: a reader changed "
        "and kept its version.",
    ),
    _found(
        "V005",
        "read otherwise by another version of the reader",
        Severity.INFO,
        "Readers become better; what people saw is kept until somebody asks for the new reading.",
        "an export imported with version 1 of a reader that is at version 2 now",
        "Nothing; `slr import --reread --dry-run` shows what the new reading changes.",
    ),
    _found(
        "V006",
        "counted otherwise on another way",
        Severity.ERROR,
        "The flow, counted entry by entry from the exports, must be the flow that slr prints.",
        "a box that counts 118 and holds 117 entries",
        "Delete .slr/ and look again; if it stays, report a bug: the numbers cannot be relied on.",
    ),
    _found(
        "V007",
        "full text changed",
        Severity.ERROR,
        "Codings quote the file that was attached; another file proves nothing.",
        "a PDF replaced in fulltexts/ after it was attached",
        "Restore it, or attach the new one: slr retrieve --attach.",
    ),
    _found(
        "V008",
        "full text not here",
        Severity.INFO,
        "Full texts are not in git unless the team says so; it cannot be proven that they are the same.",
        "a clone without fulltexts/",
        "Nothing, or copy fulltexts/ from where it is kept.",
    ),
    _found(
        "V009",
        "last lines that nothing names yet",
        Severity.INFO,
        "A line is held by the line after it, and a file's last line by the next run; until then a change or "
        "removal of it goes unseen, unless git holds it.",
        "the decisions of this morning, before anybody worked on and before they were committed",
        "Commit the ledger: git commit.",
    ),
)
