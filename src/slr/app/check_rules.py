"""Every rule whose findings `slr check` shows, by code: for --list, --explain, --select and the outputs."""

from difflib import get_close_matches
from typing import Any

from slr.app.check_criteria import UNREADABLE_RULE
from slr.app.check_folder import FOLDER_RULES
from slr.app.codebook_rules import CODING_RULES
from slr.app.verify_rules import VERIFIED
from slr.model.errors import SlrError
from slr.model.words import Severity
from slr.protocol.checks import RULES
from slr.protocol.rule import Rule


def _told(
    code: str, name: str, family: str, severity: Severity, why: str, example: str, mend: str
) -> Rule[Any]:
    """A rule whose trouble is found where the ledger is read or folded, not here."""
    return Rule(
        code=code,
        name=name,
        family=family,
        severity=severity,
        why=why,
        example=f"# {example}\n",
        mend=mend,
    )


# Found while the ledger is read (store), links are followed (dedup) and decisions counted (screening).
TOLD: tuple[Rule[Any], ...] = (
    _told(
        "L001",
        "torn last line",
        "ledger",
        Severity.WARNING,
        "A run was interrupted while it wrote; the line was never acknowledged and does not count.",
        "a power cut in the middle of a decision",
        "Nothing: it stays where it is.",
    ),
    _told(
        "L002",
        "damaged line",
        "ledger",
        Severity.ERROR,
        "The line cannot be read, and what it said does not count.",
        "a ledger file with a merge conflict's markers in it",
        "Restore the file from git or another copy: ledger files are never edited.",
    ),
    _told(
        "L003",
        "broken chain of lines",
        "ledger",
        Severity.ERROR,
        "Each line names the hash of the one before it: bytes were changed, or lines cut or moved.",
        "an exclude turned into an include with an editor",
        "Compare the file with git's history or another copy, and restore it.",
    ),
    _told(
        "L004",
        "earlier lines gone",
        "ledger",
        Severity.ERROR,
        "A file names the last lines of those that it saw: one of them is missing or was cut.",
        "a deleted file of ledger/decisions/",
        "Fetch the missing files of ledger/ from git or from the other copy.",
    ),
    _told(
        "L005",
        "event in two files",
        "ledger",
        Severity.WARNING,
        "A synchronized folder made a copy of a ledger file; its events count once.",
        "a file `…jsonl` and `… (conflicted copy).jsonl`",
        "Delete the copy.",
    ),
    _told(
        "L006",
        "damage that somebody acknowledged",
        "ledger",
        Severity.INFO,
        "The damage could not be mended; an event names it, and a copy of the bytes is kept.",
        "a torn line, named by slr verify --repair",
        "Nothing. Where a sound copy turns up, restore the file from it.",
    ),
    _told(
        "D001",
        "duplicate link to nothing",
        "ledger",
        Severity.WARNING,
        "It names a record that no import brought: an import is missing.",
        "a link of scopus-3fa2c1-17, and no such record",
        "Import the export that it came from, or undo the link.",
    ),
    _told(
        "D002",
        "same or different: unclear",
        "ledger",
        Severity.WARNING,
        "People contradict each other on whether two records are the same; they are kept apart.",
        "two people answered one pair differently in two clones",
        "Say it anew: slr dedup --apply with one row for this pair.",
    ),
    _told(
        "D003",
        "link that others forbid",
        "ledger",
        Severity.INFO,
        "Two records look like one report, but that would join records which are known to differ.",
        "A and B look the same, B and C too, and A and C are editions of different years",
        "Say which: slr dedup --apply with a row for the pair, or slr dedup --review.",
    ),
    _told(
        "F001",
        "decision that counts nowhere",
        "ledger",
        Severity.WARNING,
        "Its report did not pass the stages before, or its records were withdrawn.",
        "a full-text decision on a report that is excluded at title and abstract",
        "Nothing is lost: it counts again when the report reaches that stage.",
    ),
    _told(
        "F002",
        "closed round changed",
        "ledger",
        Severity.WARNING,
        "What was published of a closed round is no longer what the folder says.",
        "a decision on a report of round 1 after `slr round close`",
        "Enter it as an amendment, or take the change back.",
    ),
    _told(
        "F012",
        "findings left out: blinding",
        "ledger",
        Severity.INFO,
        "They are about others' decisions, hidden from you until you have decided on the same reports.",
        "ben runs the check, and ana's decision has a reason that is no criterion",
        "Nothing: whoever is no reviewer, such as the CI, sees them; so do you once you have decided.",
    ),
)
ALL_RULES: dict[str, Rule[Any]] = {
    rule.code: rule
    for rule in (
        *RULES.values(),
        UNREADABLE_RULE,
        *TOLD,
        *VERIFIED,
        *CODING_RULES,
        *(one.words for one in FOLDER_RULES.values()),
    )
}
# What nobody may silence: without it the rest of the check says nothing that can be relied on.
ALWAYS = ("L002", "L003", "L004")


def codes_named(words: str) -> tuple[str, ...]:
    """Codes, or beginnings of codes, from a list with commas. Raises SlrError where one fits no rule."""
    codes = tuple(word.strip().upper() for word in words.split(",") if word.strip())
    for code in codes:
        if not any(known.startswith(code) for known in ALL_RULES):
            raise SlrError(f"there is no rule {code}", _near(code))
    return codes


def rule_of(code: str) -> Rule[Any]:
    """A rule by its code. Raises SlrError where there is none."""
    found = ALL_RULES.get(code.upper())
    if found is None:
        raise SlrError(f"there is no rule {code}", _near(code.upper()))
    return found


def _near(code: str) -> str:
    """A hint that names the nearest code; where none is near, where all of them are listed."""
    close = get_close_matches(code, ALL_RULES, n=1)
    return f"did you mean {close[0]}?" if close else "slr check --list shows all of them"
