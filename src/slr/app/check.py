"""`slr check`: everything that is wrong with the protocol, the codebooks, the ledger and the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from slr.app.caller import Caller, quiet
from slr.app.check_blinding import as_seen
from slr.app.check_criteria import unreadable_rules
from slr.app.check_drift import protocol_drift
from slr.app.check_facts import facts_of_review, placed
from slr.app.check_folder import check_folder
from slr.app.check_retractions import read_retractions
from slr.app.check_rule import Folder
from slr.app.check_rules import ALL_RULES, ALWAYS
from slr.app.codebook import AtHand, at_hand
from slr.app.flow import flow_of
from slr.app.review import Review, open_review
from slr.app.state import State, state_of
from slr.flow.rounds import changes_since
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.checks import check_codebook, check_protocol, check_review
from slr.protocol.load import Source, read_protocol
from slr.protocol.yaml import ignored_on_lines
from slr.store.disk import read_text
from slr.store.git import has_commits, where_parted
from slr.store.paths import PROTOCOL, ReviewPaths, find_review

EAST = timedelta(hours=14)  # of Greenwich, where a day begins first
ORDER = ("protocol.yaml", "codebooks/", "flow.expect.yaml", "searches/", "ledger/", "output/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a check is asked for: a state of git to compare with, a list of retractions, which rules."""

    base: str = ""
    retractions: Path | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def check(root: Path, wanted: Wanted | None = None, *, caller: Caller | None = None) -> list[Finding]:
    """Every finding on a review folder that the caller may see, by file and line.

    Raises SlrError where it is no review folder.
    """
    wanted = wanted or Wanted()
    paths = find_review(root)
    text = read_text(paths.protocol)
    source = read_protocol(text, file=PROTOCOL)
    books = at_hand(root)
    findings = [
        *check_protocol(
            text,
            file=PROTOCOL,
            codebooks=set(books),
            more=unreadable_rules(source),
            latest=latest_day(caller),
        ),
        *(finding for book in books.values() if book.own for finding in check_book(book, books)),
    ]
    if source.protocol is not None and not any(f.severity is Severity.ERROR for f in source.findings):
        findings += check_review_folder(root, source, books, wanted, caller)
    return in_order(chosen(findings, source, paths, wanted))


def check_review_folder(
    root: Path, source: Source, books: dict[str, AtHand], wanted: Wanted, caller: Caller | None
) -> list[Finding]:
    """What is found beyond the text of protocol and codebooks: in the ledger, the files, git's history."""
    base = where_parted(root, wanted.base) if wanted.base and has_commits(root) else None
    retracted = read_retractions(wanted.retractions) if wanted.retractions else frozenset()
    steps = caller.steps if caller is not None else quiet
    ((review, state),) = [read_review(one) for one in steps("reading the review", [root])]
    folder = Folder(review=review, state=state, source=source, books=books, base=base)
    told = check_review(source.text, facts_of_review(folder, retracted), file=PROTOCOL)
    found = [
        *placed(folder, [*state.findings, *told]),
        *changes_since(state.events, lambda number: flow_of(review, state, round=number)),
        *protocol_drift(folder),
        *check_folder(folder, steps),
    ]
    return as_seen(review, state, caller, found)


def read_review(root: Path) -> tuple[Review, State]:
    """The review in a folder, and where it stands."""
    review = open_review(root)
    return review, state_of(review)


def check_book(book: AtHand, books: dict[str, AtHand]) -> list[Finding]:
    """Every finding on one codebook."""
    return check_codebook(
        book.text, file=book.file, find=lambda name: books[name].text if name in books else None
    )


def latest_day(caller: Caller | None) -> str:
    """The day that it is at most, wherever on earth a date was written; empty where nobody has a clock."""
    if caller is None:
        return ""
    return (datetime.fromisoformat(caller.now()) + EAST).date().isoformat()


def check_file(path: Path, wanted: Wanted | None = None, *, caller: Caller | None = None) -> list[Finding]:
    """Every finding on a protocol alone, or on a codebook in a folder `codebooks`; no ledger is read.

    Raises SlrError where it cannot be read.
    """
    wanted = wanted or Wanted()
    if wanted.base or wanted.retractions:
        raise SlrError(
            "a file alone has no ledger to compare", "name the review folder: slr check DIR", file=str(path)
        )
    text = read_text(path)
    if path.absolute().parent.name == "codebooks":
        books = at_hand(path.absolute().parent.parent)
        own = AtHand(id=path.stem, file=str(path), text=text, own=True)
        return in_order(by_code(check_book(own, books), wanted))
    beside = set(at_hand(path.absolute().parent))
    more = unreadable_rules(read_protocol(text, file=str(path)))
    found = check_protocol(text, file=str(path), codebooks=beside, more=more, latest=latest_day(caller))
    return in_order(by_code(found, wanted))


def failed(findings: list[Finding], *, strict: bool) -> bool:
    """Whether the command exits with 1: an error, or under --strict a warning."""
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in bad for finding in findings)


def chosen(findings: list[Finding], source: Source, paths: ReviewPaths, wanted: Wanted) -> Iterator[Finding]:
    """The findings that neither the protocol, nor a comment on the line, nor the caller silences."""
    settings = source.protocol.check if source.protocol else None
    comments: dict[str, dict[int, frozenset[str]]] = {}
    for finding in by_code(findings, wanted):
        name = finding.file
        if name.endswith((".yaml", ".yml")) and name not in comments:
            place = paths.inside(name)
            comments[name] = ignored_on_lines(read_text(place)) if place.is_file() else {}
        silenced = finding.code in comments.get(name, {}).get(finding.line or 0, frozenset())
        if settings is not None and not silenced:
            silenced = finding.code.startswith(tuple(settings.ignore)) or bool(
                settings.select and not finding.code.startswith(tuple(settings.select))
            )
        if not silenced or unsilenceable(finding.code):
            yield finding


def by_code(findings: list[Finding], wanted: Wanted) -> Iterator[Finding]:
    """The findings that the caller wants to see, and those that nobody may silence."""
    for finding in findings:
        selected = not wanted.select or finding.code.startswith(wanted.select)
        if unsilenceable(finding.code) or (
            selected and not finding.code.startswith(wanted.ignore or ("\n",))
        ):
            yield finding


def unsilenceable(code: str) -> bool:
    """Whether a finding says that the protocol or a part of the ledger cannot be read."""
    return code in ALWAYS or (code in ALL_RULES and ALL_RULES[code].family == "loading")


def in_order(findings: Iterator[Finding]) -> list[Finding]:
    """By file, the protocol's first, then line and column; those on a record or on nothing come last."""

    def place(finding: Finding) -> tuple[int, str, int, int, str, str]:
        ranks = (rank for rank, start in enumerate(ORDER) if finding.file.startswith(start))
        rank = next(ranks, len(ORDER)) if finding.file else len(ORDER) + 1
        return rank, finding.file, finding.line or 0, finding.column or 0, finding.record, finding.code

    return sorted(findings, key=place)
