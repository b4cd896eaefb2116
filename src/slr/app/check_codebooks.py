"""Drift of codebooks: what changed after coding began, and which codings have to be looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass

from slr.app.check_rule import Folder, Spot, folder_rule
from slr.app.codebook import emerged_in
from slr.app.codebook_changes import touched
from slr.model.codebook import Codebook
from slr.model.event import Event
from slr.model.words import Severity
from slr.protocol.codebook import codebook_from_canonical, load_codebook
from slr.protocol.compare_codebooks import CodebookChange, compare_codebooks
from slr.protocol.load import read_protocol
from slr.protocol.yaml import load_yaml
from slr.publish.wording import counted
from slr.store.disk import read_text
from slr.store.git import files_at, read_at
from slr.store.paths import PROTOCOL


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A codebook as it was in force, the protocol beside it, and the codings made under it."""

    codebook: Codebook
    protocol: str = ""  # its text
    events: frozenset[str] = frozenset()


@folder_rule(
    "A002",
    "codebook changed without an amendment",
    "drift",
    why="A category that comes, goes or means something else after coding began changes what the tables say.",
    example="a category added to codebooks/own.yaml after studies were coded, and no amendment",
    mend="Enter it under `amendments` with date, change and reason (and `parts: [own]`), or take it back.",
    source="PRISMA 2020, item 24c",
)
def codebook_drift(folder: Folder) -> Iterator[Spot]:
    for name, now in folder.codebooks.items():
        emerged = {(one.dimension, one.category.id) for one in emerged_in(folder.review, name)}
        earlier = earlier_codebooks(folder, name)
        lasting = {(c.dimension, c.category) for one in earlier[:1] for c in weighty(one.codebook, now)}
        found: dict[str, CodebookChange] = {}
        for one in earlier:
            for change in weighty(one.codebook, now):
                place = (change.dimension, change.category)
                if place in emerged:  # `slr codebook add` keeps who, when and why: that is its amendment
                    continue
                if place in lasting and not covered(folder, one, name, change):
                    found.setdefault(change.words, change)
        for change in found.values():
            file, line, column = place_of(folder, name, change)
            message = f"Changed after coding began, with no amendment entered: {change.words}"
            hint = "Enter it under `amendments`, or take it back."
            yield Spot(message=message, hint=hint, file=file, line=line, column=column)


@folder_rule(
    "A003",
    "codings made before the codebook changed",
    "drift",
    Severity.INFO,
    why="A study coded before a category came, went or was redefined may belong elsewhere now.",
    example="ten studies coded in `design` before the category `mixed` was added to it",
    mend="Look at these studies again: `slr code` shows and replaces a coding, `--stands` keeps it.",
)
def codings_to_look_at(folder: Folder) -> Iterator[Spot]:
    for name, now in folder.codebooks.items():
        due = [one.coding for one in touched(folder.review, folder.state, now)]
        if due:
            said = ", ".join(dict.fromkeys(coding.study for coding in due))
            message = f"{counted(len(due), 'coding')} made before `{name}` changed, of: {said}."
            hint = f"Look at them again: slr code --codebook {name}; where all is well, with --stands STUDY."
            yield folder.at(due[0].event, message, hint)


def weighty(before: Codebook, now: Codebook) -> list[CodebookChange]:
    """The changes that change what codings mean; names and new dimensions do not."""
    return [c for c in compare_codebooks(before, now) if c.narrows or c.widens]


def covered(folder: Folder, one: Earlier, name: str, change: CodebookChange) -> bool:
    """Whether an amendment that the protocol of that time did not have speaks of the change."""
    now, before = folder.source.protocol, read_protocol(one.protocol).protocol if one.protocol else None
    known = before.amendments if before else []
    about = {"codebooks", name, change.dimension, change.category} - {""}
    fresh = [amendment for amendment in (now.amendments if now else []) if amendment not in known]
    return any(not amendment.parts or about & set(amendment.parts) for amendment in fresh)


def earlier_codebooks(folder: Folder, name: str) -> list[Earlier]:
    """The versions of a codebook that codings were made with, in order; git's base among them."""
    key = f"earlier {name}"
    if key not in folder.shared:
        told: dict[str, list[Event]] = {}
        for event in folder.state.events:
            if event.kind == "coding" and event.data.get("codebook") == name:
                told.setdefault(str(event.data.get("codebook_hash", "")), []).append(event)
        found = [kept_codebook(folder, sha, events) for sha, events in told.items()]
        now = folder.codebooks.get(name)
        folder.shared[key] = [
            one for one in (*found, at_base(folder, name)) if one is not None and one.codebook != now
        ]
    earlier: list[Earlier] = folder.shared[key]
    return earlier


def kept_codebook(folder: Folder, sha: str, events: list[Event]) -> Earlier | None:
    """A codebook as the ledger keeps it; None where it is not there or damaged (F028, F029 say so)."""
    ledger = folder.review.paths.ledger
    path = ledger / "codebooks" / f"{sha}.json"
    protocol = ledger / "protocols" / f"{events[-1].protocol}.json"
    if not path.is_file():
        return None
    codebook = codebook_from_canonical(read_text(path))
    if codebook is None:
        return None
    return Earlier(
        codebook=codebook,
        protocol=read_text(protocol) if protocol.is_file() else "",
        events=frozenset(event.id for event in events),
    )


def at_base(folder: Folder, name: str) -> Earlier | None:
    """The review's own codebook at git's base, if anybody had decided anything then."""
    base = folder.base
    if base is None or not files_at(base, "ledger/decisions"):
        return None
    text, protocol = read_at(base, f"codebooks/{name}.yaml"), read_at(base, PROTOCOL)
    if text is None:
        return None

    def find(other: str) -> str | None:
        return folder.books[other].text if other in folder.books else None

    written = text.decode("utf-8-sig", errors="replace")
    codebook, _ = load_codebook(written, file=f"codebooks/{name}.yaml", find=find)
    said = protocol.decode("utf-8-sig", errors="replace") if protocol else ""
    return Earlier(codebook=codebook, protocol=said) if codebook else None


def place_of(folder: Folder, name: str, change: CodebookChange) -> tuple[str, int | None, int | None]:
    """Where a change stands in the codebook's file; a bundled one has its place in the protocol."""
    book = folder.books[name]
    if not book.own:
        place = folder.review.plan.codebooks.index(name)
        return (PROTOCOL, *folder.source.marks.at(("codebooks", place)))
    data, marks, _ = load_yaml(book.text, book.file)
    path: tuple[str | int, ...] = ()
    for key, wanted in (("dimensions", change.dimension), ("categories", change.category)):
        listed = data.get(key) if isinstance(data, dict) else None
        found = [n for n, one in enumerate(listed or ()) if isinstance(one, dict) and one.get("id") == wanted]
        if not found:
            break
        path, data = (*path, key, found[0]), listed[found[0]] if listed else None
    return (book.file, *marks.at(path))


DRIFT_RULES = (codebook_drift, codings_to_look_at)
