"""`slr codebook add`: categories that emerge while coding, beside a codebook's file, which stays as it is."""

from dataclasses import dataclass
from typing import Any

from slr.app.caller import Caller
from slr.app.code import all_codings
from slr.app.codebook import load, usable
from slr.app.codebook_changes import Touched, touched
from slr.app.review import Review, nearest, open_review, person, writer
from slr.app.state import state_of
from slr.coding.emergent import emerged_categories
from slr.model.codebook import Codebook, Dimension
from slr.model.errors import SlrError
from slr.model.event import Event
from slr.model.words import is_identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `slr codebook add` did: nothing where it was `known`; and the codings to look at again."""

    known: bool
    again: tuple[Touched, ...]


def add_category(
    review: Review,
    caller: Caller,
    name: str,
    dimension: str,
    category: str,
    *,
    label: str = "",
    definition: str = "",
    why: str = "",
    parent: str = "",
) -> Added:
    """Add a category that emerged; the codebook's file stays as it is. Raises SlrError.

    Said again with other words it takes the place of what emerged before. Everybody's codings of that
    dimension are then to be looked at again.
    """
    codebook = load(review, name)
    _check_new(review, codebook, dimension, category, definition=definition, why=why, parent=parent)
    words = {"name": label, "definition": definition, "why": why, "parent": parent}
    said = {"dimension": dimension, "category": category} | {k: v for k, v in words.items() if v}
    earlier = _emerged(review, codebook, dimension, category)
    known = bool(earlier) and all(
        {k: v for k, v in event.data.items() if k not in ("codebook", "replaces")} == said
        for event in earlier
    )
    if not known:
        with writer(review, caller, who=person(review, caller)) as out:
            data: dict[str, Any] = {"codebook": codebook.id, **said}
            data |= {"replaces": [event.id for event in earlier]} if earlier else {}
            out.append("codings", "category", data, part=codebook.id)
        review = open_review(review.paths.root)
    again = touched(review, state_of(review), load(review, name))
    return Added(known=known, again=tuple(t for t in again if t.coding.dimension == dimension))


def take_back_category(review: Review, caller: Caller, name: str, dimension: str, category: str) -> None:
    """Take a category that emerged out again. Raises SlrError where it did not, or somebody coded with it."""
    codebook = load(review, name)
    _dimension(codebook, dimension)
    earlier = _emerged(review, codebook, dimension, category)
    if not earlier:
        raise SlrError(f"{category} is none that emerged in {dimension}", "slr codebook show lists those")
    using = [
        coding.study
        for coding in all_codings(state_of(review), codebook)
        if coding.dimension == dimension and category in coding.values
    ]
    if using:
        listed = ", ".join(dict.fromkeys(using))
        raise SlrError(f"{category} is in use: {listed}", "code those studies anew first, then take it back")
    with writer(review, caller, who=person(review, caller)) as out:
        data = {"codebook": codebook.id, "replaces": [event.id for event in earlier]}
        out.append("codings", "undo-category", data, part=codebook.id)


def _emerged(review: Review, codebook: Codebook, dimension: str, category: str) -> list[Event]:
    by_id = {event.id: event for event in review.ledger.events}
    told = emerged_categories(review.ledger.events, codebook.id)
    return [by_id[e.event] for e in told if (e.dimension, e.category.id) == (dimension, category)]


def _dimension(codebook: Codebook, name: str) -> Dimension:
    found = codebook.dimension(name)
    if found is None:
        ids = [one.id for one in codebook.dimensions]
        raise SlrError(f"{codebook.id} has no dimension {name!r}", nearest(name, ids))
    if found.kind not in ("single", "many"):
        raise SlrError(
            f"{name} takes no categories: it is a {found.kind}", "slr codebook show lists the kinds"
        )
    return found


def _check_new(
    review: Review,
    codebook: Codebook,
    dimension: str,
    category: str,
    *,
    definition: str,
    why: str,
    parent: str,
) -> None:
    """Raise SlrError where the category cannot be added."""
    found = _dimension(codebook, dimension)
    said = f'slr codebook add {codebook.id} {dimension} {category} --definition "…" --why "…"'
    if not is_identifier(category):
        raise SlrError(
            f"{category!r} cannot name a category", "ids are a-z, 0-9 and -, at most 32 characters"
        )
    if not definition.strip():
        raise SlrError("what belongs to it?", f"say it with --definition: {said}")
    if not why.strip():
        raise SlrError("why is it added?", f"say it with --why: {said}")
    written = usable(review.paths.root, codebook.id).dimension(dimension)
    if written and written.category(category):
        raise SlrError(f"{dimension} has a category {category} already", f"slr codebook show {codebook.id}")
    known = [one.id for one in found.categories if one.id != category]
    if parent and parent not in known:
        raise SlrError(f"{dimension} has no category {parent!r} to stand above it", nearest(parent, known))
