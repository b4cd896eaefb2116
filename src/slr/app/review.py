"""Opening a review folder: the protocol, the ledger and what is wrong with either."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from slr.app.caller import Caller
from slr.app.gaps import settled_findings
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.plan import Plan, Stage
from slr.model.words import Severity, is_identifier
from slr.protocol.load import canonical, load_protocol, protocol_hash
from slr.store.disk import create_file, read_text
from slr.store.git import git_identity
from slr.store.ledger import Ledger, read_ledger
from slr.store.paths import PROTOCOL, ReviewPaths, find_review
from slr.store.writer import Run, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review folder as it is now.

    `said` names, for each search, the fields that the protocol's entry really says; `people` are the
    reviewers' names and e-mail addresses by id.
    """

    paths: ReviewPaths
    plan: Plan
    protocol: str  # the canonical form
    hash: str
    said: dict[str, frozenset[str]]
    people: dict[str, tuple[str, str]]
    ledger: Ledger
    findings: tuple[Finding, ...] = ()


def open_review(root: Path) -> Review:
    """Open a review folder. Raises SlrError where it is none or its protocol cannot be used."""
    paths = find_review(root)
    protocol, findings = load_protocol(read_text(paths.protocol), file=PROTOCOL)
    if protocol is None:
        worst = next(finding for finding in findings if finding.severity is Severity.ERROR)
        more = sum(finding.severity is Severity.ERROR for finding in findings) - 1
        raise SlrError(
            f"{worst.message}" + (f" ({more} more: slr check)" if more else ""),
            worst.hint or "slr check lists everything that is wrong with the protocol",
            file=PROTOCOL,
            line=worst.line,
        )
    ledger = read_ledger(paths)
    return Review(
        paths=paths,
        plan=protocol.plan(),
        protocol=canonical(protocol),
        hash=protocol_hash(protocol),
        said={search.id: frozenset(search.model_fields_set) for search in protocol.searches},
        people={person.id: (person.name, person.email) for person in protocol.reviewers},
        ledger=ledger,
        findings=settled_findings(paths, ledger),
    )


def writer(review: Review, caller: Caller, *, who: str = "") -> Writer:
    """A writer for one run. The protocol in force is kept in the ledger before the first event under it."""
    kept = review.paths.ledger / "protocols" / f"{review.hash}.json"
    if not kept.exists():
        create_file(caller.disk, kept, (review.protocol + "\n").encode("utf-8"))
    by = person(review, caller)
    run = Run(who=who or by, by=by, protocol=review.hash, now=caller.now, token=caller.token)
    return Writer(review.paths, review.ledger, run, caller.disk)


def person(review: Review, caller: Caller) -> str:
    """The id of whoever runs the command: --as, else the reviewer of git's identity, else git's name.

    Raises SlrError where --as names nobody of the protocol.
    """
    if caller.who:
        return known_reviewer(review, caller.who)
    name, email = git_identity(review.paths.root)
    for reviewer, (their_name, their_email) in review.people.items():
        if (email and email.casefold() == their_email.casefold()) or (
            name and name.casefold() in (their_name.casefold(), reviewer)
        ):
            return reviewer
    return identifier_of(name) or "somebody"


def identifier_of(name: str) -> str:
    """An id made of a name, empty where nothing is left of it."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in name.casefold())
    text = "-".join(part for part in kept.split("-") if part)[:32].strip("-")
    return text if is_identifier(text) else ""


def known_reviewer(review: Review, name: str) -> str:
    """A reviewer's id, checked. Raises SlrError where the protocol names others."""
    if not is_identifier(name):
        raise SlrError(f"{name!r} is no reviewer id", "ids are a-z, 0-9 and -, at most 32 characters")
    if review.plan.reviewers and name not in review.plan.reviewers:
        raise SlrError(f"the protocol names no reviewer {name}", nearest(name, review.plan.reviewers))
    return name


def reviewer(review: Review, caller: Caller) -> str:
    """Who decides. Raises SlrError where nobody of the protocol's reviewers is meant."""
    who = person(review, caller)
    if review.plan.reviewers and who not in review.plan.reviewers:
        listed = ", ".join(review.plan.reviewers)
        raise SlrError(
            "who is deciding? git's identity is none of the protocol's reviewers",
            f"say it with --as: {listed}",
        )
    return who


def stage_of(review: Review, name: str) -> Stage:
    """A stage by its id. Raises SlrError where the protocol has none of this id, or none at all."""
    if not review.plan.stages:
        raise SlrError("the protocol has no stages", "add a section stages: to protocol.yaml", file=PROTOCOL)
    stage = review.plan.stage(name)
    if stage is None:
        ids = [stage.id for stage in review.plan.stages]
        raise SlrError(f"the protocol has no stage {name}", nearest(name, ids))
    return stage


def nearest(name: str, known: tuple[str, ...] | list[str]) -> str:
    """A hint that names the nearest known word, or all of them."""
    close = get_close_matches(name, known, n=1)
    return f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}"
