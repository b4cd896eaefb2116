"""`slr dedup`: join certain duplicates, let the uncertain wait, keep people's words above the program's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from slr.app.caller import Caller
from slr.app.finding import finder
from slr.app.review import Review, nearest, open_review, person, writer
from slr.app.rows import Row, first_problem, read_rows
from slr.app.screen import Applied
from slr.app.state import State, records_of, state_of
from slr.dedup.links import Links, pair
from slr.dedup.summary import Summary, summarize
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.model.record import Record, record_table

if TYPE_CHECKING:
    from slr.app.engine import Engine
    from slr.dedup.explain import Explanation

VERDICTS = ("same", "different")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduplicated:
    """What a run found, and how the searches overlap now."""

    joined: int  # pairs newly found to be the same
    waiting: int  # pairs that a person has yet to decide
    related: int  # pairs newly kept apart though alike
    uncompared: int
    summary: Summary


def run(review: Review, caller: Caller, engine: "Engine | None" = None) -> Deduplicated:
    """Compare the records whose pairs nobody decided yet, and keep what was found."""
    from slr.app.engine import Engine, spreading
    from slr.dedup.pipeline import find_duplicates

    state = state_of(review)
    records = records_of(review, state.holdings)
    present = dict(records.items())
    table = record_table(present[name] for name in state.holdings.known if name in present)
    with spreading(engine or Engine()) as spread:
        found = find_duplicates(
            table, known=frozenset(state.links.events), join=review.plan.join, spread=spread
        )
    batch = caller.token()
    pairs = found.pairs
    rows = list(zip(pairs["a"], pairs["b"], pairs["verdict"], pairs["score"], pairs["reason"], strict=True))
    with writer(review, caller) as out:
        for a, b, verdict, score, reason in caller.steps("Keeping links", rows, len(rows)):
            data = {"a": a, "b": b, "verdict": verdict, "basis": "program", "score": int(score)}
            out.append("duplicates", "link", data | {"reason": reason, "batch": batch})
        if rows or last_run(review.ledger.events) != len(table):
            commit: dict[str, object] = {"of": "dedup", "added": len(rows), "records": len(table)}
            out.append("duplicates", "commit", commit | {"uncompared": found.uncompared, "batch": batch})
    counts = pairs["verdict"].value_counts()
    after = state_of(open_review(review.paths.root))
    return Deduplicated(
        joined=int(counts.get("same", 0)),
        related=int(counts.get("related", 0)),
        waiting=len(still_waiting(after)),
        uncompared=found.uncompared,
        summary=summarize(after.reports, after.holdings.search_of),
    )


def last_run(events: Iterable[Event]) -> int | None:
    """How many records the last run compared; None where there was none."""
    runs = [e.data["records"] for e in events if e.kind == "commit" and e.data.get("of") == "dedup"]
    return runs[-1] if runs else None


def still_waiting(state: State) -> list[tuple[str, str]]:
    """The pairs that a person should look at, in order: uncertain ones, and joins that other links forbid.

    What has been joined or set apart meanwhile, or was withdrawn, is left out.
    """
    forbidden = {link.pair for link in state.links.same if not link.person}
    return sorted(
        names
        for names in state.links.waiting | forbidden
        if state.report_of.get(names[0]) != state.report_of.get(names[1])
        and all(name in state.holdings.present for name in names)
    )


def apply_links(review: Review, caller: Caller, path: Path) -> Applied:
    """Keep a person's words on pairs, all rows or none: columns a, b, verdict; reason. Raises SlrError."""
    rows = read_rows(path, required=("a", "b", "verdict"), optional=("reason",))
    state = state_of(review)
    find = finder(review, state, [row[column] for row in rows.rows for column in ("a", "b")])
    ready, problems = [], []
    for row in rows.rows:
        try:
            a, b = find.find(row, row["a"])[1], find.find(row, row["b"])[1]
            verdict = row["verdict"].casefold()
            if verdict not in VERDICTS:
                raise row.error(f"{row['verdict']!r} is no verdict on a pair", nearest(verdict, VERDICTS))
            if a == b:
                raise row.error(f"{a} stands on both sides", "a pair needs two records")
            ready.append((*pair(a, b), verdict, row["reason"]))
        except SlrError as error:
            problems.append(error)
    first_problem(problems)
    new = [one for one in dict.fromkeys(ready) if not says_already(state.links, *one[:3])]
    batch = caller.token()
    with writer(review, caller, who=person(review, caller)) as out:
        for a, b, verdict, reason in new:
            replaced = [event.id for event in state.links.events.get((a, b), ()) if by_person(event)]
            data = {"a": a, "b": b, "verdict": verdict, "basis": "person", "batch": batch}
            optional = {"reason": reason, "replaces": replaced}
            out.append("duplicates", "link", data | {k: v for k, v in optional.items() if v})
        if new:
            commit: dict[str, object] = {"of": "links", "rows": len(ready), "added": len(new)}
            out.append("duplicates", "commit", commit | {"sha256": rows.sha256, "batch": batch})
    return Applied(rows=len(ready), added=len(new))


