"""`slr import`: take in what a database exported, byte for byte, and say what it holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slr.app.caller import Caller
from slr.app.export_files import ending, read_given
from slr.app.review import Review, nearest, writer
from slr.flow.searches import holdings
from slr.formats.registry import FORMATS
from slr.model.errors import SlrError
from slr.model.finding import Finding
from slr.model.imports import Holdings, Import
from slr.model.plan import Search
from slr.model.reading import Reading
from slr.model.words import SearchKind, Severity, is_identifier
from slr.store.disk import create_file, read_bytes
from slr.store.lines import digest
from slr.store.records import encode_records, write_record_files

HARMLESS = "._- ()[]+,=@&"  # in a file's name, on any disk
LONGEST_NAME = 150  # bytes: disks take 255 at most, and Windows 260 letters with all folders
KEPT_FINDINGS = 200  # in the import event; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file to import, and what the command line says of its search. Empty: not said."""

    file: Path
    search: str
    format: str = ""
    encoding: str = ""  # of the file's letters
    columns: Mapping[str, str] = field(default_factory=dict)  # a record's field to a column of the table
    piped: bytes | None = None  # what came through stdin instead of a file
    replaces: str = ""  # an import that this one takes the place of: its file, sha256 or search
    settings: dict[str, object] = field(default_factory=dict)  # source, platform, kind, round, date

    @property
    def given(self) -> str:
        """What the caller calls the file."""
        return str(self.file) if self.piped is None else "stdin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What one import brought (or would bring, in a dry run)."""

    search: str
    file: str
    format: str
    sha256: str
    entries: int
    records: int
    refused: int
    kind: SearchKind
    expected: int | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that was read and found good, before anything is written."""

    wanted: Wanted
    data: bytes
    sha256: str
    reading: Reading
    settings: dict[str, object]
    kind: SearchKind
    stored: str  # below the review folder
    replaces: tuple[str, ...]
    findings: tuple[Finding, ...]


def prepare(review: Review, wanted: Wanted, held: Holdings | None = None) -> Prepared:
    """Read and check one file; writes nothing. `held` is what was imported before, where it is known already.

    Raises SlrError where it cannot be imported.
    """
    if not is_identifier(wanted.search):
        raise SlrError(
            f"{wanted.search!r} cannot name a search", "ids are a-z, 0-9 and -, at most 32 characters"
        )
    data = read_bytes(wanted.file) if wanted.piped is None else wanted.piped
    sha256 = digest(data)
    held = held or holdings(review.ledger.events)
    exports = {(e.data["search"], e.data["sha256"]) for e in review.ledger.events if e.kind == "import"}
    refuse_known(review, held, exports, wanted, sha256)
    replaces = targets(held, wanted.replaces, search=wanted.search) if wanted.replaces else ()
    settings = agreed_settings(review, wanted)
    reading = read_given(
        data, wanted.given, format=wanted.format, columns=wanted.columns, encoding=wanted.encoding
    )
    if not reading.entries:
        raise SlrError(
            f"{wanted.given} holds no records", "was it cut, or is it another file?", file=wanted.given
        )
    planned = next((s for s in review.plan.searches if s.id == wanted.search), None)
    said = review.said.get(wanted.search, frozenset())
    if "kind" not in said and "kind" not in settings:
        settings["kind"] = FORMATS[reading.format].kind.value
    kind = planned.kind if planned and "kind" in said else SearchKind(str(settings["kind"]))
    is_file = wanted.piped is None and wanted.file.is_file()  # no pipe, whose name would be a number
    name = wanted.file.name if is_file else f"export{ending(reading.format, data)}"
    return Prepared(
        wanted=wanted,
        data=data,
        sha256=sha256,
        reading=reading,
        settings=settings,
        kind=kind,
        stored=in_place(review, wanted) or stored_name(review, wanted.search, name, sha256),
        replaces=tuple(event for one in replaces for event in one.events),
        findings=(*reading.findings, *search_findings(review, planned, wanted)),
    )


def refuse_known(
    review: Review, held: Holdings, exports: set[tuple[str, str]], wanted: Wanted, sha256: str
) -> None:
    """Raise SlrError where this very file is imported already, or its ids would be another file's."""
    for one in held.imports:
        if one.sha256 == sha256:
            is_kept = review.paths.inside(one.file).is_file()
            raise SlrError(
                f"{wanted.given} was imported already, as {one.file} of the search {one.search}",
                "nothing to do; importing it again would double its records"
                if is_kept
                else f"that file is gone: copy {wanted.given} there, no other import is needed",
                file=wanted.given,
            )
    for search, other in exports:
        if search == wanted.search and other[:6] == sha256[:6] and other != sha256:
            raise SlrError(
                f"{wanted.given} would get the ids of another export of {wanted.search}",
                "import it under another search id",
                file=wanted.given,
            )


