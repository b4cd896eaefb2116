"""`slr codebook`."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

import typer

from slr.cli.options import As, Json
from slr.cli.output import emit, emit_json, end, has_errors, plural, printable, say, show_findings, table
from slr.cli.session import Session
from slr.model.errors import SlrError

EXAMPLE = "slr codebook show bertot-2010"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the command line said besides the action and its ids."""

    session: Session
    who: str
    name: str
    definition: str
    why: str
    parent: str
    undo: bool
    extends: str
    unit: str
    to: str


def run(
    context: typer.Context,
    action: Annotated[
        str, typer.Argument(metavar="ACTION", help="list, show, new, check, diff or add.")
    ] = "list",
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="The codebook's id; for add: CODEBOOK DIMENSION CATEGORY."),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="add: the category's name.")] = "",
    definition: Annotated[str, typer.Option("--definition", help="add: what belongs to it.")] = "",
    why: Annotated[str, typer.Option("--why", help="add: why the codebook needs it.")] = "",
    parent: Annotated[str, typer.Option("--parent", help="add: the category above it.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="add: take the category out again.")] = False,
    extends: Annotated[str, typer.Option("--extends", metavar="ID", help="new: begin with this one.")] = "",
    unit: Annotated[
        str, typer.Option("--unit", help="new: what is coded: study, report, result, arm or case.")
    ] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="FORMAT", help="show: text, markdown, qdc (REFI-QDA) or json.")
    ] = "text",
    who: As = "",
    as_json: Json = False,
) -> None:
    """List, show, begin, check and compare codebooks, and add categories that emerge."""
    from slr.app.review import nearest

    if action not in ACTIONS:
        raise SlrError(f"slr codebook cannot {action}", nearest(action, list(ACTIONS)))
    needs, most, act = ACTIONS[action]
    given = list(ids or ())
    if not needs <= len(given) <= most:
        asked = (
            "slr codebook list names them" if needs < 3 else "slr codebook add CODEBOOK DIMENSION CATEGORY"
        )
        raise SlrError("which codebook?" if len(given) < needs else f"too many ids: {given[most]}", asked)
    wish = Wish(
        session=context.obj,
        who=who,
        name=name,
        definition=definition,
        why=why,
        parent=parent,
        undo=undo,
        extends=extends,
        unit=unit,
        to="json" if as_json else to,
    )
    act(wish, given)


def list_all(wish: Wish, ids: Sequence[str]) -> None:
    """The codebooks at hand: what each codes, how much of it, and its name; one that is broken says so."""
    from slr.app.codebook import at_hand, read

    root = wish.session.root
    books = [(one, read(root, one.id)[0]) for one in at_hand(root).values()]
    if wish.to == "json":
        emit_json(
            [
                {
                    "id": one.id,
                    "from": "this review" if one.own else "bundled",
                    "name": book.name if book else None,
                    "unit": book.unit if book else None,
                    "dimensions": len(book.dimensions) if book else None,
                }
                for one, book in books
            ]
        )
        return
    rows = [
        (
            one.id,
            "this review" if one.own else "bundled",
            book.unit if book else "",
            len(book.dimensions) if book else "",
            book.name if book else f"cannot be used: slr codebook check {one.id}",
        )
        for one, book in books
    ]
    table(["codebook", "from", "codes each", "dimensions", "name"], rows, right=[3])
    say("slr codebook show CODEBOOK has its dimensions and categories", style="hint")


