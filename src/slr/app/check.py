"""`slr check`: everything that is wrong with the protocol, the codebooks and the ledger."""

from pathlib import Path

from slr.app.codebook import at_hand
from slr.app.flow import flow_of
from slr.app.review import open_review
from slr.app.state import state_of
from slr.flow.rounds import changes_since
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.checks import check_codebook, check_protocol
from slr.protocol.load import load_protocol
from slr.store.disk import read_text
from slr.store.paths import PROTOCOL, find_review


def check(root: Path) -> list[Finding]:
    """Every finding on a review folder, by file and line. Raises SlrError where it is no review folder."""
    paths = find_review(root)
    text = read_text(paths.protocol)
    books = at_hand(root)
    findings = check_protocol(text, file=PROTOCOL, codebooks=set(books))
    for book in books.values():
        if book.own:
            findings += check_codebook(
                book.text, file=book.file, find=lambda name: books[name].text if name in books else None
            )
    if load_protocol(text, file=PROTOCOL)[0] is not None:
        review = open_review(root)
        state = state_of(review)
        findings += state.findings
        findings += changes_since(state.events, lambda number: flow_of(review, state, round=number))
    return findings


def check_file(path: Path) -> list[Finding]:
    """Every finding on a protocol that has no folder yet. Raises SlrError where it cannot be read."""
    return check_protocol(read_text(path), file=str(path), codebooks=set(at_hand(None)))


def failed(findings: list[Finding], *, strict: bool) -> bool:
    """Whether the command exits with 1: an error, or under --strict a warning."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in bad for finding in findings)
