"""Citation searching: which report each import of citing or cited works began with, and which way."""

from collections.abc import Mapping
from dataclasses import dataclass

from slr.app.review import Review
from slr.model.imports import Holdings, Import
from slr.model.record import Record, cite
from slr.publish.data import Table

WAYS = {"backward": "a reference of", "forward": "a work that cites"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """One import of citation searching: the record it began with, backward or forward, what it brought."""

    search: str
    record: str
    direction: str
    brought: tuple[str, ...] = ()


def seeds_of(review: Review, held: Holdings) -> tuple[Seed, ...]:
    """The citation searching among the imports in force, in their order."""
    wanted = {event for one in held.imports for event in one.events}
    told = {event.id: event.data.get("settings", {}) for event in review.ledger.events if event.id in wanted}
    return tuple(
        seed for one in held.imports if (seed := seed_of(one, told.get(one.events[-1], {}))) is not None
    )


def seed_of(one: Import, settings: Mapping[str, object]) -> Seed | None:
    """What one import says of its seed, if it is of citation searching."""
    record, direction = str(settings.get("citations_of", "")), str(settings.get("direction", ""))
    if not record or direction not in WAYS:
        return None
    return Seed(search=one.search, record=record, direction=direction, brought=one.record_ids)


def seed_table(
    review: Review, held: Holdings, names: Mapping[str, str], records: Mapping[str, Record]
) -> Table:
    """The reports that citation searching began with (PRISMA-S, item 5)."""
    return Table(
        id="citations",
        caption="Citation searching",
        columns=("Search", "Direction", "Began with", "Records"),
        rows=tuple(
            (
                names.get(one.search, one.search),
                one.direction,
                cite(records[one.record]) if one.record in records else one.record,
                len(one.brought),
            )
            for one in seeds_of(review, held)
        ),
        note="Backward: the references of the report. Forward: works that cite it.",
    )
