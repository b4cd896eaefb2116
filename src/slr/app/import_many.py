"""Several files of one `slr import`: each read for itself, then looked at together."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from slr.app.caller import Caller
from slr.app.import_ import Prepared, Wanted, agreed_settings, prepare, stored_name, targets
from slr.app.review import Review
from slr.flow.searches import holdings
from slr.formats.columns import check_fields
from slr.formats.encodings import encoding_named
from slr.formats.registry import format_named
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.imports import Holdings
from slr.model.words import Severity, is_identifier

Failed = tuple[str, SlrError]  # a file as the caller gave it, and why it cannot be imported


def read_all(
    review: Review,
    caller: Caller,
    wanted: Sequence[Wanted],
    *,
    strict: bool,
    tell: Callable[[SlrError], None],
) -> tuple[list[Prepared], list[Failed]]:
    """Every file read and checked, and those that cannot be imported, each told as it comes.

    Where files are to take the place of others, one that cannot be read refuses all, as does `strict`: else
    the old records would leave the counts and not all of the new ones come. Raises SlrError then, and where
    what was said beside the files is wrong.
    """
    held = holdings(review.ledger.events)
    for one in {(w.search, w.replaces): w for w in wanted}.values():
        refuse_wrong_words(review, one, held)
    ready: list[Prepared] = []
    failed: list[Failed] = []
    all_or_none = strict or len(wanted) == 1 or any(one.replaces for one in wanted)
    for one in caller.steps("Reading", wanted, len(wanted)):
        try:
            prepared = prepare(review, one, held)
            refuse_twin(prepared, ready)
        except SlrError as refusal:
            if all_or_none:
                raise
            tell(refusal)
            failed.append((one.given, refusal))
        else:
            ready.append(kept_apart(review, prepared, ready))
    return with_counts(review, ready, held), failed


def refuse_wrong_words(review: Review, wanted: Wanted, held: Holdings) -> None:
    """Raise SlrError where the command line says what would be wrong of any file, before one is read."""
    if not is_identifier(wanted.search):
        raise SlrError(
            f"{wanted.search!r} cannot name a search", "ids are a-z, 0-9 and -, at most 32 characters"
        )
    if wanted.format:
        format_named(wanted.format)
    if wanted.encoding:
        encoding_named(wanted.encoding)
    check_fields(wanted.columns)
    agreed_settings(review, wanted)
    if wanted.replaces:
        targets(held, wanted.replaces, search=wanted.search)


def refuse_twin(one: Prepared, ready: Sequence[Prepared]) -> None:
    """Raise SlrError where the same bytes, or bytes that would get the same ids, were given before."""
    for other in ready:
        if other.sha256 == one.sha256:
            raise SlrError(
                f"{one.wanted.given} and {other.wanted.given} are the same file",
                "its records are taken once",
                file=one.wanted.given,
            )
        if other.wanted.search == one.wanted.search and other.sha256[:6] == one.sha256[:6]:
            raise SlrError(
                f"{one.wanted.given} would get the ids of {other.wanted.given}",
                "import it under another search id",
                file=one.wanted.given,
            )


def kept_apart(review: Review, one: Prepared, ready: Sequence[Prepared]) -> Prepared:
    """The file with a place of its own: no other of this command lies there."""
    taken = {other.stored.casefold() for other in ready}
    if one.stored.casefold() not in taken:
        return one
    name = Path(one.stored).name
    return replace(one, stored=stored_name(review, one.wanted.search, name, one.sha256, taken))


def with_counts(review: Review, ready: Sequence[Prepared], held: Holdings) -> list[Prepared]:
    """The files, the last of each search with a finding where all of its files differ from the protocol."""
    expected = {search.id: search.expected for search in review.plan.searches}
    replaced = {event for one in ready for event in one.replaces}
    files: dict[str, list[int]] = {}
    for old in held.imports:
        if replaced.isdisjoint(old.events):
            files.setdefault(old.search, []).append(old.entries)
    for one in ready:
        files.setdefault(one.wanted.search, []).append(len(one.reading.entries))
    last = {one.wanted.search: place for place, one in enumerate(ready)}
    told = list(ready)
    for search, place in last.items():
        wanted = expected.get(search)
        if wanted is not None and sum(files[search]) != wanted:
            found = other_count(search, files[search], wanted, ready[place].wanted.given)
            told[place] = replace(ready[place], findings=(*ready[place].findings, found))
    return told


def other_count(search: str, files: Sequence[int], expected: int, given: str) -> Finding:
    """The finding that a search's files hold more or fewer entries than the database said there are."""
    count = sum(files)
    few = count < expected
    several = (" so far" if few else "") + f"{',' if few else ''} in {len(files)} files" if files[1:] else ""
    entries = "entry" if count == 1 else "entries"
    return Finding(
        code="I002",
        severity=Severity.WARNING,
        message=f"{count} {entries}{several}, where the protocol expects {expected} of {search}",
        hint="was the export cut, or the search run again? (more files of one search may follow)"
        if few
        else "was the search run again (then --replace), or does the protocol give another number?",
        file=given,
    )
