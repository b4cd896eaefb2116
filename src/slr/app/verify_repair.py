"""`slr verify --repair`: name damage that cannot be mended. Nothing is deleted, nothing is written anew."""

from dataclasses import dataclass

from slr.app.caller import Caller
from slr.app.gaps import MENDABLE, Gap, Gaps
from slr.app.review import open_review, person, writer
from slr.app.verify import Verified, verify
from slr.store.damage import keep_copy
from slr.store.lines import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What a repair named, and how the folder verifies after it."""

    gaps: tuple[Gap, ...]
    after: Verified


def repair(caller: Caller, *, exports: bool = True) -> Repaired:
    """Copy the bytes of damaged lines and name each gap in an event. Raises SlrError as `verify` does.

    Every gap that nobody acknowledged is named once, in order; files of the ledger stay as they are.
    """
    before = verify(caller, exports=exports)
    review = open_review(caller.root)
    gaps = Gaps(review.paths, review.ledger.events)
    found = {gap.place: gap for gap in map(gaps.of, (f for f in before.findings if f.code in MENDABLE))}
    if not found:
        return Repaired(gaps=(), after=before)
    with writer(review, caller, who=person(review, caller)) as out:
        for gap in caller.steps("Naming gaps", list(found.values()), len(found)):
            data = {
                "code": gap.code,
                "segment": gap.segment,
                "line": gap.line,
                "sha256": digest(gap.data),
                "kept": keep_copy(review.paths, caller.disk, gap.data),
                "lost": list(gap.lost),
            }
            out.append("gaps", "gap", data)
    return Repaired(gaps=tuple(found.values()), after=verify(caller, exports=exports))
