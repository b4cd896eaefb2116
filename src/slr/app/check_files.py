"""Rules on the files of a review folder: exports, record files, what was in force, what does not belong."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from slr.app.check_rule import Folder, Spot, folder_rule
from slr.model.event import Event
from slr.model.words import Severity
from slr.store.disk import read_bytes, read_text, sha256_of
from slr.store.git import path_in_repository
from slr.store.ledger import ROOMS
from slr.store.lines import digest

RESTORE = "restore it from git or another copy; a new export is imported with slr import --replace"
# Below ledger/, what is no segment: what was in force, the records, and copies of damaged lines.
KEPT = ("protocols", "codebooks", "records", "damaged")
ENDINGS = {"records": ".jsonl", "damaged": ".line"}
HARMLESS = re.compile(r"\.(gitkeep|gitignore|gitattributes|DS_Store)|.*\.tmp|Thumbs\.db|desktop\.ini")
PROTECTED = ("searches", "ledger")
PROTECTION = "".join(f"{folder}/** -text\n" for folder in PROTECTED)


@folder_rule(
    "F020",
    "export changed since its import",
    "files",
    Severity.ERROR,
    why="The flow counts what was imported; an export that says something else now proves nothing.",
    example="searches/scopus/export.ris, saved anew by a reference manager after it was imported",
    mend="Restore the export. A new one is imported with `slr import --replace`.",
    source="PRISMA-S 2021, item 15",
)
def export_changed(folder: Folder) -> Iterator[Spot]:
    for one in folder.state.holdings.imports:
        found = sha256_of(folder.review.paths.inside(one.file))
        if found is not None and found != one.sha256:
            message = f"The export of `{one.search}` is not the one that was imported: it was changed since."
            yield Spot(message=message, hint=RESTORE, file=one.file)


@folder_rule(
    "F021",
    "export missing",
    "files",
    why="Nobody can read the records again, or see what was exported, without the export.",
    example="an import of searches/scopus/export.ris, and no such file",
    mend="Bring the file back, or say in the report where exports are kept if they must not be shared.",
)
def export_missing(folder: Folder) -> Iterator[Spot]:
    for one in folder.state.holdings.imports:
        if not folder.review.paths.inside(one.file).is_file():
            message = f"The export {one.file} is not there."
            yield folder.at(one.events[-1], message, "Is it kept outside git? Else restore it.")


@folder_rule(
    "F022",
    "export that no import knows",
    "files",
    why="Its records are in no count: somebody put it there by hand, or an import was interrupted.",
    example="searches/scopus/page-2.ris beside an imported page-1.ris",
    mend="`slr import` it, or take it out of searches/.",
)
def export_unknown(folder: Folder) -> Iterator[Spot]:
    paths = folder.review.paths
    known = {event.data.get("file") for event in folder.state.events if event.kind == "import"}
    for path in files_below(paths.searches):
        name = paths.relative(path)
        if name not in known:
            yield Spot(
                message="No import knows this file: its records count nowhere.",
                file=name,
                hint=import_hint(name),
            )


def import_hint(name: str) -> str:
    """How to import a file of searches/."""
    search = Path(name).parts[1] if len(Path(name).parts) > 2 else "ID"
    return f"slr import {shlex.quote(name)} --search {search}"


@folder_rule(
    "F023",
    "record file changed",
    "files",
    Severity.ERROR,
    why="What reviewers saw must be what the export held; a changed record file shows something else.",
    example="an abstract edited in ledger/records/scopus/…jsonl",
    mend="Restore the file from git; `slr import --reread` reads an export again.",
)
def record_file_changed(folder: Folder) -> Iterator[Spot]:
    for name, (sha, _) in record_files(folder).items():
        found = sha256_of(folder.review.paths.inside(name))
        if found is not None and sha and found != sha:
            yield Spot(
                message="This record file is not the one that the import wrote.", file=name, hint=RESTORE
            )


@folder_rule(
    "F024",
    "record file missing",
    "files",
    Severity.ERROR,
    why="Its records count, and nobody can see them.",
    example="an import that names ledger/records/scopus/…jsonl, and no such file",
    mend="Fetch the file from git or another copy.",
)
def record_file_missing(folder: Folder) -> Iterator[Spot]:
    for name, (_, event) in record_files(folder).items():
        if not folder.review.paths.inside(name).is_file():
            yield folder.at(
                event, f"The record file {name} is not there.", "fetch it from git or another copy"
            )


@folder_rule(
    "F025",
    "record file that no import names",
    "files",
    Severity.INFO,
    why="Records without an import event do not exist: an import was interrupted, or its event is missing.",
    example="ledger/records/scopus/…jsonl without an import event in ledger/imports/",
    mend="Run the import again: it writes the same file. Or fetch the missing file of ledger/imports/.",
)
def record_file_unknown(folder: Folder) -> Iterator[Spot]:
    known = {
        file.get("path")
        for event in folder.state.events
        if event.kind == "import"
        for file in event.data.get("record_files", ())
    }
    for path in files_below(folder.review.paths.records):
        name = folder.review.paths.relative(path)
        if name not in known:
            yield Spot(message="No import names this file: its records count nowhere.", file=name)


@folder_rule(
    "F026",
    "file in the ledger that slr did not write",
    "files",
    why="A copy made by a synchronized folder or an editor in ledger/ may hold events that count nowhere.",
    example="ledger/decisions/title-abstract/ana/notes (conflicted copy).txt",
    mend="Move it out of ledger/; a copied segment ends in .jsonl and is counted once.",
)
def stray_file(folder: Folder) -> Iterator[Spot]:
    paths = folder.review.paths
    for path in files_below(paths.ledger):
        room, *rest = path.relative_to(paths.ledger).parts
        fits = path.suffix == (".jsonl" if room in ROOMS else ENDINGS.get(room, ".json"))
        if not rest or room not in (*ROOMS, *KEPT) or not fits:
            yield Spot(
                message="slr writes no such file into the ledger.",
                file=paths.relative(path),
                hint="Move it out.",
            )


@folder_rule(
    "F027",
    "git may change the bytes of exports or ledger",
    "files",
    why="git converts line ends where no .gitattributes forbids it; the hashes of exports then differ.",
    example="a repository without `searches/** -text` in .gitattributes",
    mend="`slr check --fix` adds the lines to .gitattributes.",
)
def unprotected(folder: Folder) -> Iterator[Spot]:
    root = folder.review.paths.root
    for name in unprotected_folders(root):
        if path_in_repository(root) is not None:
            message = f"git may convert line ends below {name}/: no `-text` for it."
            yield Spot(message=message, file=".gitattributes", hint=f"Add the line: {name}/** -text")


def unprotected_folders(root: Path) -> list[str]:
    """The folders that .gitattributes does not keep byte for byte."""
    place = root / ".gitattributes"
    lines = read_text(place).splitlines() if place.is_file() else []
    told = {words[0].lstrip("/").split("/")[0]: words[1:] for line in lines if (words := line.split())}
    everything = told.get("*", [])
    return [n for n in PROTECTED if not {"-text", "binary"} & {*told.get(n, everything)}]


@folder_rule(
    "F028",
    "protocol or codebook in force not kept",
    "files",
    Severity.ERROR,
    why="Every event names the protocol that it was made under; without it nobody can tell what has changed.",
    example="decisions under a protocol of which ledger/protocols/ holds nothing",
    mend="Fetch the file from git or another copy.",
)
def not_kept(folder: Folder) -> Iterator[Spot]:
    for room, name, event in kept_names(folder):
        path = folder.review.paths.ledger / room / f"{name}.json"
        if not path.is_file():
            message = f"Made under ledger/{room}/{name[:12]}….json, which is not there."
            yield folder.at(event, message, "Fetch the file from git or another copy.")


@folder_rule(
    "F029",
    "protocol or codebook in force changed",
    "files",
    Severity.ERROR,
    why="These files say what was in force when decisions were made; their name is the hash of their text.",
    example="ledger/protocols/<hash>.json edited by hand",
    mend="Restore the file from git. The protocol of today is protocol.yaml.",
)
def kept_changed(folder: Folder) -> Iterator[Spot]:
    paths = folder.review.paths
    for room in ("protocols", "codebooks"):
        for path in files_below(paths.ledger / room):
            data = read_bytes(path)
            sound = data.endswith(b"\n") and digest(data[:-1]) == path.stem
            if path.suffix == ".json" and not sound:
                message = "This file is not what was in force: its text does not fit its name."
                yield Spot(message=message, file=paths.relative(path), line=1, hint="restore it from git")


def kept_names(folder: Folder) -> list[tuple[str, str, Event]]:
    """What was in force: room, hash, and the first event under it."""
    found: dict[tuple[str, str], Event] = {}
    for event in folder.state.events:
        if event.protocol:
            found.setdefault(("protocols", event.protocol), event)
        if sha := event.data.get("codebook_hash"):
            found.setdefault(("codebooks", str(sha)), event)
    return [(room, name, event) for (room, name), event in found.items()]


def record_files(folder: Folder) -> dict[str, tuple[str, Event]]:
    """The record files of the imports in force: their SHA-256 as the import says, and its event."""
    found = {}
    for one in folder.state.holdings.imports:
        event = folder.by_id[one.events[-1]]
        for file in event.data.get("record_files", ()):
            found[str(file["path"])] = (str(file.get("sha256", "")), event)
    return found


def files_below(folder: Path) -> Iterator[Path]:
    """The files below a folder that a person or slr may have put there, in order."""
    if folder.is_dir():
        yield from (p for p in sorted(folder.rglob("*")) if p.is_file() and not HARMLESS.fullmatch(p.name))


FILE_RULES = (
    export_changed,
    export_missing,
    export_unknown,
    record_file_changed,
    record_file_missing,
    record_file_unknown,
    stray_file,
    unprotected,
    not_kept,
    kept_changed,
)
