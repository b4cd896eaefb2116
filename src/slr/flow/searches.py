"""Searches and rounds: which exports count, what each search was, and which way a report goes.

The rules of the design's section "Searches and rounds".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from slr.model.event import Event, in_force
from slr.model.imports import Holdings, Import
from slr.model.plan import Search
from slr.model.report import Report
from slr.model.words import SearchKind

SETTINGS = ("source", "platform", "kind", "round", "date", "limits", "query", "screen", "expected")


def holdings(events: Iterable[Event]) -> Holdings:
    """What the import and withdraw events add up to. The same export imported in two clones counts once."""
    events = [event for event in events if event.kind in ("import", "withdraw")]
    imports = [event for event in events if event.kind == "import"]
    standing = {event.id for event in in_force(events)}
    exports: dict[tuple[str, str], list[Event]] = {}
    for event in imports:
        exports.setdefault((event.data["search"], event.data["sha256"]), []).append(event)
    known: dict[str, str] = {}
    present: set[str] = set()
    in_use = []
    for told in exports.values():
        latest = read_import([event for event in told if event.id in standing] or told)
        for one in [read_import([event]) for event in told]:
            known.update(dict.fromkeys(one.record_ids, one.search))
        if any(event.id in standing for event in told):
            in_use.append(latest)
            present.update(latest.record_ids)
    return Holdings(imports=tuple(in_use), known=tuple(known), present=frozenset(present), search_of=known)


def read_import(told: Sequence[Event]) -> Import:
    """The import that these events of one export tell of; the last one holds (a reread comes later)."""
    data = told[-1].data
    return Import(
        events=tuple(event.id for event in told),
        search=data["search"],
        sha256=data["sha256"],
        file=data["file"],
        format=data.get("format", ""),
        entries=data["entries"],
        refused=tuple(one["position"] for one in data.get("refused", ())),
        record_files=tuple(one["path"] for one in data.get("record_files", ())),
        settings={name: data["settings"][name] for name in SETTINGS if name in data.get("settings", {})},
    )


def searches_in_force(
    planned: Iterable[Search], said: Mapping[str, frozenset[str]], found: Holdings
) -> dict[str, Search]:
    """Every search by id: the protocol's entry, what it lacks filled in from its imports.

    `said` names the fields that the protocol's entry of a search really says.
    """
    searches = {search.id: search for search in planned}
    for one in found.imports:
        search = searches.get(one.search, Search(id=one.search))
        lacking = {
            name: value
            for name, value in one.settings.items()
            if name not in said.get(one.search, frozenset())
        }
        searches[one.search] = with_settings(search, lacking)
    return searches


def with_settings(search: Search, settings: Mapping[str, object]) -> Search:
    """A search with these settings, each of its field's type."""
    values: dict[str, object] = {name: value for name, value in settings.items() if value not in ("", None)}
    if "kind" in values:
        values["kind"] = SearchKind(str(values["kind"]))
    return replace(search, **values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Which way a report goes: its column, its round, and whether people screen its record."""

    first_column: bool
    round: int
    screened: bool


def ways(reports: Iterable[Report], found: Holdings, searches: Mapping[str, Search]) -> dict[str, Way]:
    """The way of every report that has a present record.

    A record of a database or register takes the report down that column. Reports of other methods alone
    go straight to retrieval unless one of their searches says `screen: true`. The round is the earliest.
    """
    result = {}
    made: dict[tuple[str, ...], Way] = {}  # few combinations of searches, many reports
    for report in reports:
        if not report.present:
            continue
        through = tuple([found.search_of[name] for name in report.present])
        way = made.get(through)
        if way is None:
            way = made[through] = way_through([searches[name] for name in through])
        result[report.id] = way
    return result


def way_through(searches: Sequence[Search]) -> Way:
    """The way of a report that these searches found."""
    first = any(search.kind.first_column for search in searches)
    return Way(
        first_column=first,
        round=min(search.round for search in searches),
        screened=first or any(search.screen for search in searches),
    )
