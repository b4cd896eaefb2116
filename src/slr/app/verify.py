"""`slr verify`: everything recomputed from the exports up, and what only git could witness."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from slr.app.caller import Caller
from slr.app.check_events import misplaced
from slr.app.check_files import kept_changed, kept_names, not_kept, record_file_unknown, stray_file
from slr.app.check_history import HISTORY_RULES
from slr.app.check_output import manifest_broken, output_edited, output_missing, read_manifest
from slr.app.check_rule import Folder, FolderRule, findings_of
from slr.app.codebook import at_hand
from slr.app.gaps import Gaps
from slr.app.review import Review, open_review
from slr.app.state import State, state_of
from slr.app.verify_events import Checked, References, check_envelopes, finding, open_lines, read_segments
from slr.app.verify_exports import Exports, place_of, verify_import
from slr.app.verify_flow import verify_flow, wrong
from slr.model.finding import Finding
from slr.model.words import Severity
from slr.protocol.load import read_protocol
from slr.store.damage import copies
from slr.store.disk import read_bytes, read_text, sha256_of
from slr.store.git import Commit, blob_name, commit_at, files_at, has_commits, path_in_repository
from slr.store.ledger import IN_ORDER, Segment
from slr.store.lines import digest
from slr.store.paths import PROTOCOL

KEPT_RULES: tuple[FolderRule, ...] = (not_kept, kept_changed, record_file_unknown, stray_file, misplaced)
OUTPUT_RULES: tuple[FolderRule, ...] = (output_edited, output_missing, manifest_broken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One thing that was recomputed: what, how many of it, and how many of those were found wrong."""

    what: str
    count: int
    wrong: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was proven, what was found, and what nothing in the folder proves."""

    proofs: tuple[Proof, ...]
    findings: tuple[Finding, ...]
    unproven: tuple[str, ...]
    commit: str = ""  # the commit of git that the folder was compared with

    @property
    def failed(self) -> bool:
        """Whether anything is not as it must be."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def verify(caller: Caller, *, exports: bool = True) -> Verified:
    """Recompute everything. Raises SlrError where the folder is no review or its protocol cannot be used.

    Without `exports` it is no error that they are not there (an archive leaves them out).
    """
    review = open_review(caller.root)
    state = state_of(review)
    books = at_hand(caller.root)
    source = read_protocol(read_text(review.paths.protocol), file=PROTOCOL)
    in_git = path_in_repository(caller.root) is not None and has_commits(caller.root)
    base = commit_at(caller.root, "HEAD") if in_git else None
    folder = Folder(review=review, state=state, source=source, books=books, base=base)
    segments = read_segments(review.paths)
    read_anew, waiting = lines(review, segments), open_segments(folder, segments, base)
    del segments  # a second copy of the ledger, gone before the exports take their room
    read = read_exports(review, caller, exports=exports)
    manifest = read_manifest(folder)
    outputs = len(manifest["outputs"]) if manifest else 0
    parts = [
        ("exports", read.checked()),
        ("records read again", Checked(read.records)),
        ("record files", Checked(read.files)),
        ("lines of the ledger", read_anew),
        ("names in events", References(review, state.holdings).check()),
        ("protocols and codebooks in force", rules(folder, KEPT_RULES, len(kept_names(folder)))),
        ("copies of damaged lines", damaged_copies(review)),
        ("boxes of the flow", verify_flow(review, state, read.entries)),
        ("full texts", full_texts(review)),
        ("files of output", rules(folder, OUTPUT_RULES, outputs)),
    ]
    if base is not None:
        held = len(files_at(base, "ledger", "searches"))
        parts.append(("files that git holds", rules(folder, HISTORY_RULES, held)))
    settle = Gaps(review.paths, review.ledger.events).settled
    proofs: list[Proof] = []
    told: list[Finding] = []
    for what, part in parts:
        found = settle(part.findings)
        told += found
        errors = sum(one.severity is Severity.ERROR for one in found)
        proofs.append(Proof(what=what, count=part.count, wrong=errors))
    told += [f for f in (unnamed(waiting),) if f is not None]
    return Verified(
        proofs=tuple(proof for proof in proofs if proof.count or proof.wrong),
        findings=tuple(sorted(dict.fromkeys(told), key=by_place)),
        unproven=tuple(unproven(state, waiting, base, exports=exports)),
        commit=base.sha if base else "",
    )