def targets(held: Holdings, name: str, *, search: str = "") -> tuple[Import, ...]:
    """The imports in force that a file name, a sha256's beginning or a search's id means. Raises SlrError."""
    found = tuple(
        one
        for one in held.imports
        if name in (one.search, one.file, Path(one.file).name)
        or (len(name) >= 6 and one.sha256.startswith(name))
    )
    if not found:
        known = [Path(one.file).name for one in held.imports]
        raise SlrError(
            f"nothing was imported as {name}", nearest(name, known) if known else "slr status lists them"
        )
    if search and any(one.search != search for one in found):
        raise SlrError(
            f"{name} belongs to the search {found[0].search}, not {search}", "name the same search"
        )
    return found


def agreed_settings(review: Review, wanted: Wanted) -> dict[str, object]:
    """What the command line says and the protocol does not. Raises SlrError where they contradict."""
    planned = next((s for s in review.plan.searches if s.id == wanted.search), None)
    said = review.said.get(wanted.search, frozenset())
    settings = {}
    for name, value in wanted.settings.items():
        if value in ("", None):
            continue
        if planned is not None and name in said and getattr(planned, name) not in ("", None):
            theirs = getattr(planned, name)
            if str(theirs).casefold() != str(value).casefold():
                raise SlrError(
                    f"{wanted.search}: the protocol says {name} {theirs}, the command line {value}",
                    "correct the one that is wrong",
                    file="protocol.yaml",
                )
            continue
        settings[name] = value
    return settings


def search_findings(review: Review, planned: Search | None, wanted: Wanted) -> list[Finding]:
    """What is odd about the search: the protocol lacks it."""
    if planned is not None:
        return []
    known = [search.id for search in review.plan.searches]
    return [
        Finding(
            code="I001",
            severity=Severity.WARNING,
            message=f"the protocol has no search {wanted.search}",
            hint=(nearest(wanted.search, known) + "; else " if known else "")
            + "add it to protocol.yaml with its date and query",
            file=wanted.given,
        )
    ]


def search_around(review: Review, file: Path) -> str:
    """The search in whose folder below searches/ a file lies; empty where it lies elsewhere."""
    searches = review.paths.searches.resolve()
    if not file.resolve().is_relative_to(searches):
        return ""
    parts = file.resolve().relative_to(searches).parts
    return parts[0] if len(parts) > 1 else ""


def in_place(review: Review, wanted: Wanted) -> str:
    """Where a file lies that was put into its search's folder by hand: it stays, if an event can name it."""
    folder = review.paths.searches / wanted.search
    if wanted.piped is not None or not wanted.file.resolve().is_relative_to(folder.resolve()):
        return ""
    below = wanted.file.resolve().relative_to(folder.resolve()).as_posix()
    nameable = below.isprintable() and not set(below) & set("\\:")
    return f"{review.paths.relative(folder)}/{below}" if nameable else ""


def stored_name(
    review: Review, search: str, name: str, sha256: str, taken: Collection[str] = frozenset()
) -> str:
    """Where the copy will lie: searches/<search>/<file>, marked with the hash where the name is taken.

    `taken` are places, folded, of other files of the same command. Case alone tells no two names apart: a
    clone may lie on a disk that does not see it.
    """
    kept = "".join(c if c.isalnum() or c in HARMLESS else "_" for c in name).strip(". ") or "export"
    kept = short_name(kept, sha256)
    place = review.paths.searches / search / kept
    near = place.parent.iterdir() if place.parent.is_dir() else ()
    others = [path for path in near if path.name.casefold() == kept.casefold()]
    if review.paths.relative(place).casefold() in taken or any(
        path.name != kept or digest(read_bytes(path)) != sha256 for path in others
    ):
        place = place.with_name(f"{place.stem}-{sha256[:6]}{place.suffix}")
    return review.paths.relative(place)