def show(wish: Wish, ids: Sequence[str]) -> None:
    """One codebook as it is in force, what emerged, and what is to be looked at again."""
    from slr.app.codebook import WRITTEN
    from slr.app.codebook_changes import shown_codebook
    from slr.app.review import nearest
    from slr.model.codebook import condition_words

    if wish.to not in ("text", "json", *WRITTEN):
        raise SlrError(f"slr writes no {wish.to}", nearest(wish.to, ["text", "json", *WRITTEN]))
    shown = shown_codebook(wish.session.root, ids[0])
    codebook = shown.codebook
    if wish.to in WRITTEN:
        emit(WRITTEN[wish.to](codebook))
        return
    if wish.to == "json":
        grown = [
            {"dimension": e.dimension, "category": e.category.id, "who": e.who, "at": e.at, "why": e.why}
            for e in shown.emerged
        ]
        emit_json(asdict(codebook) | {"emerged": grown, "look_again": [one.as_dict() for one in shown.again]})
        return
    lines = [f"{codebook.id}: {codebook.name} ({codebook.version})", f"source: {codebook.source}"]
    lines += [f"codes: each {codebook.unit}", ""]
    grown_by = {(one.dimension, one.category.id): one for one in shown.emerged}
    for dimension in codebook.dimensions:
        needed = ", required" if dimension.required else ""
        needed += f", only where {condition_words(dimension.when)}" if dimension.when else ""
        unit = f", in {dimension.unit}" if dimension.unit else ""
        lines.append(f"{dimension.id} ({dimension.kind}{unit}{needed}): {dimension.name}")
        for category in dimension.categories:
            lines.append(f"    {category.id}: {category.name or category.id}. {category.definition}")
            if it := grown_by.get((dimension.id, category.id)):
                lines.append(f"        emerged: {it.who}, {it.at[:10]}: {it.why}")
    emit(printable("\n".join(lines)))
    for one in shown.again:
        said = " ".join(change.words for change in one.changes)
        coding = one.coding
        say(f"look again: {coding.study} in {coding.dimension} ({coding.coder}). {said}", style="warning")


def new(wish: Wish, ids: Sequence[str]) -> None:
    """Begin a codebook."""
    from slr.app.codebook import new_codebook

    path = new_codebook(wish.session.caller(wish.who), ids[0], extends=wish.extends, unit=wish.unit)
    say(f"{path}: write your dimensions there, then name it under codebooks: in protocol.yaml", style="done")
    say(f"  slr codebook check {ids[0]}", style="hint")


def check(wish: Wish, ids: Sequence[str]) -> None:
    """What is wrong with a codebook, or all of the review's own, and which codings its changes affect."""
    from slr.app.codebook import at_hand
    from slr.app.codebook_changes import check_codebook_in

    root = wish.session.root
    names = list(ids) or [one.id for one in at_hand(root).values() if one.own]
    if not names:
        raise SlrError("there is no codebook of this review's own", "slr codebook check bertot-2010, or such")
    findings = [finding for name in names for finding in check_codebook_in(root, name)]
    if wish.to == "json":
        emit_json([finding.as_dict() for finding in findings])
    else:
        show_findings(findings)
    say("nothing to complain about" if not findings else plural(len(findings), "finding"), style="done")
    end(has_errors(findings))


def diff(wish: Wish, ids: Sequence[str]) -> None:
    """What changed from one codebook to another, or since codings were made."""
    from slr.app.codebook_changes import differences

    found = differences(wish.session.root, *ids)
    if wish.to == "json":
        emit_json([one.as_dict() for one in found])
    for one in found if wish.to != "json" else ():
        lines = [f"{one.before} → {one.after}", *(f"  {change.words}" for change in one.changes)]
        for touched in one.affected:
            coding = touched.coding
            lines.append(f"  affected: {coding.study} in {coding.dimension} ({coding.coder})")
        emit(printable("\n".join(lines)))
    same = not any(one.changes for one in found)
    if same:
        say("no difference", style="done")
    end(not same)


def add(wish: Wish, ids: Sequence[str]) -> None:
    """Add a category that emerged, or take it out again."""
    from slr.app.codebook_events import add_category, take_back_category

    review = wish.session.review()
    caller = wish.session.caller(wish.who)
    book, dimension, category = ids
    if wish.undo:
        take_back_category(review, caller, book, dimension, category)
        say(f"{category} is out of {dimension} again", style="done")
        return
    done = add_category(
        review,
        caller,
        book,
        dimension,
        category,
        label=wish.name,
        definition=wish.definition,
        why=wish.why,
        parent=wish.parent,
    )
    if wish.to == "json":
        emit_json({"known": done.known, "look_again": [one.as_dict() for one in done.again]})
    say(f"{category}: {'known already' if done.known else 'added'} in {dimension} of {book}", style="done")
    studies = list(dict.fromkeys(one.coding.study for one in done.again))
    if studies:
        say(f"{plural(len(studies), 'study', 'studies')} coded before: {', '.join(studies)}", style="warning")
        say(
            f"  look at them again: slr code --codebook {book}; where all is well: --stands STUDY",
            style="hint",
        )


# An action's ids, at least and at most, and what it does.
ACTIONS: dict[str, tuple[int, int, Callable[[Wish, Sequence[str]], None]]] = {
    "list": (0, 0, list_all),
    "show": (1, 1, show),
    "new": (1, 1, new),
    "check": (0, 1, check),
    "diff": (1, 2, diff),
    "add": (3, 3, add),
}