def by_place(one: Finding) -> tuple[int, str, int, str, str]:
    """Errors first, then by file and line."""
    return list(Severity).index(one.severity), one.file, one.line or 0, one.code, one.message


def read_exports(review: Review, caller: Caller, *, exports: bool) -> Exports:
    """Every import ever, withdrawn ones too."""
    done = Exports()
    told = [event for event in review.ledger.events if event.kind == "import"]
    for event in caller.steps("Reading exports again", told, len(told)):
        verify_import(review, event, done, reading=True, exports=exports)
    return done


def lines(review: Review, segments: list[Segment]) -> Checked:
    """Every line: it can be read, follows the one before it, and stands where its envelope says."""
    envelopes = check_envelopes(segments)
    found = [*review.ledger.findings, *envelopes.findings]
    once = {
        event.id: event
        for event in sorted((e for s in segments for e in s.events), key=IN_ORDER, reverse=True)
    }
    if sorted(once.values(), key=IN_ORDER) != list(review.ledger.events):
        found.append(wrong("the events that slr keeps for speed are not those of the ledger"))
    return Checked(envelopes.count, found)


def rules(folder: Folder, chosen: Iterable[FolderRule], count: int) -> Checked:
    """What rules of `slr check` find."""
    return Checked(count, [one for rule in chosen for one in findings_of(rule, folder)])


def damaged_copies(review: Review) -> Checked:
    """The copies that a repair kept are what their names say."""
    found = [
        Finding(
            code="F029",
            severity=Severity.ERROR,
            message="this copy of a damaged line is not what was copied: its text does not fit its name",
            hint="restore it from git",
            file=review.paths.relative(path),
        )
        for path in copies(review.paths)
        if digest(read_bytes(path)) != path.stem
    ]
    return Checked(len(copies(review.paths)), found)


def full_texts(review: Review) -> Checked:
    """The full texts that were attached and that no later event replaced."""
    latest = {e.data["file"]: e for e in review.ledger.events if e.kind == "retrieval" and e.data.get("file")}
    found, count = [], 0
    for name, event in latest.items():
        place = place_of(review, str(name))
        sha256 = sha256_of(place) if place is not None else None
        if sha256 is None:
            found.append(finding("V008", event, f"{name} is not here", Severity.INFO))
        elif sha256 != event.data.get("sha256"):
            found.append(finding("V007", event, f"{name} is not the file that was attached"))
        else:
            count += 1
    return Checked(count, [replace(one, hint="") for one in found])


def open_segments(folder: Folder, segments: list[Segment], base: Commit | None) -> list[Segment]:
    """The segments whose last line nothing witnesses: no other segment names it, and git does not hold it."""
    waiting = open_lines(segments)
    held = files_at(base, "ledger") if base is not None and waiting else {}
    paths = folder.review.paths
    return [
        one
        for one in waiting
        if (name := held.get(f"ledger/{one.path}")) is None
        or blob_name(read_bytes(paths.ledger / one.path), name) != name
    ]


def unnamed(waiting: list[Segment]) -> Finding | None:
    """One finding on all last lines that nothing witnesses yet."""
    if not waiting:
        return None
    more = f", and {len(waiting) - 1} more" if len(waiting) > 1 else ""
    return Finding(
        code="V009",
        severity=Severity.INFO,
        message=f"nothing witnesses the last lines of {len(waiting)} file(s) yet: {waiting[0].path}{more}",
        hint="the next run that writes names them; or commit the folder to git",
    )


def unproven(state: State, waiting: list[Segment], base: Commit | None, *, exports: bool) -> Iterator[str]:
    """What was not proven, in words."""
    if waiting:
        yield f"a change or loss at the end of {len(waiting)} file(s) of the ledger, which nothing names yet"
    if base is None:
        yield "who wrote what when, and a history rewritten as a whole: there is no git repository to ask"
    else:
        yield "commits that were removed from git's history: only another clone could witness them"
    if not exports:
        yield "that the records are what the exports hold, where exports are not here"
    if state.holdings.imports:
        yield "that the exports are what the databases gave: nothing signs an export"
