"""Categories that emerge while coding: kept as events beside the codebook, which a person wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from slr.model.codebook import Category, Codebook
from slr.model.event import Event, in_force
from slr.model.finding import Finding
from slr.model.words import Severity

CATEGORY_KINDS = frozenset(["category", "undo-category"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Emerged:
    """A category that emerged: who added it, when (the clock, to show) and why."""

    event: str
    dimension: str
    category: Category
    who: str
    at: str
    why: str
    place: str = ""  # file below the review folder
    line: int = 0


def emerged_categories(events: Iterable[Event], codebook: str) -> list[Emerged]:
    """The categories in force that were added to a codebook, in order; two may have one id (two clones)."""
    told = in_force(e for e in events if e.kind in CATEGORY_KINDS and e.data.get("codebook") == codebook)
    return [
        Emerged(
            event=event.id,
            dimension=event.data["dimension"],
            category=Category(
                id=event.data["category"],
                name=event.data.get("name", ""),
                definition=event.data.get("definition", ""),
                parent=event.data.get("parent", ""),
            ),
            who=event.who,
            at=event.at,
            why=event.data.get("why", ""),
            place=f"ledger/{event.segment}",
            line=event.line,
        )
        for event in told
        if event.kind == "category"
    ]


def with_emerged(codebook: Codebook, emerged: Iterable[Emerged]) -> Codebook:
    """The codebook with the categories that emerged, behind its own; what the file defines holds."""
    added: dict[str, list[Category]] = {}
    for one in emerged:
        dimension = codebook.dimension(one.dimension)
        known = [*dimension.categories, *added.get(one.dimension, ())] if dimension else []
        if dimension and dimension.kind in ("single", "many") and all(c.id != one.category.id for c in known):
            added.setdefault(one.dimension, []).append(one.category)
    return replace(
        codebook,
        dimensions=tuple(
            replace(d, categories=(*d.categories, *added[d.id])) if d.id in added else d
            for d in codebook.dimensions
        ),
    )


def check_emerged(codebook: Codebook, emerged: Iterable[Emerged]) -> Iterator[Finding]:
    """C031: two people defined one emerged category differently. C032: its dimension is gone."""
    first: dict[tuple[str, str], Emerged] = {}
    for one in emerged:
        dimension = codebook.dimension(one.dimension)
        if dimension is None or dimension.kind not in ("single", "many"):
            yield _finding(
                one,
                "C032",
                f"`{one.category.id}` was added to the dimension `{one.dimension}`, which takes none now.",
                "Give the dimension its old id and kind again, or take it back: slr codebook add --undo.",
            )
            continue
        earlier = first.setdefault((one.dimension, one.category.id), one)
        if earlier.category != one.category:
            yield _finding(
                one,
                "C031",
                f"`{one.category.id}` was added to `{one.dimension}` twice, by {earlier.who} and {one.who}, "
                "with other words; the earlier holds.",
                "Agree on one, and say it anew: slr codebook add.",
            )


def _finding(one: Emerged, code: str, message: str, hint: str) -> Finding:
    return Finding(
        code=code, severity=Severity.WARNING, message=message, hint=hint, file=one.place, line=one.line
    )