def by_person(event: Event) -> bool:
    """Whether a link is a person's word."""
    return bool(event.data["basis"] == "person")


def says_already(links: Links, a: str, b: str, verdict: str) -> bool:
    """Whether people say just this of a pair already."""
    said = {event.data["verdict"] for event in links.events.get((a, b), ()) if by_person(event)}
    return said == {verdict}


def undo(review: Review, caller: Caller) -> int:
    """Take back the links of the last run or --apply still in force; how many. Raises SlrError."""
    links = [event for told in state_of(review).links.events.values() for event in told]
    if not links:
        raise SlrError("there is nothing to undo", "no links are in force")
    last = max(links, key=lambda event: event.order)
    batch = last.data.get("batch", "")
    return take_back(review, caller, [event for event in links if event.data.get("batch", "") == batch])


def reset(review: Review, caller: Caller) -> int:
    """Take back every link of the program; people's words stay. How many."""
    links = [event for told in state_of(review).links.events.values() for event in told]
    return take_back(review, caller, [event for event in links if not by_person(event)])


def take_back(review: Review, caller: Caller, links: Sequence[Event]) -> int:
    """Write one event that takes the place of these links."""
    if links:
        with writer(review, caller, who=person(review, caller)) as out:
            out.append("duplicates", "undo-link", {"replaces": sorted(event.id for event in links)})
    return len(links)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairStory:
    """Why two records are joined or kept apart."""

    a: Record
    b: Record
    joined: bool
    explanation: "Explanation"
    said: tuple[Event, ...]  # what people and the program said of this very pair


def explain_pair(review: Review, first: str, second: str) -> PairStory:
    """The whole story of a pair. Raises SlrError where one of them does not exist."""
    from slr.dedup.explain import explain

    state = state_of(review)
    find = finder(review, state, [first, second])
    names = [find.find(Row("", 0, {}), name)[1] for name in (first, second)]
    if names[0] == names[1]:
        raise SlrError(f"{first} and {second} are one record", "name two records")
    records = records_of(review, state.holdings)
    a, b = pair(*names)
    return PairStory(
        a=records[a],
        b=records[b],
        joined=state.report_of[a] == state.report_of[b],
        explanation=explain(records[a], records[b]),
        said=state.links.events.get((a, b), ()),
    )


def summary_now(review: Review) -> Deduplicated:
    """How the searches overlap, without a new run."""
    state = state_of(review)
    return Deduplicated(
        joined=0,
        related=0,
        waiting=len(still_waiting(state)),
        uncompared=0,
        summary=summarize(state.reports, state.holdings.search_of),
    )


def waiting_pairs(review: Review) -> Iterable[tuple[str, str, int, str]]:
    """The pairs that wait for a person, the likeliest first: ids, score, reason."""
    state = state_of(review)
    told = [(names, state.links.events[names][-1].data) for names in still_waiting(state)]
    listed = [(*names, int(data.get("score", 0)), str(data.get("reason", ""))) for names, data in told]
    return sorted(listed, key=lambda one: (-one[2], one[0], one[1]))
