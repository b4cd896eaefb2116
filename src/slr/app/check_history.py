"""Rules on git's history (with --base): what was committed to the ledger stays, exports stay as they are."""

from collections.abc import Iterator
from typing import Literal

from slr.app.check_rule import Folder, Spot, folder_rule
from slr.model.words import Severity
from slr.store.disk import read_bytes
from slr.store.git import Commit, blob_name, blobs, files_at, touched_since
from slr.store.ledger import ROOMS, segment_files

SEGMENTS = tuple(f"ledger/{room}" for room in ROOMS)
KEPT = ("ledger/records", "ledger/protocols", "ledger/codebooks", "ledger/damaged")
Kind = Literal["removed", "edited"]
RESTORE = "Restore it: git checkout {commit} -- {path}"


@folder_rule(
    "G001",
    "ledger file removed in git's history",
    "history",
    Severity.ERROR,
    why="The ledger proves the review: events are added, and a decision is taken back by another event.",
    example="a commit that deletes ledger/decisions/title-abstract/ana/…jsonl",
    mend="Restore the file from the commit before.",
)
def segment_removed(folder: Folder) -> Iterator[Spot]:
    yield from (spot for kind, spot in ledger_changes(folder) if kind == "removed")


@folder_rule(
    "G002",
    "ledger line edited or removed in git's history",
    "history",
    Severity.ERROR,
    why="A line that was changed later is not what somebody decided then. Lines are only added, at the end.",
    example="a commit that turns an exclude into an include in ledger/decisions/…",
    mend="Restore the file from the commit before; change a decision by deciding anew.",
)
def line_edited(folder: Folder) -> Iterator[Spot]:
    yield from (spot for kind, spot in ledger_changes(folder) if kind == "edited")


@folder_rule(
    "G003",
    "record file, or what was in force, changed in git's history",
    "history",
    Severity.ERROR,
    why="Their names are made of their contents: a file under the same name with other contents is forged.",
    example="a commit that edits an abstract in ledger/records/",
    mend="Restore the file from the commit before.",
)
def kept_file_touched(folder: Folder) -> Iterator[Spot]:
    for path, commit in touched(folder, KEPT).items():
        yield Spot(message="Changed or removed since it was committed.", hint=said(commit, path), file=path)


@folder_rule(
    "G004",
    "export changed in git's history",
    "history",
    Severity.ERROR,
    why="An export is kept byte for byte as the database gave it; a search run again is another export.",
    example="a commit that saves searches/scopus/export.ris anew",
    mend="Restore it, and import the new export with `slr import --replace`.",
    source="PRISMA-S 2021, item 15",
)
def export_touched(folder: Folder) -> Iterator[Spot]:
    known = {event.data.get("file") for event in folder.state.events if event.kind == "import"}
    for path, commit in touched(folder, ("searches",)).items():
        if path in known:
            yield Spot(
                message="Changed or removed since it was committed.", hint=said(commit, path), file=path
            )


def ledger_changes(folder: Folder) -> list[tuple[Kind, Spot]]:
    """Every segment that lost or changed a line since the base: now, and in each commit on the way."""
    if folder.base is None:
        return []
    if "ledger changes" not in folder.shared:
        found: dict[tuple[str, Kind], Spot] = {}
        for kind, spot in (*since_base(folder, folder.base), *in_commits(folder, folder.base)):
            found.setdefault((spot.file, kind), spot)
        folder.shared["ledger changes"] = [(kind, spot) for (_, kind), spot in found.items()]
    changes: list[tuple[Kind, Spot]] = folder.shared["ledger changes"]
    return changes


def since_base(folder: Folder, base: Commit) -> Iterator[tuple[Kind, Spot]]:
    """The segments of the base that are gone, or do not begin with the bytes that they had."""
    names = files_at(base, *SEGMENTS)
    changed: dict[str, list[tuple[str, bytes]]] = {}
    gone: dict[str, list[str]] = {}
    for path, name in names.items():
        place = folder.review.paths.inside(path)
        if not place.is_file():
            gone.setdefault(name, []).append(path)
        elif blob_name(data := read_bytes(place), name) != name:
            changed.setdefault(name, []).append((path, data))
    for name, before in blobs(base.folder, gone):
        for path in gone[name] if not stands_elsewhere(folder, before) else ():
            yield "removed", removed(path, base.short, "")
    for name, before in blobs(base.folder, changed):
        for path, data in (pair for pair in changed[name] if not pair[1].startswith(before)):
            yield "edited", edited(path, before, data, base.short, "")


def stands_elsewhere(folder: Folder, data: bytes) -> bool:
    """Whether every line of a segment stands in another one now: a copy was deleted, or a file moved."""
    if "lines now" not in folder.shared:
        files = segment_files(folder.review.paths)
        folder.shared["lines now"] = {line for path in files for line in read_bytes(path).split(b"\n")}
    lines: set[bytes] = folder.shared["lines now"]
    return lines.issuperset(data.split(b"\n"))


def in_commits(folder: Folder, base: Commit) -> Iterator[tuple[Kind, Spot]]:
    """The same in each commit after the base, for files that came, and changed, on the way."""
    changes = touched_since(base, *SEGMENTS)
    texts = dict(blobs(base.folder, [n for one in changes for n in (one.before, one.after) if n]))
    for one in changes:
        if not one.after and not stands_elsewhere(folder, texts[one.before]):
            yield "removed", removed(one.path, f"{one.commit[:10]}~", one.commit)
        elif one.after and not texts[one.after].startswith(texts[one.before]):
            before, after = texts[one.before], texts[one.after]
            yield "edited", edited(one.path, before, after, f"{one.commit[:10]}~", one.commit)


def removed(path: str, good: str, commit: str) -> Spot:
    """The spot for a segment that is gone."""
    message = f"Removed{by(commit)}: its events count no longer."
    return Spot(message=message, hint=RESTORE.format(commit=good, path=path), file=path)


def edited(path: str, before: bytes, after: bytes, good: str, commit: str) -> Spot:
    """The spot at the first line that is not what it was."""
    lines = zip(before.split(b"\n"), after.split(b"\n"), strict=False)
    line = next((n for n, (a, b) in enumerate(lines, 1) if a != b), after.count(b"\n") + 1)
    message = f"This line was edited or removed{by(commit)}."
    return Spot(message=message, hint=RESTORE.format(commit=good, path=path), file=path, line=line)


def by(commit: str) -> str:
    """Which commit did it, where it is known."""
    return f" in commit {commit[:10]}" if commit else " since the state compared with"


def touched(folder: Folder, below: tuple[str, ...]) -> dict[str, str]:
    """The files below these paths that are not as they were committed: path to the last good state."""
    base = folder.base
    if base is None:
        return {}
    found = {}
    for path, name in files_at(base, *below).items():
        place = folder.review.paths.inside(path)
        if not place.is_file() or blob_name(read_bytes(place), name) != name:
            found[path] = base.short
    for one in touched_since(base, *below):
        found.setdefault(one.path, f"{one.commit[:10]}~")
    return found


def said(commit: str, path: str) -> str:
    """How to restore a file."""
    return RESTORE.format(commit=commit, path=path)


HISTORY_RULES = (segment_removed, line_edited, kept_file_touched, export_touched)
