"""`slr check` of a protocol: the visible dict of rules, and the function that runs them."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.codebook import Finder, load_codebook
from slr.protocol.load import Source, read_protocol
from slr.protocol.rule import ReviewFacts, ReviewSubject, Rule, Subject, judge
from slr.protocol.rules.changes import CHANGE_RULES
from slr.protocol.rules.codebooks import CODEBOOK_RULES
from slr.protocol.rules.criteria import CRITERIA_RULES
from slr.protocol.rules.dialects import DIALECT_RULES
from slr.protocol.rules.drift import DRIFT_RULES
from slr.protocol.rules.loading import LOADING_RULES
from slr.protocol.rules.parsed import PARSED_RULES
from slr.protocol.rules.queries import QUERY_RULES
from slr.protocol.rules.question import QUESTION_RULES
from slr.protocol.rules.reporting import REPORTING_RULES
from slr.protocol.rules.review import REVIEW_RULES
from slr.protocol.rules.searches import SEARCH_RULES
from slr.protocol.rules.stages import STAGE_RULES
from slr.protocol.rules.writing import WRITING_RULES
from slr.protocol.yaml import ignored_on_lines

_FAMILIES: tuple[tuple[Rule[Subject], ...], ...] = (
    LOADING_RULES,
    WRITING_RULES,
    QUESTION_RULES,
    CRITERIA_RULES,
    STAGE_RULES,
    REPORTING_RULES,
    CHANGE_RULES,
    SEARCH_RULES,
    QUERY_RULES,
    DIALECT_RULES,
    PARSED_RULES,
)
PROTOCOL_RULES: dict[str, Rule[Subject]] = {rule.code: rule for family in _FAMILIES for rule in family}
_OTHER_RULES: tuple[Rule[Any], ...] = (*CODEBOOK_RULES, *REVIEW_RULES, *DRIFT_RULES)
RULES: dict[str, Rule[Any]] = PROTOCOL_RULES | {rule.code: rule for rule in _OTHER_RULES}


def check_protocol(
    text: str,
    *,
    file: str = "protocol.yaml",
    codebooks: Collection[str] = (),
    more: Iterable[Finding] = (),
    latest: str = "",
) -> list[Finding]:
    """Everything that the rules find in a protocol's text, by line, column and code.

    `codebooks` are the ids at hand (bundled ones and the review's own); `more` is what others found in the
    text, silenced alike; `latest` is the day that it is at most anywhere, for what cannot be yet.
    `# slr: ignore P014` on a line, and `check: {ignore: [P014], select: [P01]}` in the protocol, silence
    rules that leave the protocol usable; select and ignore take whole codes or the beginnings of codes.
    """
    source = read_protocol(text, file=file)
    found = [*source.findings, *_judge(source, codebooks, latest), *more]
    silenced = ignored_on_lines(text, source.marks)
    shown = [f for f in found if _is_shown(f, source, silenced.get(f.line or 0, frozenset()))]
    return sorted(shown, key=lambda f: (f.line or 0, f.column or 0, f.code))


def check_review(text: str, facts: ReviewFacts, *, file: str = "protocol.yaml") -> list[Finding]:
    """Everything that the rules find in what the ledger shows (R001 onwards), by line, record and code.

    None where the protocol cannot be used; `check_protocol` says why. Silenced as the protocol's rules are.
    """
    source = read_protocol(text, file=file)
    if source.protocol is None:
        return []
    found = judge(REVIEW_RULES, ReviewSubject(source.protocol, facts), source.marks, file)
    silenced = ignored_on_lines(text)
    shown = [f for f in found if _is_shown(f, source, silenced.get(f.line or 0, frozenset()))]
    return sorted(shown, key=lambda f: (f.line or 0, f.column or 0, f.record, f.code))


def check_codebook(text: str, *, file: str, find: Finder) -> list[Finding]:
    """Everything that the rules find in a codebook's text; a comment on a warning's line silences it."""
    silenced = ignored_on_lines(text)
    return [
        f
        for f in load_codebook(text, file=file, find=find)[1]
        if f.severity is Severity.ERROR or f.code not in silenced.get(f.line or 0, frozenset())
    ]


def _judge(source: Source, codebooks: Collection[str], latest: str) -> Iterator[Finding]:
    if source.protocol is not None:
        subject = Subject(source.protocol, source.marks, codebooks, latest)
        yield from judge(PROTOCOL_RULES.values(), subject, source.marks, source.file)


def _is_shown(finding: Finding, source: Source, silenced: frozenset[str]) -> bool:
    rule = RULES.get(finding.code)  # None where another room found it
    if (rule is not None and rule.find is None) or source.protocol is None:
        return True
    settings = source.protocol.check
    if finding.code in silenced or finding.code.startswith(tuple(settings.ignore)):
        return False
    return not settings.select or finding.code.startswith(tuple(settings.select))