def short_name(name: str, sha256: str) -> str:
    """A file's name that any disk takes; one that is cut is marked with the hash."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, ending = Path(name).stem, Path(name).suffix[:16]
    mark = f"-{sha256[:6]}{ending}"
    cut = stem.encode()[: LONGEST_NAME - len(mark.encode())].decode(errors="ignore")
    return cut.strip(". ") + mark


def import_prepared(review: Review, caller: Caller, ready: Sequence[Prepared]) -> None:
    """Write what was prepared: for each file the export, then its records, then the import event."""
    with writer(review, caller) as out:
        for one in caller.steps("Importing", ready, len(ready)):
            search, reading = one.wanted.search, one.reading
            place = review.paths.inside(one.stored)
            if not place.exists():
                create_file(caller.disk, place, one.data)
            elif digest(read_bytes(place)) != one.sha256:
                raise SlrError(f"{one.stored} is another file by now", "import again", file=one.wanted.given)
            files = write_record_files(
                review.paths,
                caller.disk,
                search,
                one.sha256,
                encode_records(search, one.sha256, reading.format, reading.version, reading.entries),
            )
            paths = [{"path": file.path, "sha256": file.sha256} for file in files]
            out.append("imports", "import", import_data(one) | {"record_files": paths})
            out.sync()


def import_data(one: Prepared) -> dict[str, Any]:
    """The payload of an import event, without its record files."""
    about = {
        "search": one.wanted.search,
        "sha256": one.sha256,
        "bytes": len(one.data),
        "file": one.stored,
        "settings": one.settings,
    }
    told = about | import_data_of(one.reading) | findings_data(one.findings)
    if one.wanted.columns:
        told["columns"] = dict(one.wanted.columns)
    said = {"format": one.wanted.format, "encoding": one.wanted.encoding}
    if any(said.values()):
        told["said"] = {name: value for name, value in said.items() if value}
    return told | ({"replaces": list(one.replaces)} if one.replaces else {})


def import_data_of(reading: Reading) -> dict[str, Any]:
    """The part of an import event that a reader decides: format, counts, refused entries, findings."""
    why = {finding.record: finding.message for finding in reading.findings if finding.code == "I101"}
    refused = [
        {
            "position": entry.position,
            "line": entry.span.line,
            "start": entry.span.start,
            "end": entry.span.end,
            "message": why.get(f"entry {entry.position}", "could not be read as a record"),
        }
        | ({"member": entry.member, "byte": entry.byte} if entry.member else {})
        for entry in reading.refused
    ]
    return {
        "format": reading.format,
        "reader_version": reading.version,
        "encoding": reading.encoding,
        "entries": len(reading.entries),
        "records": len(reading.records),
        "refused": refused,
    } | findings_data(reading.findings)


def findings_data(findings: Sequence[Finding]) -> dict[str, Any]:
    """Findings as an import event keeps them: the first in full, all of them counted."""
    found = [
        {"code": f.code, "severity": f.severity.value, "line": f.line, "message": f.message}
        for f in findings[:KEPT_FINDINGS]
    ]
    return {"findings": found, "findings_count": len(findings)}


def summary(review: Review, one: Prepared) -> Imported:
    """What an import brought."""
    planned = next((s for s in review.plan.searches if s.id == one.wanted.search), None)
    return Imported(
        search=one.wanted.search,
        file=one.stored,
        format=one.reading.format,
        sha256=one.sha256,
        entries=len(one.reading.entries),
        records=len(one.reading.records),
        refused=len(one.reading.refused),
        kind=one.kind,
        expected=planned.expected if planned else None,
        findings=one.findings,
    )


def withdraw(
    review: Review, caller: Caller, name: str, reason: str, *, dry_run: bool = False
) -> tuple[Import, ...]:
    """Take an import back: its records leave every count, their ids stay taken. Raises SlrError."""
    found = targets(holdings(review.ledger.events), name)
    if dry_run:
        return found
    with writer(review, caller) as out:
        for one in found:
            data = {
                "search": one.search,
                "sha256": one.sha256,
                "file": one.file,
                "reason": reason,
                "replaces": list(one.events),
            }
            out.append("imports", "withdraw", data)
    return found
