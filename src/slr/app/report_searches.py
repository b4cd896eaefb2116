"""What the report says of the searches beside their queries: contribution, overlap, known studies."""

import json
from collections.abc import Iterable, Mapping

from slr.app.review import Review
from slr.app.seeds import seed_table
from slr.app.state import State
from slr.dedup.summary import Summary, summarize
from slr.model.record import Record
from slr.protocol.known import KnownStudy, find_known, relative_recall
from slr.publish.data import Cell, Table


def search_tables(review: Review, state: State, records: Mapping[str, Record]) -> tuple[Table, ...]:
    """Each search's contribution, what each two share, the seeds of citation searching, the known studies."""
    names = search_names(state)
    present = [record for name, record in records.items() if name in state.holdings.present]
    tables = [
        contributions(state, names),
        overlaps(state, names),
        seed_table(review, state.holdings, names, records),
        known_table(review, names, present),
    ]
    return tuple(table for table in tables if table.rows)


def search_names(state: State) -> dict[str, str]:
    """How tables name each search that brought records: its source, with the id where two are alike."""
    held = {one.search for one in state.holdings.imports}
    sources = {name: search.source or name for name, search in state.searches.items() if name in held}
    listed = list(sources.values())
    return {
        name: source if listed.count(source) == 1 else f"{source} ({name})"
        for name, source in sources.items()
    }


def contributions(state: State, names: Mapping[str, str]) -> Table:
    """For each search its distinct reports and those that it alone found, of all and of the included."""
    found = summarize(state.reports, state.holdings.search_of)
    wanted = {name for study in state.studies for name in study.reports}
    kept = summarize([r for r in state.reports if r.id in wanted], state.holdings.search_of)
    all_by, kept_by = by_search(found), by_search(kept)
    rows: list[tuple[Cell, ...]] = []
    for name, label in names.items():
        records, reports, unique = all_by.get(name, (0, 0, 0))
        _, included, only = kept_by.get(name, (0, 0, 0))
        share = round(100 * included / kept.reports, 1) if kept.reports else None
        rows.append((label, records, reports, unique, included, only, share))
    return Table(
        id="contributions",
        caption="What each search contributed",
        columns=(
            "Search",
            "Records",
            "Reports",
            "Reports found by no other",
            "Included reports",
            "Included reports found by no other",
            "Share of all included reports (%)",
        ),
        rows=tuple(rows),
        note=f"Records are those that could be read. {duplicates_sentence(found)} No duplicate is attributed "
        "to one search: two that found the same report both found it.",
    )


def by_search(of: Summary) -> dict[str, tuple[int, int, int]]:
    """Records, distinct reports and reports that no other search found, by search."""
    return {one.search: (one.records, one.reports, one.unique) for one in of.searches}


def duplicates_sentence(found: Summary) -> str:
    """How many duplicates there are, within searches and between them."""
    return (
        f"{found.records} records stand for {found.reports} reports: {found.within} duplicates within "
        f"searches and {found.between} between them."
    )


def overlaps(state: State, names: Mapping[str, str]) -> Table:
    """How many reports each two searches have in common; the diagonal holds each search's own reports."""
    found = summarize(state.reports, state.holdings.search_of)
    both = {frozenset(pair): n for pair, n in found.overlap.items()}
    own = {one.search: one.reports for one in found.searches}
    rows: list[tuple[Cell, ...]] = [
        (label, *(own.get(a, 0) if a == b else both.get(frozenset((a, b)), 0) for b in names))
        for a, label in names.items()
    ]
    return Table(
        id="overlap",
        caption="Reports that each two searches have in common",
        columns=("Search", *names.values()),
        rows=tuple(rows) if len(names) > 1 else (),
        note="The diagonal holds all reports that a search found.",
    )


def known_table(review: Review, names: Mapping[str, str], records: Iterable[Record]) -> Table:
    """Which searches found each study that the protocol says must be found, and the relative recall."""
    found = known_studies(review, records)
    rows: list[tuple[Cell, ...]] = [
        (one.label, ", ".join(names.get(s, s) for s in one.searches) or None, len(one.records))
        for one in found
    ]
    return Table(
        id="known",
        caption="Known studies and the searches that found them",
        columns=("Known study", "Found by", "Records"),
        rows=tuple(rows),
        note=recall_sentence(found, names),
    )


def known_studies(review: Review, records: Iterable[Record]) -> tuple[KnownStudy, ...]:
    """The protocol's known studies, each with the records that are it."""
    from slr.protocol.schema import Known

    listed = json.loads(review.protocol or "{}").get("known", [])
    return find_known([Known.model_validate(one) for one in listed], records) if listed else ()


def recall_sentence(found: tuple[KnownStudy, ...], names: Mapping[str, str]) -> str:
    """The relative recall of all searches together and of each."""
    everything = relative_recall(found)
    if everything is None:
        return ""
    hits = sum(bool(one.searches) for one in found)
    each = "; ".join(
        f"{label} {100 * (relative_recall(found, name) or 0):.0f}%" for name, label in names.items()
    )
    return (
        f"Relative recall: the searches found {hits} of {len(found)} known studies "
        f"({100 * everything:.0f}%). By search: {each}."
    )
